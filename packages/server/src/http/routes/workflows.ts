import type { Context } from 'koa';
import type { PauseRow, WorkflowRow } from '@configurable-agents/core';
import { Type } from '@configurable-agents/plugin-sdk';
import { Problem } from '../../problem.ts';
import { compileOrRefuse } from '../../workflows/compiled.ts';
import { readInside } from '../../workflows/jail.ts';
import { route } from '../api/route.ts';
import type { Route } from '../api/route.ts';
import { page } from '../api/schemas/parts.ts';
import { PAUSED, REGISTERED, WORKFLOW, WORKFLOW_DETAIL } from '../api/schemas/workflow.ts';
import { expectedRevision, isKnown, tagOf } from '../conditional.ts';
import type { Deps } from '../deps.ts';
import { publicOrigin } from '../origin.ts';
import { pageOfList } from '../page.ts';

const NAME = '^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$';

const TAG = { ETag: 'Of the revision: send it as `If-Match` with a change.' };
const IF_MATCH = { 'If-Match': 'The `ETag` of the revision that you know: 412 where another one is there.' };

export const WORKFLOW_ROUTES: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/workflows',
    access: 'read',
    id: 'listWorkflows',
    group: 'workflows',
    summary: 'Registered workflows, by name.',
    isPaged: true,
    answers: { 200: { description: 'A page of them.', schema: page(WORKFLOW) } },
    handle: (ctx, { runtime }, { page: asked }) => {
      const { items, next_cursor } = pageOfList(runtime.reader.workflows(), asked, ({ name }) => name);
      const pauses = runtime.reader.pauses();
      ctx.body = { items: items.map((row) => ({ ...summary(row), paused: pausesOf(row.name, pauses) })), next_cursor };
    },
  }),
  route({
    method: 'post',
    path: '/api/workflows',
    access: 'admin',
    id: 'registerWorkflow',
    group: 'workflows',
    summary: 'Registers a workflow, or a new revision of it.',
    description: 'Exactly one of `config_path` and `source` is given. What is unchanged keeps its revision.',
    body: Type.Object(
      {
        name: Type.String({
          pattern: NAME,
          'x-expected': '1 to 100 letters, digits, `_`, `.` or `-`, and not begin with `.` or `-`',
        }),
        config_path: Type.Optional(Type.String({ description: 'A file in the workflows folder.' })),
        source: Type.Optional(Type.String({ description: 'The text of the workflow.' })),
      },
      { additionalProperties: false },
    ),
    answers: {
      200: { description: 'A new revision, or unchanged.', schema: REGISTERED, headers: TAG },
      201: { description: 'Registered.', schema: REGISTERED, headers: TAG },
    },
    headers: { ...IF_MATCH, 'If-None-Match': '`*`: only where no workflow of this name is registered.' },
    problems: [403, 404, 409, 412, 503],
    handle: async (ctx, deps, { body }) => await registerWorkflow(ctx, deps, body),
  }),
  route({
    method: 'get',
    path: '/api/workflows/{name}',
    access: 'read',
    id: 'showWorkflow',
    group: 'workflows',
    summary: 'A workflow with its source, graph and revisions.',
    headers: { 'If-None-Match': 'The `ETag` of what you have.' },
    answers: {
      200: { description: 'The workflow.', schema: WORKFLOW_DETAIL, headers: TAG },
      304: { description: 'It is what you have.' },
    },
    handle: (ctx, { runtime }, { params: { name } }) => {
      const workflow = runtime.reader.workflow(name);
      if (workflow === undefined) throw workflowNotFound(name, runtime.reader.workflows());
      if (isKnown(ctx, tagOf(workflow.revision))) return;
      const revisions = runtime.reader
        .revisions(name)
        .map(({ revision, hash, registered_at }) => ({ revision, hash, registered_at }));
      const paused = pausesOf(name, runtime.reader.pauses());
      ctx.body = { ...workflow, graph: runtime.reader.graph(workflow.hash), revisions, paused };
    },
  }),
  route({
    method: 'delete',
    path: '/api/workflows/{name}',
    access: 'admin',
    id: 'removeWorkflow',
    group: 'workflows',
    summary: 'Takes a workflow out of the registry; its runs stay. Refused while some are open, unless forced.',
    query: Type.Object({ force: Type.Optional(Type.Boolean()) }),
    headers: IF_MATCH,
    answers: { 204: { description: 'It is gone.' } },
    problems: [409, 412, 503],
    handle: async (ctx, { runtime }, { params: { name }, query: { force = false } }) => {
      if (runtime.reader.workflow(name) === undefined) throw workflowNotFound(name, runtime.reader.workflows());
      const { expected } = expectedRevision(ctx);
      const only = typeof expected === 'number' ? { expected } : {};
      if (!(await runtime.unregister(name, { force, ...only }))) {
        throw new Problem(
          409,
          'WORKFLOW_IN_USE',
          `${name} has open runs; wait for them, cancel them, or add ?force=true`,
        );
      }
      ctx.status = 204;
    },
  }),
  ...(['pause', 'resume'] as const).map((verb) =>
    route({
      method: 'post',
      path: `/api/workflows/{name}/${verb}`,
      access: 'admin',
      id: `${verb}Workflow`,
      group: 'workflows',
      summary:
        verb === 'pause'
          ? 'Runs of a workflow, or of one entry of its triggers, are accepted and wait.'
          : 'What was accepted meanwhile starts, in order.',
      body: Type.Object(
        { trigger: Type.Optional(Type.String({ description: 'An entry of its triggers; all of it without.' })) },
        { additionalProperties: false },
      ),
      answers: { 200: { description: 'What of it is paused now.', schema: PAUSED } },
      problems: [503],
      handle: async (ctx, { runtime }, { params: { name }, body: { trigger } }) => {
        await (verb === 'pause' ? runtime.pauseWorkflow(name, trigger) : runtime.resumeWorkflow(name, trigger));
        ctx.body = { name, paused: pausesOf(name, runtime.reader.pauses()) };
      },
    }),
  ),
];

