import type { Plugin } from '@configurable-agents/plugin-sdk';
import { RuntimeError } from '../errors.ts';
import { assertSdkRange } from './sdk-range.ts';

/** What a module exports as `plugin`, checked at the trust boundary. Throws `PLUGIN_INVALID` or `PLUGIN_SDK_RANGE`. */
export function assertPlugin(value: unknown, specifier: string): Plugin {
  const invalid = (problem: string): RuntimeError =>
    new RuntimeError('PLUGIN_INVALID', `${specifier} ${problem}; it must export \`plugin\`, made by definePlugin`);
  if (typeof value !== 'object' || value === null) throw invalid('exports no `plugin`');
  const plugin = value as Partial<Plugin>;
  if (typeof plugin.name !== 'string' || !/^[a-z][a-z0-9_-]*$/i.test(plugin.name)) throw invalid('has no usable name');
  if (typeof plugin.version !== 'string') throw invalid(`(plugin \`${plugin.name}\`) has no version`);
  const { sdk }: { readonly sdk?: unknown } = plugin;
  assertSdkRange(typeof sdk === 'string' ? sdk : '', `${specifier} (plugin \`${plugin.name}\`)`);
  return plugin as Plugin;
}
