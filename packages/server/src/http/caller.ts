// Who calls: by a token, by the session of somebody who signed in, or from this machine.
import { createHash, createHmac } from 'node:crypto';
import type { Context } from 'koa';
import { covers, isSame } from '@configurable-agents/core';
import type { Scope } from '@configurable-agents/core';
import { Problem } from '../problem.ts';
import type { Deps } from './deps.ts';
import { isFromHere, peerOf, isSecure } from './peer.ts';
import type { Right } from './streams.ts';

export type Caller = {
  /** As the audit log names it. */
  readonly who: string;
  readonly scope: Scope;
  /** It showed a token, or signed in with one. */
  readonly isProven: boolean;
  /** Of who signed in. */
  readonly session?: { readonly csrf: string; readonly expires: number };
  /** What its right depends on: streams that are open end with it. */
  readonly holder?: string;
};

const SESSION_MS = 12 * 3_600_000;
/** The token of this server itself, in `server.json` or the environment, as sessions remember it: another one ends them. */
const OWN = 'own:';
const TOKEN = 'token:';

/** The caller of a request that the gate let pass. */
export function callerOf(ctx: Pick<Context, 'state'>): Caller | undefined {
  return (ctx.state as { readonly caller?: Caller }).caller;
}

/** Whether the caller may start, stop and answer runs. */
export function mayRun(caller: Caller | undefined): boolean {
  return caller !== undefined && covers(caller.scope, 'run');
}

/** Throws 403 where the caller's scope does not cover what it asks for. */
export function requireScope(ctx: Pick<Context, 'state'>, needs: Scope): void {
  const scope = callerOf(ctx)?.scope;
  if (scope !== undefined && covers(scope, needs)) return;
  throw new Problem(
    403,
    'SCOPE_MISSING',
    `this takes a token of the scope ${needs}; the one that was shown has ${scope ?? 'none'}. A new one: configurable-agents tokens create NAME --scope ${needs}`,
  );
}

/** Who calls, or undefined where nobody says it. Throws 401 for a wrong token, 429 after many. */
export function identify(ctx: Context, deps: Deps): Caller | undefined {
  const shown = shownToken(ctx.req.headers.authorization);
  if (shown !== undefined) return byToken(ctx, deps, shown);
  return bySession(ctx, deps) ?? byPlace(ctx, deps);
}

function byPlace(ctx: Context, deps: Deps): Caller | undefined {
  if (isFromHere(ctx, deps)) return { who: 'this machine', scope: 'admin', isProven: false };
  return deps.insecure ? { who: 'anyone (--insecure)', scope: 'admin', isProven: false } : undefined;
}

/** By `Bearer`, or as the password of `Basic`, which `curl -u` sends. Another scheme shows a token that is none. */
function shownToken(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const [scheme = '', value = ''] = header.split(' ');
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() !== 'basic') return '';
  return Buffer.from(value, 'base64')
    .toString()
    .replace(/^[^:]*:/, '');
}

