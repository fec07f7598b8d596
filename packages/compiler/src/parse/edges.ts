// Edges as they are written: plain ones, and the routes of a node.
import { itemsOf, textOf, valueOf } from './tree.ts';
import type { YamlNode, YamlScalar } from './tree.ts';

export type RouteDoc = {
  readonly when?: YamlScalar;
  readonly to: readonly YamlScalar[];
  readonly maxIterations?: YamlScalar;
  readonly onLimit?: YamlScalar;
  readonly at: YamlNode;
};

export type EdgeDoc = {
  readonly from: readonly YamlScalar[];
  readonly to: readonly YamlScalar[];
  readonly routes?: readonly RouteDoc[];
  readonly at: YamlNode;
};

export function readEdge(edge: YamlNode): EdgeDoc {
  const routes = valueOf(edge, 'routes');
  return {
    from: endsOf(edge, 'from'),
    to: endsOf(edge, 'to'),
    at: edge,
    ...(routes === undefined ? {} : { routes: itemsOf(routes).map(readRoute) }),
  };
}

function readRoute(route: YamlNode): RouteDoc {
  const scalar = (key: string): YamlScalar | undefined => {
    const value = valueOf(route, key);
    return value?.kind === 'scalar' ? value : undefined;
  };
  const [when, maxIterations, onLimit] = [scalar('when'), scalar('max_iterations'), scalar('on_limit')];
  return {
    to: endsOf(route, 'to'),
    at: route,
    ...(when === undefined ? {} : { when }),
    ...(maxIterations === undefined ? {} : { maxIterations }),
    ...(onLimit === undefined ? {} : { onLimit }),
  };
}

function endsOf(edge: YamlNode, key: string): readonly YamlScalar[] {
  const value = valueOf(edge, key);
  const list = value?.kind === 'list' ? value.items : [value];
  return list.flatMap((item) => (item?.kind === 'scalar' && textOf(item) !== undefined ? [item] : []));
}
