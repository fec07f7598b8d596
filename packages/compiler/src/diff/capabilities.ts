// What a workflow may reach: hosts, secrets, variables, files, programs, models, writes. Told by the plugins' manifests and the graph.
import { childrenOf } from '@configurable-agents/core/expression';
import type { Expression } from '@configurable-agents/core/expression';
import type { ActionNode, ExecutionGraph, Template } from '@configurable-agents/core/graph';
import type { FileTarget, JsonSchema, NetTarget, PluginManifest } from '@configurable-agents/plugin-sdk';
import { byName } from './by-name.ts';
import type { Change } from './change.ts';

/** What may be done, by a name such as `host api.example.org`, with where it comes from. */
export type Capabilities = ReadonlyMap<string, string>;

export function diffCapabilities(before: Capabilities, after: Capabilities): readonly Change[] {
  const capability = { subject: 'capability', breaking: false } as const;
  return byName(before, after, {
    added: (name, message) => [{ ...capability, kind: 'added', name, message }],
    changed: () => [],
    removed: (name, message) => [{ ...capability, kind: 'removed', name, message }],
  });
}

/** Those of a graph and of the workflows that it awaits. */
export function capabilitiesOf(graph: ExecutionGraph, manifests: readonly PluginManifest[]): Capabilities {
  const found = new Map<string, string>();
  const add = (name: string, from: string): void => {
    if (!found.has(name)) found.set(name, from);
  };
  for (const each of [graph, ...Object.values(graph.subgraphs ?? {})]) {
    const used = new Set<PluginManifest>();
    for (const node of each.nodes) {
      const from = each === graph ? `by \`${node.name}\`` : `by \`${node.name}\` of ${each.name}`;
      if (node.kind === 'subrun') add(`workflow ${node.workflow}`, from);
      if (node.kind === 'action') for (const name of ofNode(node, manifests, used)) add(name, from);
    }
    for (const { uses } of each.triggers) note(used, manifests, { kind: 'triggers', name: uses });
    for (const name of Object.keys(each.observability)) {
      add(`tracker ${name}`, 'by `observability`');
      note(used, manifests, { kind: 'trackers', name });
    }
    for (const name of Object.keys(each.env ?? {})) add(`variable ${name}`, 'by `env`');
    for (const manifest of used) for (const name of ofPlugin(manifest)) add(name, `by the plugin ${manifest.name}`);
  }
  return found;
}

/** What a plugin asks for, whatever node uses it. Variables of secrets stand among its capabilities, where it was built by this release. */
function ofPlugin({ secrets, actions, capabilities }: PluginManifest): readonly string[] {
  const { net, env = [], fs = {}, subprocess = false, llm = false } = capabilities;
  const variables = capabilities.secrets ?? Object.values(secrets).map((secret) => secret.env);
  const placed = (target: NetTarget | FileTarget): string =>
    typeof target === 'string' ? target : `of the configuration (${target.fromConfig})`;
  return [
    ...variables.map((variable) => `secret ${variable}`),
    ...net.flatMap((target) => {
      if (target !== '*') return [`host ${placed(target)}`];
      // Where nodes give the addresses, their inputs say which.
      return takesAddresses(actions) ? [] : ['any host'];
    }),
    ...env.map((variable) => `variable ${variable}`),
    ...(fs.read ?? []).map((target) => `file to read ${placed(target)}`),
    ...(fs.write ?? []).map((target) => `file to write ${placed(target)}`),
    ...(subprocess ? ['other programs'] : []),
    ...(llm ? ['models of the operator'] : []),
  ];
}

function takesAddresses(actions: PluginManifest['actions']): boolean {
  return Object.values(actions).some(({ input }) => addressesOf(input).length > 0);
}

