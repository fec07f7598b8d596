// Who may call what, as the routes and the pages say it.
import type { Access } from '../../src/http/access.ts';
import { ROUTES } from '../../src/http/api/table.ts';
import { PAGES } from '../../src/http/pages.ts';

/** By method and path of the route. */
export const ACCESS: { readonly [route: string]: Access } = Object.fromEntries(
  [...ROUTES, ...PAGES].map(({ method, path, access }) => [
    `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    access,
  ]),
);
