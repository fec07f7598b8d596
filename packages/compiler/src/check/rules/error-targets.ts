import type { CheckRule } from '../context.ts';

/** `on_error: { to: NODE }` leads onward: to a node after it, and into a loop by its first node only. */
export const errorTargets: CheckRule = ({ document, indexOf, order, reporter }) => {
  for (const [index, { name, onError }] of document.nodes.entries()) {
    if (typeof onError === 'string') continue;
    const target = indexOf.get(String(onError.value));
    const node = target === undefined ? undefined : document.nodes[target];
    if (target === undefined || node === undefined) continue;
    const why =
      target === index ? 'is the node itself' : node.isFinally ? 'runs at the end, whatever happened' : undefined;
    const isBefore = order.cycle.length > 0 && order.cycle.includes(index) && order.cycle.includes(target);
    if (why === undefined && !isBefore) continue;
    reporter.report({
      code: 'W425',
      span: onError.span,
      message: `\`${name}\` goes to \`${node.name}\` when it fails, which ${why ?? 'runs before it'}`,
      help: 'name a node after it, or `retry` the node',
    });
  }
};
