// Plugins as a lane sees them: imported on first use, in this thread only.
import type { Action, JsonObject, ManifestCapabilities, Plugin, Provider, Tool } from '@configurable-agents/plugin-sdk';
import { manifestOf, TerminalError } from '@configurable-agents/plugin-sdk';
import { reachOf } from './grant.ts';
import type { LaneInit } from './protocol.ts';
import type { Traffic } from './traffic.ts';
import { pluginFor } from './import.ts';
import { giveWay } from './priority.ts';
import { own } from '../own.ts';
import { openPrices } from '../price/table.ts';

export type Contribution<T> = { readonly plugin: Plugin; readonly value: T };

export type LanePlugins = {
  readonly action: (name: string) => Promise<Contribution<Action>>;
  readonly provider: (name: string) => Promise<Contribution<Provider>>;
  readonly tool: (name: string) => Promise<Contribution<Tool>>;
  readonly configOf: (plugin: string) => LaneInit['config'][string];
  readonly grantOf: (plugin: Plugin) => ManifestCapabilities;
  readonly traffic: Traffic | undefined;
  /** The folder of images that nodes name. */
  readonly files: string | undefined;
  /** What a call of a model costs. */
  readonly priceOf: ReturnType<typeof openPrices>;
  /** The guarded `fetch`, which reaches what was granted, also the addresses that the plugin's own configuration names. */
  readonly fetchFor: (plugin: Plugin) => typeof globalThis.fetch;
};

/** Opens the plugin table of a lane. Nothing is imported yet. */
export function openLanePlugins(init: LaneInit): LanePlugins {
  const configOf = (plugin: string): JsonObject => own(init.config, plugin) ?? {};
  // A plugin that the host knows nothing of is granted what it declares.
  const grantOf = (plugin: Plugin): ManifestCapabilities =>
    own(init.granted, plugin.name) ?? manifestOf(plugin).capabilities;
  const loaded = new Map<string, Plugin>();
  const guards = new Map<string, Promise<typeof globalThis.fetch>>();

  const fetchFor =
    (plugin: Plugin): typeof globalThis.fetch =>
    async (...request) => {
      let guarded = guards.get(plugin.name);
      if (guarded === undefined) {
        const { allowPrivate } = init;
        const config = configOf(plugin.name);
        const given = own(init.given, plugin.name) ?? {};
        const reach = reachOf(plugin.name, grantOf(plugin), { config, given });
        const { connect_timeout_ms: connectMs } = config;
        // The HTTP client is heavy and many workflows never call out: a lane loads it with the first request.
        const limits = typeof connectMs === 'number' ? { connectTimeoutMs: connectMs } : {};
        guarded = import('./fetch-guard.ts').then((guard) =>
          guard.createGuardedFetch({ allowPrivate, reach, ...limits }),
        );
        guards.set(plugin.name, guarded);
      }
      return await (
        await guarded
      )(...request);
    };

  /** Remembered here: to import a module that is there already takes longer than many an action. */
  async function imported(specifier: string): Promise<Plugin> {
    const plugin = await pluginFor(specifier, own(init.manifests ?? {}, specifier));
    // Not before: a node waits for it, and its time is running.
    giveWay();
    loaded.set(specifier, plugin);
    return plugin;
  }

  async function load<T>(
    name: string,
    {
      specifier,
      pick,
      missing,
    }: {
      readonly specifier: string | undefined;
      readonly pick: (plugin: Plugin) => { readonly [name: string]: T } | undefined;
      readonly missing: () => Error;
    },
  ): Promise<Contribution<T>> {
    if (specifier === undefined) throw missing();
    const plugin = loaded.get(specifier) ?? (await imported(specifier));
    const short = name.slice(name.indexOf('.') + 1);
    const value = pick(plugin)?.[short];
    if (value === undefined) throw missing();
    return { plugin, value };
  }

  return {
    action: (name) =>
      load(name, {
        specifier: own(init.actions, name),
        pick: (plugin) => plugin.actions,
        missing: () => new TerminalError(`no plugin offers the action \`${name}\``, { code: 'ACTION_NOT_INSTALLED' }),
      }),
    provider: (name) =>
      load(name, {
        specifier: own(init.providers, name),
        pick: (plugin) => plugin.providers,
        missing: () =>
          new TerminalError(
            `the provider \`${name}\` is not installed; add a plugin that offers it, or run without a network by --provider echo`,
            { code: 'PROVIDER_NOT_INSTALLED' },
          ),
      }),
    tool: (name) =>
      load(name, {
        specifier: own(init.tools ?? {}, name),
        pick: (plugin) => plugin.tools,
        missing: () =>
          new TerminalError(
            `the tool \`${name}\` cannot be called here: no plugin offers it, or one of two that the node needs has a process of its own; run the plugin of the model and that of the tool in worker threads`,
            { code: 'TOOL_NOT_INSTALLED' },
          ),
      }),
    configOf,
    grantOf,
    traffic: init.traffic,
    files: init.files,
    priceOf: openPrices(init.pricing),
    fetchFor,
  };
}
