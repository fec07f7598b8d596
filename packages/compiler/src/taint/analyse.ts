// Where secrets and untrusted text go in a graph: labels from their sources along every edge, held against what each place takes.
import type { ExecutionGraph, GraphNode, OutputWrite, Reducer, Template } from '@configurable-agents/core/graph';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { isSchema, propertiesOf } from '../assign/keywords.ts';
import { schemaAt } from '../template/produced.ts';
import { factsByNode, writersByField } from './facts.ts';
import type { Path } from './facts.ts';
import { atMost, flowsOf, join, mapFlows, NO_FLOWS, sameFlows, through } from './label.ts';
import type { Address, Flow, Flows } from './label.ts';
import { marksAt, shapeOf } from './marks.ts';
import { flowsOfTemplate, leavesOf } from './read.ts';
import type { Reader } from './read.ts';
import { hitsOf } from './sinks.ts';
import { throughChild } from './child.ts';
import { modelReads } from './prompts.ts';
import type { AnalyseOptions, Analysis, Hit, Output, World } from './world.ts';

/**
 * Analyses a graph. Linear in its text and edges, times the labels; nodes of loops are passed until nothing changes. Sound for what
 * templates, expressions, outputs, fields and awaited workflows pass on; what actions keep to themselves outside the run is not seen.
 */
export function analyse(graph: ExecutionGraph, options: AnalyseOptions): Analysis {
  const outputs = new Map<string, Output>();
  const facts = factsByNode(graph);
  const writers = writersByField(graph);
  const nodes = new Map(graph.nodes.map((node) => [node.name, node]));
  const readerOf: World['readerOf'] = (node, slot, { place, withoutItem = false } = {}) => ({
    lookUp: (path) => lookUp(path, { node, nodes, outputs, writers, options, graph, readerOf, withoutItem }),
    facts: facts.get(node.name) ?? new Map(),
    isWritten: (field) => writers.has(field),
    place: place ?? ((inner) => ({ of: 'node', node: node.name, slot, inner })),
  });
  const world: World = { ...options, graph, readerOf, outputs };
  const isLooped = (graph.regions ?? []).length > 0;
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (const node of graph.nodes) {
      const before = outputs.get(node.name);
      const next = withBefore(outputOf(node, world), before);
      outputs.set(node.name, next);
      isChanged ||= isLooped && (before === undefined || !sameFlows(before.flows, next.flows));
    }
  }
  return {
    hits: graph.nodes.flatMap((node) => hitsOf(node, world)).concat(resultHits(world)),
    result: resultOf(world),
    unseen: unseenOf(graph, options),
  };
}

/** What a pass before has found stays as it was, so that ways through a loop do not grow with each pass. */
function withBefore(next: Output, before: Output | undefined): Output {
  if (before === undefined) return next;
  const parts =
    next.parts &&
    [...next.parts].map(([key, flows]) => [key, join(before.parts?.get(key) ?? NO_FLOWS, flows)] as const);
  return { ...next, flows: join(before.flows, next.flows), ...(parts === undefined ? {} : { parts: new Map(parts) }) };
}

function resultHits(world: World): readonly Hit[] {
  return [...resultOf(world).values()].map((flow) => ({
    flow,
    sink: { kind: 'result' as const, shown: 'the result of the run' },
  }));
}

/** Labels of what the run gives: of `result:`, else of its exits. */
function resultOf({ graph, outputs, readerOf }: World): Flows {
  const { result } = graph;
  const exits = graph.edges.filter(({ to }) => to === 'END').map(({ from }) => from);
  if (result === undefined) {
    return join(
      ...exits.map((name) => {
        const { flows, schema, isPruned } = outputs.get(name) ?? EMPTY;
        return atMost(through(flows, name, { of: 'node', node: name }), shapeOf(schema, { isPruned }));
      }),
    );
  }
  const last = graph.nodes.at(-1);
  if (last === undefined) return NO_FLOWS;
  // Every node may be read there, and no condition is known to have held.
  const end: GraphNode = { ...last, reads: { ...result.reads, state: graph.final } };
  const reader = readerOf(end, 'result', { place: (inner) => ({ of: 'result', inner }), withoutItem: true });
  return flowsOfTemplate(result.template, { ...reader, facts: new Map() });
}

const EMPTY: Output = { flows: NO_FLOWS, schema: true, isPruned: false };

type LookUp = {
  readonly node: GraphNode;
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly outputs: ReadonlyMap<string, Output>;
  readonly writers: ReadonlyMap<string, readonly string[]>;
  readonly options: AnalyseOptions;
  readonly graph: ExecutionGraph;
  readonly readerOf: World['readerOf'];
  readonly withoutItem: boolean;
};

