// A fact as a sentence. Facts that say nothing to a reader of the whole story have none.
import type { Fact, FactOf, Failure, Handled, RunEnd, Waiting } from '../engine/fact.ts';
import { parseKey } from '../engine/key.ts';
import type { NodeExecution } from '../engine/state.ts';

/** The part of a step that a fact says by itself. */
export type Said = {
  readonly what: string;
  readonly durationMs?: number;
  /** Milliseconds since the epoch. */
  readonly until?: number;
};

/** `execution`: what the fact is about, after it; undefined for what is the run's. */
export function sentenceOf(fact: Fact, execution: NodeExecution | undefined): Said | undefined {
  if (fact.kind.startsWith('node.') || fact.kind === 'attempt.lost' || fact.kind === 'map.started')
    return ofNode(fact, execution);
  return ofRun(fact) ?? ofOutside(fact);
}

function ofNode(fact: Fact, execution: NodeExecution | undefined): Said | undefined {
  switch (fact.kind) {
    case 'map.started':
      return { what: `began, once for each of ${fact.count} items` };
    case 'node.completed':
      return completed(fact, execution);
    case 'node.skipped':
      return { what: fact.reason === 'when' ? 'was skipped: its condition is false' : 'was skipped: no way led to it' };
    case 'node.attempt_failed':
      return {
        what: `attempt ${fact.attempt} failed, another one follows: ${failureText(fact.error)}`,
        durationMs: fact.duration_ms,
        until: fact.retry_at,
      };
    case 'attempt.lost':
      return { what: `lost its worker in attempt ${fact.attempt}` };
    case 'node.failed':
      return failed(fact);
    case 'node.cancelled':
      return { what: `was cancelled${CANCELLED[fact.reason ?? 'run']}` };
    case 'node.waiting':
      return { what: waitingText(fact), ...(fact.wake_at === null ? {} : { until: fact.wake_at }) };
    default:
      return undefined;
  }
}

const CANCELLED = { run: '', lost: ': another branch was first', item: ': an item before it failed' } as const;

/** Items of a list that succeed are counted where their list is told. */
function completed(fact: FactOf<'node.completed'>, execution: NodeExecution | undefined): Said | undefined {
  if (parseKey(fact.key).item !== null) return undefined;
  const attempts = fact.attempt > 1 ? ` at attempt ${fact.attempt}` : '';
  const items = execution?.items == null ? '' : `, all ${execution.items.count} items`;
  const fields = Object.keys(fact.writes);
  const wrote = fields.length === 0 ? '' : ` and wrote ${fields.map((field) => `\`${field}\``).join(', ')}`;
  return { what: `succeeded${attempts}${items}${wrote}`, durationMs: fact.duration_ms };
}

const HANDLED: { readonly [H in Handled]: string } = {
  continue: ', and the run went on',
  to: ', and the run went the way of its failures',
  item: ', as one of its items',
  lost: ', which counts for nothing: another branch was first',
  finally: ', which does not change how the run ended',
};

function failed({ attempt, error, handled, duration_ms: durationMs }: FactOf<'node.failed'>): Said {
  const at = attempt > 1 ? ` at attempt ${attempt}` : '';
  return { what: `failed${at}: ${failureText(error)}${handled === undefined ? '' : HANDLED[handled]}`, durationMs };
}

export function failureText({ message, code }: Pick<Failure, 'message' | 'code'>): string {
  return `${message} (${code})`;
}

export function waitingText(waiting: Waiting): string {
  switch (waiting.for) {
    case 'time':
      return 'waits';
    case 'signal':
      return `waits for the signal \`${waiting.signal}\``;
    case 'approval':
      return `asks: ${waiting.message}`;
    case 'run':
      return `waits for the run ${waiting.run_id}`;
    case 'plugin':
      return `is held back: ${failureText(waiting.error)}`;
  }
}

function ofOutside(fact: Fact): Said | undefined {
  switch (fact.kind) {
    case 'timer.fired':
      return { what: 'went on: its time was up' };
    case 'signal.received':
      return { what: `the signal \`${fact.name}\` came: ${shortJson(fact.payload)}` };
    case 'signal.consumed':
      return { what: `took the signal \`${fact.name}\`` };
    case 'approval.answered':
      return { what: `was answered${fact.by === null ? '' : ` by ${fact.by}`}: ${shortJson(fact.answer)}` };
    case 'child.ended': {
      const how = fact.error === null ? fact.status : `${fact.status}: ${failureText(fact.error)}`;
      return { what: `its run ${fact.run_id} ended: ${how}` };
    }
    case 'join.fired': {
      const lost = fact.lost.length === 0 ? '' : `; ${fact.lost.map((name) => `\`${name}\``).join(', ')} lost`;
      return { what: `began: \`${fact.from}\` was first${lost}` };
    }
    default:
      return undefined;
  }
}

const ENDED: { readonly [end in RunEnd]: string } = {
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'was cancelled',
  superseded: 'ended without having begun',
};

function ofRun(fact: Fact): Said | undefined {
  switch (fact.kind) {
    case 'run.accepted': {
      const from = fact.forked_from === undefined ? '' : `, as a fork of ${fact.forked_from.run_id}`;
      return { what: `the run was asked for by ${fact.trigger.name}${from}` };
    }
    case 'run.forked': {
      const edits = Object.keys(fact.edits);
      const changed = edits.length === 0 ? '' : `, with other values of ${edits.join(', ')}`;
      return { what: `the run took over what was done in ${fact.executions.length} node executions${changed}` };
    }
    case 'run.started':
      return { what: 'the run began' };
    case 'run.retried': {
      const happened =
        fact.happened === undefined ? '' : `; \`${fact.happened.key}\` had happened, as a person found out`;
      return {
        what: `the run goes on: ${fact.dropped.map((key) => `\`${key}\``).join(', ') || 'nothing'} begins again${happened}`,
      };
    }
    case 'run.resumed':
      return { what: `the run goes on${fact.accepted ? ' with the plugins as they are' : ''}` };
    case 'loop.turned':
      return { what: `the loop ${fact.loop} turned: iteration ${fact.iteration} begins` };
    case 'loop.ended':
      return {
        what: `the loop ${fact.loop} ended after ${fact.iterations} ${fact.iterations === 1 ? 'iteration' : 'iterations'}`,
      };
    case 'loop.limit_reached':
    case 'run.timed_out':
      return { what: failureText(fact.error) };
    case 'run.cancel_requested':
      return { what: `the run was cancelled: ${fact.reason}` };
    case 'run.superseded':
      return { what: `the run was superseded by ${fact.by}, a newer one of the same burst (debounce)` };
    case 'run.finished':
      return { what: `the run ${ENDED[fact.status]}` };
    default:
      return undefined;
  }
}

const SHORT = 200;

export function shortJson(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > SHORT ? `${text.slice(0, SHORT)}…` : text;
}
