import { parseDuration, toMs } from '../../parse/duration.ts';
import { valueOf } from '../../parse/tree.ts';
import type { YamlNode } from '../../parse/tree.ts';
import type { CheckRule } from '../context.ts';

/** Durations lie between 1 ms and 3650 days, and a first wait is not longer than the longest. */
export const durations: CheckRule = ({ document, reporter }) => {
  const check = (node: YamlNode | undefined, what: string): number | undefined => {
    if (node?.kind !== 'scalar') return undefined;
    const ms = parseDuration(node.value);
    // What is no duration at all has been reported by the shape check.
    if (ms === undefined && toMs(node.value) !== undefined) {
      reporter.report({
        code: 'W104',
        span: node.span,
        message: `${what} is \`${node.spelling}\`, and must be between 1 ms and 3650 days`,
      });
    }
    return ms;
  };
  const execution = valueOf(document.root, 'execution');
  check(valueOf(execution, 'timeout'), 'the timeout of the run');
  for (const limited of [execution, ...document.triggers.map(({ node }) => node)]) {
    check(valueOf(valueOf(limited, 'rate_limit'), 'period'), 'the period of the rate limit');
    check(valueOf(valueOf(limited, 'debounce'), 'period'), 'the quiet time');
    check(valueOf(valueOf(limited, 'debounce'), 'max_wait'), 'the longest wait');
  }
  for (const { name, timeout, retry } of document.nodes) {
    check(timeout, `the timeout of \`${name}\``);
    const [first, longest] = [valueOf(retry, 'initial'), valueOf(retry, 'max')];
    const [initial, max] = [check(first, 'the first wait'), check(longest, 'the longest wait')];
    if (initial === undefined || max === undefined || longest === undefined || initial <= max) continue;
    reporter.report({
      code: 'W104',
      span: longest.span,
      message: 'the longest wait is shorter than the first',
      help: 'raise `max`, or lower `initial`',
    });
  }
};
