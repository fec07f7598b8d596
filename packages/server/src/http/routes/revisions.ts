import { diffGraphs, diffJson } from '@configurable-agents/compiler/diff';
import type { Runtime, WorkflowRow } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { Type } from '@configurable-agents/plugin-sdk';
import { Problem } from '../../problem.ts';
import { workflowStats } from '../../workflows/stats.ts';
import { route } from '../api/route.ts';
import type { Route } from '../api/route.ts';
import { page } from '../api/schemas/parts.ts';
import { REVISION, REVISION_DETAIL, WORKFLOW_DIFF, WORKFLOW_STATS } from '../api/schemas/workflow.ts';
import { pageOfList } from '../page.ts';
import { workflowNotFound } from './workflows.ts';

const DIGITS = 10;
const DEFAULT_RUNS = 50;

export const REVISION_ROUTES: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/workflows/{name}/revisions',
    access: 'read',
    id: 'listRevisions',
    group: 'workflows',
    summary: 'Revisions of a workflow, oldest first.',
    isPaged: true,
    answers: { 200: { description: 'A page of them.', schema: page(REVISION) } },
    handle: (ctx, { runtime }, { params: { name }, page: asked }) => {
      const keyOf = ({ revision }: WorkflowRow): string => String(revision).padStart(DIGITS, '0');
      const { items, next_cursor } = pageOfList(revisionsOf(runtime, name), asked, keyOf);
      ctx.body = {
        items: items.map(({ revision, hash, registered_at }) => ({ revision, hash, registered_at })),
        next_cursor,
      };
    },
  }),
  route({
    method: 'get',
    path: '/api/workflows/{name}/revisions/{revision}',
    access: 'read',
    id: 'showRevision',
    group: 'workflows',
    summary: 'A revision with its source and graph. Its graph is null where no run needs it any more.',
    answers: { 200: { description: 'The revision.', schema: REVISION_DETAIL } },
    handle: (ctx, { runtime }, { params: { name, revision } }) => {
      const row = revisionOf(runtime, name, revision);
      ctx.body = { ...row, graph: runtime.reader.graph(row.hash) ?? null };
    },
  }),
  route({
    method: 'get',
    path: '/api/workflows/{name}/diff',
    access: 'read',
    id: 'diffRevisions',
    group: 'workflows',
    summary: 'What differs between two revisions, and what of it breaks callers.',
    query: Type.Object({
      from: Type.Integer({ minimum: 1, description: 'The earlier revision.' }),
      to: Type.Optional(Type.Integer({ minimum: 1, description: 'The later one; the current one without it.' })),
    }),
    answers: { 200: { description: 'The changes.', schema: WORKFLOW_DIFF } },
    handle: (ctx, { runtime }, { params: { name }, query: { from, to } }) => {
      const [before, after] = [
        revisionOf(runtime, name, String(from)),
        to === undefined ? currentOf(runtime, name) : revisionOf(runtime, name, String(to)),
      ];
      const found = diffGraphs(graphOf(runtime, before), graphOf(runtime, after), { plugins: runtime.manifests });
      ctx.body = diffJson(found, { before: `${name}@${before.revision}`, after: `${name}@${after.revision}` });
    },
  }),
  route({
    method: 'get',
    path: '/api/workflows/{name}/stats',
    access: 'read',
    id: 'showWorkflowStats',
    group: 'workflows',
    summary: 'How long its nodes take, and how its last runs ended.',
    query: Type.Object({
      runs: Type.Optional(
        Type.Integer({ minimum: 1, maximum: 500, description: 'How many runs count; 50 without it.' }),
      ),
    }),
    answers: { 200: { description: 'Medians and 95th percentiles.', schema: WORKFLOW_STATS } },
    handle: (ctx, { runtime }, { params: { name }, query: { runs: count = DEFAULT_RUNS } }) => {
      currentOf(runtime, name);
      ctx.body = workflowStats(runtime.reader, { name, count });
    },
  }),
];

function currentOf({ reader }: Runtime, name: string): WorkflowRow {
  const row = reader.workflow(name);
  if (row === undefined) throw workflowNotFound(name, reader.workflows());
  return row;
}

/** All of them, also of a workflow that was removed. */
function revisionsOf({ reader }: Runtime, name: string): readonly WorkflowRow[] {
  const rows = reader.revisions(name);
  if (rows.length === 0) throw workflowNotFound(name, reader.workflows());
  return rows;
}

function revisionOf(runtime: Runtime, name: string, revision: string): WorkflowRow {
  const rows = revisionsOf(runtime, name);
  const row = rows.find((each) => String(each.revision) === revision);
  if (row !== undefined) return row;
  const newest = Math.max(...rows.map((each) => each.revision));
  throw new Problem(404, 'REVISION_NOT_FOUND', `${name} has no revision ${revision}; its revisions go up to ${newest}`);
}

function graphOf({ reader }: Runtime, { name, revision, hash }: WorkflowRow): ExecutionGraph {
  const graph = reader.graph(hash);
  if (graph !== undefined) return graph;
  throw new Problem(
    404,
    'REVISION_NOT_FOUND',
    `the graph of ${name}@${revision} was removed: no run needs it any more`,
  );
}
