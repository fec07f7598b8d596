// What is installed, as its two files say it, and how they change: together, or not at all.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { RuntimeError } from '@configurable-agents/core';
import type { ManifestCapabilities } from '@configurable-agents/plugin-sdk';
import { readConfig } from '../config/file.ts';
import type { PluginEntry } from '../config/schema.ts';
import type { Candidate } from './candidate.ts';
import { findConfigured } from './configured.ts';
import type { ConfiguredPlugin, PluginPlace } from './configured.ts';
import { withEntry, withoutEntry } from './configuration.ts';
import { foundOf } from './pinned.ts';
import { EMPTY_LOCK, lockPathOf, readLock, withLocked, withoutLocked, writeLock } from './lock.ts';
import type { Lock, LockedPlugin } from './lock.ts';
import { entryOf, referenceOf } from './reference.ts';
import { clausesOf, widened } from './words.ts';
import { assertWritable, writeWhole } from './write.ts';

export type Installation = PluginPlace & {
  /** Text of the configuration file; undefined where there is none. */
  readonly text: string | undefined;
  readonly entries: readonly PluginEntry[];
  readonly lock: Lock | undefined;
  readonly lockPath: string;
};

/** Both files as they are to be. */
export type Change = { readonly text: string; readonly lock: Lock | undefined };

/** Reads both files. Throws `ConfigError`. */
export function readInstallation(place: PluginPlace): Installation {
  const { configPath } = place;
  const isThere = existsSync(configPath);
  const lockPath = lockPathOf(configPath);
  return {
    ...place,
    text: isThere ? readFileSync(configPath, 'utf8') : undefined,
    entries: isThere ? (readConfig(configPath).config.plugins ?? []).map(entryOf) : [],
    lock: readLock(lockPath),
    lockPath,
  };
}

export type Addition = Change & {
  /** What was locked under the plugin's name before. */
  readonly former: LockedPlugin | undefined;
  readonly locked: LockedPlugin;
  /** Everything that it asks for, and what of it was not granted before, in words. */
  readonly asks: readonly string[];
  readonly ungranted: readonly string[];
  /** What was granted before and is not asked for any more, in words. */
  readonly dropped: readonly string[];
  /** Plugins that were not pinned and are from now on: the lock file is new. */
  readonly alsoPinned: readonly string[];
};

/** What installing a candidate changes. Throws `PLUGIN_NOT_LOCKED` where another plugin could not be pinned. */
export function additionOf(installation: Installation, candidate: Candidate): Addition {
  const { manifest, integrity, entry } = candidate;
  const { name, version, capabilities } = manifest;
  const former = installation.lock?.plugins[name];
  const replaces = entryNamed(installation, name) ?? installation.entries.find(({ source }) => source === entry.source);
  const kept = installation.entries.filter((each) => each !== replaces);
  const others = installation.lock === undefined ? pinAll(kept, installation) : [];
  const before = others.reduce(
    (all, { name: other, locked }) => withLocked(all, other, locked),
    installation.lock ?? EMPTY_LOCK,
  );
  const isolation = entry.isolation ?? replaces?.isolation;
  const written = { source: entry.source, ...(isolation === undefined ? {} : { isolation }) };
  const locked: LockedPlugin = {
    version,
    source: entry.source,
    integrity,
    capabilities: known(capabilities),
    isolation: isolation ?? 'worker',
  };
  return {
    text: withEntry(installation.text ?? '', written, replaces?.source),
    lock: withLocked(before, name, locked),
    former,
    locked,
    asks: clausesOf(capabilities),
    ungranted: widened(former?.capabilities ?? { net: [] }, capabilities),
    dropped: former === undefined ? [] : widened(capabilities, former.capabilities),
    alsoPinned: others.map((each) => each.name),
  };
}

export type Removal = Change & { readonly source: string; readonly version: string | undefined };

/** What removing a plugin changes. Throws `PLUGIN_NOT_FOUND`. */
export function removalOf(installation: Installation, name: string): Removal {
  const { lock, text = '' } = installation;
  const entry = entryNamed(installation, name);
  const locked = lock?.plugins[name];
  if (entry === undefined && locked === undefined) throw notInstalled(name, installation);
  const source = entry?.source ?? locked?.source ?? '';
  return {
    text: withoutEntry(text, source),
    lock: lock === undefined ? undefined : withoutLocked(lock, name),
    source,
    version: locked?.version,
  };
}

