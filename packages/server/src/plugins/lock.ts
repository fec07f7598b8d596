// The lock file: which plugins were installed, and what was granted to them.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ManifestCapabilities } from '@configurable-agents/plugin-sdk';
import { readChecked } from '../config/file.ts';
import { LOCK_SCHEMA } from './lock-schema.ts';
import type { Isolation } from './reference.ts';
import { writeWhole } from './write.ts';

export const LOCK_NAME = 'configurable-agents.lock.json';

export type LockedPlugin = {
  readonly version: string;
  /** As the configuration writes it. */
  readonly source: string;
  readonly integrity: string;
  /** Those that were granted. */
  readonly capabilities: ManifestCapabilities;
  readonly isolation: Isolation;
};

export type Lock = { readonly version: 1; readonly plugins: { readonly [name: string]: LockedPlugin } };

export const EMPTY_LOCK: Lock = { version: 1, plugins: {} };

/** The lock file beside a configuration file. */
export function lockPathOf(configPath: string): string {
  return join(dirname(configPath), LOCK_NAME);
}

/** Reads a lock file; undefined where there is none. Throws `ConfigError` with the place of what is wrong. */
export function readLock(path: string): Lock | undefined {
  return existsSync(path)
    ? readChecked<Lock>(path, LOCK_SCHEMA, { what: 'lock file', example: EMPTY_LOCK })
    : undefined;
}

/** The text of a lock file: keys in order, so that a change is a small difference. */
export function lockText(lock: Lock): string {
  return `${JSON.stringify(sorted(lock), null, 2)}\n`;
}

/** Writes it, whole or not at all. Throws `PLUGIN_READ_ONLY`. */
export function writeLock(path: string, lock: Lock): void {
  writeWhole(path, lockText(lock));
}

export function withLocked(lock: Lock, name: string, plugin: LockedPlugin): Lock {
  return { ...lock, plugins: { ...lock.plugins, [name]: plugin } };
}

export function withoutLocked(lock: Lock, name: string): Lock {
  return { ...lock, plugins: Object.fromEntries(Object.entries(lock.plugins).filter(([key]) => key !== name)) };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]): [string, unknown] => [key, sorted(each)]);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
