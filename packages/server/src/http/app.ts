// The list of middleware, nothing else.
import { Router } from '@koa/router';
import Koa from 'koa';
import type { Deps } from './deps.ts';
import { errors } from './errors.ts';
import { gateOfNothing } from './gate.ts';
import { guard } from './guard.ts';
import { mount } from './api/mount.ts';
import { ROUTES } from './api/table.ts';
import { mountPages } from './pages.ts';
import { requestLog } from './request-log.ts';
import { WEBHOOK_ROUTES } from './routes/webhooks.ts';
import { securityHeaders } from './security-headers.ts';

/** The Koa application over an open runtime. */
export function createApp(deps: Deps): Koa {
  const app = new Koa();
  app.silent = true;
  app.use(requestLog(deps));
  app.use(securityHeaders(deps.isClosing));
  app.use(errors(deps));
  app.use(guard(deps));
  // Nothing is asked for as often as deliveries, and a router looks at each of its routes.
  const deliveries = new Router();
  mount(deliveries, WEBHOOK_ROUTES, deps);
  app.use(deliveries.routes());
  const router = routes(deps);
  app.use(router.routes());
  app.use(gateOfNothing(deps));
  app.use(router.allowedMethods());
  return app;
}

/** The route table. Each route says who may call it. */
export function routes(deps: Deps): Router {
  const router = new Router();
  mount(router, ROUTES, deps);
  mountPages(router, deps);
  return router;
}
