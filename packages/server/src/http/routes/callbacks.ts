import type { CallbackRow, Page } from '@configurable-agents/core';
import { Type } from '@configurable-agents/plugin-sdk';
import { Problem } from '../../problem.ts';
import { route } from '../api/route.ts';
import type { Asked, Route } from '../api/route.ts';
import { CALLBACK } from '../api/schemas/access.ts';
import { object, page, TEXT } from '../api/schemas/parts.ts';
import type { Deps } from '../deps.ts';

export type CallbackFilter = { readonly status?: CallbackRow['status']; readonly url?: string };

export const STATUSES: readonly CallbackRow['status'][] = ['pending', 'delivered', 'failed', 'disabled'];

export const CALLBACK_ROUTES: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/callbacks',
    access: 'read',
    id: 'listCallbacks',
    group: 'webhooks',
    summary: 'What is sent when runs end, newest first.',
    isPaged: true,
    query: Type.Object({
      status: Type.Optional(Type.Enum([...STATUSES], { description: 'Only callbacks in this status.' })),
      url: Type.Optional(Type.String({ description: 'Only callbacks to this URL.' })),
    }),
    answers: { 200: { description: 'A page of them.', schema: page(CALLBACK) } },
    handle: (ctx, deps, { query, page: asked }) => {
      ctx.body = callbacksOf(deps, { ...query, ...asked });
    },
  }),
  route({
    method: 'post',
    path: '/api/callbacks/retry',
    access: 'run',
    id: 'retryCallbacks',
    group: 'webhooks',
    summary: 'Sends all that were not delivered to a URL again, now.',
    body: Type.Object({ url: Type.String() }, { additionalProperties: false }),
    answers: { 202: { description: 'They are on their way.', schema: object({ url: TEXT }) } },
    problems: [404, 409, 503],
    handle: async (ctx, { runtime }, { body: { url } }) => {
      await runtime.retryCallbacks(url);
      ctx.status = 202;
      ctx.body = { url };
    },
  }),
  route({
    method: 'post',
    path: '/api/callbacks/{id}/retry',
    access: 'run',
    id: 'retryCallback',
    group: 'webhooks',
    summary: 'Sends one that was not delivered again, now.',
    body: Type.Object({}, { additionalProperties: false }),
    answers: { 202: { description: 'The callback.', schema: CALLBACK } },
    problems: [409, 503],
    handle: async (ctx, { runtime }, { params: { id } }) => {
      await runtime.retryCallback(id);
      ctx.status = 202;
      ctx.body = runtime.reader.callback(id);
    },
  }),
];

/** A page of the list, whose cursors may stand in a URL. */
export function callbacksOf(
  { runtime }: Pick<Deps, 'runtime'>,
  { cursor, ...asked }: CallbackFilter & Asked,
): Page<CallbackRow> {
  const found = runtime.reader.callbacks({ ...asked, ...(cursor === undefined ? {} : { cursor: placeOf(cursor) }) });
  const next = found.next_cursor;
  return { ...found, next_cursor: next === null ? null : Buffer.from(next).toString('base64url') };
}

/** What a cursor of callbacks says: time and id of the last one. */
function placeOf(cursor: string): string {
  const place = Buffer.from(cursor, 'base64url').toString();
  if (/^\d{1,15} \S/.test(place)) return place;
  throw new Problem(422, 'QUERY_INVALID', 'the query parameter `cursor` must be a `next_cursor` of this list');
}
