// A plugin that runs in a process of its own: none of its code is loaded in this one, so it is known by its plugin.json alone.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RuntimeError } from '../errors.ts';
import { readManifest } from './manifest-file.ts';
import type { PluginSource } from './source.ts';

/** The source with its manifest. Throws `PLUGIN_LOAD_FAILED` where there is none, `PLUGIN_INVALID` for one that is wrong. */
export function withData(source: PluginSource): PluginSource {
  if (source.manifest !== undefined) return source;
  const { specifier } = source;
  const folder = source.folder ?? dirname(fileURLToPath(specifier));
  const manifest = readManifest(folder);
  if (manifest !== undefined) return { ...source, manifest };
  throw new RuntimeError(
    'PLUGIN_LOAD_FAILED',
    `the plugin ${specifier} cannot be loaded: in a process of its own it is known by its plugin.json, and there is none in ${folder}; ` +
      'write it by `configurable-agents plugins build`',
  );
}