/** Writes what differs. Both can be written, or neither is touched. Throws `PLUGIN_READ_ONLY`. */
export function writeChange({ configPath, text, lock, lockPath }: Installation, change: Change): void {
  assertSame({ configPath, text, lock, lockPath });
  if (change.text !== text) assertWritable(configPath);
  assertWritable(lockPath);
  mkdirSync(dirname(configPath), { recursive: true });
  if (change.lock !== undefined) writeLock(lockPath, change.lock);
  try {
    if (change.text !== (text ?? '')) writeWhole(configPath, change.text);
  } catch (error) {
    if (lock !== undefined) writeLock(lockPath, lock);
    else rmSync(lockPath, { force: true });
    throw error;
  }
}

/** Somebody else may have changed them since they were read: their change must not be lost. */
function assertSame({ configPath, text, lock, lockPath }: Omit<Installation, 'entries' | 'dataDir'>): void {
  const now = existsSync(configPath) ? readFileSync(configPath, 'utf8') : undefined;
  if (now === text && isDeepStrictEqual(readLock(lockPath), lock)) return;
  throw new RuntimeError(
    'PLUGIN_LOCK_DRIFT',
    `${configPath} or ${lockPath} was changed by somebody else in this moment; nothing was written, so try again`,
  );
}

/** The entry of the plugin of a name: the lock file says, else its package does. */
export function entryNamed(installation: Installation, name: string): PluginEntry | undefined {
  const { entries, lock } = installation;
  const locked = lock?.plugins[name];
  const bySource = locked && entries.find(({ source }) => source === locked.source);
  return bySource ?? entries.find((entry) => nameOf(entry, installation) === name);
}

function nameOf(entry: PluginEntry, { lock, ...place }: Installation): string | undefined {
  try {
    return findConfigured([entry], { ...place, lock })[0]?.found?.manifest?.name;
  } catch {
    // One that is broken is not the one that is meant.
    return undefined;
  }
}

type PinnedOther = { readonly name: string; readonly locked: LockedPlugin };

/**
 * They run already with all that they ask for: pinning them takes nothing and gives nothing. Packed ones do not run before they are
 * pinned: each is added by itself.
 */
function pinAll(entries: readonly PluginEntry[], place: Installation): readonly PinnedOther[] {
  const running = entries.filter(({ source }) => ['path', 'package'].includes(referenceOf(source).kind));
  return findConfigured(running, { ...place, lock: undefined }).map(pinned);
}

function pinned(plugin: ConfiguredPlugin): PinnedOther {
  const { source, isolation, plugin: found } = foundOf(plugin);
  if (found === undefined) {
    throw new RuntimeError(
      'PLUGIN_NOT_LOCKED',
      `the plugin ${source} cannot be pinned: it has no plugin.json, and a lock file holds for all plugins; write one by \`configurable-agents plugins build\`, or take it out of the configuration first`,
    );
  }
  const { name, version, integrity, capabilities } = found;
  return { name, locked: { version, source, integrity, capabilities: known(capabilities), isolation } };
}

/** A capability that this release does not know is never granted. */
function known({ net, secrets, env, fs, subprocess, llm }: ManifestCapabilities): ManifestCapabilities {
  return {
    net,
    ...(secrets === undefined ? {} : { secrets }),
    ...(env === undefined ? {} : { env }),
    ...(fs === undefined ? {} : { fs: { ...(fs.read && { read: fs.read }), ...(fs.write && { write: fs.write }) } }),
    ...(subprocess === undefined ? {} : { subprocess }),
    ...(llm === undefined ? {} : { llm }),
  };
}

/** Somebody names a plugin that is not installed. */
export function notInstalled(name: string, { lock, entries }: Pick<Installation, 'lock' | 'entries'>): RuntimeError {
  const names = Object.keys(lock?.plugins ?? {});
  const there = names.length > 0 ? names : entries.map(({ source }) => source);
  return new RuntimeError(
    'PLUGIN_NOT_FOUND',
    `there is no plugin ${JSON.stringify(name)} to remove; ${there.length === 0 ? 'none is installed beside those of the product' : `installed are ${there.join(', ')}`}`,
  );
}
