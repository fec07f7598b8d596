// Checked document -> execution graph: the only maker of graphs. All defaults are filled in here.
import { hashGraph } from '@configurable-agents/core/graph';
import type {
  ExecutionGraph,
  GraphNode,
  GraphTrigger,
  Reads,
  Reducer,
  RetryPolicy,
  Template,
} from '@configurable-agents/core/graph';
import type { Json, JsonObject, JsonSchema } from '@configurable-agents/plugin-sdk';
import type { CheckContext } from '../check/context.ts';
import type { CheckedNode } from '../check/node.ts';
import type { Whole } from '../check/whole.ts';
import type { NodeDoc } from '../parse/document.ts';
import { parseDuration } from '../parse/duration.ts';
import { textOf, valueOf } from '../parse/tree.ts';
import { featuresOf } from './features.ts';
import { effectsOf, effectsOfTools, NO_ARGUMENTS } from './effects.ts';
import { codeInputs, planEdges, planFlow, planRegions, planSubrun, subgraphsOf } from './flow.ts';
import { llmOf } from './llm.ts';
import { outputsSchema } from './outputs.ts';
import { usedPlugins } from './plugins.ts';

const TIMEOUT_MS = { llm: 120_000, action: 60_000 };
const NO_RETRY: RetryPolicy = { max_attempts: 1, initial_ms: 1000, factor: 2, max_ms: 60_000, jitter: true };

export type PlanInput = {
  readonly name: string;
  readonly context: CheckContext;
  readonly nodes: ReadonlyMap<number, CheckedNode>;
  readonly triggers: readonly GraphTrigger[];
  /** A graph that nobody keeps needs no name of its own. */
  readonly isHashed: boolean;
} & Whole;

export function plan({
  name,
  context,
  nodes,
  triggers,
  reducers,
  result,
  resultSchema,
  execution,
  onFinish,
  rendered,
  isHashed,
}: PlanInput): ExecutionGraph {
  const { document, order } = context;
  const planned = order.sorted.flatMap((index) => {
    const [doc, checked] = [document.nodes[index], nodes.get(index)];
    return doc === undefined || checked === undefined ? [] : [planNode(doc, { index, checked, context })];
  });
  const edges = planEdges(context);
  const regions = planRegions(context);
  const subgraphs = subgraphsOf(context);
  const plugins = usedPlugins(planned, context.catalogue);
  const body: Omit<ExecutionGraph, 'hash'> = {
    version: 1,
    name,
    ...(document.description === undefined ? {} : { description: document.description }),
    features: featuresOf(planned, {
      catalogue: context.catalogue,
      env: document.env,
      edges,
      triggers,
      reducers,
      result,
      execution,
      onFinish,
      rendered,
    }),
    inputs: inputsSchema(context),
    outputs: outputsSchema(planned, { edges, result: resultSchema, subgraphs }),
    ...(document.env.length === 0 ? {} : { env: envOf(document.env) }),
    state: Object.fromEntries(
      document.fields.map(({ name: field, schema }) => [field, fieldOf(schema, reducers.get(field))]),
    ),
    nodes: planned,
    edges,
    ...(regions.length === 0 ? {} : { regions }),
    ...(result === undefined ? {} : { result }),
    ...(execution === undefined ? {} : { execution }),
    ...(onFinish === undefined ? {} : { on_finish: onFinish }),
    ...(Object.keys(subgraphs).length === 0 ? {} : { subgraphs }),
    ...(plugins === undefined ? {} : { plugins }),
    triggers,
    final: finalReads(context),
    observability: document.observability,
    ...(rendered === undefined ? {} : { rendered }),
  };
  return { ...body, hash: isHashed ? hashGraph(body) : '' };
}

function envOf(env: CheckContext['document']['env']): NonNullable<ExecutionGraph['env']> {
  return Object.fromEntries(env.map(({ name, fallback = null }) => [name, fallback]));
}

/** Where the fold of a field begins, when it has a reducer and no default. */
const STARTS: { readonly [word: string]: Json } = { append: [], merge: {}, sum: 0 };

function fieldOf(schema: JsonSchema, reduce: Reducer | undefined): ExecutionGraph['state'][string] {
  const folded = reduce === undefined ? {} : { reduce };
  // A value that YAML gave is JSON.
  if (typeof schema === 'object' && 'default' in schema) {
    return { schema, default: (schema as JsonObject)['default'] ?? null, ...folded };
  }
  const start = typeof reduce === 'string' ? STARTS[reduce] : undefined;
  return { schema, ...(start === undefined ? {} : { default: start }), ...folded };
}

function planNode(
  doc: NodeDoc,
  {
    index,
    checked,
    context,
  }: { readonly index: number; readonly checked: CheckedNode; readonly context: CheckContext },
): GraphNode {
  const base = {
    name: doc.name,
    ...(doc.description === undefined ? {} : { description: doc.description }),
    ...(checked.when === undefined ? {} : { when: checked.when }),
    ...planFlow(doc, { checked, context }),
    writes: checked.writes,
    reads: checked.reads,
  };
  const given = checked.with ?? NO_ARGUMENTS;
  if (doc.uses === 'set') return { ...base, kind: 'set', with: given };
  const { wait } = checked.flow;
  if (wait?.kind === 'wait') return { ...base, kind: 'wait', wait: wait.wait };
  if (wait?.kind === 'approval') {
    const { output: _output, ...question } = wait;
    return { ...base, ...question };
  }
  if (doc.workflow !== undefined) return planSubrun(doc, { base, given, child: context.children.get(index) });
  return planAction(doc, { base, given, checked, context });
}

function planAction(
  doc: NodeDoc,
  {
    base,
    given,
    checked,
    context,
  }: {
    readonly base: Pick<GraphNode, 'name' | 'writes' | 'reads'>;
    readonly given: Template;
    readonly checked: CheckedNode;
    readonly context: CheckContext;
  },
): GraphNode {
  const isLlm = doc.uses === 'llm';
  const action = context.catalogue.actions.get(doc.uses);
  return {
    ...base,
    kind: 'action',
    uses: doc.uses,
    ...(isLlm ? { llm: llmOf(doc, checked) } : { with: doc.code === undefined ? given : codeInputs(doc, given) }),
    ...(doc.outputSchema === undefined ? {} : { output_schema: doc.outputSchema }),
    ...(isLlm ? effectsOfTools(checked.talk, context) : effectsOf(action, given)),
    ...(doc.onUnknown === undefined ? {} : { on_unknown: doc.onUnknown }),
    retry: retryOf(doc),
    timeout_ms:
      parseDuration(doc.timeout?.value) ?? (isLlm ? TIMEOUT_MS.llm : (action?.timeoutMs ?? TIMEOUT_MS.action)),
  };
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

function inputsSchema({ document, writers }: CheckContext): JsonSchema {
  const named = document.inputs?.map(({ value }) => String(value));
  const inputs = document.fields.filter(({ name }) => named?.includes(name) ?? !writers.has(name));
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

function finalReads({ document, writers }: CheckContext): Reads['state'] {
  const nameOf = (index: number): string => document.nodes[index]?.name ?? '';
  return Object.fromEntries(document.fields.map(({ name }) => [name, (writers.get(name) ?? []).map(nameOf)]));
}
