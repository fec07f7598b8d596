// A fact as it may be seen. Only what holds data is touched: names, keys and statuses stay, so that the facts replay as before.
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import type { Admission } from '../admit/admission.ts';
import type { CopiedExecution, Fact, FactKind, FactOf } from '../engine/fact.ts';
import type { Mask } from '../redact/mask.ts';
import { withoutPlaces } from '../redact/rules.ts';
import { hidesNothing } from './hidden.ts';
import type { Hidden } from './hidden.ts';

/** Fields that hold what inputs may have come to, by kind. `error`: only its message. A kind that is added is added here. */
const FIELDS: { readonly [Kind in FactKind]: readonly (keyof FactOf<Kind>)[] } = {
  'run.accepted': ['inputs', 'env', 'admission'],
  'run.forked': ['executions', 'edits'],
  'run.started': [],
  'run.superseded': [],
  'run.retried': ['happened'],
  'node.skipped': [],
  'node.scheduled': [],
  'map.started': [],
  'node.completed': ['input', 'output', 'text', 'writes'],
  'node.attempt_failed': ['input', 'error'],
  'node.retry_due': [],
  'attempt.lost': [],
  'node.failed': ['input', 'error'],
  'node.cancelled': [],
  'node.waiting': ['input'],
  'timer.fired': [],
  'signal.received': ['payload'],
  'signal.consumed': [],
  'approval.answered': ['answer'],
  'child.ended': ['result', 'error'],
  'join.fired': [],
  'loop.turned': [],
  'loop.ended': [],
  'loop.limit_reached': ['error'],
  'run.timed_out': ['error'],
  'run.resumed': [],
  'run.cancel_requested': ['reason'],
  'run.finalizing': ['result', 'error'],
  'run.finished': ['result', 'error'],
};

/** Of a wait also what it asks with, and the answer that it takes when its time is up. */
const OF_WAITS = ['message', 'show', 'default', 'error'];

/** Objects whose first names are the workflow's own. */
const NAMED = new Set(['inputs', 'env', 'writes', 'edits']);

/** The fact without what is hidden; the same fact where nothing is. */
export function hideFact<T extends Fact>(fact: T, hidden: Hidden): T {
  if (hidesNothing(hidden)) return fact;
  const { mask, rules } = hidden;
  const names: readonly string[] =
    fact.kind === 'node.waiting' ? [...FIELDS[fact.kind], ...OF_WAITS] : FIELDS[fact.kind];
  const present = names.filter((name) => Object.hasOwn(fact, name));
  if (present.length === 0) return fact;
  const changed = present.map((name): readonly [string, unknown] => [
    name,
    hideField(name, (fact as { readonly [field: string]: unknown })[name], mask),
  ]);
  const seen = { ...fact, ...Object.fromEntries(changed) };
  // Places first: what is short is found there only.
  const placed = (value: JsonObject): JsonObject => hideNamed(withoutPlaces(value, rules) as JsonObject, mask);
  if (fact.kind === 'run.accepted') return { ...seen, inputs: placed(fact.inputs) };
  return fact.kind === 'run.forked' ? { ...seen, edits: placed(fact.edits) } : seen;
}

function hideField(name: string, value: unknown, mask: Mask): unknown {
  if (name === 'error') return hideError(value as { readonly message: string } | null, mask);
  if (name === 'admission') return hideAdmission(value as Admission, mask);
  if (name === 'executions') return (value as readonly CopiedExecution[]).map((each) => hideCopy(each, mask));
  if (name === 'happened') return hideCopy(value as CopiedExecution, mask);
  return NAMED.has(name) ? hideNamed(value as JsonObject, mask) : mask.json(value as JsonObject);
}

/** Values under names that stay. */
export function hideNamed(value: JsonObject, mask: Mask): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, mask.json(each)]));
}

export function hideError<T extends { readonly message: string }>(error: T | null, mask: Mask): T | null {
  return error === null ? null : { ...error, message: mask.text(error.message) };
}

function hideCopy(copy: CopiedExecution, mask: Mask): CopiedExecution {
  const { output, text, writes, error } = copy;
  return {
    ...copy,
    output: mask.json(output),
    text: text === null ? null : mask.text(text),
    writes: hideNamed(writes, mask),
    error: hideError(error, mask),
  };
}

/** Keys are made of inputs. */
export function hideAdmission(admission: Admission, mask: Mask): Admission {
  const { concurrency, rates, debounce } = admission;
  const hideKey = <T extends { readonly key: string }>(each: T): T => ({ ...each, key: mask.text(each.key) });
  return {
    ...admission,
    ...(concurrency === undefined ? {} : { concurrency: concurrency.map(hideKey) }),
    ...(rates === undefined ? {} : { rates: rates.map(hideKey) }),
    ...(debounce === undefined ? {} : { debounce: hideKey(debounce) }),
  };
}
