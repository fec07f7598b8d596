import type { CheckRule } from '../context.ts';

/** Nodes that wait for each other would never start. */
export const noCycle: CheckRule = ({ document, order, reporter }) => {
  const nodes = order.cycle.flatMap((index) => document.nodes[index] ?? []);
  const [first] = nodes;
  if (first === undefined) return;
  const path = [...nodes, first].map(({ name }) => name).join(' -> ');
  reporter.report({
    code: 'W401',
    span: first.at.span,
    message: `nodes wait for each other: ${path}`,
    help: 'remove one of these edges, or make it a loop: a route back with `max_iterations`',
    related: nodes.slice(1).map(({ name, at }) => ({ span: at.span, message: `\`${name}\` is in the cycle` })),
  });
};
