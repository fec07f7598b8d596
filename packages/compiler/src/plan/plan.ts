// Checked document -> execution graph: the only maker of graphs. All defaults are filled in here.
import { hashGraph } from '@configurable-agents/core/graph';
import type {
  ExecutionGraph,
  GraphNode,
  GraphTrigger,
  LlmSettings,
  Reads,
  RetryPolicy,
} from '@configurable-agents/core/graph';
import type { ActionManifest, JsonObject, JsonSchema } from '@configurable-agents/plugin-sdk';
import type { CheckContext } from '../check/context.ts';
import type { CheckedNode } from '../check/node.ts';
import type { NodeDoc } from '../parse/document.ts';
import { parseDuration } from '../parse/duration.ts';
import { entriesOf, jsonOf, textOf, valueOf } from '../parse/tree.ts';

const TIMEOUT_MS = { llm: 120_000, action: 60_000 };
const NO_RETRY: RetryPolicy = { max_attempts: 1, initial_ms: 1000, factor: 2, max_ms: 60_000, jitter: true };

export type PlanInput = {
  readonly name: string;
  readonly context: CheckContext;
  readonly nodes: ReadonlyMap<number, CheckedNode>;
  readonly triggers: readonly GraphTrigger[];
};

export function plan({ name, context, nodes, triggers }: PlanInput): ExecutionGraph {
  const { document, order } = context;
  const planned = order.sorted.flatMap((index) => {
    const [doc, checked] = [document.nodes[index], nodes.get(index)];
    return doc === undefined || checked === undefined ? [] : [planNode(doc, { checked, context })];
  });
  const edges = planEdges(context);
  const body: Omit<ExecutionGraph, 'hash'> = {
    version: 1,
    name,
    ...(document.description === undefined ? {} : { description: document.description }),
    features: featuresOf(planned, { edges, triggers }),
    inputs: inputsSchema(context),
    outputs: outputsSchema(planned, edges),
    state: Object.fromEntries(document.fields.map(({ name: field, schema }) => [field, fieldOf(schema)])),
    nodes: planned,
    edges,
    triggers,
    final: finalReads(context),
    observability: document.observability,
  };
  return { ...body, hash: hashGraph(body) };
}

function fieldOf(schema: JsonSchema): ExecutionGraph['state'][string] {
  if (typeof schema === 'boolean' || !('default' in schema)) return { schema };
  // A value that YAML gave is JSON.
  return { schema, default: (schema as JsonObject)['default'] ?? null };
}

function planNode(
  doc: NodeDoc,
  { checked, context }: { readonly checked: CheckedNode; readonly context: CheckContext },
): GraphNode {
  const base = {
    name: doc.name,
    ...(doc.description === undefined ? {} : { description: doc.description }),
    ...(checked.when === undefined ? {} : { when: checked.when }),
    writes: checked.writes,
    reads: checked.reads,
  };
  const given = checked.with ?? { kind: 'object' as const, entries: [] };
  if (doc.uses === 'set') return { ...base, kind: 'set', with: given };
  if (doc.workflow !== undefined) {
    return { ...base, kind: 'subrun', workflow: String(doc.workflow.value), with: given, wait: false };
  }
  const isLlm = doc.uses === 'llm';
  const action = context.catalogue.actions.get(doc.uses);
  return {
    ...base,
    kind: 'action',
    uses: doc.uses,
    ...(isLlm ? { llm: llmOf(doc, checked) } : { with: given }),
    ...(doc.outputSchema === undefined ? {} : { output_schema: doc.outputSchema }),
    effects: isLlm ? 'read' : (action?.effects ?? 'write'),
    idempotent: isLlm || isIdempotent(action, doc),
    retry: retryOf(doc),
    timeout_ms:
      parseDuration(doc.timeout?.value) ?? (isLlm ? TIMEOUT_MS.llm : (action?.timeoutMs ?? TIMEOUT_MS.action)),
  };
}

function llmOf(doc: NodeDoc, checked: CheckedNode): LlmSettings {
  const settings = entriesOf(doc.llm).filter(({ key }) => key.value !== 'provider' && key.value !== 'model');
  return {
    provider: textOf(valueOf(doc.llm, 'provider')) ?? '',
    model: textOf(valueOf(doc.llm, 'model')) ?? '',
    prompt: checked.prompt ?? { kind: 'literal', value: '' },
    parameters: Object.fromEntries(settings.map(({ key, value }) => [String(key.value), jsonOf(value)])),
  };
}

/** Decided by what the workflow says; an input that only a run knows counts as the least safe. */
function isIdempotent(action: ActionManifest | undefined, doc: NodeDoc): boolean {
  if (action === undefined) return false;
  if (typeof action.idempotent === 'boolean') return action.idempotent;
  const properties = (typeof action.input === 'object' ? (action.input['properties'] ?? {}) : {}) as {
    readonly [name: string]: JsonSchema;
  };
  return Object.entries(action.idempotent.whenInput).every(([input, values]) => {
    const property = properties[input];
    const fallback = typeof property === 'object' ? property['default'] : undefined;
    const given = valueOf(doc.with, input);
    return values.includes(String(given === undefined ? fallback : (textOf(given) ?? '')));
  });
}

