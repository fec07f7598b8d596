import { GATE_METRICS } from '@configurable-agents/core/graph';
import { Type } from '@configurable-agents/plugin-sdk';
import type { TSchema } from '@configurable-agents/plugin-sdk';
import { ANY, COUNT, list, nullable, object, optional, SOME_OBJECT, TEXT, TIME, USAGE, words } from './parts.ts';

export const RUN_STATUSES = [
  'queued',
  'running',
  'waiting',
  'paused',
  'succeeded',
  'failed',
  'cancelled',
  'superseded',
] as const;
const NODE_STATUSES = ['pending', 'running', 'waiting', 'succeeded', 'failed', 'skipped', 'cancelled'] as const;

export const RUN_ERROR: TSchema = object({ code: TEXT, message: TEXT, node: nullable(TEXT) }, 'RunError');

const ROW = {
  run_id: TEXT,
  workflow_name: TEXT,
  revision: Type.Union([COUNT, Type.Null()], { description: 'Null for a workflow that is not registered.' }),
  status: words(RUN_STATUSES),
  trigger: Type.Object(
    {
      name: TEXT,
      uses: TEXT,
      delivery_id: optional(TEXT),
      event_type: optional(TEXT),
      parent_run_id: Type.Optional(Type.String({ description: 'The run whose node started this one.' })),
      parent_key: Type.Optional(Type.String({ description: 'The node execution that awaits this run.' })),
    },
    { additionalProperties: true, description: 'Why it started.' },
  ),
  created_at: TIME,
  started_at: nullable(TIME),
  finished_at: nullable(TIME),
  duration_ms: nullable(COUNT),
  usage: USAGE,
  error: nullable(RUN_ERROR),
  graph: Type.String({ description: 'Hash of the graph that the run is pinned to.' }),
  forked_from: nullable(object({ run_id: TEXT, sequence: COUNT })),
  redaction: Type.Optional(
    Type.Enum(['hidden', 'removed'], {
      description: 'Values are hidden; once they are removed from the store the run cannot go on.',
    }),
  ),
  waits: Type.Optional(
    object({ for: TEXT, key: nullable(TEXT), before: COUNT, until: nullable(TIME), text: TEXT }, 'Wait'),
  ),
};

export const RUN: TSchema = object(ROW, 'Run');

const PAYLOAD = Type.Unknown({
  description: 'Beyond 64 KB: `{truncated: true, size, preview, url}`, where `url` has the whole.',
});

const NODE: TSchema = object(
  {
    key: Type.String({ description: 'Names the execution within the run: `critique`, `critique#2`, `each[3]`.' }),
    node: TEXT,
    status: words(NODE_STATUSES),
    attempt: COUNT,
    started_at: nullable(TIME),
    finished_at: nullable(TIME),
    input: optional(PAYLOAD),
    output: optional(PAYLOAD),
    usage: USAGE,
    error: nullable(object({ code: TEXT, class: TEXT, message: TEXT })),
  },
  'NodeExecution',
);

const GATE: TSchema = object(
  {
    name: TEXT,
    metric: words(GATE_METRICS),
    min: optional(Type.Number()),
    max: optional(Type.Number()),
    action: words(['warn', 'fail']),
    value: nullable(Type.Number()),
    passed: nullable(Type.Boolean()),
  },
  'GateResult',
);

export const RUN_DETAIL: TSchema = object(
  {
    ...ROW,
    inputs: optional(PAYLOAD),
    result: optional(PAYLOAD),
    state: optional(PAYLOAD),
    nodes: list(NODE),
    gates: Type.Optional(Type.Array(GATE, { description: 'What came of its gates, where it has ended and has some.' })),
    seq: Type.Integer({ minimum: 0, description: 'Sequence of the last fact that this answer includes.' }),
  },
  'RunDetail',
);

export const FACT: TSchema = Type.Object(
  {
    sequence: COUNT,
    time: TIME,
    kind: TEXT,
    key: Type.Optional(Type.String({ description: 'The node execution that it is about.' })),
  },
  {
    additionalProperties: true,
    title: 'Fact',
    description: 'An entry of the journal; its kind says what else is there.',
  },
);

const AGAIN = { duplicate: Type.Optional(Type.Literal(true)), conflict: optional(TEXT) };

export const RUN_ACCEPTED: TSchema = object(
  { status: Type.Literal('accepted'), run_id: TEXT, workflow_name: TEXT, status_url: TEXT, ...AGAIN },
  'RunAccepted',
);

/** How a run that was waited for ended. */
export const RUN_ENDED: TSchema = object(
  {
    status: Type.Enum(['success', 'failed', 'cancelled', 'superseded']),
    run_id: TEXT,
    workflow_name: TEXT,
    result: Type.Optional(Type.Unknown({ description: 'Of a run that succeeded.' })),
    error: optional(RUN_ERROR),
    ...AGAIN,
  },
  'RunEnded',
);

export const APPROVAL: TSchema = object(
  {
    run_id: TEXT,
    workflow_name: TEXT,
    key: TEXT,
    node: TEXT,
    message: TEXT,
    show: ANY,
    form: Type.Unknown({ description: 'JSON Schema of the answer.' }),
    created_at: TIME,
    due_at: nullable(TIME),
    closed_at: nullable(TIME),
    answer: nullable(SOME_OBJECT),
    answered_by: nullable(TEXT),
  },
  'Approval',
);

export const STREAMED: TSchema = Type.String({ description: 'Server-sent events; `data` of each is JSON.' });

const REASON: TSchema = object(
  {
    of: TEXT,
    condition: nullable(TEXT),
    holds: nullable(Type.Boolean()),
    since: optional(TEXT),
    values: list(object({ name: TEXT, value: ANY })),
    note: optional(TEXT),
  },
  'Reason',
);
const STEP: TSchema = object(
  {
    sequence: COUNT,
    time: TIME,
    after_ms: COUNT,
    kind: TEXT,
    key: nullable(TEXT),
    what: TEXT,
    duration_ms: optional(COUNT),
    until: optional(TIME),
    because: list(REASON),
  },
  'Step',
);
export const EXPLANATION: TSchema = object(
  {
    run_id: ROW.run_id,
    workflow_name: ROW.workflow_name,
    revision: ROW.revision,
    trigger: ROW.trigger,
    created_at: ROW.created_at,
    duration_ms: ROW.duration_ms,
    status: ROW.status,
    error: ROW.error,
    redaction: ROW.redaction,
    steps: list(STEP),
    never: list(object({ node: TEXT, why: TEXT })),
    next: list(object({ command: TEXT, why: TEXT })),
  },
  'RunExplanation',
);

export const FAILURE_GROUP: TSchema = object(
  {
    workflow_name: TEXT,
    code: TEXT,
    node: nullable(TEXT),
    runs: COUNT,
    last_at: TIME,
    run_id: Type.String({ description: 'The newest of them.' }),
    message: TEXT,
  },
  'FailureGroup',
);
