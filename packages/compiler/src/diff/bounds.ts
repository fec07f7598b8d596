// What a run may do at least and at most: how far a small edit reaches. What it costs is left out, since prices are of neither side.
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { boundsOf } from '../bounds/bounds.ts';
import { durationText } from '../bounds/duration-text.ts';
import { formText } from '../bounds/form-text.ts';
import { constantForm } from '../bounds/form.ts';
import type { Interval } from '../bounds/interval.ts';
import { rangeText } from '../bounds/range-text.ts';
import type { Show } from '../bounds/range-text.ts';
import type { Change } from './change.ts';

const count: Show = (number) => number.toLocaleString('en-US');

const SHOWN = [
  ['LLM calls', 'calls', count, isSame],
  ['input tokens', 'input', count, isNear],
  ['output tokens', 'output', count, isSame],
  ['executions', 'executions', count, isSame],
  ['time', 'wall', durationText, isSame],
] as const;

export function diffBounds(before: ExecutionGraph, after: ExecutionGraph): readonly Change[] {
  const [old, now] = [boundsOf(before).total, boundsOf(after).total];
  return SHOWN.flatMap(([name, key, show, isEqual]): readonly Change[] => {
    if (isEqual(old[key], now[key])) return [];
    const message = `of a run: ${shown(old[key], show)} → ${shown(now[key], show)}`;
    return [{ subject: 'bound', kind: 'changed', name, message, breaking: false }];
  });
}

function isSame(a: Interval, b: Interval): boolean {
  return a.lo === b.lo && a.hi === b.hi;
}

/** Every word of a prompt changes its length: what stays within a tenth is the same, as far as the lengths of inputs go. */
function isNear(a: Interval, b: Interval): boolean {
  const [old, now] = [a, b].map(({ hi, form }) => form ?? constantForm(hi));
  if (old === undefined || now === undefined) return false;
  const hasSameTerms =
    old.terms.size === now.terms.size && [...old.terms].every(([key, by]) => now.terms.get(key) === by);
  const [less, more] = [old.constant, now.constant].toSorted((x, y) => x - y);
  return hasSameTerms && (less === more || (more ?? 0) <= (less ?? 0) * 1.1);
}

/** With the ceiling by the lengths of inputs, where they decide. */
function shown(interval: Interval, show: Show): string {
  const { form } = interval;
  return `${rangeText(interval, show)}${form === undefined ? '' : ` (${formText(form, show)})`}`;
}
