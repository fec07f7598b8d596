// Limits on which runs start, of a workflow and of one trigger's entry.
import type { GraphTrigger, RunLimits, Template } from '@configurable-agents/core/graph';
import { showType } from '../expression/types.ts';
import { parseDuration } from '../parse/duration.ts';
import { textOf, valueOf } from '../parse/tree.ts';
import type { YamlNode } from '../parse/tree.ts';
import { compileTemplate } from '../template/compile.ts';
import type { Place } from '../template/compile.ts';
import { soleExpression } from '../template/scan.ts';

const WAITS = 10;

/** `concurrency`, `rate_limit` and `priority`, and `singleton`, which is short for a concurrency. */
export function limitsOf(node: YamlNode | undefined, place: Place): RunLimits {
  const [concurrency, rate] = [valueOf(node, 'concurrency'), valueOf(node, 'rate_limit')];
  const single = valueOf(node, 'singleton');
  const period = durationOf(valueOf(rate, 'period'));
  const priority = priorityOf(valueOf(node, 'priority'), place);
  return {
    ...(single?.kind === 'scalar' && single.value === true ? { concurrency: { limit: 1, on_conflict: 'skip' } } : {}),
    ...(concurrency === undefined
      ? {}
      : {
          concurrency: {
            limit: numberOf(valueOf(concurrency, 'limit')),
            ...keyOf(concurrency, place),
            on_conflict: wordOf(valueOf(concurrency, 'on_conflict'), ['queue', 'skip', 'cancel']),
          },
        }),
    ...(period === undefined
      ? {}
      : {
          rate_limit: {
            limit: numberOf(valueOf(rate, 'limit')),
            period_ms: period,
            ...keyOf(rate, place),
            on_conflict: wordOf(valueOf(rate, 'on_conflict'), ['queue', 'skip']),
          },
        }),
    ...(priority === undefined ? {} : { priority }),
  };
}

/** `debounce`; without `max_wait` a burst is waited for ten periods. */
export function debounceOf(node: YamlNode, place: Place): GraphTrigger['debounce'] {
  const debounce = valueOf(node, 'debounce');
  const period = durationOf(valueOf(debounce, 'period'));
  if (period === undefined) return undefined;
  const [longest] = [valueOf(debounce, 'max_wait')];
  const wait = durationOf(longest);
  if (longest !== undefined && wait !== undefined && wait < period) {
    place.reporter.report({
      code: 'W104',
      span: longest.span,
      message: 'the longest wait is shorter than the quiet time that is waited for',
      help: 'raise `max_wait`, or lower `period`',
    });
  }
  return { period_ms: period, max_wait_ms: wait ?? WAITS * period, ...keyOf(debounce, place) };
}

function keyOf(node: YamlNode | undefined, place: Place): { readonly key?: Template } {
  const key = valueOf(node, 'key');
  return key?.kind === 'scalar' && textOf(key) !== undefined ? { key: compileTemplate(key, place).template } : {};
}

function priorityOf(node: YamlNode | undefined, place: Place): Template | undefined {
  if (node?.kind !== 'scalar' || node.value === null || typeof node.value === 'boolean') return undefined;
  // Other text has been reported by the shape check.
  if (typeof node.value === 'string' && soleExpression(node.value) === undefined) return undefined;
  const { template, type } = compileTemplate(node, place);
  if (typeof node.value === 'string' && !['int', 'double', 'uint', 'dyn'].includes(type.kind)) {
    place.reporter.report({
      code: 'W409',
      span: node.span,
      message: `the priority is ${showType(type)}, and must be a number from -100 to 100`,
      help: 'convert it: `${{ int(…) }}`',
    });
  }
  return template;
}

function durationOf(node: YamlNode | undefined): number | undefined {
  return node?.kind === 'scalar' ? parseDuration(node.value) : undefined;
}

function numberOf(node: YamlNode | undefined): number {
  return node?.kind === 'scalar' && typeof node.value === 'number' ? node.value : 1;
}

/** One of the words, the first where none is written. */
function wordOf<W extends string>(node: YamlNode | undefined, words: readonly [W, ...W[]]): W {
  const text = textOf(node);
  return words.find((word) => word === text) ?? words[0];
}
