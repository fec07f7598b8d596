// Named environments: what the configuration file says otherwise for `production`, `staging` and the like.
import { nearest } from '@configurable-agents/core/graph';
import { ConfigError } from './config-error.ts';
import type { Config } from './schema.ts';

type Section = { readonly [key: string]: unknown };

/** The configuration as it is in an environment: objects are merged key by key, everything else is replaced. Throws `ConfigError`. */
export function inEnvironment(
  { environments = {}, ...config }: Config,
  { name, path }: { readonly name: string; readonly path: string },
): Config {
  const changes = Object.hasOwn(environments, name) ? environments[name] : undefined;
  if (changes === undefined) {
    const known = Object.keys(environments);
    const near = nearest(name, known);
    const list = known.length === 0 ? 'it has no `environments`' : `known are ${known.join(', ')}`;
    const help = near === undefined ? list : `did you mean \`${near}\`?`;
    throw new ConfigError(`${path} has no environment \`${name}\`; ${help}`);
  }
  return merged(config, changes);
}

function merged(base: Section, changes: Section): Section {
  const changed = Object.entries(changes).map(([key, value]) => {
    const before = Object.hasOwn(base, key) ? base[key] : undefined;
    return [key, isSection(before) && isSection(value) ? merged(before, value) : value] as const;
  });
  return { ...base, ...Object.fromEntries(changed) };
}

function isSection(value: unknown): value is Section {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
