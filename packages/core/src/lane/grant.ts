// What of a plugin's capabilities was granted, as a lane needs it: the targets of `net`, with the configuration filled in.
import type { JsonObject, ManifestCapabilities, NetTarget } from '@configurable-agents/plugin-sdk';
import { targetOf } from './target.ts';

/** Where a plugin's `context.fetch` may go. */
export type Reach = {
  readonly plugin: string;
  /** `host:port` each; `*` is everywhere. */
  readonly targets: readonly string[];
  /** Those of them that the operator's own configuration names: they may be private. */
  readonly configured: readonly string[];
};

/** Every target, for a plugin that goes where the workflow says. */
const ANYWHERE = '*';

/** `config` has the defaults of the plugin, which are its author's choice; `given` is as the operator wrote it. */
export function reachOf(
  plugin: string,
  { net }: Pick<ManifestCapabilities, 'net'>,
  { config, given = config }: { readonly config: JsonObject; readonly given?: JsonObject },
): Reach {
  const from = (values: JsonObject): readonly string[] =>
    net.flatMap((target) => (typeof target === 'string' ? [] : configuredTarget(target, values)));
  const named = net.filter((target) => typeof target === 'string').map((target) => target.toLowerCase());
  return { plugin, targets: [...named, ...from(config)], configured: from(given) };
}

export function mayReach({ targets }: Reach, target: string): boolean {
  return targets.includes(ANYWHERE) || targets.includes(target);
}

/** `host:port` of the URL that stands in the configuration at a path such as `/base_url`. */
function configuredTarget({ fromConfig }: Exclude<NetTarget, string>, config: JsonObject): readonly string[] {
  const value = valueAt(config, fromConfig);
  const url = typeof value === 'string' ? URL.parse(value) : null;
  return url === null ? [] : [targetOf(url)];
}

/** The value at a path such as `/base_url` or `/server/url` of a configuration. */
export function valueAt(config: JsonObject, path: string): unknown {
  let value: unknown = config;
  for (const key of path.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as { readonly [key: string]: unknown })[key];
  }
  return value;
}
