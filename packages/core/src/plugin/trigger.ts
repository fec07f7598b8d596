// Triggers as the host calls them, wherever their two functions run: those of the product on this thread, others on a thread or in a
// process of their plugin's own.
import type { Trigger, TriggerManifest } from '@configurable-agents/plugin-sdk';
import { triggerOf } from './code.ts';
import type { HostTrigger } from './host-trigger.ts';
import type { LoadedPlugin } from './load.ts';
import { openTriggerHost } from './trigger-host.ts';
import type { TriggerHostOptions } from './trigger-host.ts';

export type HostTriggers = {
  /** By full name. */
  readonly all: ReadonlyMap<string, HostTrigger>;
  /** Each ends with what it still has to answer; whoever holds a trigger may call it to the end. */
  readonly retire: () => void;
  readonly close: () => Promise<void>;
};

export function openTriggers(loaded: readonly LoadedPlugin[], options: TriggerHostOptions): HostTriggers {
  const opened = loaded.filter(({ manifest }) => Object.keys(manifest.triggers).length > 0);
  const hosts = opened.flatMap((plugin) => (plugin.code === undefined ? [openTriggerHost(plugin, options)] : []));
  const apart = hosts.flatMap(({ triggers }) => [...triggers]);
  const here = opened.flatMap(({ manifest, code }) =>
    code === undefined
      ? []
      : Object.entries(manifest.triggers).map(
          ([name, data]) => [name, triggerHere(data, async () => triggerOf(await code(), name))] as const,
        ),
  );
  const all = new Map<string, HostTrigger>([...here, ...apart]);
  return {
    all,
    retire: () => {
      for (const host of hosts) host.retire();
    },
    close: async () => {
      await Promise.all(hosts.map((host) => host.close()));
    },
  };
}

/** Loaded with the first delivery. */
function triggerHere(data: TriggerManifest, load: () => Promise<Trigger>): HostTrigger {
  let trigger: Trigger | undefined;
  return {
    ...data,
    verify: async (request, options) => (trigger ??= await load()).verify(request, options),
    normalise: async (request) => (trigger ??= await load()).normalise(request),
  };
}
