// A plugin's code comes into a lane: in time, and as its manifest says, or the attempt fails with a code.
import { PluginError } from '@configurable-agents/plugin-sdk';
import type { Plugin, PluginManifest } from '@configurable-agents/plugin-sdk';
import { RuntimeError } from '../errors.ts';
import { loadCode } from '../plugin/code.ts';
import { LOAD_TIMEOUT_MS } from '../plugin/bounds.ts';
import { loadTimeout, manifestStale } from '../plugin/failure.ts';
import { manifestDifference } from '../plugin/manifest.ts';

/** The plugin of a module. Throws a `PluginError` with a code `PLUGIN_…`. */
export async function importPlugin(specifier: string, told: PluginManifest | undefined): Promise<Plugin> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(loadTimeout(specifier, LOAD_TIMEOUT_MS)), LOAD_TIMEOUT_MS);
  try {
    const { plugin, manifest } = await Promise.race([loadCode(specifier), late.promise]);
    const difference = told === undefined ? undefined : manifestDifference(told, manifest);
    if (difference !== undefined) throw manifestStale(specifier, difference);
    return plugin;
  } catch (error) {
    if (!(error instanceof RuntimeError)) throw error;
    const { code, message } = error;
    // A machine that is busy may be less so in a while; code that is wrong stays wrong.
    throw new PluginError(message, { code, retryable: code === 'PLUGIN_LOAD_TIMEOUT' });
  } finally {
    clearTimeout(timer);
  }
}
