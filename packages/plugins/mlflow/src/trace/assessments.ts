// What is judged of a run, as MLflow's assessments of its trace: the verdicts of its gates, and what people answered in it. Pure.
import { createHash } from 'node:crypto';
import { spanIdOf } from '@configurable-agents/plugin-sdk';
import type { JsonObject, TrackedAnswer, TrackedGate, TrackedRun } from '@configurable-agents/plugin-sdk';
import { boundedValue } from '../bounded.ts';
import { cut } from '../limits.ts';
import type { Settings } from '../settings.ts';
import { mlflowTraceId } from './ids.ts';

/** Names the client of a trace as the tag `mlflow.user` names that of a run. */
const SOURCE = 'configurable-agents';
/** What MLflow's own client calls a person who gave no name. */
const NOBODY = 'default';
const MOST_NAME = 250;
const MOST_TEXT = 1000;
const MOST_VALUE_BYTES = 12_000;
/** What is sent in one request with the trace, so that it stays small. */
export const MOST_ASSESSMENTS = 50;

/** A feedback as MLflow's API has it. */
export type Assessment = JsonObject & { readonly assessment_id: string };

/**
 * The assessments of a run. The id of each follows from the run, so that it is there once however often it is sent: the server writes
 * one over an older one of its id.
 */
export function assessmentsOf(
  run: TrackedRun,
  settings: Settings,
  place: { readonly mlflowRunId: string },
): readonly Assessment[] {
  const { gates = [], answers = [] } = run;
  const judged = gates.map((gate, index) => ({ id: `gate ${index}`, at: run.finished_at, ...ofGate(gate) }));
  // What a person answers is content as what a model says is.
  const answered = settings.sendsContent ? answers.flatMap((answer) => ofAnswer(run, answer)) : [];
  return [...judged, ...answered].map(({ id, at, metadata, ...assessment }) => ({
    ...assessment,
    assessment_id: `a-${digestOf(run.run_id, id)}`,
    trace_id: mlflowTraceId(run.run_id),
    ...(at === null ? {} : { create_time: at, last_update_time: at }),
    metadata: { ...metadata, 'mlflow.assessment.sourceRunId': place.mlflowRunId },
  }));
}

type Described = JsonObject & { readonly metadata: { readonly [name: string]: string } };

/** A figure that nobody knows is no verdict: MLflow has errors for what could not be judged. */
function ofGate({ name, metric, min, max, action, value, passed }: TrackedGate): Described {
  const unknown = { error_code: 'GATE_UNKNOWN', error_message: `nobody knows ${metric} of this run` };
  const wanted = [...(min === undefined ? [] : [`at least ${min}`]), ...(max === undefined ? [] : [`at most ${max}`])];
  return {
    assessment_name: nameOf(name),
    source: { source_type: 'CODE', source_id: SOURCE },
    feedback: passed === null ? { error: unknown } : { value: passed },
    rationale: cut(`${metric} is ${value ?? 'unknown'}; wanted is ${wanted.join(' and ')}`, MOST_TEXT),
    metadata: {
      'gate.metric': metric,
      ...(value === null ? {} : { 'gate.value': String(value) }),
      ...(min === undefined ? {} : { 'gate.min': String(min) }),
      ...(max === undefined ? {} : { 'gate.max': String(max) }),
      'gate.action': action,
    },
  };
}

type Answered = Described & { readonly id: string; readonly at: string };

/** One for each field of the form, since MLflow counts and charts what is yes or no, a number, or a short text. */
function ofAnswer({ run_id, nodes }: TrackedRun, answered: TrackedAnswer): readonly Answered[] {
  const { key, node, question, answer, by, answered_at: at } = answered;
  const attempt = nodes.find((each) => each.key === key)?.attempt ?? 1;
  return Object.entries(answer)
    .filter(([, value]) => value !== null)
    .map(([field, value]) => ({
      id: `answer ${key} ${field}`,
      at,
      // Of each time round a loop: those of one name are shown together.
      assessment_name: nameOf(`${node}.${field}`),
      source: { source_type: 'HUMAN', source_id: by === null ? NOBODY : nameOf(by) },
      feedback: { value: boundedValue(value, MOST_VALUE_BYTES) },
      span_id: spanIdOf(run_id, 'attempt', key, attempt),
      metadata: { 'workflow.key': key, 'workflow.question': cut(question, MOST_TEXT) },
    }));
}

function nameOf(name: string): string {
  return cut(name, MOST_NAME);
}

/** As long as those that the server makes. */
function digestOf(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32);
}
