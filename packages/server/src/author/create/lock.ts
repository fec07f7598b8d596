// package-lock.json of a new plugin: what npm installs by it is what this command was installed with, so that npm's cache has all of it. Pure.
import { posix } from 'node:path';

/** An entry of `packages` in a lock file of npm. */
export type LockEntry = {
  readonly version?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dependencies?: { readonly [name: string]: string };
  readonly optionalDependencies?: { readonly [name: string]: string };
  readonly peerDependencies?: { readonly [name: string]: string };
  readonly peerDependenciesMeta?: { readonly [name: string]: { readonly optional?: boolean } };
};

/** By path from the folder of the lock file. */
export type LockEntries = { readonly [path: string]: LockEntry };

/**
 * The entries that some packages at the top need, and themselves. Each is found where Node would find it. What is optional and not there, such
 * as code for another machine, is not asked for.
 */
export function closureOf(entries: LockEntries, names: readonly string[]): LockEntries {
  const found: { [path: string]: LockEntry } = {};
  const queue = names.map((name) => `node_modules/${name}`);
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const entry = entries[path];
    if (entry === undefined || Object.hasOwn(found, path)) continue;
    found[path] = withoutMissing(entry, { from: path, entries });
    for (const name of neededBy(entry)) {
      const at = placeOf(name, { from: path, entries });
      if (at !== undefined) queue.push(at);
    }
  }
  return found;
}

function neededBy(entry: LockEntry): readonly string[] {
  const { dependencies = {}, optionalDependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = entry;
  const peers = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true);
  return [...Object.keys(dependencies), ...Object.keys(optionalDependencies), ...peers];
}

type At = { readonly from: string; readonly entries: LockEntries };

function withoutMissing(entry: LockEntry, at: At): LockEntry {
  const optional = Object.entries(entry.optionalDependencies ?? {});
  const there = optional.filter(([name]) => placeOf(name, at) !== undefined);
  return there.length === optional.length ? entry : { ...entry, optionalDependencies: Object.fromEntries(there) };
}

function placeOf(name: string, { from, entries }: At): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (Object.hasOwn(entries, path)) return path;
    if (folder === '') return undefined;
  }
}

/** Tarballs that were named by a path, as seen from another folder. `from` and `to` are absolute, with `/` between steps. */
export function movedEntries(
  entries: LockEntries,
  { from, to }: { readonly from: string; readonly to: string },
): LockEntries {
  return Object.fromEntries(
    Object.entries(entries).map(([path, entry]) => {
      const { resolved } = entry;
      if (resolved?.startsWith('file:') !== true) return [path, entry];
      const target = posix.resolve(from, resolved.slice('file:'.length));
      return [path, { ...entry, resolved: `file:${posix.relative(to, target)}` }];
    }),
  );
}

type PackageJson = { readonly name: string; readonly version: string; readonly [key: string]: unknown };

/** The text of the lock file. */
export function lockText(json: PackageJson, entries: LockEntries): string {
  const { name, version, license, engines, devDependencies, peerDependencies } = json;
  const root = { name, version, license, devDependencies, engines, peerDependencies };
  const development = Object.entries(entries)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, entry]) => [path, entry.link === true ? entry : { ...entry, dev: true }] as const);
  const lock = {
    name,
    version,
    lockfileVersion: 3,
    requires: true,
    packages: { '': root, ...Object.fromEntries(development) },
  };
  return `${JSON.stringify(lock, undefined, 2)}\n`;
}
