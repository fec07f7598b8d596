// What is configured, held against the lock file. Pure.
import type { ManifestCapabilities } from '@configurable-agents/plugin-sdk';
import type { Lock } from './lock.ts';
import type { Isolation } from './reference.ts';
import { widened } from './words.ts';

/** A configured plugin as it is now. */
export type Found = {
  /** As the configuration writes it. */
  readonly source: string;
  readonly isolation: Isolation;
  /** Absent where it is no package, or one without plugin.json. */
  readonly plugin?: {
    readonly name: string;
    readonly version: string;
    readonly integrity: string;
    readonly capabilities: ManifestCapabilities;
  };
};

export type DriftFinding = {
  readonly code: 'PLUGIN_NOT_LOCKED' | 'PLUGIN_LOCK_DRIFT' | 'PLUGIN_NOT_GRANTED';
  /** The plugin's name, or its source where it has none. */
  readonly plugin: string;
  /** What differs, in words, one difference each. */
  readonly differences: readonly string[];
};

/** Each configured plugin must be in the lock file with its version, integrity and isolation, and no wider capabilities. */
export function driftOf(found: readonly Found[], lock: Lock): readonly DriftFinding[] {
  return found.flatMap((each) => findingsOf(each, lock));
}

function findingsOf({ source, isolation, plugin }: Found, lock: Lock): readonly DriftFinding[] {
  if (plugin === undefined) {
    const why = 'it has no plugin.json, so that nothing says what it may do; its author writes it by `plugins build`';
    return [{ code: 'PLUGIN_NOT_LOCKED', plugin: source, differences: [why] }];
  }
  const { name, version, integrity, capabilities } = plugin;
  const locked = Object.hasOwn(lock.plugins, name) ? lock.plugins[name] : undefined;
  if (locked === undefined) {
    return [{ code: 'PLUGIN_NOT_LOCKED', plugin: name, differences: [`${source} is not in the lock file`] }];
  }
  const changes = [
    ...(locked.version === version ? [] : [`its version is ${version}, locked is ${locked.version}`]),
    ...(locked.integrity === integrity
      ? []
      : [`its files changed: they are ${short(integrity)}, locked are ${short(locked.integrity)}`]),
    ...(locked.isolation === isolation ? [] : [`it runs in a ${isolation}, locked is ${locked.isolation}`]),
  ];
  const wider = widened(locked.capabilities, capabilities).map((clause) => `may now ${clause}`);
  return [
    ...(changes.length === 0 ? [] : [{ code: 'PLUGIN_LOCK_DRIFT' as const, plugin: name, differences: changes }]),
    ...(wider.length === 0 ? [] : [{ code: 'PLUGIN_NOT_GRANTED' as const, plugin: name, differences: wider }]),
  ];
}

function short(integrity: string): string {
  return `${integrity.slice(0, 19)}…`;
}
