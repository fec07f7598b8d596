// A line for each request, and the id that ties it to what else is said about it.
import { randomUUID } from 'node:crypto';
import type { Context, Middleware } from 'koa';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { callerOf } from './caller.ts';
import type { Deps } from './deps.ts';
import { peerOf } from './peer.ts';

/** What lines about a request have in common. */
export function requestOf({ state }: Pick<Context, 'state'>): { readonly request_id: string } {
  return { request_id: String((state as { readonly requestId?: string }).requestId) };
}

/** Gives each request an id, which its answer names as `X-Request-Id`, and says how it was answered. Neither queries nor bodies are said. */
export function requestLog(deps: Pick<Deps, 'log' | 'trustProxy'>): Middleware {
  return async (ctx, next) => {
    const began = performance.now();
    const named = deps.trustProxy ? ctx.get('X-Request-Id') : '';
    const requestId = /^[\w.-]{1,64}$/.test(named) ? named : randomUUID();
    ctx.state['requestId'] = requestId;
    ctx.set('X-Request-Id', requestId);
    await next();
    const who = callerOf(ctx)?.who;
    deps.log('debug', `${ctx.method} ${ctx.path} ${ctx.status}`, {
      request_id: requestId,
      peer: peerOf(ctx, deps),
      duration_ms: Math.round(performance.now() - began),
      ...(who === undefined ? {} : { who }),
      ...runsOf(ctx.body),
    });
  };
}

/** The runs that an answer is about. */
function runsOf(body: unknown): JsonObject {
  if (typeof body !== 'object' || body === null) return {};
  const { run_id: one, runs } = body as { readonly run_id?: unknown; readonly runs?: unknown };
  if (typeof one === 'string') return { run_id: one };
  if (!Array.isArray(runs)) return {};
  const ids = runs.flatMap((run: unknown) =>
    typeof run === 'object' && run !== null && 'run_id' in run && typeof run.run_id === 'string' ? [run.run_id] : [],
  );
  return ids.length === 0 ? {} : { run_id: ids.length === 1 ? (ids[0] ?? '') : ids };
}
