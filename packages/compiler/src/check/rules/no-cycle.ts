import type { EdgeDoc, NodeDoc } from '../../parse/document.ts';
import type { YamlScalar } from '../../parse/tree.ts';
import type { CheckRule } from '../context.ts';

/** Nodes that wait for each other would never start. */
export const noCycle: CheckRule = ({ document, order, reporter }) => {
  const nodes = order.cycle.flatMap((index) => document.nodes[index] ?? []);
  const [first] = nodes;
  if (first === undefined) return;
  const path = [...nodes, first].map(({ name }) => name).join(' -> ');
  const back = wayBack(nodes, document.edges ?? []);
  if (back !== undefined) {
    reporter.report({
      code: 'W401',
      span: back.span,
      message: `this route makes a loop without a bound: ${path}`,
      help: 'bound it, such as `max_iterations: 5` on the route',
      related: nodes.map(({ name, at }) => ({ span: at.span, message: `\`${name}\` is in the loop` })),
    });
    return;
  }
  reporter.report({
    code: 'W401',
    span: first.at.span,
    message: nodes.length === 1 ? `\`${first.name}\` waits for itself: ${path}` : `nodes wait for each other: ${path}`,
    help: 'remove one of these edges, or make it a loop: a route back with `max_iterations`',
    related: nodes.slice(1).map(({ name, at }) => ({ span: at.span, message: `\`${name}\` is in the cycle` })),
  });
};

/** The target of a route with a condition that leads back to a node listed before: a loop was meant. */
function wayBack(nodes: readonly NodeDoc[], edges: readonly EdgeDoc[]): YamlScalar | undefined {
  const places = new Map(nodes.map(({ name, at }) => [name, at.span[0]]));
  return edges
    .flatMap(({ from, routes = [] }) =>
      routes.flatMap(({ when, to }) =>
        when === undefined ? [] : to.filter((end) => from.some((start) => isBack(places, { start, end }))),
      ),
    )
    .at(-1);
}

function isBack(
  places: ReadonlyMap<string, number>,
  { start, end }: { readonly start: YamlScalar; readonly end: YamlScalar },
): boolean {
  const [from, to] = [places.get(String(start.value)), places.get(String(end.value))];
  return from !== undefined && to !== undefined && to <= from;
}