/** Names of the inputs that are addresses. */
function addressesOf(schema: JsonSchema): readonly string[] {
  const { properties = {} } = typeof schema === 'object' ? schema : {};
  return Object.entries(properties as { readonly [name: string]: JsonSchema })
    .filter(([, field]) => typeof field === 'object' && field['x-url'] === true)
    .map(([name]) => name);
}

function note(
  used: Set<PluginManifest>,
  manifests: readonly PluginManifest[],
  { kind, name }: { readonly kind: 'actions' | 'tools' | 'providers' | 'triggers' | 'trackers'; readonly name: string },
): void {
  const plugin = manifests.find((each) => Object.hasOwn(each[kind] ?? {}, name));
  if (plugin !== undefined) used.add(plugin);
}

function ofNode(node: ActionNode, manifests: readonly PluginManifest[], used: Set<PluginManifest>): readonly string[] {
  if (node.llm !== undefined) {
    const models = [node.llm, ...(node.llm.fallback ?? [])];
    for (const { provider } of models) note(used, manifests, { kind: 'providers', name: provider });
    const tools = (node.llm.tools ?? []).flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
    for (const name of tools) note(used, manifests, { kind: 'tools', name });
    return [
      ...models.map(({ provider, model }) => `model ${provider} ${model}`),
      ...tools.map((name) => `tool ${name}`),
    ];
  }
  note(used, manifests, { kind: 'actions', name: node.uses });
  const input = manifests.find(({ actions }) => Object.hasOwn(actions, node.uses))?.actions[node.uses]?.input ?? true;
  return [
    ...(node.effects === 'write' ? [`writes by ${node.uses}`] : []),
    ...(node.with === undefined ? [] : [...secretsOf(node.with), ...hostsOf(node.with, input)]),
  ];
}

/** Names of secrets that a template reads: `secrets.NAME`. */
function secretsOf(template: Template): readonly string[] {
  switch (template.kind) {
    case 'literal':
      return [];
    case 'value':
      return secretsIn(template.expression);
    case 'object':
      return template.entries.flatMap(([, value]) => secretsOf(value));
    case 'list':
      return template.items.flatMap(secretsOf);
    case 'text':
      return template.parts.flatMap((part) => {
        if (typeof part === 'string') return [];
        if (part.kind === 'expression') return secretsIn(part.expression);
        return part.path[0] === 'secrets' ? [`secret ${String(part.path[1] ?? 'any')}`] : [];
      });
  }
}

function secretsIn(tree: Expression): readonly string[] {
  if (tree.kind === 'select' && tree.operand.kind === 'name' && tree.operand.name === 'secrets')
    return [`secret ${tree.field}`];
  if (tree.kind === 'name' && tree.name === 'secrets') return ['secret any'];
  return childrenOf(tree).flatMap(secretsIn);
}

/** Hosts of the inputs that an action takes as addresses. */
function hostsOf(template: Template, schema: JsonSchema): readonly string[] {
  return addressesOf(schema).flatMap((name) => {
    const value = entryOf(template, name);
    return value === undefined ? [] : [hostOf(value)];
  });
}

function entryOf(template: Template, name: string): Template | undefined {
  if (template.kind === 'object') return template.entries.find(([key]) => key === name)?.[1];
  if (template.kind !== 'literal') return undefined;
  const { value } = template;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const own = Object.entries(value).find(([key]) => key === name);
  return own && { kind: 'literal', value: own[1] };
}

/** The host stands in the fixed text at the start, or what the run is given chooses it. */
function hostOf(template: Template): string {
  const first = template.kind === 'literal' ? template.value : template.kind === 'text' ? template.parts[0] : undefined;
  const whole = template.kind === 'literal' ? /^https?:\/\/([^/?#\s]+)/i : /^https?:\/\/([^/?#\s]+)[/?#]/i;
  const [, host] = typeof first === 'string' ? (whole.exec(first) ?? []) : [];
  return host === undefined ? 'host of any address that the data name' : `host ${host.replace(/^.*@/, '')}`;
}
