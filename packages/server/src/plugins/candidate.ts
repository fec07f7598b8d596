// A plugin that is to be installed: read, shown, and only then put where it is used from.
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, posix, relative, resolve, sep } from 'node:path';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import type { PluginEntry } from '../config/schema.ts';
import { findInstalled } from './configured.ts';
import type { PluginPlace } from './configured.ts';
import { folderIntegrity, readFolder } from './folder.ts';
import type { PackageFolder } from './folder.ts';
import { integrityOf } from './integrity.ts';
import type { PackageFiles } from './integrity.ts';
import { fetchPackage } from './npm.ts';
import { noManifest, packageInvalid, packageOf } from './package.ts';
import { isPath, referenceOf } from './reference.ts';
import type { Reference } from './reference.ts';
import { unpack, unpackedPath } from './store.ts';
import { readTarball } from './tarball.ts';

export type Candidate = {
  readonly manifest: PluginManifest;
  readonly integrity: string;
  /** A tarball, of which there is one for a version; a folder may be under work. */
  readonly isPacked: boolean;
  /** As the configuration is to write it. */
  readonly entry: PluginEntry;
  /** Puts it where it is used from. `undo` takes away what was not there before. Throws `PLUGIN_…`. */
  readonly settle: () => Promise<{ readonly found: PackageFolder; readonly undo: () => void }>;
};

/**
 * What a person typed, so that it means the same anywhere: a folder that is there is that folder, with its whole path; a name is a package
 * that is installed beside the configuration, else one that npm fetches.
 */
export function absoluteSource(
  typed: string,
  { cwd, configPath }: { readonly cwd: string; readonly configPath: string },
): string {
  if (typed.startsWith('npm:')) return typed;
  const path = resolve(cwd, typed);
  if (isPath(typed) || isFolder(path) || /^[^@/][^/]*\//.test(typed)) return path;
  const { name, range } = referenceOf(`npm:${typed}`) as Extract<Reference, { kind: 'npm' }>;
  if (range === undefined && findInstalled(name, configPath) !== undefined) return name;
  return `npm:${typed}`;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Reads a source. Nothing of the data directory or the configuration changes. Throws `PLUGIN_…`. */
export async function openCandidate(
  source: string,
  place: PluginPlace & { readonly isolation?: PluginEntry['isolation'] },
): Promise<Candidate> {
  const { configPath, isolation } = place;
  const entryFor = (written: string): PluginEntry => ({
    source: written,
    ...(isolation === undefined ? {} : { isolation }),
  });
  const reference = referenceOf(source);
  switch (reference.kind) {
    case 'path': {
      const folder = resolve(dirname(configPath), reference.path);
      return fromFolder(folder, entryFor(writtenPath(folder, configPath)));
    }
    case 'package': {
      const folder = findInstalled(reference.name, configPath);
      if (folder === undefined)
        throw packageInvalid(reference.name, `is not installed beside ${configPath}; to fetch it, add npm:${source}`);
      return fromFolder(folder, entryFor(source));
    }
    case 'tarball': {
      const path = resolve(dirname(configPath), reference.path);
      return fromFiles(await readTarball(path), {
        place,
        where: path,
        entry: () => entryFor(writtenPath(path, configPath)),
      });
    }
    case 'npm':
      return fromFiles(await fetched(reference, dirname(configPath)), {
        place,
        where: source,
        entry: (version) => entryFor(`npm:${reference.name}@${version}`),
      });
  }
}

/** A path from the configuration's folder, as the configuration writes it. */
function writtenPath(path: string, configPath: string): string {
  const written = relative(dirname(configPath), path).split(sep).join(posix.sep);
  return written.startsWith('..') || isAbsolute(written) ? written : `./${written}`;
}

function fromFolder(path: string, entry: PluginEntry): Candidate {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw packageInvalid(path, 'is not there');
  if (!stat.isDirectory()) throw packageInvalid(path, 'is a file; name the folder of the package, or a tarball');
  const found = readFolder(path);
  if (found.manifest === undefined) throw noManifest(path);
  const settled = { found, undo: () => {} };
  const integrity = folderIntegrity(found);
  return { manifest: found.manifest, integrity, isPacked: false, entry, settle: () => Promise.resolve(settled) };
}

function fromFiles(
  files: PackageFiles,
  at: { readonly place: PluginPlace; readonly where: string; readonly entry: (version: string) => PluginEntry },
): Candidate {
  const { dataDir } = at.place;
  const { manifest } = packageOf(files, at.where);
  const integrity = integrityOf(files);
  return {
    manifest,
    integrity,
    isPacked: true,
    entry: at.entry(manifest.version),
    settle: async () => {
      const path = unpackedPath(dataDir, { name: manifest.name, version: manifest.version, integrity });
      const isNew = !existsSync(path);
      const found = await unpack(files, { dataDir, where: at.where });
      return { found, undo: () => (isNew ? rmSync(path, { recursive: true, force: true }) : undefined) };
    },
  };
}

/** npm runs in the configuration's folder, so that its `.npmrc` says which registry is asked. */
async function fetched(reference: Extract<Reference, { kind: 'npm' }>, cwd: string): Promise<PackageFiles> {
  const folder = mkdtempSync(join(tmpdir(), 'configurable-agents-fetch-'));
  try {
    return await readTarball(await fetchPackage(reference, { cwd, folder }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
