import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { below, isObject, shown } from './shape.ts';

/** What differs between a manifest and what the code says, with its JSON path; undefined where nothing does. */
export function manifestDifference(told: PluginManifest, code: PluginManifest): string | undefined {
  // A secret's variable is compared with the secret; files are named relative to the package, or not.
  const { secrets: _told, ...toldCapabilities } = told.capabilities;
  const { secrets: _code, ...codeCapabilities } = code.capabilities;
  const pairs: readonly [string, unknown, unknown][] = [
    ...(['name', 'version', 'sdk', 'config', 'secrets', 'actions', 'providers', 'trackers'] as const).map(
      (key): [string, unknown, unknown] => [key, told[key], code[key]],
    ),
    ['capabilities', toldCapabilities, codeCapabilities],
    ['tools', told.tools ?? {}, code.tools ?? {}],
    ['triggers', withoutFiles(told.triggers), withoutFiles(code.triggers)],
  ];
  for (const [key, before, now] of pairs) {
    const found = difference(before, now, below('', key));
    if (found !== undefined) return found;
  }
  return undefined;
}

function withoutFiles(triggers: PluginManifest['triggers']): unknown {
  return Object.fromEntries(Object.entries(triggers).map(([key, { eventSchemas: _file, ...rest }]) => [key, rest]));
}

function difference(told: unknown, code: unknown, path: string): string | undefined {
  if (Object.is(told, code)) return undefined;
  const isDeep = isObject(told) && isObject(code);
  if (!isDeep && !(Array.isArray(told) && Array.isArray(code) && told.length === code.length)) {
    return `${path} is ${shown(told)} in plugin.json and ${shown(code)} in the code`;
  }
  const [before, now] = [told, code] as readonly { readonly [key: string]: unknown }[];
  for (const key of new Set([...Object.keys(before ?? {}), ...Object.keys(now ?? {})])) {
    const of = (from: typeof before): unknown =>
      from !== undefined && Object.hasOwn(from, key) ? from[key] : undefined;
    const found = difference(of(before), of(now), below(path, key));
    if (found !== undefined) return found;
  }
  return undefined;
}
