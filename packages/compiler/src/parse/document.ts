// The tree as a document of the language: what each node, edge and trigger says, with the scalars that say it.
import type { Json, JsonObject, JsonSchema } from '@configurable-agents/plugin-sdk';
import { entriesOf, entryOf, itemsOf, jsonOf, textOf, valueOf } from './tree.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from './tree.ts';
import { over, readLlm } from './llm.ts';
import type { LlmDoc } from './llm.ts';
import { libraryOf, rewritten, schemaAt, sharedBy } from './schemas.ts';
import type { Library } from './schemas.ts';
import { readEdge } from './edges.ts';
import type { EdgeDoc } from './edges.ts';
import { readTrigger } from './triggers.ts';
import type { TriggerDoc } from './triggers.ts';

export type { EdgeDoc, RouteDoc } from './edges.ts';
export type { TriggerDoc } from './triggers.ts';

export type NodeDoc = {
  readonly name: string;
  readonly at: YamlScalar;
  readonly description?: string;
  readonly uses: string;
  readonly usesAt: YamlScalar;
  readonly with?: YamlNode;
  /** The workflow that the node starts a run of, and whether it awaits its end. */
  readonly workflow?: YamlScalar;
  readonly isDetached: boolean;
  readonly code?: YamlScalar;
  readonly memory?: YamlScalar;
  readonly prompt?: YamlScalar;
  /** The other keys of an LLM node, as written. */
  readonly talk: TalkDoc;
  /** What the node says of its model, over what the workflow says. */
  readonly llm?: LlmDoc;
  /** `llm` of the node as written. */
  readonly llmAt?: YamlNode;
  readonly when?: YamlScalar;
  readonly outputs: readonly OutputDoc[];
  readonly outputSchema?: JsonSchema;
  readonly outputSchemaAt?: YamlNode;
  readonly retry?: YamlNode;
  readonly timeout?: YamlScalar;
  readonly forEach?: YamlNode;
  /** `fail`, `continue`, or the scalar that names the node to go to. */
  readonly onError: 'fail' | 'continue' | YamlScalar;
  readonly onUnknown?: 'retry' | 'fail';
  readonly join?: YamlScalar;
  readonly isAny: boolean;
  readonly losersFinish: boolean;
  readonly entry?: YamlScalar;
  readonly isFinally: boolean;
};

/** Keys of an LLM node beside its prompt and its model. */
export type TalkDoc = {
  readonly system?: YamlScalar;
  readonly messages?: YamlNode;
  readonly images?: YamlNode;
  readonly repair?: YamlScalar;
  readonly tools?: YamlNode;
  readonly toolChoice?: YamlScalar;
  readonly maxTurns?: YamlScalar;
  readonly cache?: YamlNode;
  readonly budget?: YamlNode;
};

/** One entry of `outputs`: in the list form the property has the field's name. */
export type OutputDoc = { readonly field: string; readonly at: YamlScalar; readonly source?: YamlScalar };

export type FieldDoc = {
  readonly name: string;
  readonly at: YamlScalar;
  /** Without `reduce`, which is the language's and not JSON Schema's. */
  readonly schema: JsonSchema;
  readonly reduce?: YamlScalar;
  readonly value: YamlNode;
};

export type EnvDoc = { readonly name: string; readonly at: YamlScalar; readonly fallback?: string };

export type WorkflowDoc = {
  readonly root: YamlNode;
  /** The tree was written in the flow dialect: state is read by `state.` only, and conditions are its own. */
  readonly isFlow: boolean;
  /** Fields of the flow dialect that name what is collected elsewhere: no node reads or writes them, and they say something. */
  readonly collected: ReadonlySet<string>;
  readonly name?: string;
  readonly description?: string;
  readonly fields: readonly FieldDoc[];
  /** Environment variables that may be read, each with its default; without one it must be set. */
  readonly env: readonly EnvDoc[];
  /** `schemas` of the file, by name. */
  readonly library: Library;
  readonly models?: YamlNode;
  readonly defaults?: YamlNode;
  /** `inputs:`; absent: every field that no node writes. */
  readonly inputs?: readonly YamlScalar[];
  readonly result?: YamlNode;
  readonly execution?: YamlNode;
  /** `state.$defs`: what `$ref: '#/$defs/NAME'` of a field names. */
  readonly definitions: JsonObject;
  readonly nodes: readonly NodeDoc[];
  /** Absent: the nodes run as listed. */
  readonly edges?: readonly EdgeDoc[];
  readonly triggers: readonly TriggerDoc[];
  readonly observability: { readonly [tracker: string]: JsonObject };
  readonly onFinish?: YamlNode;
};

function scalar(node: YamlNode | undefined): YamlScalar | undefined {
  return node?.kind === 'scalar' ? node : undefined;
}

function text(node: YamlNode | undefined): YamlScalar | undefined {
  return textOf(node) === undefined ? undefined : scalar(node);
}

function present<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
}

