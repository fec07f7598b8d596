// A plugin that runs in a process of its own: none of its code is loaded in this one, so it is known by its plugin.json alone.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { RuntimeError } from '../errors.ts';
import type { PluginSource } from './source.ts';

/** Throws `PLUGIN_LOAD_FAILED` where there is no manifest, `PLUGIN_INVALID` for one that offers what only threads of ours run. */
export function loadData({ manifest, specifier, folder }: PluginSource): PluginManifest {
  const known = manifest ?? readManifest(folder ?? dirname(fileURLToPath(specifier)), specifier);
  const inThreads = [...Object.keys(known.triggers), ...Object.keys(known.trackers)];
  if (inThreads.length > 0) {
    throw new RuntimeError(
      'PLUGIN_INVALID',
      `plugin \`${known.name}\` cannot run in a process of its own: it offers ${inThreads.join(', ')}, and triggers and trackers run ` +
        'in threads of the engine; take it without `isolation: process`, or split it',
    );
  }
  return known;
}

function readManifest(folder: string, specifier: string): PluginManifest {
  const path = join(folder, 'plugin.json');
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as PluginManifest;
  } catch (cause) {
    throw new RuntimeError(
      'PLUGIN_LOAD_FAILED',
      `the plugin ${specifier} cannot be loaded: in a process of its own it is known by its plugin.json, and ${path} cannot be read; ` +
        'its author makes it by `configurable-agents plugins build`',
      { cause },
    );
  }
}
