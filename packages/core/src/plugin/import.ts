// A third-party plugin's code comes into a thread: in time, and as its manifest says.
import type { Plugin, PluginManifest } from '@configurable-agents/plugin-sdk';
import { within } from '../within.ts';
import { LOAD_TIMEOUT_MS } from './bounds.ts';
import { loadCode } from './code.ts';
import { loadTimeout, manifestStale } from './failure.ts';
import { manifestDifference } from './difference.ts';

/** The plugin of a module. `told` is what was known of it before. Throws `PLUGIN_…`. */
export async function importPlugin(specifier: string, told: PluginManifest | undefined): Promise<Plugin> {
  const { plugin, manifest } = await within(LOAD_TIMEOUT_MS, loadCode(specifier), () =>
    loadTimeout(specifier, LOAD_TIMEOUT_MS),
  );
  const difference = told === undefined ? undefined : manifestDifference(told, manifest);
  if (difference !== undefined) throw manifestStale(specifier, difference);
  return plugin;
}
