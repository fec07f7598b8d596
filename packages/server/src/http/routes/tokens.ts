// Tokens of the API, and the log of what callers changed.
import { SCOPES } from '@configurable-agents/core';
import { Type } from '@configurable-agents/plugin-sdk';
import { nameProblem } from '../../access/new-token.ts';
import { Problem } from '../../problem.ts';
import { route } from '../api/route.ts';
import type { Route } from '../api/route.ts';
import { AUDIT_ENTRY, TOKEN, TOKEN_MADE } from '../api/schemas/access.ts';
import { page } from '../api/schemas/parts.ts';
import { callerOf } from '../caller.ts';
import { pageOfList } from '../page.ts';
import { parseDuration } from '../../times.ts';

export const TOKEN_ROUTES: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/tokens',
    access: 'admin',
    id: 'listTokens',
    group: 'access',
    summary: 'All tokens that were made, without their secrets.',
    isPaged: true,
    answers: { 200: { description: 'A page of them.', schema: page(TOKEN) } },
    handle: (ctx, { runtime }, { page: asked }) => {
      ctx.body = pageOfList(runtime.reader.tokens(), asked, ({ id }) => id);
    },
  }),
  route({
    method: 'post',
    path: '/api/tokens',
    access: 'proven',
    id: 'createToken',
    group: 'access',
    summary: 'Makes a token, which is not told again.',
    body: Type.Object(
      {
        name: Type.String(),
        scope: Type.Enum([...SCOPES], {
          description:
            'read looks; run also starts, stops and answers runs; admin also registers workflows and makes tokens.',
        }),
        expires_in: Type.Optional(
          Type.String({ description: 'How long it counts, such as `90d`; until it is revoked without it.' }),
        ),
      },
      { additionalProperties: false },
    ),
    answers: { 201: { description: 'The token.', schema: TOKEN_MADE } },
    problems: [409, 503],
    handle: (ctx, deps, { body: { name, scope, expires_in: expiresIn } }) => {
      const lifetime = expiresIn === undefined ? undefined : lifetimeOf(expiresIn);
      const problem = nameProblem(name);
      if (problem !== undefined) throw invalid('name', problem);
      const { token, row } = deps.runtime.access.tokens.create({
        name,
        scope,
        expires: lifetime === undefined ? null : deps.now() + lifetime,
        by: callerOf(ctx)?.who ?? 'nobody',
      });
      ctx.status = 201;
      ctx.body = { token, ...row };
    },
  }),
  route({
    method: 'delete',
    path: '/api/tokens/{id}',
    access: 'proven',
    id: 'revokeToken',
    group: 'access',
    summary: 'Revokes a token, by id or name: at once, with the sessions of who signed in with it.',
    answers: { 200: { description: 'The token.', schema: TOKEN } },
    problems: [503],
    handle: (ctx, { runtime }, { params: { id } }) => {
      const row = runtime.access.tokens.revoke(id);
      if (row === undefined) {
        throw new Problem(
          404,
          'TOKEN_NOT_FOUND',
          `no token that still counts has the id or name ${JSON.stringify(id)}; GET /api/tokens lists them`,
        );
      }
      ctx.body = row;
    },
  }),
  route({
    method: 'get',
    path: '/api/audit',
    access: 'admin',
    id: 'listAudit',
    group: 'access',
    summary: 'What callers changed or tried to, newest first.',
    isPaged: true,
    answers: { 200: { description: 'A page of it.', schema: page(AUDIT_ENTRY) } },
    handle: (ctx, { runtime }, { page: asked }) => {
      ctx.body = runtime.reader.audit(asked);
    },
  }),
];

function lifetimeOf(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined || ms <= 0) throw invalid('expires_in', 'must be a duration such as 90d');
  return ms;
}

function invalid(name: string, what: string): Problem {
  const message = `\`${name}\` ${what}`;
  return new Problem(422, 'BODY_INVALID', message, { errors: [{ path: `/${name}`, message }] });
}
