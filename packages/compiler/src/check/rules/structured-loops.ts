import type { NodeDoc } from '../../parse/document.ts';
import type { Span } from '../../source.ts';
import type { OrderEdge } from '../../resolve/edges.ts';
import type { LoopFault } from '../../resolve/loops.ts';
import type { CheckContext, CheckRule } from '../context.ts';

/** Loops have one way in, one source of the way back, and nest: what a run repeats can then be seen in the file. */
export const structuredLoops: CheckRule = (context) => {
  for (const fault of context.order.faults) report(fault, context);
};

function report(fault: LoopFault, context: CheckContext): void {
  const { reporter } = context;
  const name = (index: number | 'END'): string =>
    index === 'END' ? 'END' : (context.document.nodes[index] as NodeDoc).name;
  const { edge } = fault;
  const span = spanOf(edge, context);
  const shown = `${name(edge.from)} -> ${name(edge.to)}`;
  switch (fault.rule) {
    case 'forward':
      reporter.report({
        code: 'W420',
        span,
        message: `the route ${shown} has \`max_iterations\`, and repeats nothing: \`${name(edge.to)}\` does not lead to \`${name(edge.from)}\``,
        help: 'remove `max_iterations`, or let the route lead back to a node before it',
      });
      break;
    case 'entry':
      reporter.report({
        code: 'W421',
        span,
        message: `the edge ${shown} leads into the middle of the loop of \`${name(fault.loop.latch)}\`; its only way in is \`${name(fault.loop.header)}\``,
        help: `let the edge lead to \`${name(fault.loop.header)}\`, or out of the loop`,
        related: [{ span: spanOf(fault.loop.edge, context), message: 'the way back of the loop' }],
      });
      break;
    case 'shared':
    case 'nesting':
      reporter.report({
        code: 'W422',
        span,
        message:
          fault.rule === 'shared'
            ? `the loop back to \`${name(edge.to)}\` shares its first or its last node with another loop`
            : `the loop back to \`${name(edge.to)}\` overlaps with another one and does not lie in it`,
        help: 'give each loop a first and a last node of its own, one loop wholly within the other or beside it',
        related: [{ span: spanOf(fault.other, context), message: 'the way back of the other loop' }],
      });
  }
}

function spanOf({ at, from }: OrderEdge, { document }: CheckContext): Span {
  return at?.span ?? (document.nodes[from] as NodeDoc).at.span;
}
