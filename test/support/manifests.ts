import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import type { Plugin, PluginManifest } from '@configurable-agents/plugin-sdk';
import { ROOT } from './markdown.ts';

/** Manifests of the plugins of this repository. */
export async function firstPartyManifests(): Promise<readonly PluginManifest[]> {
  const folders = globSync('packages/plugins/*/src/index.ts', { cwd: ROOT }).toSorted();
  const modules = await Promise.all(
    folders
      // What others build plugins with.
      .filter((path) => !/\/(?:sdk|ai-sdk)\//.test(path))
      .map(async (path) => (await import(pathToFileURL(join(ROOT, path)).href)) as { readonly plugin: Plugin }),
  );
  return modules.map(({ plugin }) => manifestOf(plugin));
}
