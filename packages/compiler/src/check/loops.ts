// Loops that end only at their bound: without a way out, or by a condition that nothing in the loop changes.
import { visitParts } from '@configurable-agents/core/expression';
import type { Expression } from '@configurable-agents/core/expression';
import type { RouteDoc } from '../parse/document.ts';
import type { LoopDoc } from '../resolve/loops.ts';
import type { CheckContext } from './context.ts';
import type { CheckedNode } from './node.ts';

export function checkLoops(context: CheckContext, nodes: ReadonlyMap<number, CheckedNode>): void {
  for (const loop of context.order.loops) {
    if (!hasWayOut(loop, context)) reportNoWayOut(loop, context);
    else reportUnchanging(loop, { context, nodes });
  }
}

/** An edge out of the loop; where nothing else follows its last node, the way back without a condition is always taken instead. */
function hasWayOut({ nodes, latch, edge }: LoopDoc, context: CheckContext): boolean {
  const isAlways = routesOf(latch, context)[edge.route ?? 0]?.when === undefined;
  return context.order.edges.some(
    ({ from, to, kind }) =>
      nodes.has(from) && (to === 'END' || !nodes.has(to)) && !(isAlways && from === latch && kind === undefined),
  );
}

function routesOf(node: number, { document }: CheckContext): readonly RouteDoc[] {
  const name = document.nodes[node]?.name;
  const edges = (document.edges ?? []).filter(({ from }) => from.some(({ value }) => value === name));
  return edges.flatMap(({ routes = [] }) => routes);
}

function reportNoWayOut({ latch, header, edge }: LoopDoc, context: CheckContext): void {
  const { document, reporter } = context;
  // The flow dialect has said already that no way leads to END.
  if (document.isFlow) return;
  const route = routesOf(latch, context)[edge.route ?? 0];
  const at = edge.at ?? document.nodes[latch]?.at;
  if (at === undefined) return;
  const often = route?.maxIterations?.value;
  reporter.report({
    code: 'W415',
    span: at.span,
    message: `nothing leads out of the loop of \`${document.nodes[header]?.name}\`: it runs${typeof often === 'number' ? ` ${often} times` : ''}, and then the run fails`,
    help: 'give this route a `when`, or say where it goes at its bound: `on_limit: END`',
  });
}

function reportUnchanging(
  loop: LoopDoc,
  { context, nodes }: { readonly context: CheckContext; readonly nodes: ReadonlyMap<number, CheckedNode> },
): void {
  const { order, reporter } = context;
  // A break may end it all the same.
  const isBroken = order.edges.some(
    ({ from, to }) => from !== loop.latch && loop.nodes.has(from) && (to === 'END' || !loop.nodes.has(to)),
  );
  if (isBroken) return;
  const conditions = (nodes.get(loop.latch)?.flow.routes ?? []).flatMap(({ when }) => when ?? []);
  const names = conditions.map(namesOf);
  if (names.some((each) => each.size === 0 || [...each].some((name) => changes(name, loop, context)))) return;
  const [first] = routesOf(loop.latch, context).flatMap(({ when }) => when ?? []);
  if (first === undefined) return;
  const read = [...new Set(names.flatMap((each) => [...each]))].map((name) => `\`${name}\``);
  reporter.report({
    code: 'W416',
    span: first.span,
    message: `nothing in the loop changes ${read.join(', ')}, so it ends after one iteration or at its bound`,
    help: 'read what a node of the loop gives or writes, or `loop.index`',
  });
}

/** Names that an expression reads, with `state.x` as `x`. */
function namesOf(tree: Expression): ReadonlySet<string> {
  const found = new Set<string>();
  visitParts(tree, (part, bound) => {
    if (part.kind === 'name') {
      if (!bound.includes(part.name)) found.add(part.name);
      return false;
    }
    const isOfState =
      (part.kind === 'select' || part.kind === 'has') && part.operand.kind === 'name' && part.operand.name === 'state';
    if (isOfState) found.add(part.field);
    return !isOfState;
  });
  return found;
}

const CONSTANT: ReadonlySet<string> = new Set(['inputs', 'run', 'env']);

function changes(name: string, { nodes }: LoopDoc, { indexOf, fields, writers }: CheckContext): boolean {
  const node = indexOf.get(name);
  if (node !== undefined) return nodes.has(node);
  if (fields.has(name)) return (writers.get(name) ?? []).some((writer) => nodes.has(writer));
  return !CONSTANT.has(name);
}
