// The list of middleware and routes, nothing else.
import { Router } from '@koa/router';
import Koa from 'koa';
import type { Context } from 'koa';
import { asset } from '../dashboard/assets.ts';
import { apiPage } from '../dashboard/pages/api.ts';
import { approvalPage, approvalsPage, sendAnswer } from '../dashboard/pages/approvals.ts';
import { sendRetry, sendRetryAll } from '../dashboard/pages/callback-retry.ts';
import { callbacksPage } from '../dashboard/pages/callbacks.ts';
import { costPage } from '../dashboard/pages/cost.ts';
import { deliveriesPage } from '../dashboard/pages/deliveries.ts';
import { homePage } from '../dashboard/pages/home.ts';
import { loginPage, sendLogin, sendLogout } from '../dashboard/pages/login.ts';
import { pluginsPage } from '../dashboard/pages/plugins.ts';
import { runPage } from '../dashboard/pages/run.ts';
import { sendFork } from '../dashboard/pages/run-actions.ts';
import { runsPage } from '../dashboard/pages/runs.ts';
import { workflowPage } from '../dashboard/pages/workflow.ts';
import type { Deps } from './deps.ts';
import { errors } from './errors.ts';
import { gate } from './gate.ts';
import { guard, requireJson } from './guard.ts';
import { mount } from './api/mount.ts';
import { ROUTES } from './api/table.ts';
import { requestLog } from './request-log.ts';
import { securityHeaders } from './security-headers.ts';

/** The Koa application over an open runtime. */
export function createApp(deps: Deps): Koa {
  const app = new Koa();
  app.silent = true;
  app.use(requestLog(deps));
  app.use(securityHeaders(deps.isClosing));
  app.use(errors(deps));
  app.use(guard(deps));
  const router = routes(deps);
  app.use(gate(deps, router));
  app.use(router.routes());
  app.use(router.allowedMethods());
  return app;
}

/** The route table. Who may call each is in `access.ts`. */
export function routes(deps: Deps): Router {
  const router = new Router();
  const at = (ctx: Context, name: string): string => String((ctx['params'] as { [name: string]: string })[name]);
  router.use('/api', requireJson);
  mount(router, ROUTES, deps);
  router.get('/api/docs', (ctx) => apiPage(ctx));
  router.get('/login', (ctx) => loginPage(ctx, deps));
  router.post('/login', (ctx) => sendLogin(ctx, deps));
  router.post('/logout', (ctx) => sendLogout(ctx, deps));
  router.get('/', (ctx) => homePage(ctx, deps));
  router.get('/runs', (ctx) => runsPage(ctx, deps));
  router.get('/runs/:id', (ctx) => runPage(ctx, deps, at(ctx, 'id')));
  router.post('/runs/:id/fork', (ctx) => sendFork(ctx, deps, at(ctx, 'id')));
  router.get('/approvals', (ctx) => approvalsPage(ctx, deps));
  router.get('/approvals/:id/:key', (ctx) => approvalPage(ctx, deps, { id: at(ctx, 'id'), key: at(ctx, 'key') }));
  router.post('/approvals/:id/:key', (ctx) => sendAnswer(ctx, deps, { id: at(ctx, 'id'), key: at(ctx, 'key') }));
  router.get('/workflows/:name', (ctx) => workflowPage(ctx, deps, at(ctx, 'name')));
  router.get('/plugins', (ctx) => pluginsPage(ctx, deps));
  router.get('/cost', (ctx) => costPage(ctx, deps));
  router.get('/deliveries', (ctx) => deliveriesPage(ctx, deps));
  router.get('/callbacks', (ctx) => callbacksPage(ctx, deps));
  router.post('/callbacks/retry', (ctx) => sendRetryAll(ctx, deps));
  router.post('/callbacks/:id/retry', (ctx) => sendRetry(ctx, deps, at(ctx, 'id')));
  router.get('/assets/:name', (ctx) => asset(ctx, at(ctx, 'name')));
  return router;
}
