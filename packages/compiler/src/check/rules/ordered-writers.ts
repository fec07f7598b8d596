import type { CheckRule } from '../context.ts';

/** Two writers of a field run one after the other, or the field's value would depend on which is faster. */
export const orderedWriters: CheckRule = ({ document, order, writers, reporter }) => {
  for (const [field, indices] of writers) {
    // In topological order it is enough that each runs before the next.
    for (const [i, index] of indices.entries()) {
      const before = indices[i - 1];
      if (before === undefined || before === index || order.isBefore(before, index)) continue;
      const [first, second] = [document.nodes[before], document.nodes[index]];
      const at = second?.outputs.find((output) => output.field === field)?.at;
      const other = first?.outputs.find((output) => output.field === field)?.at;
      if (first === undefined || second === undefined || at === undefined || other === undefined) continue;
      reporter.report({
        code: 'W406',
        span: at.span,
        message: `\`${first.name}\` and \`${second.name}\` may run at once, and both write \`${field}\``,
        help: `add an edge between them, or write two fields`,
        related: [{ span: other.span, message: `\`${first.name}\` writes it here` }],
      });
    }
  }
};
