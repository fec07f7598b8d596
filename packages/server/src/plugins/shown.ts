// A plugin as the API and the commands show it. Pure.
import type { ManifestCapabilities, PluginManifest } from '@configurable-agents/plugin-sdk';
import type { PluginEntry } from '../config/schema.ts';
import type { LockedPlugin } from './lock.ts';
import type { Isolation } from './reference.ts';
import { clausesOf } from './words.ts';

export type ShownPlugin = {
  readonly name: string;
  /** Null where nothing says it. */
  readonly version: string | null;
  /** As the configuration writes it; the package's name for those of the product. */
  readonly source: string;
  readonly sdk: string | null;
  readonly isolation: Isolation;
  readonly first_party: boolean;
  readonly integrity: string | null;
  readonly capabilities: ManifestCapabilities;
  /** The capabilities in words. */
  readonly may: readonly string[];
  /** What keeps it from being at work. */
  readonly problems: readonly PluginProblem[];
} & { readonly [kind in Kind]: readonly Contribution[] };

export type PluginProblem = { readonly code: string; readonly message: string };

type Kind = 'actions' | 'providers' | 'triggers' | 'trackers' | 'tools';
type Contribution = { readonly name: string; readonly description?: string };

type Seen = {
  readonly manifest: PluginManifest;
  readonly source: string;
  readonly isolation: Isolation;
  readonly firstParty: boolean;
  readonly integrity?: string;
  readonly granted?: ManifestCapabilities;
  readonly problems?: readonly PluginProblem[];
};

export function shownPlugin({
  manifest,
  source,
  isolation,
  firstParty,
  integrity,
  granted,
  problems = [],
}: Seen): ShownPlugin {
  const { name, version, sdk, actions, tools = {}, providers, triggers, trackers, capabilities } = manifest;
  return {
    name,
    version,
    source,
    sdk,
    isolation,
    first_party: firstParty,
    integrity: integrity ?? null,
    capabilities: granted ?? capabilities,
    may: clausesOf(granted ?? capabilities),
    problems,
    actions: listed(actions, ({ effects, idempotent, input, output }) => ({ effects, idempotent, input, output })),
    providers: listed(providers, ({ models }) => ({ models: Object.keys(models) })),
    triggers: listed(triggers, ({ eventTypes }) => (eventTypes === undefined ? {} : { event_types: eventTypes })),
    trackers: listed(trackers, () => ({})),
    tools: listed(tools, ({ effects, idempotent, input, output }) => ({ effects, idempotent, input, output })),
  };
}

function listed<T extends { readonly description?: string }>(
  entries: { readonly [name: string]: T },
  more: (entry: T) => object,
): readonly Contribution[] {
  return Object.entries(entries).map(([name, entry]) => ({
    name,
    ...(entry.description === undefined ? {} : { description: entry.description }),
    ...more(entry),
  }));
}

/** A plugin of which no manifest is at hand: what the lock file says of it, where it says something. */
export function brokenPlugin(
  { source, isolation = 'worker' }: PluginEntry,
  {
    name,
    locked,
    problem,
  }: { readonly name?: string; readonly locked?: LockedPlugin; readonly problem: PluginProblem },
): ShownPlugin {
  const capabilities = locked?.capabilities ?? { net: [] };
  return {
    name: name ?? source,
    version: locked?.version ?? null,
    source,
    sdk: null,
    isolation,
    first_party: false,
    integrity: locked?.integrity ?? null,
    capabilities,
    may: clausesOf(capabilities),
    problems: [problem],
    actions: [],
    providers: [],
    triggers: [],
    trackers: [],
    tools: [],
  };
}

const WORDS: { readonly [kind in Kind]: readonly [one: string, many: string] } = {
  actions: ['action', 'actions'],
  providers: ['provider', 'providers'],
  triggers: ['trigger', 'triggers'],
  trackers: ['tracker', 'trackers'],
  tools: ['tool', 'tools'],
};

/** All that a plugin offers, one by one. */
export function contributionsOf(plugin: ShownPlugin): readonly (Contribution & { readonly kind: string })[] {
  const kinds = Object.entries(WORDS) as [Kind, readonly [string, string]][];
  return kinds.flatMap(([kind, [one]]) => plugin[kind].map((each) => ({ ...each, kind: one })));
}

/** What a plugin offers, in a few words: `action acme.lookup, provider acme`. */
export function offersInWords(plugin: ShownPlugin): string {
  const kinds = Object.entries(WORDS) as [Kind, readonly [string, string]][];
  const words = kinds.flatMap(([kind, [one, many]]) => {
    const names = plugin[kind].map(({ name }) => name);
    return names.length === 0 ? [] : [`${names.length === 1 ? one : many} ${names.join(', ')}`];
  });
  return words.length === 0 ? 'nothing' : words.join('; ');
}
