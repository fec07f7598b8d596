// What a run may do at least and at most: how far a small edit reaches.
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { boundsOf } from '../bounds/bounds.ts';
import { durationText } from '../bounds/duration-text.ts';
import type { Interval } from '../bounds/interval.ts';
import { rangeText } from '../bounds/range-text.ts';
import type { Change } from './change.ts';

const count = (number: number): string => number.toLocaleString('en-US');

const SHOWN = [
  ['LLM calls', 'calls', count],
  ['executions', 'executions', count],
  ['time', 'wall', durationText],
] as const;

export function diffBounds(before: ExecutionGraph, after: ExecutionGraph): readonly Change[] {
  const [old, now] = [boundsOf(before).total, boundsOf(after).total];
  return SHOWN.flatMap(([name, key, show]): readonly Change[] => {
    if (isSame(old[key], now[key])) return [];
    const message = `of a run: ${rangeText(old[key], show)} → ${rangeText(now[key], show)}`;
    return [{ subject: 'bound', kind: 'changed', name, message, breaking: false }];
  });
}

function isSame(a: Interval, b: Interval): boolean {
  return a.lo === b.lo && a.hi === b.hi;
}
