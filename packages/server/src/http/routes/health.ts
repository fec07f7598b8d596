import type { Context } from 'koa';
import { Problem } from '../../problem.ts';
import type { Deps } from '../deps.ts';

/** `GET /healthz`: the process answers, and how far its trackers are. */
export function healthz(ctx: Context, { runtime }: Deps): void {
  ctx.body = { status: 'ok', trackers: runtime.health().trackers };
}

/** `GET /readyz`: it takes work; 503 while closing or when the store cannot be written. */
export function readyz(ctx: Context, { runtime, isClosing }: Deps): void {
  const { ready, reason, running, queued, workers } = runtime.health();
  if (isClosing() || !ready) {
    throw new Problem(503, 'NOT_READY', reason ?? 'the server is closing', { headers: { 'Retry-After': '1' } });
  }
  ctx.body = { status: 'ready', running, queued, workers };
}

/** `GET /metrics`: what Prometheus collects. */
export function metrics(ctx: Context, { runtime }: Deps): void {
  ctx.type = 'text/plain; version=0.0.4; charset=utf-8';
  ctx.body = runtime.metrics();
}
