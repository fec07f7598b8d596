// Puts the table of routes on a router.
import type { Router } from '@koa/router';
import type { Deps } from '../deps.ts';
import { readerOf } from './call.ts';
import type { Route } from './route.ts';

/** Each route is checked, read and handled, in this order. */
export function mount(router: Router, routes: readonly Route[], deps: Deps): void {
  for (const route of routes) {
    const read = readerOf(route);
    router[route.method](route.path.replaceAll(/\{(\w+)\}/g, ':$1'), async (ctx) => {
      route.check?.(ctx, deps);
      await route.handle(ctx, deps, await read(ctx));
    });
  }
}
