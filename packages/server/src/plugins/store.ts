// Unpacked packages below the data directory. A folder there has its integrity in its name and is never changed.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RuntimeError } from '@configurable-agents/core';
import { folderIntegrity, readFolder } from './folder.ts';
import type { PackageFolder } from './folder.ts';
import { integrityOf, shortIntegrity } from './integrity.ts';
import type { PackageFiles } from './integrity.ts';
import { installDependencies } from './npm.ts';
import { packageOf } from './package.ts';

const SDK = '@configurable-agents/plugin-sdk';

type Identity = { readonly name: string; readonly version: string; readonly integrity: string };

/** Where a package of this name, version and integrity is, or would be. */
export function unpackedPath(dataDir: string, { name, version, integrity }: Identity): string {
  return join(dataDir, 'plugins', `${name}@${version}-${shortIntegrity(integrity)}`);
}

/**
 * Puts the files of a package below the data directory with its dependencies, whole or not at all; one that is there is taken as it is.
 * `where` is what it came from, for messages. Throws `PLUGIN_…`.
 */
export async function unpack(
  files: PackageFiles,
  { dataDir, where }: { readonly dataDir: string; readonly where: string },
): Promise<PackageFolder> {
  const { json, manifest } = packageOf(files, where);
  const integrity = integrityOf(files);
  const folder = unpackedPath(dataDir, { name: manifest.name, version: manifest.version, integrity });
  mkdirSync(dirname(folder), { recursive: true });
  linkPeers(dirname(folder));
  if (existsSync(folder)) return unchanged(folder, integrity);
  const fresh = mkdtempSync(join(dirname(folder), '.unpacking-'));
  try {
    for (const [path, content] of files) {
      mkdirSync(dirname(join(fresh, path)), { recursive: true });
      writeFileSync(join(fresh, path), content, { flag: 'wx' });
    }
    const { dependencies } = json;
    if (Object.keys(dependencies).length > 0) await installDependencies(fresh, { name: manifest.name, dependencies });
    moveTo(folder, fresh);
  } catch (error) {
    if (error instanceof RuntimeError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new RuntimeError('PLUGIN_PACKAGE_INVALID', `the plugin package ${where} cannot be unpacked: ${reason}`, {
      cause: error,
    });
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return readFolder(folder);
}

/** Another process may have been quicker: its folder is as good. */
function moveTo(folder: string, fresh: string): void {
  try {
    renameSync(fresh, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

function unchanged(folder: string, integrity: string): PackageFolder {
  const found = readFolder(folder);
  if (folderIntegrity(found) === integrity) return found;
  throw new RuntimeError(
    'PLUGIN_LOCK_DRIFT',
    `the files of ${folder} are not what was unpacked there; remove the folder and add the plugin again`,
  );
}

/** What packages below the folder find as their peer: the SDK of this release. It is a link, so that an upgrade of the product reaches it. */
export function linkPeers(folder: string): void {
  const link = join(folder, 'node_modules', SDK);
  const target = sdkFolder();
  if (linkOf(link) === target) return;
  mkdirSync(dirname(link), { recursive: true });
  rmSync(link, { recursive: true, force: true });
  symlinkSync(target, link, 'junction');
}

function linkOf(path: string): string | undefined {
  try {
    return resolve(dirname(path), readlinkSync(path));
  } catch {
    return undefined;
  }
}

function sdkFolder(): string {
  for (let at = dirname(fileURLToPath(import.meta.resolve(SDK))); ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return at;
    if (dirname(at) === at) throw new Error(`${SDK} has no package.json`);
  }
}
