// A package as data: what package.json and plugin.json say, checked at the trust boundary. Pure.
import { posix } from 'node:path';
import { RuntimeError, checkedManifest } from '@configurable-agents/core';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { parseStrictJson } from '../intake/strict-json.ts';
import type { PackageFiles } from './integrity.ts';
import { MAX_JSON_BYTES, MAX_JSON_DEPTH } from './limits.ts';

export type PackageJson = {
  readonly name: string | undefined;
  readonly version: string | undefined;
  /** Path of the module from the folder. */
  readonly entry: string;
  readonly files: readonly string[] | undefined;
  readonly programs: readonly string[];
  readonly dependencies: { readonly [name: string]: string };
};

/** A package that is no plugin of ours, or none at all. */
export function packageInvalid(where: string, problem: string, cause?: unknown): RuntimeError {
  return new RuntimeError('PLUGIN_PACKAGE_INVALID', `the plugin package ${where} ${problem}`, { cause });
}

/** Reads package.json. Throws `PLUGIN_PACKAGE_INVALID` with what is wrong and where. */
export function parsePackageJson(bytes: Uint8Array, where: string): PackageJson {
  const json = parseObject(bytes, { file: 'package.json', where });
  const text = (name: string): string | undefined => {
    const value = json[name];
    if (value !== undefined && typeof value !== 'string')
      throw packageInvalid(where, `has a package.json whose \`${name}\` is no text`);
    return value;
  };
  const main = text('main');
  const { exports: exported } = json;
  const root = isObject(exported) && '.' in exported ? exported['.'] : exported;
  const entry = posix.normalize(conditionOf(root) ?? main ?? 'index.js');
  if (posix.isAbsolute(entry) || entry.startsWith('..') || entry.includes('\\') || entry.includes('\0'))
    throw packageInvalid(where, `names a module outside of itself: ${JSON.stringify(entry)}`);
  return {
    name: text('name'),
    version: text('version'),
    entry,
    files: textsOf(json['files'], { field: 'files', where }),
    programs: programsOf(json['bin']).map((path) => posix.normalize(path)),
    dependencies: dependenciesOf(json['dependencies'], where),
  };
}

/** Reads plugin.json. Paths in it are left as they are written. */
export function parseManifest(bytes: Uint8Array, where: string): PluginManifest {
  return checkedManifest(parseObject(bytes, { file: 'plugin.json', where }), `${where}/plugin.json`);
}

/** What both files say of a package's version must agree: one of them would be stale. */
export function assertOneVersion(json: PackageJson, manifest: PluginManifest, where: string): void {
  if (json.version === undefined || json.version === manifest.version) return;
  throw packageInvalid(
    where,
    `is ${json.version} by package.json and ${manifest.version} by plugin.json; write the version in both, then run: configurable-agents plugins build`,
  );
}

/** The two files of a package whose files are at hand. */
export function packageOf(
  files: PackageFiles,
  where: string,
): { readonly json: PackageJson; readonly manifest: PluginManifest } {
  const bytes = files.get('package.json');
  if (bytes === undefined) throw packageInvalid(where, 'has no package.json');
  const json = parsePackageJson(bytes, where);
  const told = files.get('plugin.json');
  if (told === undefined) throw noManifest(where);
  const manifest = parseManifest(told, where);
  assertOneVersion(json, manifest, where);
  assertRanges(json, where);
  if (!files.has(json.entry)) throw packageInvalid(where, `names a module that it does not hold: ${json.entry}`);
  return { json, manifest };
}

/** Without plugin.json a plugin's code would have to run to learn what it asks for. */
export function noManifest(where: string): RuntimeError {
  return packageInvalid(where, 'has no plugin.json; its author writes it by: configurable-agents plugins build');
}

function parseObject(
  bytes: Uint8Array,
  { file, where }: { readonly file: string; readonly where: string },
): { readonly [key: string]: unknown } {
  if (bytes.length > MAX_JSON_BYTES) {
    throw new RuntimeError(
      'PLUGIN_TOO_LARGE',
      `the plugin package ${where} has a ${file} of ${bytes.length} bytes; ${MAX_JSON_BYTES} are taken at most`,
    );
  }
  const parsed = parseStrictJson(bytes, { maxDepth: MAX_JSON_DEPTH });
  if (!parsed.ok) {
    const { line, column, message } = parsed;
    throw packageInvalid(where, `has a broken ${file}: line ${line}, column ${column}: ${message}`);
  }
  if (!isObject(parsed.value)) throw packageInvalid(where, `has a ${file} that is no JSON object`);
  return parsed.value;
}

/** A path would lead out of the folder, an address past the registry that npm is set up with. */
function assertRanges({ dependencies }: PackageJson, where: string): void {
  for (const [name, range] of Object.entries(dependencies)) {
    if (/[/\\:]/.test(range.replace(/^npm:(@[\w.-]+\/)?/, '')))
      throw packageInvalid(
        where,
        `depends on \`${name}\` by ${JSON.stringify(range)}; only versions and ranges are taken`,
      );
  }
}

function dependenciesOf(value: unknown, where: string): { readonly [name: string]: string } {
  if (value === undefined) return {};
  if (isObject(value) && Object.values(value).every((range) => typeof range === 'string'))
    return value as { readonly [name: string]: string };
  throw packageInvalid(where, 'has a package.json whose `dependencies` is no object of texts');
}

function textsOf(
  value: unknown,
  { field, where }: { readonly field: string; readonly where: string },
): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value;
  throw packageInvalid(where, `has a package.json whose \`${field}\` is no list of texts`);
}

function programsOf(bin: unknown): readonly string[] {
  if (typeof bin === 'string') return [bin];
  return isObject(bin) ? Object.values(bin).filter((path) => typeof path === 'string') : [];
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first condition of `exports` that holds here. */
function conditionOf(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  if (typeof target !== 'object' || target === null) return undefined;
  for (const [condition, value] of Object.entries(target)) {
    if (!['node', 'import', 'default', 'module-sync'].includes(condition)) continue;
    const found = conditionOf(value);
    if (found !== undefined) return found;
  }
  return undefined;
}
