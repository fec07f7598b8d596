// What each kind of fact says to people, and how much it matters to them.
import type { Json, JsonObject, TrackedFact } from '@configurable-agents/plugin-sdk';
import type { Level } from './line.ts';

export type Described = {
  readonly level: Level;
  readonly what: string;
  /** It is about the end of a run. */
  readonly isEnd?: boolean;
};

type Fact = TrackedFact['fact'];

/** A kind that is not known here, as a later release may have it, is told by its name. */
export function describe(fact: Fact): Described {
  return RUN[fact.kind]?.(fact) ?? NODE[fact.kind]?.(fact) ?? { level: 'debug', what: about(fact) };
}

type Table = { readonly [kind: string]: ((fact: Fact) => Described) | undefined };

const RUN: Table = {
  'run.accepted': (fact) => ({ level: 'info', what: `accepted${fromOf(fact['trigger'])}` }),
  'run.retried': () => ({ level: 'info', what: 'goes on: what failed is tried again' }),
  'run.resumed': () => ({ level: 'info', what: 'goes on: its plugins are there' }),
  'run.cancel_requested': (fact) => ({ level: 'warn', what: `is being cancelled: ${text(fact['reason'])}` }),
  'run.timed_out': (fact) => ({ level: 'error', what: `is over its time: ${messageOf(fact['error'])}` }),
  'run.finished': (fact) => {
    const status = text(fact['status']);
    if (status === 'failed') return { level: 'error', what: `failed: ${messageOf(fact['error'])}`, isEnd: true };
    const missed = missedGates(fact['gates']);
    const what = missed === '' ? status : `${status}, gates not passed: ${missed}`;
    return { level: status === 'succeeded' && missed === '' ? 'info' : 'warn', what, isEnd: true };
  },
  'signal.received': (fact) => ({ level: 'info', what: `got the signal ${text(fact['name'])}` }),
};

const NODE: Table = {
  'node.completed': (fact) => ({
    level: 'info',
    what: `${key(fact)} succeeded in ${text(fact['duration_ms'])} ms${usedOf(fact)}`,
  }),
  'node.skipped': (fact) => ({
    level: 'info',
    what: `${key(fact)} skipped: ${fact['reason'] === 'path' ? 'no way leads to it' : 'its condition is false'}`,
  }),
  'node.attempt_failed': (fact) => ({
    level: 'warn',
    what: `${key(fact)} failed attempt ${text(fact['attempt'])}, tries again: ${messageOf(fact['error'])}`,
  }),
  'node.failed': (fact) => ({
    level: fact['handled'] === undefined ? 'error' : 'warn',
    what: `${key(fact)} failed${fact['handled'] === undefined ? '' : ', which is handled'}: ${messageOf(fact['error'])}`,
  }),
  'node.cancelled': (fact) => ({ level: 'warn', what: `${key(fact)} cancelled` }),
  'attempt.lost': (fact) => ({
    level: 'warn',
    what: `${key(fact)} lost attempt ${text(fact['attempt'])} with its thread`,
  }),
  'node.waiting': (fact) => ({ level: 'info', what: `${key(fact)} waits${waitOf(fact)}` }),
  'approval.answered': (fact) => ({
    level: 'info',
    what: `${key(fact)} was answered${typeof fact['by'] === 'string' ? ` by ${fact['by']}` : ''}`,
  }),
  'loop.limit_reached': (fact) => ({ level: 'error', what: `${key(fact)}: ${messageOf(fact['error'])}` }),
};

/** The execution, where a loop or a list has several of a node. */
function key(fact: Fact): string {
  return text(fact['key'] ?? fact['node']);
}

function about({ kind, ...fact }: Fact): string {
  const at = fact['key'] ?? fact['node'] ?? fact['loop'];
  return at === undefined ? kind : `${text(at)} ${kind}`;
}

function missedGates(gates: Json | undefined): string {
  if (!Array.isArray(gates)) return '';
  const missed = (gates as readonly Json[]).map(objectOf).filter(({ passed }) => passed === false);
  return missed.map(({ name, value }) => `${text(name)} (${text(value)})`).join(', ');
}

function fromOf(trigger: Json | undefined): string {
  const { name } = objectOf(trigger);
  return typeof name === 'string' ? ` from ${name}` : '';
}

function usedOf(fact: Fact): string {
  const { input_tokens: input, output_tokens: output } = objectOf(fact['usage']);
  if (typeof input !== 'number' && typeof output !== 'number') return '';
  const cost = typeof fact['cost_usd'] === 'number' ? `, $${fact['cost_usd']}` : '';
  return `, ${text(input ?? '?')} tokens in, ${text(output ?? '?')} out${cost}`;
}

function waitOf(fact: Fact): string {
  const until = typeof fact['wake_at'] === 'number' ? ` until ${new Date(fact['wake_at']).toISOString()}` : '';
  switch (fact['for']) {
    case 'signal':
      return ` for the signal ${text(fact['signal'])}${until}`;
    case 'approval':
      return ` for an answer${until}`;
    case 'run':
      return ` for the run ${text(fact['run_id'])}`;
    case 'plugin':
      return `: ${messageOf(fact['error'])}`;
    default:
      return until;
  }
}

function messageOf(error: Json | undefined): string {
  const { code, message } = objectOf(error);
  return code === undefined ? 'unknown' : `${text(code)} ${text(message)}`;
}

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}
