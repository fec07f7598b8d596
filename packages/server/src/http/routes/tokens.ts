// Tokens of the API, and the log of what callers changed.
import type { Context } from 'koa';
import { SCOPES } from '@configurable-agents/core';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { nameProblem, scopeOf } from '../../access/new-token.ts';
import { Problem } from '../../problem.ts';
import { callerOf } from '../caller.ts';
import type { Deps } from '../deps.ts';
import { checkFields, readObject, textOf } from '../json-body.ts';
import { pageOf, parseDuration } from '../query.ts';

/** `GET /api/tokens`: all that were made, without their secrets. */
export function listTokens(ctx: Context, { runtime }: Deps): void {
  ctx.body = { items: runtime.reader.tokens(), next_cursor: null };
}

/** `POST /api/tokens {name, scope, expires_in?}`: 201 with the token, which is not told again. */
export async function createToken(ctx: Context, deps: Deps): Promise<void> {
  const body = await readObject(ctx);
  checkFields(body, {
    name: { kind: 'string', required: true },
    scope: { kind: 'string', required: true },
    expires_in: { kind: 'string' },
  });
  const [name, scope, expiresIn] = [textOf(body, 'name') ?? '', scopeOf(textOf(body, 'scope')), expiryOf(body)];
  const problem = nameProblem(name);
  if (problem !== undefined) throw invalid('name', problem);
  if (scope === undefined) throw invalid('scope', `must be one of ${SCOPES.join(', ')}`);
  const { token, row } = deps.runtime.access.tokens.create({
    name,
    scope,
    expires: expiresIn === undefined ? null : deps.now() + expiresIn,
    by: callerOf(ctx)?.who ?? 'nobody',
  });
  ctx.status = 201;
  ctx.body = { token, ...row };
}

function expiryOf(body: JsonObject): number | undefined {
  const text = textOf(body, 'expires_in');
  if (text === undefined) return undefined;
  const ms = parseDuration(text);
  if (ms === undefined || ms <= 0) throw invalid('expires_in', 'must be a duration such as 90d');
  return ms;
}

function invalid(name: string, what: string): Problem {
  const message = `\`${name}\` ${what}`;
  return new Problem(422, 'BODY_INVALID', message, { errors: [{ path: `/${name}`, message }] });
}

/** `DELETE /api/tokens/:id`: by id or name. It stops to count at once, and so do sessions of who signed in with it. */
export function revokeToken(ctx: Context, { runtime }: Deps, id: string): void {
  const row = runtime.access.tokens.revoke(id);
  if (row === undefined) {
    throw new Problem(
      404,
      'TOKEN_NOT_FOUND',
      `no token that still counts has the id or name ${JSON.stringify(id)}; GET /api/tokens lists them`,
    );
  }
  ctx.body = row;
}

/** `GET /api/audit` */
export function listAudit(ctx: Context, { runtime }: Deps): void {
  ctx.body = runtime.reader.audit(pageOf(ctx));
}
