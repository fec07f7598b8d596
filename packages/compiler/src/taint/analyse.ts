// Where secrets and untrusted text go in a graph: labels from their sources along every edge, held against what each place takes.
import { declaredOutput } from '@configurable-agents/core/graph';
import type { ExecutionGraph, GraphNode, Template } from '@configurable-agents/core/graph';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { factsByNode, writersByField } from './facts.ts';
import { atMost, flowsOf, isOfEnvironment, join, mapFlows, NO_FLOWS, sameFlows, secretFlow, through } from './label.ts';
import type { Address, Flow, Flows } from './label.ts';
import { marksAt, shapeOf } from './marks.ts';
import { lookUp } from './names.ts';
import type { ContributionCache } from './names.ts';
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
    lookUp: (path) => lookUp(path, { node, nodes, outputs, writers, options, graph, readerOf, withoutItem, cache }),
    facts: facts.get(node.name) ?? new Map(),
    isWritten: (field) => writers.has(field),
    place: place ?? ((inner) => ({ of: 'node', node: node.name, slot, inner })),
  });
  const cache: ContributionCache = new Map();
  const world: World = { ...options, graph, readerOf, outputs };
  const isLooped = (graph.regions ?? []).length > 0;
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    // What changes within a pass is seen by the next one; the last one changes nothing.
    cache.clear();
    for (const node of graph.nodes) {
      const before = outputs.get(node.name);
      const next = withBefore(outputOf(node, world), before);
      outputs.set(node.name, next);
      isChanged ||= isLooped && (before === undefined || !sameOutput(before, next));
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

function sameOutput(a: Output, b: Output): boolean {
  if (!sameFlows(a.flows, b.flows)) return false;
  return [...(b.parts ?? [])].every(([key, flows]) => sameFlows(a.parts?.get(key) ?? NO_FLOWS, flows));
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
      const flows = parts.map(([key, part]): [string, Flows] => [
        key,
        mapFlows(flowsOfTemplate(part, placed(reader, key)), (flow) =>
          isOfEnvironment(flow) ? { ...flow, isTold: true } : flow,
        ),
      ]);
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
    // What tools answer is from outside, and the model reads it.
    const way = { shown: node.name, at, before: undefined };
    const answers =
      node.llm.tools === undefined ? NO_FLOWS : flowsOf({ ...secretFlow(node.name, way), kind: 'untrusted' });
    const read = join(...modelReads(node, world), answers);
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
  const source = secretFlow(node.name, own);
  const isPrivate = marks.has('x-private') || (usesSecret && !isPlatform);
  const sources: Flow[] = [
    ...(action?.effects === 'pure' || isPlatform
      ? []
      : [{ ...source, kind: 'untrusted' as const, ...(isPrivate ? { isOwn: true as const } : {}) }]),
    ...(isPrivate ? [{ ...source, kind: 'private' as const }] : []),
    ...(marks.has('x-secret') ? [source] : []),
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
  return declaredOutput(actions.get(node.uses)?.output ?? true);
}

function unseenOf(graph: ExecutionGraph, { actions }: AnalyseOptions): Analysis['unseen'] {
  return graph.nodes.flatMap((node) => {
    if (node.kind === 'subrun' && (node.graph === undefined || graph.subgraphs?.[node.graph] === undefined)) {
      return [{ node: node.name, why: `the workflow \`${node.workflow}\` is not known here` }];
    }
    if (node.kind !== 'action') return [];
    if (node.llm?.tools !== undefined)
      return [{ node: node.name, why: 'what its model gives to tools is not followed' }];
    if (node.uses === 'llm' || actions.has(node.uses)) return [];
    return [{ node: node.name, why: `nothing is known of \`${node.uses}\`` }];
  });
}
