import type { Context } from 'koa';
import { Problem } from '../../problem.ts';
import { registeredRoutes } from '../../routes/registered.ts';
import { deadRoutes } from '../../routes/table.ts';
import type { Deps } from '../deps.ts';

/** `GET /healthz`: the process answers, and how far its trackers are. */
export function healthz(ctx: Context, { runtime }: Deps): void {
  // Who is not asked for a token is told no more than this.
  const trackers = runtime.health().trackers.map(({ name, lag, dropped, error }) => ({ name, lag, dropped, error }));
  ctx.body = { status: 'ok', trackers };
}

/** `GET /readyz`: it takes work; 503 while closing, when the store cannot be written, or when what is registered has a trigger that is not at work. */
export function readyz(ctx: Context, { runtime, isClosing }: Deps): void {
  const { ready, reason, running, queued, workers } = runtime.health();
  if (isClosing() || !ready) {
    throw new Problem(503, 'NOT_READY', reason ?? 'the server is closing', { headers: { 'Retry-After': '1' } });
  }
  const routes = registeredRoutes(runtime.reader);
  const dead = deadRoutes(routes, runtime.triggers);
  if (dead.length > 0) {
    const listed = [...new Set(dead.map(({ workflow_name: name, uses }) => `${name} by ${uses}`))].join(', ');
    throw new Problem(
      503,
      'NOT_READY',
      `no plugin that is at work offers the triggers of: ${listed}; add the plugin, or register the workflow without it`,
      { headers: { 'Retry-After': '1' } },
    );
  }
  ctx.body = { status: 'ready', running, queued, workers, routes: routes.length };
}

/** `GET /metrics`: what Prometheus collects. */
export function metrics(ctx: Context, { runtime }: Deps): void {
  ctx.type = 'text/plain; version=0.0.4; charset=utf-8';
  ctx.body = runtime.metrics();
}
