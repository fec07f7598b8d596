// Before each route: who calls, whether they may, and a note of what they change.
import type { Context, Middleware } from 'koa';
import { isSame } from '@configurable-agents/core';
import { Problem } from '../problem.ts';
import type { Access } from './access.ts';
import { callerOf, identify, requireScope } from './caller.ts';
import type { Caller } from './caller.ts';
import type { Deps } from './deps.ts';
import { toProblem } from './errors.ts';
import { isForm, isWrite } from './guard.ts';
import { peerOf } from './peer.ts';

/** `route`: its method and path as the table has them. */
export type Asked = { readonly route: string; readonly access: Access };

/** Lets through who may call a route, and keeps a log of writes. */
export function gate(deps: Deps, { route, access }: Asked): Middleware {
  return async (ctx, next) => {
    if (access === 'signed') return await next();
    if (access !== 'public') ctx.state['caller'] = admitted(ctx, deps, access);
    if (!isWrite(ctx)) {
      check(ctx, access);
      await next();
      return;
    }
    await audited(ctx, deps, { route, access, next });
  };
}

/** What no route answers: that there is nothing is told to those only who may look. */
export function gateOfNothing(deps: Deps): Middleware {
  return (ctx, next) => gate(deps, { route: `${ctx.method} ${ctx.path}`, access: 'read' })(ctx, next);
}

/** The caller, whatever it may do. 401 where there is none. */
function admitted(ctx: Context, deps: Deps, access: Access): Caller {
  const caller = identify(ctx, deps);
  if (caller !== undefined && (access !== 'proven' || caller.isProven)) return caller;
  const detail =
    access === 'proven'
      ? 'this takes a token, also from this machine: Authorization: Bearer TOKEN, as in server.json of the data directory'
      : 'this server asks for a token: Authorization: Bearer TOKEN';
  throw new Problem(401, 'TOKEN_REQUIRED', detail, { headers: { 'WWW-Authenticate': 'Bearer' } });
}

function check(ctx: Context, access: Access): void {
  if (access === 'public' || access === 'signed') return;
  requireScope(ctx, access === 'proven' ? 'admin' : access);
}

/** Refused ones too: what somebody tried is of interest. Who signs in has no name before, and none where it fails. */
async function audited(
  ctx: Context,
  deps: Deps,
  { route, access, next }: { readonly route: string; readonly access: Access; readonly next: () => Promise<unknown> },
): Promise<void> {
  const who = callerOf(ctx)?.who ?? 'nobody';
  const note = { who, peer: peerOf(ctx, deps), action: route, target: ctx.path };
  // Who signs in is nobody before, and too many guesses are not worth an entry each: of these there is an entry only afterwards.
  const isOpen = access === 'public';
  const { audit } = deps.runtime.access;
  const begun = isOpen ? undefined : audit.begin(note);
  const end = async (outcome: { readonly status: number; readonly code: string | null }): Promise<void> => {
    if (isOpen && outcome.status === 429) return;
    const noted = (begun ?? audit.begin(note))({ ...outcome, ...whoOf(ctx) });
    // A store that cannot be written keeps nobody from the answer that says so.
    if (deps.runtime.health().ready) await noted;
  };
  try {
    check(ctx, access);
    checkCsrf(ctx);
    await next();
  } catch (error) {
    const { status, code } = toProblem(error);
    await end({ status, code });
    throw error;
  }
  await end({ status: ctx.status, code: null });
}

/** Known by now, also of who has just signed in. */
function whoOf(ctx: Context): { readonly who?: string } {
  const who = callerOf(ctx)?.who;
  return who === undefined ? {} : { who };
}

/** A browser sends the cookie with whatever a page makes it send: the page must show that it is one of ours. */
function checkCsrf(ctx: Context): void {
  const session = callerOf(ctx)?.session;
  // A form brings it as a field, which its reader checks.
  if (session !== undefined && !isForm(ctx.req.headers['content-type'])) {
    assertCsrf(ctx, ctx.get('X-CSRF-Token'));
  }
}

/** Throws 403 where the caller signed in, and what it sent is not the session's token. */
export function assertCsrf(ctx: Context, given: string | null): void {
  const session = callerOf(ctx)?.session;
  if (session === undefined || isSame(given ?? '', session.csrf)) return;
  throw new Problem(
    403,
    'CSRF_INVALID',
    'the request does not have the token of this session (X-CSRF-Token, or the field csrf of a form); reload the page',
  );
}