/** The caller that a token stands for. Throws 401 for a wrong one, 429 after many. */
export function byToken(ctx: Context, deps: Deps, shown: string): Caller {
  const peer = peerOf(ctx, deps);
  deps.attempts.check(peer);
  const caller = callerBy(deps, shown);
  if (caller !== undefined) return caller;
  deps.attempts.failed(peer);
  throw new Problem(
    401,
    'TOKEN_REQUIRED',
    'the token is wrong, was revoked or has expired; configurable-agents tokens list shows those that count',
    { headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' } },
  );
}

function callerBy({ token: own = '', runtime }: Deps, shown: string): Caller | undefined {
  if (own !== '' && isSame(shown, own)) return ownCaller(own);
  const row = runtime.access.tokens.find(shown);
  return row === undefined ? undefined : tokenCaller(row);
}

function ownCaller(own: string): Caller {
  const fingerprint = createHash('sha256').update(`session ${own}`).digest('hex').slice(0, 32);
  return { who: "the server's token", scope: 'admin', isProven: true, holder: `${OWN}${fingerprint}` };
}

function tokenCaller({
  id,
  name,
  scope,
}: {
  readonly id: string;
  readonly name: string;
  readonly scope: Scope;
}): Caller {
  return { who: `token ${name} (${id})`, scope, isProven: true, holder: `${TOKEN}${id}` };
}

/** What a holder is worth now: nothing once its token was revoked, has expired, or is another one. */
export function ofHolder({ token: own = '', runtime }: Deps, holder: string): Caller | undefined {
  if (holder.startsWith(TOKEN)) {
    const row = runtime.access.tokens.get(holder.slice(TOKEN.length));
    return row === undefined ? undefined : tokenCaller(row);
  }
  const caller = ownCaller(own);
  return own !== '' && caller.holder === holder ? caller : undefined;
}

/** Who signed in, by the cookie of the session. */
function bySession(ctx: Context, deps: Deps): Caller | undefined {
  return ofSecret(deps, sessionSecret(ctx, deps));
}

function ofSecret(deps: Deps, secret: string | undefined): Caller | undefined {
  const session = secret === undefined ? undefined : deps.runtime.access.sessions.find(secret);
  const caller = session === undefined ? undefined : ofHolder(deps, session.holder);
  if (secret === undefined || session === undefined || caller === undefined) return undefined;
  const csrf = createHmac('sha256', secret).update('csrf').digest('base64url');
  return { ...caller, session: { csrf, expires: session.expires } };
}

/** What the right of this request's caller depends on; undefined where it is the machine that it comes from. */
export function rightOf(ctx: Context, deps: Deps): Right | undefined {
  const { holder, session } = callerOf(ctx) ?? {};
  if (holder === undefined) return undefined;
  if (session === undefined) return { key: holder, holds: () => ofHolder(deps, holder) !== undefined };
  const secret = sessionSecret(ctx, deps);
  return { key: `session:${session.csrf}`, holds: () => ofSecret(deps, secret) !== undefined };
}

/** Opens a session for who showed a token. */
export async function signIn(ctx: Context, deps: Deps, { holder = '' }: Caller): Promise<void> {
  const expires = deps.now() + SESSION_MS;
  const secret = await deps.runtime.access.sessions.open({ holder, expires });
  setCookie(ctx, deps, { secret, maxAgeMs: SESSION_MS });
}

/** Ends the session, here and in the browser. */
export async function signOut(ctx: Context, deps: Deps): Promise<void> {
  const secret = sessionSecret(ctx, deps);
  if (secret !== undefined) await deps.runtime.access.sessions.close(secret);
  setCookie(ctx, deps, { secret: '', maxAgeMs: 0 });
}

/** Cookies know no ports: two servers of one machine must not overwrite each other's. Under TLS no other host may set it. */
function cookieName(ctx: Context, deps: Deps): string {
  return isSecure(ctx, deps) ? '__Host-configurable-agents' : `configurable-agents-${deps.port()}`;
}

function sessionSecret(ctx: Context, deps: Deps): string | undefined {
  const name = `${cookieName(ctx, deps)}=`;
  const pair = (ctx.req.headers.cookie ?? '').split(/;\s*/).find((each) => each.startsWith(name));
  const secret = pair?.slice(name.length);
  return secret === undefined || !/^[\w-]{43}$/.test(secret) ? undefined : secret;
}

function setCookie(
  ctx: Context,
  deps: Deps,
  { secret, maxAgeMs }: { readonly secret: string; readonly maxAgeMs: number },
): void {
  const secure = isSecure(ctx, deps) ? '; Secure' : '';
  const age = `Max-Age=${Math.floor(maxAgeMs / 1000)}`;
  ctx.append('Set-Cookie', `${cookieName(ctx, deps)}=${secret}; Path=/; HttpOnly; SameSite=Strict; ${age}${secure}`);
}
