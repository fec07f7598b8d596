// The run as a whole: the root of its spans, and what MLflow lists of a trace. Pure.
import { traceIdOf } from '@configurable-agents/plugin-sdk';
import type { JsonObject, TrackedRun } from '@configurable-agents/plugin-sdk';
import { boundedValue } from '../bounded.ts';
import { RUN_ID_TAG, isOver, msOf } from '../describe.ts';
import { cut, keyOf, LIMITS } from '../limits.ts';
import type { Settings } from '../settings.ts';
import type { Assessment } from './assessments.ts';
import { rootSpanId } from './attempts.ts';
import { mlflowTraceId } from './ids.ts';
import { ATTRIBUTES } from './span.ts';
import type { Span } from './span.ts';

/** Tags of a workflow that are no tags of a trace, but whose session it is, and whose request. */
const SESSION = 'mlflow.trace.session';
const USER = 'mlflow.trace.user';

/** The root span of a run that is over. */
export function rootSpanOf(run: TrackedRun, settings: Settings): Span {
  const { startMs, endMs } = timesOf(run);
  const error = errorOf(run, settings);
  const session = settings.tags[SESSION];
  const user = settings.tags[USER];
  return {
    traceId: traceIdOf(run.run_id),
    spanId: rootSpanId(run.run_id),
    name: `invoke_workflow ${run.workflow_name}`,
    kind: 'internal',
    startMs,
    endMs,
    attributes: {
      [ATTRIBUTES.type]: 'WORKFLOW',
      'gen_ai.operation.name': 'invoke_workflow',
      'gen_ai.workflow.name': run.workflow_name,
      'workflow.run_id': run.run_id,
      'workflow.status': run.status,
      'workflow.config_hash': run.graph,
      ...(run.revision === null ? {} : { 'workflow.version': run.revision }),
      'trigger.name': run.trigger.name,
      'trigger.kind': run.trigger.uses,
      ...(run.parent_run_id === null ? {} : { 'workflow.parent_run_id': run.parent_run_id }),
      ...(session === undefined ? {} : { 'session.id': session }),
      ...(user === undefined ? {} : { 'user.id': user }),
      ...(error === undefined ? {} : { 'error.type': error.type }),
      ...(settings.sendsContent
        ? { [ATTRIBUTES.inputs]: boundedValue(run.inputs), [ATTRIBUTES.outputs]: boundedValue(run.result) }
        : {}),
    },
    ...(run.status === 'cancelled' ? {} : { status: error === undefined ? 'ok' : 'error' }),
    ...(error === undefined ? {} : { error }),
  };
}

/** Where the trace belongs. */
export type Place = { readonly experimentId: string; readonly mlflowRunId: string };

/** The body of `POST /api/3.0/mlflow/traces`: what stands for the trace, whatever the server made of its spans. */
export function traceOf(
  run: TrackedRun,
  settings: Settings,
  { experimentId, mlflowRunId, assessments = [] }: Place & { readonly assessments?: readonly Assessment[] },
): JsonObject {
  const { startMs, endMs } = timesOf(run);
  const { sendsContent, tags } = settings;
  const previews = sendsContent
    ? { request_preview: previewOf(run.inputs), response_preview: previewOf(run.result) }
    : {};
  return {
    trace: {
      trace_info: {
        trace_id: mlflowTraceId(run.run_id),
        client_request_id: cut(run.trigger.delivery_id ?? run.run_id, MOST_REQUEST_ID),
        trace_location: { type: 'MLFLOW_EXPERIMENT', mlflow_experiment: { experiment_id: experimentId } },
        request_time: new Date(startMs).toISOString(),
        execution_duration: `${((endMs - startMs) / 1000).toFixed(3)}s`,
        state: stateOf(run),
        ...previews,
        trace_metadata: {
          'mlflow.trace_schema.version': '3',
          'mlflow.sourceRun': mlflowRunId,
          ...metadataOf(SESSION, tags[SESSION]),
          ...metadataOf(USER, tags[USER]),
          ...usageOf(run),
        },
        tags: tagsOf(run, settings),
        ...(assessments.length === 0 ? {} : { assessments }),
      },
    },
  };
}

/** Longest preview that a server without extras keeps. */
const MOST_PREVIEW = 1000;
const MOST_METADATA = 250;
const MOST_REQUEST_ID = 50;
/** Current servers take 8000; older ones refuse more than this. */
const MOST_TAG = 4096;

function stateOf(run: TrackedRun): string {
  if (!isOver(run)) return 'IN_PROGRESS';
  return run.status === 'failed' ? 'ERROR' : 'OK';
}

function timesOf(run: TrackedRun): { readonly startMs: number; readonly endMs: number } {
  const startMs = msOf(run.started_at ?? run.created_at);
  return { startMs, endMs: Math.max(startMs, msOf(run.finished_at ?? run.started_at ?? run.created_at)) };
}

function errorOf({ error, status }: TrackedRun, { sendsContent }: Settings): Span['error'] | undefined {
  if (status !== 'failed') return undefined;
  return { type: error?.code ?? 'failed', message: sendsContent ? (error?.message ?? '') : '' };
}

function metadataOf(name: string, value: string | undefined): JsonObject {
  return value === undefined || value === '' ? {} : { [name]: cut(value, MOST_METADATA) };
}

/** The sums of the run, and not those of its spans: both are of the same calls, and a server may have counted a call twice. */
function usageOf({ usage }: TrackedRun): JsonObject {
  const { input_tokens: input, output_tokens: output, cost_usd: cost } = usage;
  return {
    ...(input === null || output === null
      ? {}
      : {
          'mlflow.trace.tokenUsage': JSON.stringify({
            input_tokens: input,
            output_tokens: output,
            total_tokens: input + output,
          }),
        }),
    ...(cost === null ? {} : { 'mlflow.trace.cost': JSON.stringify({ total_cost: cost }) }),
  };
}

function tagsOf(run: TrackedRun, { tags }: Settings): JsonObject {
  const own = Object.entries(tags).filter(([name]) => !name.startsWith('mlflow.'));
  const named = own.slice(0, LIMITS.batchTags).map(([name, value]) => [keyOf(name), cut(value, MOST_TAG)]);
  return {
    ...Object.fromEntries(named),
    'mlflow.traceName': cut(run.workflow_name, MOST_METADATA),
    [RUN_ID_TAG]: run.run_id,
  };
}

function previewOf(value: JsonObject | TrackedRun['result']): string {
  return cut(typeof value === 'string' ? value : JSON.stringify(value), MOST_PREVIEW);
}
