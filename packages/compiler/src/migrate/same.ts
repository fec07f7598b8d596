// Whether two graphs are the same but for what only a dialect says: the order of keys, places in texts, names of nodes.
import type { Expression } from '@configurable-agents/core/expression';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { strict } from './lenient.ts';

/** The first place in which they differ, in a sentence; undefined where they are the same. */
export function difference(
  flow: ExecutionGraph,
  native: ExecutionGraph,
  names: ReadonlyMap<string, string>,
): string | undefined {
  const before = plain(withNames(withStrict(flow), names));
  const found = firstDifference(before, plain(native), []);
  if (found === undefined) return undefined;
  const [path, was, is] = found;
  return `\`${path.join('.')}\` is ${shown(was)} in the flow dialect, and ${shown(is)} in the native one`;
}

function withStrict(graph: ExecutionGraph): ExecutionGraph {
  const nodes = graph.nodes.map((node) =>
    node.routes === undefined
      ? node
      : {
          ...node,
          routes: node.routes.map(({ when, to }) => ({
            to,
            ...(when === undefined ? {} : { when: strict(when, graph.state) }),
          })),
        },
  );
  return { ...graph, nodes };
}

/** Nodes that have another name in the native dialect. */
function withNames(graph: ExecutionGraph, names: ReadonlyMap<string, string>): ExecutionGraph {
  if (names.size === 0) return graph;
  const of = (name: string): string => names.get(name) ?? name;
  const all = (reads: ExecutionGraph['final']): ExecutionGraph['final'] =>
    Object.fromEntries(Object.entries(reads).map(([field, writers]) => [field, writers.map(of)]));
  return {
    ...graph,
    outputs: namedOutputs(graph, of),
    nodes: graph.nodes.map((node) => ({
      ...node,
      name: of(node.name),
      reads: { ...node.reads, state: all(node.reads.state), nodes: node.reads.nodes.map(of) },
      ...(node.routes === undefined
        ? {}
        : { routes: node.routes.map((route) => ({ ...route, to: route.to.map(of) })) }),
    })),
    edges: graph.edges.map((edge) => ({ ...edge, from: of(edge.from), to: of(edge.to) })),
    ...(graph.regions === undefined
      ? {}
      : {
          regions: graph.regions.map((region) => ({
            ...region,
            id: of(region.id),
            header: of(region.header),
            latch: of(region.latch),
            nodes: region.nodes.map(of),
            on_limit: region.on_limit === null ? null : of(region.on_limit),
          })),
        }),
    final: all(graph.final),
  };
}

/** Of several exits the result has one property each. */
function namedOutputs({ outputs, edges }: ExecutionGraph, of: (name: string) => string): ExecutionGraph['outputs'] {
  const exits = new Set(edges.flatMap(({ from, to }) => (to === 'END' ? [from] : [])));
  if (exits.size < 2 || typeof outputs === 'boolean' || outputs['properties'] === undefined) return outputs;
  const properties = Object.entries(outputs['properties'] as JsonObject).map(([name, value]) => [of(name), value]);
  return { ...outputs, properties: Object.fromEntries(properties) as JsonObject };
}

/** Without the hash, without places and types in expressions, and with chains of `&&` and `||` flat. */
function plain(graph: ExecutionGraph): Json {
  const { hash: _hash, ...body } = graph;
  // A graph is JSON.
  return stripped(JSON.parse(JSON.stringify(body)) as Json);
}

function stripped(value: Json): Json {
  if (Array.isArray(value)) return value.map(stripped);
  if (value === null || typeof value !== 'object') return value;
  const isExpression = 'kind' in value && Array.isArray(value['at']);
  const entries = Object.entries(value)
    .filter(([key]) => !isExpression || (key !== 'at' && key !== 'type'))
    .map(([key, child]) => [key, stripped(child)] as const);
  const made: JsonObject = Object.fromEntries(entries);
  return isExpression ? flattened(made) : made;
}

function flattened(tree: JsonObject): JsonObject {
  const { kind, name, args } = tree as Partial<Expression & { readonly kind: 'call' }>;
  if (kind !== 'call' || (name !== '&&' && name !== '||')) return tree;
  const flat = (args ?? []).flatMap((arg) => (arg.kind === 'call' && arg.name === name ? arg.args : [arg]));
  return { ...tree, args: flat };
}

type Found = readonly [path: readonly string[], was: Json | undefined, is: Json | undefined];

function firstDifference(was: Json | undefined, is: Json | undefined, path: readonly string[]): Found | undefined {
  if (was === is) return undefined;
  const areObjects = was !== null && is !== null && typeof was === 'object' && typeof is === 'object';
  if (!areObjects || Array.isArray(was) !== Array.isArray(is)) return [path, was, is];
  const [before, after] = [was as JsonObject, is as JsonObject];
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const found = firstDifference(before[key], after[key], [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function shown(value: Json | undefined): string {
  if (value === undefined) return 'not there';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
