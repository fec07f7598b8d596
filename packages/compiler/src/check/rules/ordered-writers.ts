import type { CheckRule } from '../context.ts';

/** Two writers of a field run one after the other, or the field's value would depend on which is faster. A reducer makes it safe. */
export const orderedWriters: CheckRule = ({ document, fields, order, isExclusive, writers, reporter }) => {
  for (const [field, indices] of writers) {
    if (fields.get(field)?.reduce !== undefined) continue;
    const pair = unorderedPair(indices, (a, b) => order.isBefore(a, b) || order.isBefore(b, a) || isExclusive(a, b));
    if (pair === undefined) continue;
    const [first, second] = pair.map((index) => document.nodes[index]);
    if (first?.isFinally === true || second?.isFinally === true) continue;
    const at = second?.outputs.find((output) => output.field === field)?.at;
    const other = first?.outputs.find((output) => output.field === field)?.at;
    if (first === undefined || second === undefined || at === undefined || other === undefined) continue;
    reporter.report({
      code: 'W406',
      span: at.span,
      message: `\`${first.name}\` and \`${second.name}\` may run at once, and both write \`${field}\``,
      help: `add an edge between them, write two fields, or give \`${field}\` a \`reduce\``,
      related: [{ span: other.span, message: `\`${first.name}\` writes it here` }],
    });
  }
};

function unorderedPair(
  indices: readonly number[],
  isOrdered: (a: number, b: number) => boolean,
): readonly [number, number] | undefined {
  for (const [i, second] of indices.entries()) {
    for (const first of indices.slice(0, i)) if (first !== second && !isOrdered(first, second)) return [first, second];
  }
  return undefined;
}