function lookUp(path: Path, at: LookUp): Flows {
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

function secretFlow(name: string, way: Flow['way']): Flow {
  return { kind: 'secret', name, shape: 'text', viaModel: false, way };
}

/** A field as a node sees it: what it began with, and what the nodes before have written. */
function fieldFlows(field: string, path: Path, at: LookUp): Flows {
  const { graph, writers, node, outputs, options } = at;
  const writing = writers.get(field) ?? [];
  const began = inputFlows(field, path, { graph, options });
  if (writing.length === 0) return began;
  const before = node.reads.state[field] ?? writing;
  const place: Address = { of: 'field', field };
  const contributed = before.flatMap((name) => {
    const output = outputs.get(name);
    const writes = at.nodes.get(name)?.writes.filter((write) => write.field === field) ?? [];
    if (output === undefined) return [];
    return writes.map((write) => {
      const flows = written(output, { write, path, reduce: graph.state[field]?.reduce });
      return through(flows, name, { of: 'node', node: name });
    });
  });
  const marks = marksAt(graph.state[field]?.schema ?? true, path);
  const own = marks.has('x-secret')
    ? flowsOf(secretFlow(field, { shown: field, at: place, before: undefined }))
    : NO_FLOWS;
  return join(began, own, ...contributed);
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

function outputOf(node: GraphNode, world: World): Output {
  const output = unitOf(node, world);
  if (node.for_each === undefined) return output;
  return { flows: output.flows, schema: { type: 'array', items: output.schema }, isPruned: output.isPruned };
}

function unitOf(node: GraphNode, world: World): Output {
  switch (node.kind) {
    case 'set': {
      const reader = world.readerOf(node, 'with');
      const parts = node.with.kind === 'object' ? node.with.entries : [];
      const flows = parts.map(([key, part]): [string, Flows] => [key, flowsOfTemplate(part, placed(reader, key))]);
      if (node.with.kind !== 'object') return { ...EMPTY, flows: flowsOfTemplate(node.with, reader) };
      return { ...EMPTY, flows: join(...flows.map(([, each]) => each)), parts: new Map(flows) };
    }
    case 'wait':
      return EMPTY;
    case 'approval':
      return { ...EMPTY, schema: node.form };
    case 'subrun':
      return { ...EMPTY, ...throughChild(node, world) };
    case 'action':
      return actionOutput(node, world);
  }
}

function placed(reader: Reader, key: string): Reader {
  return { ...reader, place: (inner) => reader.place({ ...inner, path: [key, ...inner.path] }) };
}

function actionOutput(node: GraphNode & { readonly kind: 'action' }, world: World): Output {
  const schema = outputSchemaOf(node, world);
  const isPruned = node.output_schema !== undefined || node.uses === 'llm';
  const at: Address = { of: 'node', node: node.name };
  if (node.llm !== undefined) {
    const read = join(...modelReads(node, world));
    // What a model writes may be anything that its prompt says.
    const answered = mapFlows(read, (flow) => ({ ...toldIfSecret(flow), shape: 'text', viaModel: true }));
    return { flows: answered, schema, isPruned };
  }
  const action = world.actions.get(node.uses);
  const leaves = leavesOf(node.with ?? NOTHING, world.readerOf(node, 'with'));
  const given = join(...leaves.map(({ flows }) => flows));
  const marks = marksAt(schema, []);
  const own = { shown: node.name, at, before: undefined };
  const isPlatform = marks.has('x-trust');
  const usesSecret = [...given.values()].some(({ kind }) => kind === 'secret' || kind === 'input');
  const sources: Flow[] = [
    ...(action?.effects === 'pure' || isPlatform
      ? []
      : [{ ...secretFlow(node.name, own), kind: 'untrusted' as const }]),
    ...(marks.has('x-private') || (usesSecret && !isPlatform)
      ? [{ ...secretFlow(node.name, own), kind: 'private' as const }]
      : []),
    ...(marks.has('x-secret') ? [secretFlow(node.name, own)] : []),
  ];
  // An input that is marked for secrets says what the call is for, and does not come back.
  const passed = leaves.map(({ path, flows }) => {
    const isMeant = marksAt(action?.input ?? true, path).has('x-secret');
    return mapFlows(flows, (flow) => {
      if (flow.kind === 'secret') return isMeant ? undefined : { ...toldIfSecret(flow), shape: 'text' };
      return isPlatform ? undefined : { ...flow, shape: 'text' };
    });
  });
  return { flows: join(...passed, ...sources.map(flowsOf)), schema, isPruned };
}

const NOTHING: Template = { kind: 'object', entries: [] };

function toldIfSecret(flow: Flow): Flow {
  return flow.kind === 'secret' ? { ...flow, isTold: true } : flow;
}

function outputSchemaOf(node: GraphNode & { readonly kind: 'action' }, { actions }: World): JsonSchema {
  if (node.output_schema !== undefined) return node.output_schema;
  if (node.uses === 'llm') return { type: 'string' };
  const declared: JsonSchema = actions.get(node.uses)?.output ?? true;
  if (typeof declared !== 'object' || typeof declared['fromConfig'] !== 'string') return declared;
  const fallback = declared['default'];
  return isSchema(fallback) ? fallback : true;
}

function unseenOf(graph: ExecutionGraph, { actions }: AnalyseOptions): Analysis['unseen'] {
  return graph.nodes.flatMap((node) => {
    if (node.kind === 'subrun' && (node.graph === undefined || graph.subgraphs?.[node.graph] === undefined)) {
      return [{ node: node.name, why: `the workflow \`${node.workflow}\` is not known here` }];
    }
    if (node.kind !== 'action' || node.uses === 'llm' || actions.has(node.uses)) return [];
    return [{ node: node.name, why: `nothing is known of \`${node.uses}\`` }];
  });
}
