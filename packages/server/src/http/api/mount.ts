// Puts the table of routes on a router, each behind its gate.
import type { Router } from '@koa/router';
import type { Deps } from '../deps.ts';
import { gate } from '../gate.ts';
import { requireJson } from '../guard.ts';
import { readerOf } from './call.ts';
import type { Route } from './route.ts';

/** Each route is asked for by somebody who may, checked, read and handled, in this order. */
export function mount(router: Router, routes: readonly Route[], deps: Deps): void {
  for (const route of routes) {
    const read = readerOf(route);
    const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
    const asked = { route: `${route.method.toUpperCase()} ${path}`, access: route.access };
    const before = [gate(deps, asked), ...(path.startsWith('/api/') ? [requireJson] : [])];
    router[route.method](path, ...before, async (ctx) => {
      route.check?.(ctx, deps);
      await route.handle(ctx, deps, await read(ctx));
    });
  }
}
