import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { RuntimeError } from '../errors.ts';
import { MAX_MANIFEST_CHARACTERS } from './bounds.ts';
import { checkedManifest } from './manifest.ts';
import { reasonOf } from './failure.ts';
import { below } from './shape.ts';
import type { PluginSource } from './source.ts';

/** `plugin.json` of a package's folder, checked; undefined where there is none. Throws `PLUGIN_INVALID`, `PLUGIN_SDK_RANGE`. */
export function readManifest(folder: string): PluginManifest | undefined {
  const path = join(folder, 'plugin.json');
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  const invalid = (problem: string): RuntimeError =>
    new RuntimeError('PLUGIN_INVALID', `the manifest of ${path} ${problem}`, { details: { path: '/' } });
  if (!found.isFile()) throw invalid('is no file');
  // A character takes four bytes at most.
  if (found.size > MAX_MANIFEST_CHARACTERS * 4) throw invalid(`is larger than ${MAX_MANIFEST_CHARACTERS} characters`);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw invalid(`is not JSON: ${reasonOf(error)}; write it again by \`configurable-agents plugins build\``);
  }
  return checkedManifest(value, path);
}

/** The manifest with its files as URLs: in `plugin.json` they are relative to the package, and lie in it. */
export function withFiles(manifest: PluginManifest, { folder, specifier }: PluginSource): PluginManifest {
  if (folder === undefined) return manifest;
  const base = pathToFileURL(join(folder, '/')).href;
  const triggers = Object.entries(manifest.triggers).map(([name, trigger]) => {
    const { eventSchemas: file } = trigger;
    if (file === undefined) return [name, trigger];
    const url = URL.canParse(file, base) ? new URL(file, base).href : '';
    if (url.startsWith(base)) return [name, { ...trigger, eventSchemas: url }];
    const path = `${below('/triggers', name)}/eventSchemas`;
    const found = JSON.stringify(file.slice(0, 100));
    throw new RuntimeError(
      'PLUGIN_INVALID',
      `the manifest of ${specifier}: ${path} is ${found}; it must be a file in the package, such as "./schemas/events.json"`,
      { details: { path } },
    );
  });
  return { ...manifest, triggers: Object.fromEntries(triggers) as PluginManifest['triggers'] };
}
