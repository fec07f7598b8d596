// What happened and why, what fails, what waits, and what a text would be if it were registered.
import { Type } from '@configurable-agents/plugin-sdk';
import { compiled } from '../../workflows/compiled.ts';
import { route } from '../api/route.ts';
import type { Route } from '../api/route.ts';
import { list, MOMENT, object } from '../api/schemas/parts.ts';
import { QUEUE } from '../api/schemas/operation.ts';
import { EXPLANATION, FAILURE_GROUP } from '../api/schemas/run.ts';
import { COMPILED } from '../api/schemas/workflow.ts';
import { sinceOf } from '../query.ts';
import { runNotFound } from './runs.ts';

const MOST_GROUPS = 100;

export const INSIGHT_ROUTES: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/runs/{id}/explanation',
    access: 'read',
    id: 'explainRun',
    group: 'runs',
    summary: 'What happened in a run in order and why, and the commands that go on from there.',
    answers: { 200: { description: 'The explanation.', schema: EXPLANATION } },
    handle: (ctx, { runtime }, { params: { id } }) => {
      const explanation = runtime.reader.explain(id);
      if (explanation === undefined) throw runNotFound(id);
      ctx.body = explanation;
    },
  }),
  route({
    method: 'get',
    path: '/api/failures',
    access: 'read',
    id: 'listFailures',
    group: 'runs',
    summary:
      'Runs that failed, grouped by workflow, code and node; the newest failure first, a hundred groups at most.',
    query: Type.Object({ workflow: Type.Optional(Type.String()), since: Type.Optional(MOMENT) }),
    answers: {
      200: { description: 'The groups.', schema: object({ items: list(FAILURE_GROUP), next_cursor: Type.Null() }) },
    },
    handle: (ctx, { runtime, now }, { query: { workflow } }) => {
      const since = sinceOf(ctx, now());
      const filter = { ...(workflow === undefined ? {} : { workflow }), ...(since === undefined ? {} : { since }) };
      ctx.body = { items: runtime.reader.failures(filter, MOST_GROUPS), next_cursor: null };
    },
  }),
  route({
    method: 'get',
    path: '/api/queue',
    access: 'read',
    id: 'showQueue',
    group: 'operation',
    summary: 'Runs that are open and waiting, and what the lanes are at.',
    answers: { 200: { description: 'As it is now.', schema: QUEUE } },
    handle: (ctx, { runtime }) => {
      const { running, queued, workers } = runtime.health();
      ctx.body = { running, queued, workers, lanes: runtime.stats().lanes.kinds };
    },
  }),
  route({
    method: 'post',
    path: '/api/compile',
    // Nothing is kept, but files of the workflows folder are looked at.
    access: 'admin',
    id: 'compileWorkflow',
    group: 'workflows',
    summary:
      'What a text would be if it were registered: its findings, and its graph where it has no error. Nothing is kept.',
    body: Type.Object(
      {
        source: Type.String({ description: 'The text of a workflow.' }),
        path: Type.Optional(Type.String({ description: 'What it is called in findings.' })),
        provider: Type.Optional(Type.String()),
      },
      { additionalProperties: false },
    ),
    answers: { 200: { description: 'Its findings.', schema: COMPILED } },
    handle: (ctx, deps, { body: { source, path = 'workflow.yaml', provider } }) => {
      const { ok, graph, diagnostics } = compiled(deps, { source, file: path, provider });
      ctx.body = { ok, diagnostics, graph: graph ?? null };
    },
  }),
];
