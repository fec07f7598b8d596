import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { RuntimeError } from '../errors.ts';

const KINDS = ['actions', 'tools', 'providers', 'triggers', 'trackers'] as const;
const WORDS = { actions: 'action', tools: 'tool', providers: 'provider', triggers: 'trigger', trackers: 'tracker' };

/** Whether every name is one plugin's. Throws `PLUGIN_CONFLICT`, which names both. */
export function assertNoConflict(
  loaded: readonly { readonly manifest: PluginManifest; readonly specifier: string }[],
): void {
  const owners = new Map<string, string>();
  for (const { manifest, specifier } of loaded) {
    const offered = KINDS.flatMap((kind) => Object.keys(manifest[kind] ?? {}).map((name) => [WORDS[kind], name]));
    for (const [word, name] of [['plugin', manifest.name], ...offered]) {
      const owner = owners.get(`${word} ${name}`);
      if (owner !== undefined) {
        throw new RuntimeError(
          'PLUGIN_CONFLICT',
          `the ${word} ${name} is offered by both ${owner} and ${specifier}; remove one of them`,
        );
      }
      owners.set(`${word} ${name}`, specifier);
    }
  }
}
