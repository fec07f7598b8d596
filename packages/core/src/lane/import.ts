import { PluginError } from '@configurable-agents/plugin-sdk';
import type { Plugin, PluginManifest } from '@configurable-agents/plugin-sdk';
import { RuntimeError } from '../errors.ts';
import { importPlugin } from '../plugin/import.ts';

/** The plugin of a module, for an attempt. Throws a `PluginError` with a code `PLUGIN_…`. */
export async function pluginFor(specifier: string, told: PluginManifest | undefined): Promise<Plugin> {
  try {
    return await importPlugin(specifier, told);
  } catch (error) {
    if (!(error instanceof RuntimeError)) throw error;
    const { code, message } = error;
    // A machine that is busy may be less so in a while; code that is wrong stays wrong.
    throw new PluginError(message, { code, retryable: code === 'PLUGIN_LOAD_TIMEOUT' });
  }
}