type Registering = { readonly name: string; readonly config_path?: string; readonly source?: string };

async function registerWorkflow(
  ctx: Context,
  deps: Deps,
  { name, config_path: configPath, source: text }: Registering,
): Promise<void> {
  if ((configPath === undefined) === (text === undefined)) {
    throw new Problem(
      422,
      'BODY_INVALID',
      'give exactly one of `config_path` (a file in the workflows folder) and `source`',
    );
  }
  const file = configPath === undefined ? undefined : readInside(deps.workflowsDir, configPath);
  const source = file?.source ?? text ?? '';
  const { graph, diagnostics } = compileOrRefuse(deps, { source, file: file?.shown ?? `${name}.yaml` });
  const path = file?.shown ?? null;
  const done = await deps.runtime.register({ name, path, source, graph, ...expectedRevision(ctx) });
  ctx.set('ETag', tagOf(done.revision));
  ctx.status = done.change === 'created' ? 201 : 200;
  ctx.body = {
    name,
    revision: done.revision,
    hash: graph.hash,
    inputs: graph.inputs,
    triggers: graph.triggers,
    webhook_url: `${publicOrigin(ctx, deps)}/webhooks/generic`,
    diagnostics,
  };
}

function summary({ source: _source, ...row }: WorkflowRow): Omit<WorkflowRow, 'source'> {
  return row;
}

/** What of a workflow is paused: `trigger` null is all of it. */
export function pausesOf(name: string, pauses: readonly PauseRow[]): readonly Omit<PauseRow, 'workflow_name'>[] {
  return pauses
    .filter(({ workflow_name: workflow }) => workflow === name)
    .map(({ trigger, since }) => ({ trigger, since }));
}

/** 404 that says which workflows there are. */
export function workflowNotFound(name: string, known: readonly WorkflowRow[]): Problem {
  const there =
    known.length === 0
      ? 'none is registered yet; register one with POST /api/workflows'
      : `registered are ${known
          .slice(0, 10)
          .map((row) => row.name)
          .join(', ')}`;
  return new Problem(404, 'WORKFLOW_NOT_FOUND', `there is no workflow ${JSON.stringify(name)}; ${there}`);
}
