import type { Context } from 'koa';
import type { Runtime } from '@configurable-agents/core';
import { waitOf } from './query.ts';

/**
 * Answers a run that was asked for: 202 with where to look, or, when the caller waits and it ends in time, 200 with how it
 * ended.
 */
export async function answerRun(
  ctx: Context,
  runtime: Runtime,
  run: { readonly run_id: string; readonly workflow_name: string; readonly duplicate?: boolean },
): Promise<void> {
  const { run_id, workflow_name, duplicate = false } = run;
  const again = duplicate ? { duplicate: true } : {};
  const waitMs = waitOf(ctx);
  const outcome = waitMs === undefined ? undefined : await endOf(ctx, runtime, { runId: run_id, waitMs });
  if (outcome === undefined) {
    ctx.status = duplicate ? 200 : 202;
    ctx.body = { status: 'accepted', run_id, workflow_name, status_url: `/api/runs/${run_id}`, ...again };
    return;
  }
  ctx.status = 200;
  ctx.body =
    outcome.status === 'succeeded'
      ? { status: 'success', run_id, workflow_name, result: outcome.result, ...again }
      : {
          status: outcome.status,
          run_id,
          workflow_name,
          error: outcome.error ?? errorOf(outcome.status),
          ...again,
        };
}

function errorOf(status: string): { readonly code: string; readonly message: string; readonly node: null } {
  return status === 'superseded'
    ? { code: 'RUN_SUPERSEDED', message: 'a newer run of the same burst took its place', node: null }
    : { code: 'RUN_CANCELLED', message: 'the run was cancelled', node: null };
}

async function endOf(
  ctx: Context,
  runtime: Runtime,
  { runId, waitMs }: { readonly runId: string; readonly waitMs: number },
): Promise<Awaited<ReturnType<Runtime['result']>> | undefined> {
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  const timer = setTimeout(stop, waitMs);
  // A caller that went away needs no answer.
  ctx.res.once('close', stop);
  try {
    return await runtime.result(runId, { signal: abort.signal });
  } catch (error) {
    if (abort.signal.aborted) return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
    ctx.res.off('close', stop);
  }
}
