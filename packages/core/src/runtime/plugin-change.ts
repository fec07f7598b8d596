// Whether the plugins that are here still do what a graph was compiled against. A run that comes to one that does not is paused
// rather than failed: what it was accepted for may still be done, by the former plugin or by a person's decision.
import type { ActionManifest, Effects, JsonObject, JsonSchema, PluginManifest } from '@configurable-agents/plugin-sdk';
import type { Failure } from '../engine/fact.ts';
import type { RunState } from '../engine/state.ts';
import { declaredModel, declaredOutput, isIdempotent } from '../graph/declared.ts';
import type { ActionNode, ExecutionGraph, UsedPlugins } from '../graph/graph.ts';
import type { Template } from '../graph/template.ts';
import { aliasOf } from '../lane/alias.ts';
import { own } from '../own.ts';

/** Whether every value of one schema fits another; `witness` is one that does not. */
export type Assignability =
  | { readonly kind: 'proved' }
  | { readonly kind: 'refuted'; readonly witness: unknown }
  | { readonly kind: 'undecided' };

export type Assignable = (producer: JsonSchema, consumer: JsonSchema) => Assignability;

type Run = { readonly id: string; readonly graph: ExecutionGraph; readonly state: RunState };

/** Why a node of a run is not sent; undefined where its plugin is as it was, or a person has accepted it. */
export type ChangeOf = (run: Run, node: ActionNode) => Failure | undefined;

type Host = {
  readonly manifests: readonly PluginManifest[];
  readonly config: { readonly [plugin: string]: JsonObject };
  readonly assignable: Assignable;
  /** Called once for each node of a graph whose plugin has changed. */
  readonly onChange: (sentence: string) => void;
};

/** Without a compiler nothing is known of schemas that differ. */
export const neverKnown: Assignable = () => ({ kind: 'undecided' });

export function openPluginChanges(host: Host): ChangeOf {
  const known = { own: new WeakMap<ActionNode, string | null>(), overridden: new WeakMap<ActionNode, string | null>() };

  function sentenceOf({ graph, state }: Run, node: ActionNode): string | null {
    const model = isOverridden(state, node) ? 'overridden' : 'own';
    let sentence = known[model].get(node);
    if (sentence !== undefined) return sentence;
    const why = graph.plugins === undefined ? undefined : whyChanged(host, graph.plugins, { node, model });
    sentence = why === undefined ? null : `a plugin has changed since \`${graph.name}\` was compiled: ${why}`;
    known[model].set(node, sentence);
    if (sentence !== null) host.onChange(`${sentence}; runs that come to \`${node.name}\` are paused`);
    return sentence;
  }

  return (run, node) => {
    const { id, state } = run;
    if (state.acceptsPlugins) return undefined;
    const sentence = sentenceOf(run, node);
    if (sentence === null) return undefined;
    const help = `put the former version back and start again, or take it as it is: configurable-agents runs resume ${id}`;
    return { code: 'PLUGIN_CHANGED', class: 'error', message: `${sentence}; ${help}` };
  };
}

/** Whoever started the run chose another provider than the graph's: its model is of no matter, its tools are. */
function isOverridden({ provider }: RunState, { llm }: ActionNode): boolean {
  return llm !== undefined && provider !== null && provider !== llm.provider;
}

type Sent = { readonly node: ActionNode; readonly model: 'own' | 'overridden' };

function whyChanged(host: Host, used: UsedPlugins, { node, model }: Sent): string | undefined {
  if (node.llm !== undefined)
    return (model === 'own' ? whyModelChanged(host, used, node) : undefined) ?? whyToolChanged(host, used, node);
  const before = own(used.actions, node.uses);
  if (before === undefined) return undefined;
  const now = host.manifests.map(({ actions }) => own(actions, node.uses)).find((action) => action !== undefined);
  if (now === undefined) return `no plugin offers the action \`${node.uses}\` any more`;
  return (
    whyHarmful(node, now) ??
    whyInputChanged(host.assignable, { before, now, node }) ??
    whyOutputChanged(host.assignable, { before, now, node })
  );
}

const HARM: { readonly [effects in Effects]: number } = { pure: 0, read: 1, write: 2 };

function whyHarmful({ uses, with: given, effects, idempotent }: ActionNode, now: ActionManifest): string | undefined {
  if (HARM[now.effects] > HARM[effects]) return `the action \`${uses}\` was \`${effects}\` and is \`${now.effects}\``;
  return idempotent && !isIdempotent(now, given) ? `the action \`${uses}\` is not idempotent any more` : undefined;
}