function retryOf({ retry }: NodeDoc): RetryPolicy {
  if (retry === undefined) return NO_RETRY;
  if (retry.kind === 'scalar') return { ...NO_RETRY, max_attempts: Number(retry.value) };
  const number = (key: string, fallback: number): number => {
    const value = valueOf(retry, key);
    return value?.kind === 'scalar' && typeof value.value === 'number' ? value.value : fallback;
  };
  const duration = (key: string): number | undefined => {
    const value = valueOf(retry, key);
    return value?.kind === 'scalar' ? parseDuration(value.value) : undefined;
  };
  const jitter = valueOf(retry, 'jitter');
  const retryOn = valueOf(retry, 'retry_on');
  const initial = duration('initial') ?? NO_RETRY.initial_ms;
  return {
    max_attempts: number('max_attempts', 1),
    initial_ms: initial,
    factor: number('factor', NO_RETRY.factor),
    max_ms: duration('max') ?? Math.max(initial, NO_RETRY.max_ms),
    jitter: !(jitter?.kind === 'scalar' && jitter.value === false),
    ...(retryOn?.kind === 'list' ? { retry_on: retryOn.items.map((item) => textOf(item) ?? '') } : {}),
  };
}

/** Edges between nodes, and one to END from every node that nothing follows. */
function planEdges({ document, order }: CheckContext): ExecutionGraph['edges'] {
  const nameOf = (index: number): string => document.nodes[index]?.name ?? '';
  const hasNext = new Set(order.edges.map(({ from }) => from));
  const written = order.edges.map(({ from, to }) => ({ from: nameOf(from), to: to === 'END' ? 'END' : nameOf(to) }));
  const sinks = order.sorted
    .filter((index) => !hasNext.has(index))
    .map((index) => ({ from: nameOf(index), to: 'END' }));
  return [...written, ...sinks];
}

function inputsSchema({ document, writers }: CheckContext): JsonSchema {
  const inputs = document.fields.filter(({ name }) => !writers.has(name));
  const required = inputs
    .filter(({ schema }) => typeof schema === 'boolean' || !('default' in schema))
    .map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(inputs.map(({ name, schema }) => [name, schema])),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
    ...(Object.keys(document.definitions).length === 0 ? {} : { $defs: document.definitions }),
  };
}

/** What a node that starts a run without waiting gives. */
const STARTED: JsonSchema = { type: 'object', properties: { run_id: { type: 'string' } }, required: ['run_id'] };

/** What a wait for a time gives. */
const WOKEN: JsonSchema = { type: 'object', properties: { woke_at: { type: 'string' } }, required: ['woke_at'] };

function outputsSchema(nodes: readonly GraphNode[], edges: ExecutionGraph['edges']): JsonSchema {
  const exits = new Set(edges.filter(({ to }) => to === 'END').map(({ from }) => from));
  const ending = nodes.filter(({ name }) => exits.has(name));
  const [only] = ending;
  const schemaOf = (node: GraphNode): JsonSchema => {
    if (node.kind === 'set') return true;
    if (node.kind === 'subrun') return STARTED;
    if (node.kind === 'approval') return node.form;
    if (node.kind === 'wait') return node.wait.for === 'signal' ? node.wait.schema : WOKEN;
    return node.output_schema ?? (node.uses === 'llm' ? { type: 'string' } : true);
  };
  if (ending.length === 1 && only !== undefined) return schemaOf(only);
  return { type: 'object', properties: Object.fromEntries(ending.map((node) => [node.name, schemaOf(node)])) };
}

function finalReads({ document, writers }: CheckContext): Reads['state'] {
  const nameOf = (index: number): string => document.nodes[index]?.name ?? '';
  return Object.fromEntries(document.fields.map(({ name }) => [name, (writers.get(name) ?? []).map(nameOf)]));
}

function featuresOf(
  nodes: readonly GraphNode[],
  { edges, triggers }: { readonly edges: ExecutionGraph['edges']; readonly triggers: readonly GraphTrigger[] },
): readonly string[] {
  const repeats = (ends: readonly string[]): boolean => new Set(ends).size < ends.length;
  const between = edges.filter(({ to }) => to !== 'END');
  const used: { readonly [feature: string]: boolean } = {
    fan_out: repeats(between.map(({ from }) => from)),
    fan_in: repeats(between.map(({ to }) => to)),
    when: nodes.some(({ when }) => when !== undefined),
    retry: nodes.some((node) => node.kind === 'action' && node.retry.max_attempts > 1),
    timeout: nodes.some((node) => node.kind === 'action'),
    llm: nodes.some((node) => node.kind === 'action' && node.llm !== undefined),
    set: nodes.some(({ kind }) => kind === 'set'),
    subrun_detached: nodes.some(({ kind }) => kind === 'subrun'),
    triggers: triggers.length > 0,
  };
  return Object.keys(used).filter((feature) => used[feature]);
}
