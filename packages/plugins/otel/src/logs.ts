// Facts that somebody may want to be told of, as log records with their place in the trace.
import { spanIdOf, traceIdOf } from '@configurable-agents/plugin-sdk';
import type { TrackedFact, TrackedRun } from '@configurable-agents/plugin-sdk';
import { ATTR, OWN } from './conventions.ts';
import { numberOf, objectOf, textOf, timeOf } from './reading.ts';
import { known } from './span.ts';
import type { Attributes } from './span.ts';

export type LogRecord = {
  readonly time: number;
  readonly severity: 'INFO' | 'WARN' | 'ERROR';
  /** The kind of the fact. */
  readonly event: string;
  readonly body: string;
  readonly attributes: Attributes;
  readonly traceId: string;
  readonly spanId: string;
};

type Fact = TrackedFact['fact'];

const SEVERITIES: { readonly [kind: string]: LogRecord['severity'] } = {
  'run.accepted': 'INFO',
  'run.finished': 'INFO',
  'run.timed_out': 'ERROR',
  'run.cancel_requested': 'WARN',
  'node.attempt_failed': 'WARN',
  'attempt.lost': 'WARN',
  'node.failed': 'ERROR',
  'loop.limit_reached': 'ERROR',
};

/** Undefined for a fact that the spans tell of well enough. */
export function logOf(fact: Fact, run: TrackedRun): LogRecord | undefined {
  const severity = severityOf(fact);
  if (severity === undefined) return undefined;
  const node = textOf(fact['node']);
  const key = textOf(fact['key']) ?? node;
  const attempt = numberOf(fact['attempt']);
  const error = objectOf(fact['error']);
  const code = textOf(error['code']);
  const message = run.settings['capture'] === 'all' ? textOf(error['message']) : undefined;
  const who = key === undefined ? run.workflow_name : `${run.workflow_name}: ${key}`;
  const what = [fact.kind, textOf(fact['status']), code].filter((each) => each !== undefined).join(' ');
  const path = key === undefined ? [] : attempt === undefined ? [key] : [key, attempt];
  return {
    time: timeOf(fact.time, 0),
    severity,
    event: `workflow.${fact.kind}`,
    body: `${who}: ${what}${message === undefined ? '' : `: ${message}`}`,
    attributes: known({
      [ATTR.workflowName]: run.workflow_name,
      [OWN.runId]: run.run_id,
      [OWN.node]: node,
      [OWN.key]: key,
      [OWN.attempt]: attempt,
      [ATTR.errorType]: code,
    }),
    traceId: traceIdOf(run.run_id, run.trigger.trace),
    spanId: spanIdOf(run.run_id, ...path),
  };
}

function severityOf(fact: Fact): LogRecord['severity'] | undefined {
  if (fact.kind === 'run.finished' && fact['status'] === 'failed') return 'ERROR';
  if (fact.kind === 'node.failed' && fact['handled'] !== undefined) return 'WARN';
  return SEVERITIES[fact.kind];
}