function whyToolChanged({ manifests }: Host, { tools = {} }: UsedPlugins, node: ActionNode): string | undefined {
  for (const { uses = '', with: given } of node.llm?.tools ?? []) {
    const before = own(tools, uses);
    if (before === undefined) continue;
    const now = manifests.map((manifest) => own(manifest.tools ?? {}, uses)).find((tool) => tool !== undefined);
    if (now === undefined) return `no plugin offers the tool \`${uses}\` any more`;
    if (HARM[now.effects] > HARM[before.effects])
      return `the tool \`${uses}\` was \`${before.effects}\` and is \`${now.effects}\``;
    // A node that writes is sent again only where all of its tools may be called twice.
    if (now.effects === 'write' && node.idempotent && !isIdempotent(now, given))
      return `the tool \`${uses}\` is not idempotent any more`;
  }
  return undefined;
}

type Declared = UsedPlugins['actions'][string];
type Versions = { readonly before: Declared; readonly now: ActionManifest; readonly node: ActionNode };

function whyInputChanged(assignable: Assignable, { before, now, node }: Versions): string | undefined {
  if (isSame(before.input, now.input)) return undefined;
  const fits = assignable(givenOf(before.input, node.with), withoutDefaults(now.input));
  if (fits.kind === 'proved') return undefined;
  return fits.kind === 'refuted'
    ? `the action \`${node.uses}\` does not take ${JSON.stringify(fits.witness)} any more`
    : `the action \`${node.uses}\` has another input`;
}

function whyOutputChanged(assignable: Assignable, { before, now, node }: Versions): string | undefined {
  // A schema of the workflow's own is enforced as it ever was.
  if (node.output_schema !== undefined || isSame(before.output, now.output)) return undefined;
  const fits = assignable(declaredOutput(now.output), declaredOutput(before.output));
  if (fits.kind === 'proved') return undefined;
  return fits.kind === 'refuted'
    ? `the action \`${node.uses}\` may give ${JSON.stringify(fits.witness)}, which it never did`
    : `the action \`${node.uses}\` has another output`;
}

/** What a node gives of an action's input: the entries of its `with`, each of any value that the action declared. */
function givenOf(input: JsonSchema, given: Template | undefined): JsonSchema {
  if (typeof input === 'boolean') return input;
  const names = new Set(given?.kind === 'object' ? given.entries.map(([name]) => name) : []);
  const properties = Object.entries(propertiesOf(input)).filter(([name]) => names.has(name));
  const isClosed = properties.length === names.size;
  return {
    ...input,
    properties: Object.fromEntries(properties),
    required: properties.map(([name]) => name),
    ...(isClosed ? { additionalProperties: false } : {}),
  };
}

/** Defaults are filled in before an input is validated. */
function withoutDefaults(input: JsonSchema): JsonSchema {
  if (typeof input === 'boolean' || !Array.isArray(input['required'])) return input;
  const hasDefault = (name: unknown): boolean => {
    const property = own(propertiesOf(input), String(name));
    return typeof property === 'object' && 'default' in property;
  };
  return { ...input, required: input['required'].filter((name) => !hasDefault(name)) };
}

function whyModelChanged({ manifests, config }: Host, used: UsedPlugins, node: ActionNode): string | undefined {
  const { provider = '', model = '', tools, images = [], messages = [] } = node.llm ?? {};
  const before = own(own(used.models, provider) ?? {}, model);
  if (before === undefined) return undefined;
  const owner = manifests.find(({ providers }) => Object.hasOwn(providers, provider));
  if (owner === undefined) return `no plugin offers the provider \`${provider}\` any more`;
  const { models = {} } = own(owner.providers, provider) ?? {};
  const now = declaredModel(models, aliasOf(model, own(config, provider) ?? {}));
  if (now === undefined) return `the provider \`${provider}\` does not offer the model \`${model}\` any more`;
  const needed = { structuredOutput: node.output_schema !== undefined, tools: tools !== undefined };
  const isLost = (can: 'structuredOutput' | 'tools'): boolean => needed[can] && before[can] && !now[can];
  if (isLost('structuredOutput'))
    return `the model \`${model}\` of \`${provider}\` gives no structured output any more`;
  if (isLost('tools')) return `the model \`${model}\` of \`${provider}\` calls no tools any more`;
  const isSeeing = images.length > 0 || messages.some(({ content }) => content.some((part) => 'image' in part));
  const isBlind = isSeeing && before.images !== false && now.images === false;
  return isBlind ? `the model \`${model}\` of \`${provider}\` takes no images any more` : undefined;
}

function isSame(before: JsonSchema | Declared['output'], now: JsonSchema | Declared['output']): boolean {
  return JSON.stringify(before) === JSON.stringify(now);
}

function propertiesOf(schema: JsonSchema): { readonly [name: string]: JsonSchema } {
  const properties = typeof schema === 'object' ? schema['properties'] : undefined;
  return (properties ?? {}) as { readonly [name: string]: JsonSchema };
}
