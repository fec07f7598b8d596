// Who may call each route: the one place that says it.
import type { Router } from '@koa/router';
import type { Context } from 'koa';
import type { Scope } from '@configurable-agents/core';

/**
 * `public`: anybody. `signed`: what comes proves itself, by its signature. A scope: who has it, and who calls from this machine. `proven`:
 * who shows a token of the scope `admin`, also from this machine, where others may have an account.
 */
export type Access = 'public' | 'signed' | Scope | 'proven';

/** By method and path of the route. */
export const ACCESS: { readonly [route: string]: Access } = {
  'GET /api/workflows': 'read',
  'POST /api/workflows': 'admin',
  'GET /api/workflows/:name': 'read',
  'DELETE /api/workflows/:name': 'admin',
  'GET /api/workflows/:name/revisions': 'read',
  'GET /api/workflows/:name/revisions/:revision': 'read',
  'GET /api/workflows/:name/diff': 'read',
  'GET /api/workflows/:name/stats': 'read',
  'POST /api/workflows/:name/pause': 'admin',
  'POST /api/workflows/:name/resume': 'admin',
  'GET /api/plugins': 'read',
  // Installing is running somebody's code.
  'POST /api/plugins': 'proven',
  'DELETE /api/plugins/:name': 'proven',
  'GET /api/tokens': 'admin',
  'POST /api/tokens': 'proven',
  'DELETE /api/tokens/:id': 'proven',
  'GET /api/audit': 'admin',
  'GET /api/runs': 'read',
  // A workflow that is not registered takes `admin`: the route asks for it.
  'POST /api/runs': 'run',
  'GET /api/runs/:id': 'read',
  'GET /api/runs/:id/journal': 'read',
  'GET /api/runs/:id/explanation': 'read',
  'GET /api/failures': 'read',
  'GET /api/queue': 'read',
  // Nothing is kept, but files of the workflows folder are looked at.
  'POST /api/compile': 'admin',
  'GET /api/runs/:id/events': 'read',
  'GET /api/runs/:id/payloads/:part': 'read',
  'GET /api/runs/:id/payloads/:part/:key': 'read',
  'POST /api/runs/:id/cancel': 'run',
  'POST /api/runs/:id/signal': 'run',
  'POST /api/runs/:id/retry': 'run',
  'POST /api/runs/:id/resume': 'run',
  'POST /api/runs/:id/resolve': 'run',
  'POST /api/runs/:id/fork': 'run',
  'POST /api/runs/:id/approvals/:key': 'run',
  'GET /api/approvals': 'read',
  'GET /api/callbacks': 'read',
  'POST /api/callbacks/retry': 'run',
  'POST /api/callbacks/:id/retry': 'run',
  'GET /api/costs': 'read',
  'GET /api/schedules': 'read',
  'POST /api/schedules/:name/pause': 'admin',
  'POST /api/schedules/:name/resume': 'admin',
  'POST /api/schedules/:name/backfill': 'run',
  'GET /api/trackers': 'read',
  'POST /api/trackers/:name/replay': 'admin',
  'POST /api/store/prune': 'admin',
  'GET /api/events': 'read',
  'GET /api/deliveries': 'read',
  'GET /api/deliveries/:id': 'read',
  'GET /api/deliveries/:id/body': 'read',
  'POST /api/deliveries/:id/redeliver': 'run',
  // Every server has it.
  'GET /webhooks/generic': 'public',
  // Which others there are is not told to everybody.
  'GET /webhooks/:trigger': 'read',
  'POST /webhooks/:trigger': 'signed',
  'GET /healthz': 'public',
  'GET /readyz': 'public',
  'GET /metrics': 'read',
  'GET /openapi.json': 'read',
  'GET /api/docs': 'read',
  'GET /login': 'public',
  'POST /login': 'public',
  'POST /logout': 'read',
  'GET /assets/:name': 'public',
  'GET /': 'read',
  'GET /runs': 'read',
  'GET /runs/:id': 'read',
  'POST /runs/:id/fork': 'run',
  'GET /approvals': 'read',
  'GET /approvals/:id/:key': 'read',
  'POST /approvals/:id/:key': 'run',
  'GET /workflows/:name': 'read',
  'GET /plugins': 'read',
  'GET /cost': 'read',
  'GET /deliveries': 'read',
  'GET /callbacks': 'read',
  'POST /callbacks/retry': 'run',
  'POST /callbacks/:id/retry': 'run',
};

export type Asked = {
  /** The route as the table has it; the path where no route answers. */
  readonly route: string;
  readonly access: Access;
};

/** What a request asks for. Where no route answers, that is told to those only who may look; a route that is not in the table is closed. */
export function askedOf(router: Router, { method, path }: Pick<Context, 'method' | 'path'>): Asked {
  // The first one is what answers.
  const layer = router.match(path, method).pathAndMethod.find(({ methods }) => methods.length > 0);
  if (layer === undefined) return { route: `${method} ${path}`, access: 'read' };
  const route = `${method === 'HEAD' ? 'GET' : method} ${String(layer.path)}`;
  return { route, access: ACCESS[route] ?? 'proven' };
}
