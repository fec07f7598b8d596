// What every command that needs plugins starts from: those that are configured, held against the lock file.
import { RuntimeError } from '@configurable-agents/core';
import type { PluginSource } from '@configurable-agents/core';
import type { PluginEntry } from '../config/schema.ts';
import { findConfigured, sourceOf } from './configured.ts';
import type { ConfiguredPlugin, PluginPlace } from './configured.ts';
import { driftOf } from './drift.ts';
import type { DriftFinding, Found } from './drift.ts';
import { folderIntegrity } from './folder.ts';
import { lockPathOf, readLock } from './lock.ts';
import type { Lock } from './lock.ts';

export type Pinned = {
  readonly plugins: readonly ConfiguredPlugin[];
  readonly sources: readonly PluginSource[];
  readonly lock: Lock | undefined;
  readonly lockPath: string;
};

/**
 * The configured plugins. Where there is a lock file, each must be what it says: else `PLUGIN_NOT_LOCKED`, `PLUGIN_LOCK_DRIFT` or
 * `PLUGIN_NOT_GRANTED` is thrown, with all differences.
 */
export function readPinned(entries: readonly (string | PluginEntry)[], place: PluginPlace): Pinned {
  return pinnedBy(entries, { ...place, lock: readLock(lockPathOf(place.configPath)) });
}

/** The same with the lock file's content given. */
export function pinnedBy(
  entries: readonly (string | PluginEntry)[],
  place: PluginPlace & { readonly lock: Lock | undefined },
): Pinned {
  const { lock } = place;
  const lockPath = lockPathOf(place.configPath);
  const plugins = findConfigured(entries, place);
  if (lock !== undefined) assertPinned(plugins, { lock, lockPath });
  return { plugins, sources: plugins.map((plugin) => sourceOf(plugin, lock)), lock, lockPath };
}

function assertPinned(
  plugins: readonly ConfiguredPlugin[],
  { lock, lockPath }: { readonly lock: Lock; readonly lockPath: string },
): void {
  const found = plugins.map(foundOf);
  const findings = driftOf(found, lock);
  const [first] = findings;
  if (first === undefined) return;
  const lines = findings.flatMap(({ code, plugin, differences }) =>
    differences.map((difference) => `  ${plugin}: ${difference} (${code})`),
  );
  const message = [`the configured plugins are not those of ${lockPath}:`, ...lines, wayOut(findings, found)].join(
    '\n',
  );
  throw new RuntimeError(first.code, message, { details: { findings } });
}

function wayOut(findings: readonly DriftFinding[], found: readonly Found[]): string {
  const names = new Set(findings.map(({ plugin }) => plugin));
  const sources = found.filter(({ source, plugin }) => names.has(plugin?.name ?? source)).map(({ source }) => source);
  const commands = sources.map((source) => `configurable-agents plugins add ${source}`);
  return `put back what was locked, or look at what is asked for and grant it: ${commands.join('; ')}`;
}

/** A plugin as it is now, for the comparison. */
export function foundOf({ entry, found }: ConfiguredPlugin): Found {
  const { source, isolation = 'worker' } = entry;
  if (found?.manifest === undefined) return { source, isolation };
  const { name, version, capabilities } = found.manifest;
  return { source, isolation, plugin: { name, version, capabilities, integrity: folderIntegrity(found) } };
}
