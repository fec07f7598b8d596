import type { Context, Middleware } from 'koa';
import { RuntimeError } from '@configurable-agents/core';
import type { RuntimeErrorCode } from '@configurable-agents/core';
import { ConfigError } from '../config/config-error.ts';
import { EventTypesError } from '../config/event-schemas.ts';
import { errorPage } from '../dashboard/pages/error.ts';
import { Problem } from '../problem.ts';
import type { ProblemCode } from '../problem.ts';
import type { Deps } from './deps.ts';
import { isForm } from './guard.ts';
import { requestOf } from './request-log.ts';

/** Turns every failure into `application/problem+json`, or a page for a browser. No stack ever leaves the process. */
export function errors({ log }: Pick<Deps, 'log'>): Middleware {
  return async (ctx, next) => {
    try {
      await next();
      if (ctx.status === 404 && (ctx.body === undefined || ctx.body === null)) throw notFound(ctx);
      if (ctx.status === 405 || ctx.status === 501) {
        throw new Problem(405, 'METHOD_NOT_ALLOWED', `${ctx.method} is not answered at ${ctx.path}`);
      }
    } catch (error) {
      const problem = toProblem(error);
      if (problem.status >= 500) log('error', `${ctx.method} ${ctx.path}: ${messageOf(error)}`, requestOf(ctx));
      write(ctx, problem);
    }
  };
}

function notFound(ctx: Context): Problem {
  return new Problem(404, 'NOT_FOUND', `there is nothing at ${ctx.path}`);
}

const BY_RUNTIME_CODE: { readonly [code in RuntimeErrorCode]?: readonly [status: number, code: ProblemCode] } = {
  RUN_NOT_FOUND: [404, 'RUN_NOT_FOUND'],
  KEY_REUSED: [422, 'IDEMPOTENCY_KEY_REUSED'],
  REVISION_CONFLICT: [412, 'PRECONDITION_FAILED'],
  RUN_INPUTS_INVALID: [422, 'RUN_INPUTS_INVALID'],
  RUN_NOT_OPEN: [409, 'RUN_NOT_OPEN'],
  RUN_NOT_PAUSED: [409, 'RUN_NOT_PAUSED'],
  RUN_STILL_OPEN: [409, 'RUN_STILL_OPEN'],
  RUN_REDACTED: [409, 'RUN_REDACTED'],
  OUTCOME_KNOWN: [409, 'OUTCOME_KNOWN'],
  NODE_NOT_FOUND: [404, 'NODE_NOT_FOUND'],
  SIGNAL_UNKNOWN: [404, 'SIGNAL_UNKNOWN'],
  SIGNAL_INVALID: [422, 'SIGNAL_INVALID'],
  APPROVAL_NOT_FOUND: [404, 'APPROVAL_NOT_FOUND'],
  APPROVAL_CLOSED: [409, 'APPROVAL_CLOSED'],
  ANSWER_INVALID: [422, 'ANSWER_INVALID'],
  TRACKER_UNKNOWN: [404, 'TRACKER_UNKNOWN'],
  GRAPH_UNSUPPORTED: [422, 'GRAPH_UNSUPPORTED'],
  CALLBACK_DELIVERED: [409, 'CALLBACK_DELIVERED'],
  CALLBACK_NOT_FOUND: [404, 'CALLBACK_NOT_FOUND'],
  CALLBACK_REFUSED: [422, 'CALLBACK_REFUSED'],
  BACKFILL_INVALID: [422, 'BACKFILL_INVALID'],
  SCHEDULES_OFF: [409, 'SCHEDULES_OFF'],
  QUEUE_FULL: [429, 'QUEUE_FULL'],
  RUN_LIMIT_FULL: [409, 'RUN_LIMIT_FULL'],
  RUN_LIMITS_INVALID: [422, 'RUN_LIMITS_INVALID'],
  RUN_SKIPPED: [409, 'RUN_SKIPPED'],
  TRIGGER_NOT_FOUND: [404, 'TRIGGER_NOT_FOUND'],
  WORKFLOW_NOT_FOUND: [404, 'WORKFLOW_NOT_FOUND'],
  PLUGIN_CONFIG_INVALID: [422, 'PLUGIN_CONFIG_INVALID'],
  PLUGIN_CONFLICT: [409, 'PLUGIN_CONFLICT'],
  PLUGIN_IN_USE: [409, 'PLUGIN_IN_USE'],
  PLUGIN_INSTALL_OFF: [403, 'PLUGIN_INSTALL_OFF'],
  PLUGIN_INVALID: [422, 'PLUGIN_INVALID'],
  PLUGIN_LOAD_FAILED: [422, 'PLUGIN_LOAD_FAILED'],
  PLUGIN_LOAD_TIMEOUT: [422, 'PLUGIN_LOAD_TIMEOUT'],
  PLUGIN_LOCK_DRIFT: [409, 'PLUGIN_LOCK_DRIFT'],
  PLUGIN_MANIFEST_STALE: [422, 'PLUGIN_MANIFEST_STALE'],
  PLUGIN_NOT_FOUND: [404, 'PLUGIN_NOT_FOUND'],
  PLUGIN_NOT_GRANTED: [409, 'PLUGIN_NOT_GRANTED'],
  PLUGIN_NOT_LOCKED: [409, 'PLUGIN_NOT_LOCKED'],
  PLUGIN_PACKAGE_INVALID: [422, 'PLUGIN_PACKAGE_INVALID'],
  PLUGIN_PEER_MISSING: [422, 'PLUGIN_PEER_MISSING'],
  PLUGIN_READ_ONLY: [403, 'PLUGIN_READ_ONLY'],
  PLUGIN_SDK_RANGE: [422, 'PLUGIN_SDK_RANGE'],
  PLUGIN_TOO_LARGE: [413, 'PLUGIN_TOO_LARGE'],
  RUNTIME_CLOSED: [503, 'RUNTIME_CLOSED'],
  STORE_FAILED: [503, 'STORE_FAILED'],
  TOKEN_NAME_TAKEN: [409, 'TOKEN_NAME_TAKEN'],
  TRIGGER_UNAVAILABLE: [503, 'TRIGGER_UNAVAILABLE'],
};

