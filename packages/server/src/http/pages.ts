// Every page for people, and what they send from it. What programs ask for is in `api/table.ts`.
import type { Router } from '@koa/router';
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
import type { Access } from './access.ts';
import type { Deps } from './deps.ts';
import { gate } from './gate.ts';

export type Page = {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly access: Access;
  readonly handle: (ctx: Context, deps: Deps, params: Params) => void | Promise<void>;
};
type Params = { readonly id: string; readonly key: string; readonly name: string };

export const PAGES: readonly Page[] = [
  { method: 'get', path: '/api/docs', access: 'read', handle: (ctx) => apiPage(ctx) },
  { method: 'get', path: '/login', access: 'public', handle: loginPage },
  { method: 'post', path: '/login', access: 'public', handle: sendLogin },
  { method: 'post', path: '/logout', access: 'read', handle: sendLogout },
  { method: 'get', path: '/', access: 'read', handle: homePage },
  { method: 'get', path: '/runs', access: 'read', handle: runsPage },
  { method: 'get', path: '/runs/:id', access: 'read', handle: (ctx, deps, { id }) => runPage(ctx, deps, id) },
  { method: 'post', path: '/runs/:id/fork', access: 'run', handle: (ctx, deps, { id }) => sendFork(ctx, deps, id) },
  { method: 'get', path: '/approvals', access: 'read', handle: approvalsPage },
  { method: 'get', path: '/approvals/:id/:key', access: 'read', handle: approvalPage },
  { method: 'post', path: '/approvals/:id/:key', access: 'run', handle: sendAnswer },
  {
    method: 'get',
    path: '/workflows/:name',
    access: 'read',
    handle: (ctx, deps, { name }) => workflowPage(ctx, deps, name),
  },
  { method: 'get', path: '/plugins', access: 'read', handle: pluginsPage },
  { method: 'get', path: '/cost', access: 'read', handle: costPage },
  { method: 'get', path: '/deliveries', access: 'read', handle: deliveriesPage },
  { method: 'get', path: '/callbacks', access: 'read', handle: callbacksPage },
  { method: 'post', path: '/callbacks/retry', access: 'run', handle: sendRetryAll },
  {
    method: 'post',
    path: '/callbacks/:id/retry',
    access: 'run',
    handle: (ctx, deps, { id }) => sendRetry(ctx, deps, id),
  },
  { method: 'get', path: '/assets/:name', access: 'public', handle: (ctx, _deps, { name }) => asset(ctx, name) },
];

export function mountPages(router: Router, deps: Deps): void {
  for (const { method, path, access, handle } of PAGES) {
    const asked = { route: `${method.toUpperCase()} ${path}`, access };
    // Who handles a page asks for no more parameters than its path has.
    router[method](path, gate(deps, asked), (ctx) => handle(ctx, deps, ctx['params'] as Params));
  }
}