/** Reads what is well-formed, with the collected fields of the flow dialect; what is not has been reported by the shape check and is left out. */
export function readDocument(root: YamlNode, collected?: ReadonlySet<string>): WorkflowDoc {
  const properties = valueOf(valueOf(root, 'state'), 'properties');
  const edges = entryOf(root, 'edges');
  const inputs = valueOf(root, 'inputs');
  const library = libraryOf(valueOf(root, 'schemas'));
  const defaults = valueOf(root, 'defaults');
  const sources = { library, models: valueOf(root, 'models'), defaults };
  const fields = entriesOf(properties).map(readField);
  return {
    root,
    isFlow: collected !== undefined,
    collected: collected ?? new Set(),
    ...present('name', textOf(valueOf(root, 'name'))),
    ...present('description', textOf(valueOf(root, 'description'))),
    fields: fields.map((field) => ({ ...field, schema: rewritten(field.schema as Json) as JsonSchema })),
    env: readEnv(valueOf(root, 'env')),
    library,
    ...present('models', sources.models),
    ...present('defaults', defaults),
    ...(inputs === undefined ? {} : { inputs: itemsOf(inputs).flatMap((input) => text(input) ?? []) }),
    ...present('result', valueOf(root, 'result')),
    ...present('execution', valueOf(root, 'execution')),
    ...present('onFinish', valueOf(root, 'on_finish')),
    definitions: definitionsOf(valueOf(valueOf(root, 'state'), '$defs'), { fields, library }),
    nodes: itemsOf(valueOf(root, 'nodes')).flatMap((node) => (node.kind === 'map' ? readNode(node, sources) : [])),
    ...(edges === undefined ? {} : { edges: itemsOf(edges.value).map(readEdge) }),
    triggers: itemsOf(valueOf(root, 'triggers')).flatMap(readTrigger),
    observability: readObservability(valueOf(root, 'observability')),
  };
}

function readField({ key, value }: YamlEntry): FieldDoc {
  const schema = schemaOf(value) ?? true;
  const reduce = text(valueOf(value, 'reduce'));
  const field = { name: String(key.value), at: key, value, ...present('reduce', reduce) };
  if (typeof schema === 'boolean') return { ...field, schema };
  const { reduce: _reduce, ...own } = schema;
  return { ...field, schema: own };
}

/** What the fields' schemas refer to: `state.$defs`, and the shared schemas that they use. */
function definitionsOf(
  own: YamlNode | undefined,
  { fields, library }: { readonly fields: readonly FieldDoc[]; readonly library: Library },
): JsonObject {
  const defs = Object.fromEntries(entriesOf(own).map(({ key, value }) => [String(key.value), jsonOf(value)]));
  const schemas = [...fields.map(({ schema }) => schema), defs as JsonSchema];
  return { ...(rewritten(defs) as JsonObject), ...sharedBy(schemas, library) };
}

/** A list of names, or a map of names to defaults; an empty default is none. */
function readEnv(node: YamlNode | undefined): readonly EnvDoc[] {
  const listed = itemsOf(node).flatMap((item) => text(item) ?? []);
  return [
    ...listed.map((at) => ({ name: String(at.value), at })),
    ...entriesOf(node).map(({ key, value }) => ({
      name: String(key.value),
      at: key,
      ...present('fallback', textOf(value)),
    })),
  ];
}

type Sources = {
  readonly library: Library;
  readonly models: YamlNode | undefined;
  readonly defaults: YamlNode | undefined;
};

/** Kinds whose nodes run on no worker: no default is about them. */
const OF_ENGINE = new Set(['set', 'wait', 'approval', 'workflow', 'trigger_workflow']);

function readNode(node: YamlMap, { library, models, defaults }: Sources): readonly NodeDoc[] {
  const name = text(valueOf(node, 'name'));
  const prompt = text(valueOf(node, 'prompt'));
  const uses =
    text(valueOf(node, 'uses')) ??
    keyOf(node, 'prompt') ??
    entryOf(node, 'messages')?.key ??
    keyOf(node, 'workflow') ??
    keyOf(node, 'code');
  if (name === undefined || uses === undefined) return [];
  const started = readStarted(node, uses);
  const startsRun = started.workflow !== undefined || uses.value === 'trigger_workflow';
  const isLlm = prompt !== undefined || valueOf(node, 'messages') !== undefined;
  const kind = isLlm ? 'llm' : startsRun ? 'workflow' : undefined;
  const isOnWorker = !OF_ENGINE.has(kind ?? String(uses.value));
  const schema = schemaAt(valueOf(node, 'output_schema'), library);
  return [
    {
      name: String(name.value),
      at: name,
      ...present('description', textOf(valueOf(node, 'description'))),
      uses: kind ?? String(uses.value),
      usesAt: uses,
      ...started,
      ...present('prompt', prompt),
      talk: readTalk(node),
      ...(isLlm ? present('llm', readLlm(valueOf(node, 'llm'), { models, defaults: valueOf(defaults, 'llm') })) : {}),
      ...present('llmAt', valueOf(node, 'llm')),
      ...present('when', scalar(valueOf(node, 'when'))),
      outputs: readOutputs(valueOf(node, 'outputs')),
      ...present('outputSchema', schema),
      ...present('outputSchemaAt', valueOf(node, 'output_schema')),
      ...present('retry', mergedRetry(valueOf(node, 'retry'), isOnWorker ? valueOf(defaults, 'retry') : undefined)),
      ...present(
        'timeout',
        scalar(valueOf(node, 'timeout')) ?? (isOnWorker ? scalar(valueOf(defaults, 'timeout')) : undefined),
      ),
      ...readFlow(node),
    },
  ];
}

