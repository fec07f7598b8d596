// What people and other programs do to runs: signal, answer, try again, fork.
import type { Context } from 'koa';
import { Type } from '@configurable-agents/plugin-sdk';
import type { Json, JsonObject, TSchema } from '@configurable-agents/plugin-sdk';
import { Problem } from '../../problem.ts';
import { route } from '../api/route.ts';
import type { Answers, Route } from '../api/route.ts';
import { page } from '../api/schemas/parts.ts';
import { APPROVAL, RUN } from '../api/schemas/run.ts';
import { KEY_HEADER, onceOf } from '../conditional.ts';
import type { Deps } from '../deps.ts';

const ACCEPTED: Answers = { 202: { description: 'The run, as it is now.', schema: RUN } };
const NOTHING: TSchema = Type.Object({}, { additionalProperties: false });

/** `RUN_OUTCOME_UNKNOWN`, approvals, signals: each changes one run and answers with its row. */
export const INTERACT_ROUTES: readonly Route[] = [
  route({
    method: 'post',
    path: '/api/runs/{id}/signal',
    access: 'run',
    id: 'signalRun',
    group: 'runs',
    summary: 'Sends a signal to an open run; one that comes early is kept.',
    body: Type.Object({ name: Type.String(), payload: Type.Optional(Type.Unknown()) }, { additionalProperties: false }),
    answers: ACCEPTED,
    problems: [409, 503],
    handle: async (ctx, { runtime }, { params: { id }, body: { name, payload = null } }) => {
      await runtime.signal(id, { name, payload: payload as Json });
      accepted(ctx, runtime, id);
    },
  }),
  route({
    method: 'post',
    path: '/api/runs/{id}/retry',
    access: 'run',
    id: 'retryRun',
    group: 'runs',
    summary:
      'Goes on with a run that failed or was cancelled, under the same keys; with `from` by a new run from that node on.',
    body: Type.Object(
      { from: Type.Optional(Type.String({ description: 'A new run that does this node and what follows again.' })) },
      { additionalProperties: false },
    ),
    answers: ACCEPTED,
    headers: KEY_HEADER,
    problems: [409, 503],
    handle: async (ctx, { runtime }, { params: { id }, body }) => {
      const { from } = body;
      const key = onceOf(ctx, body);
      const once = key === undefined ? {} : { once: key };
      const begun = from === undefined ? await runtime.retry(id, once) : await runtime.fork(id, { from, ...once });
      accepted(ctx, runtime, begun.run_id);
    },
  }),
  route({
    method: 'post',
    path: '/api/runs/{id}/resume',
    access: 'run',
    id: 'resumeRun',
    group: 'runs',
    summary: 'Goes on with a paused run, with its plugins as they are now.',
    body: NOTHING,
    answers: ACCEPTED,
    problems: [409, 503],
    handle: async (ctx, { runtime }, { params: { id } }) => {
      await runtime.resume(id);
      accepted(ctx, runtime, id);
    },
  }),
  route({
    method: 'post',
    path: '/api/runs/{id}/resolve',
    access: 'run',
    id: 'resolveRun',
    group: 'runs',
    summary: 'Says that what nobody knew happened, with this output; `retry` sends it again.',
    body: Type.Object({ key: Type.String(), output: Type.Unknown() }, { additionalProperties: false }),
    answers: ACCEPTED,
    problems: [409, 503],
    handle: async (ctx, { runtime }, { params: { id }, body: { key, output } }) => {
      await runtime.resolve(id, { key, output: output as Json });
      accepted(ctx, runtime, id);
    },
  }),
  route({
    method: 'post',
    path: '/api/runs/{id}/fork',
    access: 'run',
    id: 'forkRun',
    group: 'runs',
    summary: 'Starts a new run from a node of an ended one, with other values of state fields where they are given.',
    body: Type.Object(
      {
        from: Type.String({ description: 'The first node that runs again.' }),
        state: Type.Optional(
          Type.Object({}, { additionalProperties: true, description: 'Fields of the state, anew.' }),
        ),
      },
      { additionalProperties: false },
    ),
    answers: { 202: { description: 'The new run.', schema: RUN } },
    headers: KEY_HEADER,
    problems: [409, 503],
    handle: async (ctx, { runtime }, { params: { id }, body }) => {
      const { from, state = {} } = body;
      const once = onceOf(ctx, body);
      const { run_id: forked } = await runtime.fork(id, {
        from,
        state: state as JsonObject,
        ...(once === undefined ? {} : { once }),
      });
      accepted(ctx, runtime, forked);
    },
  }),
  route({
    method: 'get',
    path: '/api/approvals',
    access: 'read',
    id: 'listApprovals',
    group: 'approvals',
    summary: 'Questions of runs, newest first.',
    isPaged: true,
    query: Type.Object({ open: Type.Optional(Type.Boolean({ description: 'Only those that wait for an answer.' })) }),
    answers: { 200: { description: 'A page of them.', schema: page(APPROVAL) } },
    handle: (ctx, { runtime }, { query: { open = false }, page: { cursor, ...asked } }) => {
      const at = cursor === undefined ? {} : { cursor: placeOf(cursor) };
      const { items, next_cursor: next } = runtime.reader.approvals({ ...asked, ...at, open });
      ctx.body = { items, next_cursor: next === null ? null : Buffer.from(next).toString('base64url') };
    },
  }),
  route({
    method: 'post',
    path: '/api/runs/{id}/approvals/{key}',
    access: 'run',
    id: 'answerApproval',
    group: 'approvals',
    summary: 'Answers a question: exactly the fields of its form. A second answer is 409 with the first.',
    body: Type.Object(
      {
        answer: Type.Object({}, { additionalProperties: true }),
        by: Type.Optional(Type.String({ description: 'Who answers, for the journal.' })),
      },
      { additionalProperties: false },
    ),
    answers: ACCEPTED,
    problems: [409, 503],
    handle: async (ctx, { runtime }, { params: { id, key }, body: { answer, by = null } }) => {
      await runtime.answer(id, { key, answer: answer as JsonObject, by });
      accepted(ctx, runtime, id);
    },
  }),
];

/** What a cursor of approvals says: time, run and key of the last one. */
function placeOf(cursor: string): string {
  const place = Buffer.from(cursor, 'base64url').toString();
  if (/^\d{1,15} \S+ \S/.test(place)) return place;
  throw new Problem(422, 'QUERY_INVALID', 'the query parameter `cursor` must be a `next_cursor` of this list');
}

function accepted(ctx: Context, runtime: Deps['runtime'], id: string): void {
  ctx.status = 202;
  ctx.body = runtime.reader.run(id);
}
