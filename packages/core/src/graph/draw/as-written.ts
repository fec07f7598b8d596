import type { Expression } from '../../expression/tree.ts';
import type { ExecutionGraph } from '../graph.ts';

/** `NODE.field` where the graph has `NODE.output.field`: as workflows write what a node gave. */
export function asWritten(tree: Expression, { nodes }: Pick<ExecutionGraph, 'nodes'>): Expression {
  const isNode = (given: string): boolean => nodes.some(({ name }) => name === given);
  const visit = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(visit);
    if (typeof part !== 'object' || part === null) return part;
    const { kind, field, operand } = part as { kind?: unknown; field?: unknown; operand?: Expression };
    const isOutput = kind === 'select' && field === 'output' && operand?.kind === 'name' && isNode(operand.name);
    if (isOutput) return operand;
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, visit(value)]));
  };
  // Only a whole node of the tree is ever replaced, by one of its own.
  return visit(tree) as Expression;
}