function readTalk(node: YamlMap): TalkDoc {
  return {
    ...present('system', text(valueOf(node, 'system'))),
    ...present('messages', valueOf(node, 'messages')),
    ...present('images', valueOf(node, 'images')),
    ...present('repair', scalar(valueOf(node, 'repair'))),
    ...present('tools', valueOf(node, 'tools')),
    ...present('toolChoice', text(valueOf(node, 'tool_choice'))),
    ...present('maxTurns', scalar(valueOf(node, 'max_turns'))),
    ...present('cache', valueOf(node, 'cache')),
    ...present('budget', valueOf(node, 'budget')),
  };
}

/** Key by key; a number is short for `max_attempts`. */
function mergedRetry(own: YamlNode | undefined, base: YamlNode | undefined): YamlNode | undefined {
  if (own === undefined || base === undefined) return own ?? base;
  const entries = over(retryEntries(base), retryEntries(own));
  return { kind: 'map', entries, span: own.span };
}

function retryEntries(node: YamlNode): readonly YamlEntry[] {
  if (node.kind !== 'scalar') return entriesOf(node);
  return [{ key: { ...node, value: 'max_attempts', spelling: 'max_attempts' }, value: node }];
}

/** The keys that say when and how often a node runs, and what becomes of its failure. */
function readFlow(
  node: YamlMap,
): Pick<
  NodeDoc,
  | 'code'
  | 'memory'
  | 'forEach'
  | 'onError'
  | 'onUnknown'
  | 'join'
  | 'isAny'
  | 'losersFinish'
  | 'entry'
  | 'isFinally'
  | 'isDetached'
> {
  const onError = valueOf(node, 'on_error');
  const onUnknown = textOf(valueOf(node, 'on_unknown'));
  const isDetached =
    scalar(valueOf(node, 'wait'))?.value === false || textOf(valueOf(node, 'uses')) === 'trigger_workflow';
  return {
    ...present('code', text(valueOf(node, 'code'))),
    ...present('memory', scalar(valueOf(node, 'memory'))),
    ...present('forEach', valueOf(node, 'for_each')),
    onError: text(valueOf(onError, 'to')) ?? (textOf(onError) === 'continue' ? 'continue' : 'fail'),
    ...(onUnknown === 'retry' || onUnknown === 'fail' ? { onUnknown } : {}),
    ...present('join', text(valueOf(node, 'join'))),
    isAny: textOf(valueOf(node, 'join')) === 'any',
    losersFinish: textOf(valueOf(node, 'losers')) === 'finish',
    ...present('entry', scalar(valueOf(node, 'entry'))),
    isFinally: scalar(valueOf(node, 'finally'))?.value === true,
    isDetached,
  };
}

/** The key of an entry whose value is text. */
function keyOf(node: YamlMap, key: string): YamlScalar | undefined {
  return text(valueOf(node, key)) && entryOf(node, key)?.key;
}

/** `with`, and what `workflow:` names; `uses: trigger_workflow` is another spelling of it. */
function readStarted(node: YamlMap, uses: YamlScalar): Pick<NodeDoc, 'with' | 'workflow'> {
  const given = valueOf(node, 'with');
  if (uses.value !== 'trigger_workflow') {
    return { ...present('with', given), ...present('workflow', text(valueOf(node, 'workflow'))) };
  }
  return {
    ...present('with', valueOf(given, 'inputs')),
    ...present('workflow', text(valueOf(given, 'workflow'))),
  };
}

function readOutputs(node: YamlNode | undefined): readonly OutputDoc[] {
  const listed = itemsOf(node).flatMap((item) => {
    const at = text(item);
    return at === undefined ? [] : [{ field: String(at.value), at }];
  });
  const mapped = entriesOf(node).map(({ key, value }) => ({
    field: String(key.value),
    at: key,
    ...present('source', text(value)),
  }));
  return [...listed, ...mapped];
}

function readObservability(node: YamlNode | undefined): { readonly [tracker: string]: JsonObject } {
  return Object.fromEntries(
    entriesOf(node)
      .filter(({ value }) => value.kind === 'map')
      // A map's plain value is an object.
      .map(({ key, value }) => [String(key.value), jsonOf(value) as JsonObject]),
  );
}

function schemaOf(node: YamlNode | undefined): JsonSchema | undefined {
  if (node?.kind === 'map') return jsonOf(node) as JsonSchema;
  return node?.kind === 'scalar' && typeof node.value === 'boolean' ? node.value : undefined;
}
