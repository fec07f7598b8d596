// How a run looks in MLflow: a tracked run in, names and values out. Pure, and the same for the same run every time: facts
// come twice, and a parameter can never be given another value.
import type { Json, TrackedNode, TrackedRun } from '@configurable-agents/plugin-sdk';
import { cut, LIMITS, withKeys } from './limits.ts';
import type { Entry, Metric } from './limits.ts';
import type { Settings } from './settings.ts';

/** The tag by which a run is found again. */
export const RUN_ID_TAG = 'configurable_agents.run_id';

const ERROR_TYPE = 'error.type';
const ERROR_NODE = 'error.node';
/** Tags of a run that failed. */
export const ERROR_TAGS: readonly string[] = [ERROR_TYPE, ERROR_NODE];

export type Opening = { readonly run_name: string; readonly start_time: number; readonly tags: readonly Entry[] };

export type Closing = {
  readonly params: readonly Entry[];
  readonly metrics: readonly Metric[];
  readonly tags: readonly Entry[];
  readonly status: 'FINISHED' | 'FAILED' | 'KILLED';
  readonly end_time: number;
};

const STATUSES: { readonly [status: string]: Closing['status'] } = {
  succeeded: 'FINISHED',
  failed: 'FAILED',
  cancelled: 'KILLED',
};

/** Whether a run is over. */
export function isOver(run: TrackedRun): boolean {
  return Object.hasOwn(STATUSES, run.status);
}

/** What is known when a run begins. */
export function openingOf(run: TrackedRun, settings: Settings): Opening {
  return {
    run_name: settings.runName,
    start_time: msOf(run.started_at ?? run.created_at),
    tags: tagsOf({
      'mlflow.user': 'configurable-agents',
      'mlflow.source.name': run.workflow_name,
      'mlflow.source.type': 'JOB',
      ...withoutReserved(settings.tags),
      'workflow.name': run.workflow_name,
      'workflow.version': run.revision,
      'workflow.config_hash': run.graph,
      'trigger.name': run.trigger.name,
      'trigger.kind': run.trigger.uses,
      'trigger.event_type': run.trigger.event_type,
      'trigger.delivery_id': run.trigger.delivery_id,
      parent_run_id: run.parent_run_id,
      [RUN_ID_TAG]: run.run_id,
    }),
  };
}

/** What is known when a run is over. `traceId`: of its trace, where the server has it. */
export function closingOf(run: TrackedRun, { sendsContent }: Settings, traceId?: string): Closing {
  const endTime = msOf(run.finished_at ?? run.started_at ?? run.created_at);
  return {
    params: withKeys([...(sendsContent ? inputsOf(run) : []), ...modelsOf(run)]),
    metrics: metricsOf(run, endTime),
    tags: tagsOf({ [ERROR_TYPE]: run.error?.code, [ERROR_NODE]: run.error?.node, trace_id: traceId }),
    status: STATUSES[run.status] ?? 'FAILED',
    end_time: endTime,
  };
}

/** `mlflow.runName` has to be equal to the run's name, else the run is refused; the server sets it. */
function withoutReserved({ 'mlflow.runName': _name, ...tags }: Settings['tags']): Settings['tags'] {
  return tags;
}

function tagsOf(tags: { readonly [name: string]: string | number | null | undefined }): readonly Entry[] {
  const present = Object.entries(tags).filter(([, value]) => value !== null && value !== undefined);
  // The last one given is the run's id: it comes first, so neither another key nor the limit takes its place.
  const entries = present.map(([key, value]) => ({ key, value: cut(String(value), LIMITS.tagValue) }));
  return withKeys(entries.toReversed().slice(0, LIMITS.batchTags));
}

function inputsOf(run: TrackedRun): readonly Entry[] {
  return Object.entries(run.inputs).flatMap(([key, value]) =>
    isScalar(value) ? [{ key, value: cut(String(value), LIMITS.paramValue) }] : [],
  );
}

function isScalar(value: Json): value is string | number | boolean | null {
  return typeof value !== 'object' || value === null;
}

function modelsOf(run: TrackedRun): readonly Entry[] {
  return Object.entries(run.models).map(([node, model]) => ({
    key: `model.${node}`,
    value: cut(model, LIMITS.paramValue),
  }));
}

function metricsOf(run: TrackedRun, timestamp: number): readonly Metric[] {
  const { input_tokens, output_tokens, cost_usd } = run.usage;
  const count = (status: string): number => run.nodes.filter((node) => node.status === status).length;
  const values: { readonly [name: string]: number | null } = {
    duration_ms: run.duration_ms,
    nodes_total: run.nodes.length,
    nodes_failed: count('failed'),
    nodes_skipped: count('skipped'),
    input_tokens,
    output_tokens,
    total_tokens: input_tokens === null || output_tokens === null ? null : input_tokens + output_tokens,
    cost_usd,
    ...durationsOf(run.nodes),
  };
  return withKeys(
    Object.entries(values).flatMap(([key, value]) =>
      // What is not known is left out: a 0 would be a claim.
      value === null || !Number.isFinite(value) ? [] : [{ key, value, timestamp, step: 0 }],
    ),
  );
}

/** A node that ran several times, in a loop or for each item, has the sum of its executions. */
function durationsOf(nodes: readonly TrackedNode[]): { readonly [name: string]: number } {
  const sums: { [name: string]: number } = {};
  for (const { node, started_at, finished_at } of nodes) {
    if (started_at === null || finished_at === null) continue;
    const name = `node.${node}.duration_ms`;
    sums[name] = (sums[name] ?? 0) + Math.max(0, msOf(finished_at) - msOf(started_at));
  }
  return sums;
}

/** A time of the journal in milliseconds. */
export function msOf(time: string): number {
  return Date.parse(time);
}
