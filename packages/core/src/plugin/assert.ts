import type { Plugin } from '@configurable-agents/plugin-sdk';
import { RuntimeError } from '../errors.ts';

/** Major version of the SDK that this release speaks. */
const SDK_MAJOR = 1;

/** What a module exports as `plugin`, checked at the trust boundary. */
export function assertPlugin(value: unknown, specifier: string): Plugin {
  const invalid = (problem: string): RuntimeError =>
    new RuntimeError('PLUGIN_INVALID', `${specifier} ${problem}; it must export \`plugin\`, made by definePlugin`);
  if (typeof value !== 'object' || value === null) throw invalid('exports no `plugin`');
  const plugin = value as Partial<Plugin>;
  if (typeof plugin.name !== 'string' || !/^[a-z][a-z0-9_-]*$/i.test(plugin.name)) throw invalid('has no usable name');
  if (typeof plugin.version !== 'string') throw invalid(`(plugin \`${plugin.name}\`) has no version`);
  const range = plugin.sdk ?? '';
  if (range !== `^${SDK_MAJOR}` && !range.startsWith(`^${SDK_MAJOR}.`)) {
    throw invalid(`(plugin \`${plugin.name}\`) asks for SDK \`${range}\`, this release speaks ^${SDK_MAJOR}`);
  }
  return plugin as Plugin;
}
