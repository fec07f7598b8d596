import { WHY_KEPT } from '@configurable-agents/core';
import { Type } from '@configurable-agents/plugin-sdk';
import type { TSchema } from '@configurable-agents/plugin-sdk';
import { COUNT, list, nullable, object, optional, SOME_OBJECT, TEXT, TIME, words, YES_OR_NO } from './parts.ts';

const TRACKER: TSchema = object({ name: TEXT, lag: COUNT, dropped: COUNT, error: nullable(TEXT) }, 'Tracker');
export const TRACKER_DETAIL: TSchema = object(
  {
    name: TEXT,
    lag: COUNT,
    dropped: COUNT,
    error: nullable(TEXT),
    last_error: nullable(object({ message: TEXT, at: TIME })),
    replay: nullable(object({ since: TIME, left: COUNT })),
  },
  'TrackerDetail',
);
export const HEALTH: TSchema = object({ status: Type.Literal('ok'), trackers: list(TRACKER) }, 'Health');
export const READY: TSchema = object(
  { status: Type.Literal('ready'), running: COUNT, queued: COUNT, workers: COUNT, routes: COUNT },
  'Readiness',
);

const SUM = {
  runs: COUNT,
  calls: COUNT,
  unknown_calls: COUNT,
  input_tokens: nullable(COUNT),
  output_tokens: nullable(COUNT),
  cost_usd: nullable(Type.Number()),
};
const COST_SUM: TSchema = object(SUM, 'CostSum');
const COST_ROW: TSchema = object(
  {
    workflow_name: optional(TEXT),
    node: optional(TEXT),
    provider: optional(TEXT),
    model: optional(TEXT),
    day: optional(TEXT),
    ...SUM,
  },
  'CostRow',
);
export const COSTS: TSchema = object(
  {
    by: TEXT,
    items: list(COST_ROW),
    next_cursor: Type.Null(),
    total: COST_SUM,
    cost_unknown_models: list(TEXT),
    prices: list(TEXT),
  },
  'Costs',
);

const COUNTS = {
  runs: COUNT,
  facts: COUNT,
  payloads: COUNT,
  graphs: COUNT,
  deliveries: COUNT,
  logs: COUNT,
  answers: COUNT,
};
const KEPT: TSchema = object(
  Object.fromEntries(Object.keys(WHY_KEPT).map((reason) => [reason, optional(COUNT)])),
  'Kept',
);
export const SWEPT: TSchema = object(
  {
    done: Type.Boolean({ description: 'False where there is more: ask again.' }),
    removed: object(COUNTS),
    kept: KEPT,
    bytes: object({ before: COUNT, after: COUNT, free: COUNT }),
    transactions: COUNT,
    longest_ms: Type.Number(),
  },
  'Swept',
);

const CONTRIBUTION: TSchema = Type.Object(
  { name: TEXT, description: optional(TEXT) },
  { additionalProperties: true, title: 'Contribution' },
);
const TARGET: TSchema = Type.Union([TEXT, object({ fromConfig: TEXT })]);
const CAPABILITIES: TSchema = object(
  {
    net: list(TARGET),
    env: optional(list(TEXT)),
    fs: optional(object({ read: optional(list(TARGET)), write: optional(list(TARGET)) })),
    subprocess: optional(YES_OR_NO),
    llm: optional(YES_OR_NO),
    secrets: optional(list(TEXT)),
  },
  'Capabilities',
);
const PLUGIN_ROW = {
  name: TEXT,
  version: nullable(TEXT),
  source: TEXT,
  sdk: nullable(TEXT),
  isolation: words(['worker', 'process']),
  first_party: YES_OR_NO,
  integrity: nullable(TEXT),
  capabilities: CAPABILITIES,
  may: list(TEXT),
  problems: list(object({ code: TEXT, message: TEXT })),
  actions: list(CONTRIBUTION),
  providers: list(CONTRIBUTION),
  triggers: list(CONTRIBUTION),
  trackers: list(CONTRIBUTION),
  tools: list(CONTRIBUTION),
};
export const PLUGIN: TSchema = object(PLUGIN_ROW, 'Plugin');
export const PLUGIN_ADDED: TSchema = object(
  {
    ...PLUGIN_ROW,
    from: nullable(TEXT),
    granted: list(TEXT),
    dropped: list(TEXT),
    also_pinned: list(TEXT),
  },
  'AddedPlugin',
);

const LANES: TSchema = object(
  {
    threads: COUNT,
    capacity: COUNT,
    executing: COUNT,
    waiting: COUNT,
    lost: COUNT,
    replaced: SOME_OBJECT,
  },
  'Lanes',
);
export const QUEUE: TSchema = object(
  { running: COUNT, queued: COUNT, workers: COUNT, lanes: object({ io: LANES, cpu: LANES, process: LANES }) },
  'Queue',
);
