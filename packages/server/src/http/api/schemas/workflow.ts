import { Type } from '@configurable-agents/plugin-sdk';
import type { TSchema } from '@configurable-agents/plugin-sdk';
import {
  COUNT,
  JSON_SCHEMA,
  list,
  nullable,
  object,
  optional,
  SOME_OBJECT,
  TEXT,
  TIME,
  words,
  YES_OR_NO,
} from './parts.ts';

/** A finding of the compiler, or a warning of the server about its environment, which has no place. */
export const DIAGNOSTIC: TSchema = Type.Object(
  {
    code: TEXT,
    name: TEXT,
    severity: words(['error', 'warning', 'info']),
    message: TEXT,
    file: optional(TEXT),
    line: optional(COUNT),
    column: optional(COUNT),
  },
  { additionalProperties: true, title: 'Diagnostic' },
);

const ROW = {
  name: TEXT,
  revision: COUNT,
  hash: Type.String({ description: 'Of the execution graph.' }),
  path: nullable(TEXT),
  registered_at: TIME,
};

const PAUSES: TSchema = Type.Array(object({ trigger: nullable(TEXT), since: TIME }), {
  description: 'What of it is paused; `trigger` null is all of it.',
});
export const PAUSED: TSchema = object({ name: TEXT, paused: PAUSES }, 'PausedWorkflow');
export const WORKFLOW: TSchema = object({ ...ROW, paused: PAUSES }, 'Workflow');
export const GRAPH: TSchema = Type.Object(
  { version: Type.Literal(1), name: TEXT, hash: TEXT, inputs: JSON_SCHEMA },
  { additionalProperties: true, title: 'ExecutionGraph' },
);
export const REVISION: TSchema = object({ revision: COUNT, hash: TEXT, registered_at: TIME }, 'Revision');
export const WORKFLOW_DETAIL: TSchema = object(
  { ...ROW, source: TEXT, graph: GRAPH, revisions: list(REVISION), paused: PAUSES },
  'WorkflowDetail',
);
export const REGISTERED: TSchema = object(
  {
    name: TEXT,
    revision: COUNT,
    hash: TEXT,
    inputs: JSON_SCHEMA,
    triggers: list(SOME_OBJECT),
    webhook_url: TEXT,
    diagnostics: list(DIAGNOSTIC),
  },
  'RegisteredWorkflow',
);

export const SCHEDULE: TSchema = object(
  {
    workflow_name: TEXT,
    trigger: TEXT,
    enabled: YES_OR_NO,
    cron: nullable(TEXT),
    every: nullable(TEXT),
    timezone: TEXT,
    catch_up: TEXT,
    overlap: TEXT,
    last_at: nullable(TIME),
    waiting: list(TEXT),
    paused_at: nullable(TIME),
    next: list(TIME),
  },
  'Schedule',
);

export const REVISION_DETAIL: TSchema = object({ ...ROW, source: TEXT, graph: nullable(GRAPH) }, 'RevisionDetail');

const SIDE: TSchema = object({ file: TEXT, name: TEXT, hash: TEXT });
export const WORKFLOW_DIFF: TSchema = object(
  {
    version: Type.Literal(1),
    before: SIDE,
    after: SIDE,
    equal: YES_OR_NO,
    breaking: YES_OR_NO,
    changes: list(SOME_OBJECT),
  },
  'WorkflowDiff',
);

const TIMES = { p50_ms: nullable(COUNT), p95_ms: nullable(COUNT) };
export const WORKFLOW_STATS: TSchema = object(
  {
    workflow_name: TEXT,
    runs: COUNT,
    succeeded: COUNT,
    failed: COUNT,
    ...TIMES,
    nodes: list(object({ node: TEXT, executions: COUNT, failed: COUNT, ...TIMES })),
  },
  'WorkflowStats',
);

export const COMPILED: TSchema = object(
  { ok: YES_OR_NO, diagnostics: list(DIAGNOSTIC), graph: nullable(GRAPH) },
  'Compiled',
);

const SLOT: TSchema = object({
  scheduled_at: TIME,
  delivery_id: TEXT,
  run_id: nullable(TEXT),
  duplicate: YES_OR_NO,
  reason: nullable(TEXT),
});
export const BACKFILLED: TSchema = object({ workflow_name: TEXT, trigger: TEXT, items: list(SLOT) }, 'Backfilled');
