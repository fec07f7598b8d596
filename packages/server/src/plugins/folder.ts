// A package in a folder: read, never run.
import { lstatSync, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RuntimeError } from '@configurable-agents/core';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { integrityOf } from './integrity.ts';
import type { PackageFiles } from './integrity.ts';
import { MAX_BYTES, MAX_FILES, MAX_JSON_BYTES } from './limits.ts';
import { assertOneVersion, packageInvalid, parseManifest, parsePackageJson } from './package.ts';
import type { PackageJson } from './package.ts';
import { isPacked, mayBePacked } from './packlist.ts';

/** A package's folder. `manifest` is as plugin.json has it, absent where there is none. */
export type PackageFolder = {
  readonly folder: string;
  readonly json: PackageJson;
  readonly manifest: PluginManifest | undefined;
  /** Absolute URL of the module. */
  readonly specifier: string;
};

/** Reads package.json and plugin.json of a folder. Throws `PLUGIN_PACKAGE_INVALID`, `PLUGIN_TOO_LARGE`, `PLUGIN_INVALID`. */
export function readFolder(folder: string): PackageFolder {
  const bytes = readSmall(folder, 'package.json');
  if (bytes === undefined) throw packageInvalid(folder, 'has no package.json');
  const json = parsePackageJson(bytes, folder);
  const told = readSmall(folder, 'plugin.json');
  const manifest = told === undefined ? undefined : parseManifest(told, folder);
  if (manifest !== undefined) {
    assertOneVersion(json, manifest, folder);
    assertInside(folder, json.entry);
  }
  return {
    folder,
    json,
    manifest,
    specifier: pathToFileURL(join(folder, json.entry)).href,
  };
}

/** The integrity of what npm would pack of a folder. Throws `PLUGIN_PACKAGE_INVALID` for a link, `PLUGIN_TOO_LARGE`. */
export function folderIntegrity({ folder, json }: Pick<PackageFolder, 'folder' | 'json'>): string {
  return integrityOf(filesOf(folder, json));
}

function filesOf(folder: string, json: PackageJson): PackageFiles {
  const files = new Map<string, Uint8Array>();
  const listed = { ...(json.files === undefined ? {} : { files: json.files }), always: [json.entry, ...json.programs] };
  let bytes = 0;
  const walk = (below: string): void => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (!mayBePacked(path)) continue;
      if (entry.isDirectory()) walk(path);
      else if (isPacked(path, listed)) {
        // What a link leads to would be outside of the hash.
        if (!entry.isFile()) throw packageInvalid(folder, `holds ${path}, which is a link or no file`);
        bytes += lstatSync(join(folder, path)).size;
        if (files.size >= MAX_FILES || bytes > MAX_BYTES) throw tooLarge(folder);
        files.set(path, readFileSync(join(folder, path)));
      }
    }
  };
  walk('');
  return files;
}

export function tooLarge(where: string): RuntimeError {
  return new RuntimeError(
    'PLUGIN_TOO_LARGE',
    `the plugin package ${where} holds more than ${MAX_FILES} files or ${MAX_BYTES / 1024 / 1024} MiB; list what is to be packed in \`files\` of its package.json`,
  );
}

function readSmall(folder: string, name: string): Uint8Array | undefined {
  const path = join(folder, name);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  if (!stat.isFile()) throw packageInvalid(folder, `has a ${name} that is no file`);
  if (stat.size > MAX_JSON_BYTES) {
    throw new RuntimeError(
      'PLUGIN_TOO_LARGE',
      `the plugin package ${folder} has a ${name} of ${stat.size} bytes; ${MAX_JSON_BYTES} are taken at most`,
    );
  }
  return readFileSync(path);
}

/** The module is a file of the package, also when links are followed. */
function assertInside(folder: string, entry: string): void {
  let real: string;
  try {
    real = realpathSync(join(folder, entry));
  } catch (cause) {
    throw packageInvalid(folder, `names a module that it does not hold: ${entry}; is it built?`, cause);
  }
  if (!real.startsWith(realpathSync(folder) + sep))
    throw packageInvalid(folder, `names a module that a link leads out of it: ${entry}`);
}
