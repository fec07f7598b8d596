// The code of a plugin, imported in this thread.
import { manifestOf } from '@configurable-agents/plugin-sdk';
import type { Plugin, PluginManifest, Trigger } from '@configurable-agents/plugin-sdk';
import { RuntimeError } from '../errors.ts';
import { assertPlugin } from './assert.ts';
import { loadFailure, reasonOf } from './failure.ts';

/** What a module says of itself. Throws `PLUGIN_…`; whatever its getters and proxies do becomes that too. */
export async function loadCode(
  specifier: string,
): Promise<{ readonly plugin: Plugin; readonly manifest: PluginManifest }> {
  let module: { readonly plugin?: unknown };
  try {
    module = (await import(specifier)) as { readonly plugin?: unknown };
  } catch (error) {
    throw loadFailure(specifier, error);
  }
  try {
    const plugin = assertPlugin(module.plugin, specifier);
    return { plugin, manifest: manifestOf(plugin) };
  } catch (error) {
    if (error instanceof RuntimeError) throw error;
    const problem = `the manifest of ${specifier} cannot be read: ${reasonOf(error)}`;
    throw new RuntimeError('PLUGIN_INVALID', `${problem}; what a plugin declares must be plain data`, {
      details: { path: '/' },
    });
  }
}

/** The trigger of a plugin's code by its full name. */
export function triggerOf({ name: plugin, triggers = {} }: Plugin, name: string): Trigger {
  const short = name === plugin ? name : name.slice(plugin.length + 1);
  const trigger = Object.hasOwn(triggers, short) ? triggers[short] : undefined;
  if (trigger !== undefined) return trigger;
  throw new RuntimeError('PLUGIN_MANIFEST_STALE', `the code of the plugin ${plugin} has no trigger ${name}`);
}
