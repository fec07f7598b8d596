// What the names of a node's scope carry: state fields, inputs, results of other nodes, the item of a map.
import type { ExecutionGraph, GraphNode, OutputWrite, Reducer } from '@configurable-agents/core/graph';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { propertiesOf } from '../assign/keywords.ts';
import { schemaAt } from '../template/produced.ts';
import type { Path } from './facts.ts';
import { atMost, flowsOf, join, mapFlows, NO_FLOWS, secretFlow, through } from './label.ts';
import type { Address, Flows } from './label.ts';
import { marksAt, shapeOf } from './marks.ts';
import { flowsOfTemplate } from './read.ts';
import type { AnalyseOptions, Output, World } from './world.ts';

/** What a node's names are looked up in. */
export type LookUp = {
  readonly node: GraphNode;
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly outputs: ReadonlyMap<string, Output>;
  readonly writers: ReadonlyMap<string, readonly string[]>;
  readonly options: AnalyseOptions;
  readonly graph: ExecutionGraph;
  readonly readerOf: World['readerOf'];
  readonly withoutItem: boolean;
  /** What the writers of a field have brought so far, by field and path. */
  readonly cache: ContributionCache;
};

/** Labels of what a path names, as a node sees it. */
export function lookUp(path: Path, at: LookUp): Flows {
  const [root, ...rest] = path;
  const { node, nodes, graph, readerOf, options } = at;
  if (root === 'secrets') return secretFlows(String(rest[0] ?? 'all'), at.node);
  if (root === 'state') return ofRoots(rest, at, (name) => fieldFlows(name, rest.slice(1), at));
  if (root === 'inputs') return ofRoots(rest, at, (name) => inputFlows(name, rest.slice(1), { graph, options }));
  if (node.for_each !== undefined && root === node.for_each.as && !at.withoutItem) {
    return flowsOfTemplate(node.for_each.in, readerOf(node, 'for_each', { withoutItem: true }));
  }
  const name = String(root);
  if (nodes.has(name)) return resultFlows(name, rest, at);
  return Object.hasOwn(graph.state, name) ? fieldFlows(name, rest, at) : NO_FLOWS;
}

function ofRoots(rest: Path, { graph }: LookUp, of: (field: string) => Flows): Flows {
  const [field] = rest;
  return typeof field === 'string' ? of(field) : join(...Object.keys(graph.state).map(of));
}

function secretFlows(name: string, { name: node }: GraphNode): Flows {
  const at: Address = { of: 'node', node };
  return flowsOf(secretFlow(name, { shown: `secrets.${name}`, at, before: undefined }));
}

/** A field as a node sees it: what it began with, and what the nodes before have written. */
function fieldFlows(field: string, path: Path, at: LookUp): Flows {
  const { graph, writers, node, options } = at;
  const writing = writers.get(field) ?? [];
  const began = inputFlows(field, path, { graph, options });
  if (writing.length === 0) return began;
  const before = node.reads.state[field] ?? writing;
  const place: Address = { of: 'field', field };
  const contributed = contributedBy(before, { field, path, at });
  const marks = marksAt(graph.state[field]?.schema ?? true, path);
  const own = marks.has('x-secret')
    ? flowsOf(secretFlow(field, { shown: field, at: place, before: undefined }))
    : NO_FLOWS;
  return join(began, own, contributed);
}

/** By field and path: the writers that were joined last, and their labels. */
export type ContributionCache = Map<string, { readonly names: readonly string[]; readonly flows: Flows }>;

/**
 * What writers bring to a field. Of thousands of nodes each sees those that the one before it has seen, and one more: what is joined
 * for one goes on for the next, or this would be quadratic.
 */
function contributedBy(
  names: readonly string[],
  { field, path, at }: { readonly field: string; readonly path: Path; readonly at: LookUp },
): Flows {
  const { nodes, outputs, graph, cache } = at;
  const key = JSON.stringify([field, ...path]);
  const cached = cache.get(key);
  const isMore =
    cached !== undefined &&
    cached.names.length <= names.length &&
    cached.names.every((name, index) => name === names[index]);
  let flows = isMore ? cached.flows : NO_FLOWS;
  for (const name of isMore ? names.slice(cached.names.length) : names) {
    const output = outputs.get(name);
    if (output === undefined || output.flows.size === 0) continue;
    for (const write of nodes.get(name)?.writes ?? []) {
      if (write.field !== field) continue;
      const brought = written(output, { write, path, reduce: graph.state[field]?.reduce });
      flows = join(flows, through(brought, name, { of: 'node', node: name }));
    }
  }
  cache.set(key, { names, flows });
  return flows;
}

/** What a reducer makes of several values has not the parts of one; an expression may make anything of them. */
function written(
  output: Output,
  { write, path, reduce }: { readonly write: OutputWrite; readonly path: Path; readonly reduce: Reducer | undefined },
): Flows {
  if (reduce === undefined || reduce === 'last') return partOf(output, [...write.path, ...path]);
  const flows = partOf(output, write.path);
  return typeof reduce === 'string' ? flows : mapFlows(flows, (flow) => ({ ...flow, shape: 'text' }));
}

function inputFlows(
  field: string,
  path: Path,
  { graph, options }: { readonly graph: ExecutionGraph; readonly options: AnalyseOptions },
): Flows {
  const schema = graph.state[field]?.schema;
  if (schema === undefined) return NO_FLOWS;
  const at: Address = { of: 'field', field };
  const marks = marksAt(schema, path);
  const way = { shown: field, at, before: undefined };
  const own = marks.has('x-secret')
    ? flowsOf(secretFlow(field, way))
    : marks.has('x-private')
      ? flowsOf({ ...secretFlow(field, way), kind: 'private' })
      : NO_FLOWS;
  // The host holds inputs against their schema before the run begins.
  const brought = options.inputs(field);
  const isInput = inputNames(graph).has(field);
  return join(own, isInput ? atMost(brought, shapeOf(schemaAt(withDefs(schema, graph), path))) : NO_FLOWS);
}

const inputsKnown = new WeakMap<ExecutionGraph, ReadonlySet<string>>();

function inputNames(graph: ExecutionGraph): ReadonlySet<string> {
  let names = inputsKnown.get(graph);
  if (names === undefined) {
    const { inputs } = graph;
    names = new Set(typeof inputs === 'object' ? Object.keys(propertiesOf(inputs)) : []);
    inputsKnown.set(graph, names);
  }
  return names;
}

function withDefs(schema: JsonSchema, { inputs }: ExecutionGraph): JsonSchema {
  const definitions = typeof inputs === 'object' ? inputs['$defs'] : undefined;
  return typeof schema === 'object' && definitions !== undefined ? { ...schema, $defs: definitions } : schema;
}

/** A node's result by name: its output, its text, what it failed with; counts and costs tell nothing. */
function resultFlows(name: string, [kind, ...path]: Path, { outputs }: LookUp): Flows {
  const output = outputs.get(name);
  if (output === undefined || kind === 'usage' || kind === 'cost_usd') return NO_FLOWS;
  const at: Address = { of: 'node', node: name };
  if (kind === 'output') return through(partOf(output, path), name, at);
  return through(
    mapFlows(output.flows, (flow) => ({ ...flow, shape: 'text' })),
    name,
    at,
  );
}

function partOf({ flows, parts, schema, isPruned }: Output, path: Path): Flows {
  const known = parts?.get(String(path[0]));
  if (flows.size === 0 || (parts !== undefined && path.length > 0 && known === undefined)) return NO_FLOWS;
  const found = known ?? flows;
  return atMost(found, shapeOf(schemaAt(schema, path), { isPruned, root: schema }));
}
