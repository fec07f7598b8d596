// What a process has of our environment.
import type { JsonObject, ManifestCapabilities, PluginManifest } from '@configurable-agents/plugin-sdk';
import { grantedVariables } from '../plugin/secrets.ts';

export type Environment = {
  readonly env: { readonly [name: string]: string };
  /** Values in it that must show nowhere. */
  readonly secrets: readonly string[];
};

export type EnvironmentOptions = {
  readonly manifest: Pick<PluginManifest, 'secrets'>;
  readonly granted: ManifestCapabilities;
  /** Each may name another variable for a secret. */
  readonly configs: readonly JsonObject[];
  readonly env: { readonly [name: string]: string | undefined };
};

/** What Node reads itself. */
const OF_NODE = ['TZ', 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'SystemRoot', 'windir'];
/** Shorter values would mask ordinary words. */
const SHORTEST_SECRET = 4;

/** The secrets and the variables that were granted, and what Node reads. */
export function environmentOf({ manifest: { secrets }, granted, configs, env }: EnvironmentOptions): Environment {
  const variables = (of: PluginManifest['secrets']): readonly string[] =>
    configs.flatMap((config) => grantedVariables(of, { granted, config }));
  const hidden = Object.fromEntries(Object.entries(secrets).filter(([, { visible }]) => visible !== true));
  return {
    env: pick(env, [...OF_NODE, ...variables(secrets), ...(granted.env ?? [])]),
    secrets: Object.values(pick(env, variables(hidden))).filter(({ length }) => length >= SHORTEST_SECRET),
  };
}

function pick(env: EnvironmentOptions['env'], names: readonly string[]): Environment['env'] {
  return Object.fromEntries(
    names.flatMap((name): [string, string][] => {
      const value = Object.hasOwn(env, name) ? env[name] : undefined;
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
