import type { Context } from 'koa';
import type { RunDetail } from '@configurable-agents/core';
import { Type } from '@configurable-agents/plugin-sdk';
import type { Json } from '@configurable-agents/plugin-sdk';
import { Problem } from '../../problem.ts';
import { route } from '../api/route.ts';
import type { Route } from '../api/route.ts';
import { ANY, moment, page } from '../api/schemas/parts.ts';
import { FACT, RUN, RUN_DETAIL, RUN_STATUSES } from '../api/schemas/run.ts';
import type { Deps } from '../deps.ts';
import { sinceOf } from '../query.ts';

/** Payloads beyond this length of JSON are cut in a run's detail, with a link to the whole. */
const MAX_PAYLOAD = 64 * 1024;
const PREVIEW = 2048;
const MOST_FACTS = 10_000;
const SEQ = Type.Integer({ minimum: 0, description: 'Where `GET /api/events?after=` goes on from.' });

export const RUN_ROUTES: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/runs',
    access: 'read',
    id: 'listRuns',
    group: 'runs',
    summary: 'Runs, newest first.',
    isPaged: true,
    query: Type.Object({
      workflow: Type.Optional(Type.String({ description: 'Only runs of this workflow.' })),
      status: Type.Optional(Type.Enum([...RUN_STATUSES], { description: 'Only runs in this status.' })),
      since: Type.Optional(moment('Only runs that were accepted since')),
    }),
    answers: { 200: { description: 'A page of them.', schema: page(RUN, { seq: SEQ }) } },
    handle: (ctx, { runtime: { reader } }, { query: { workflow, status }, page: asked }) => {
      if (asked.cursor !== undefined && !/^\d{1,15}$/.test(asked.cursor)) throw wrongCursor();
      const since = sinceOf(ctx, Date.now());
      // Before the list: what happens in between is in both, and in neither it would be lost.
      const seq = reader.lastPos();
      const found = reader.runs({
        ...asked,
        ...(workflow === undefined ? {} : { workflow }),
        ...(status === undefined ? {} : { status }),
        ...(since === undefined ? {} : { since }),
      });
      ctx.body = { ...found, seq };
    },
  }),
  route({
    method: 'get',
    path: '/api/runs/{id}',
    access: 'read',
    id: 'showRun',
    group: 'runs',
    summary: 'A run with its nodes, inputs, state and result.',
    query: Type.Object({ payloads: Type.Optional(Type.Boolean({ description: '`false` leaves them out.' })) }),
    answers: { 200: { description: 'The run.', schema: RUN_DETAIL } },
    handle: (ctx, deps, { params: { id }, query: { payloads = true } }) => {
      const run = detailOf(deps, id);
      ctx.body = payloads ? withCutPayloads(run) : withoutPayloads(run);
    },
  }),
  route({
    method: 'get',
    path: '/api/runs/{id}/payloads/{part}',
    access: 'read',
    id: 'showRunPayload',
    group: 'runs',
    summary: 'A payload of a run, whole.',
    params: { part: Type.Enum(['inputs', 'result', 'state']) },
    answers: { 200: { description: 'Its JSON.', schema: ANY } },
    handle: (ctx, deps, { params: { id, part } }) => {
      const { inputs, result, state } = detailOf(deps, id);
      sendPayload(ctx, part, { inputs, result, state }[part]);
    },
  }),
  route({
    method: 'get',
    path: '/api/runs/{id}/payloads/{part}/{key}',
    access: 'read',
    id: 'showNodePayload',
    group: 'runs',
    summary: 'A payload of a node execution, whole.',
    params: { part: Type.Enum(['input', 'output']) },
    answers: { 200: { description: 'Its JSON.', schema: ANY } },
    handle: (ctx, deps, { params: { id, part, key } }) => {
      const node = detailOf(deps, id).nodes.find((each) => each.key === key);
      sendPayload(ctx, `${part} ${key}`, { input: node?.input, output: node?.output }[part]);
    },
  }),
  route({
    method: 'get',
    path: '/api/runs/{id}/journal',
    access: 'read',
    id: 'showJournal',
    group: 'runs',
    summary: 'The facts of a run, in order.',
    isPaged: true,
    answers: { 200: { description: 'A page of them, of 10,000 at most.', schema: page(FACT) } },
    handle: (ctx, deps, { params: { id }, page: { limit = MOST_FACTS, cursor = '0' } }) => {
      assertRun(deps, id);
      if (!/^\d{1,15}$/.test(cursor)) throw wrongCursor();
      const facts = deps.runtime.reader.journal(id, Number(cursor)).map(({ fact }) => fact);
      const items = facts.slice(0, limit);
      const isMore = facts.length > items.length;
      ctx.body = { items, next_cursor: isMore ? String(items.at(-1)?.sequence) : null };
    },
  }),
  route({
    method: 'post',
    path: '/api/runs/{id}/cancel',
    access: 'run',
    id: 'cancelRun',
    group: 'runs',
    summary: 'Ends an open run; one that has ended stays as it is.',
    body: Type.Object({}, { additionalProperties: false }),
    answers: { 202: { description: 'The run, as it is now.', schema: RUN } },
    problems: [503],
    handle: async (ctx, deps, { params: { id } }) => {
      assertRun(deps, id);
      await deps.runtime.cancel(id, 'asked for by the API');
      ctx.status = 202;
      ctx.body = deps.runtime.reader.run(id);
    },
  }),
];

function withoutPayloads({ inputs: _inputs, result: _result, state: _state, nodes, ...rest }: RunDetail): object {
  return { ...rest, nodes: nodes.map(({ input: _input, output: _output, ...node }) => node) };
}

function withCutPayloads(run: RunDetail): object {
  const link = `/api/runs/${run.run_id}/payloads`;
  return {
    ...run,
    inputs: cut(run.inputs, `${link}/inputs`),
    result: cut(run.result, `${link}/result`),
    state: cut(run.state, `${link}/state`),
    nodes: run.nodes.map((node) => ({
      ...node,
      input: cut(node.input, `${link}/input/${encodeURIComponent(node.key)}`),
      output: cut(node.output, `${link}/output/${encodeURIComponent(node.key)}`),
    })),
  };
}

function sendPayload(ctx: Context, name: string, value: Json | undefined): void {
  if (value === undefined) throw new Problem(404, 'NOT_FOUND', `the run has no payload ${name}`);
  ctx.type = 'json';
  ctx.body = JSON.stringify(value);
}

function wrongCursor(): Problem {
  return new Problem(422, 'QUERY_INVALID', 'the query parameter `cursor` must be a `next_cursor` of this list');
}

function cut(value: Json, url: string): Json {
  const text = JSON.stringify(value);
  return text.length <= MAX_PAYLOAD
    ? value
    : { truncated: true, size: text.length, preview: text.slice(0, PREVIEW), url };
}

function assertRun({ runtime }: Deps, id: string): void {
  if (runtime.reader.run(id) === undefined) throw runNotFound(id);
}

/** A run in full, or 404. */
export function detailOf({ runtime }: Deps, id: string): RunDetail {
  const run = runtime.reader.detail(id);
  if (run === undefined) throw runNotFound(id);
  return run;
}

/** 404 that says where runs are listed. */
export function runNotFound(id: string): Problem {
  return new Problem(404, 'RUN_NOT_FOUND', `there is no run ${JSON.stringify(id)}; GET /api/runs lists them`);
}