/** What a failure is answered as. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof RuntimeError) {
    const known = BY_RUNTIME_CODE[error.code];
    if (known !== undefined) {
      const [status, code] = known;
      const listed = error.details['errors'];
      return new Problem(status, code, error.message, {
        ...(Array.isArray(listed) ? { errors: listed } : {}),
        ...(status === 429 || status === 503 ? { headers: { 'Retry-After': '1' } } : {}),
      });
    }
  }
  if (error instanceof EventTypesError) return new Problem(422, 'PLUGIN_INVALID', error.message);
  if (error instanceof ConfigError) return new Problem(409, 'CONFIG_INVALID', error.message);
  // The message of an unexpected error may hold anything; it goes to the log only.
  return new Problem(500, 'INTERNAL', 'the server failed at this request; its log says more', { cause: error });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function write(ctx: Context, problem: Problem): void {
  ctx.status = problem.status;
  for (const [name, value] of Object.entries(problem.headers)) ctx.set(name, value);
  const isApi = /^\/(api|webhooks)(\/|$)/.test(ctx.path);
  const isOfPage = ctx.method === 'GET' || isForm(ctx.req.headers['content-type']);
  if (!isApi && isOfPage && ctx.accepts('json', 'html') === 'html') {
    if (problem.status === 401 && ctx.method === 'GET') {
      ctx.status = 303;
      ctx.set('Location', `/login?to=${encodeURIComponent(ctx.url)}`);
      return;
    }
    ctx.type = 'html';
    ctx.body = errorPage({ status: problem.status, detail: problem.message });
    return;
  }
  ctx.type = 'application/problem+json';
  ctx.body = JSON.stringify(problem.toBody());
}
