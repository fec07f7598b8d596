// What holds for a command: flag, then environment, then configuration file, then default. Each value remembers where it came from.
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import type { Pinned } from '../plugins/pinned.ts';
import { ConfigError } from './config-error.ts';
import type { Config } from './schema.ts';

export type Setting<T> = { readonly value: T; readonly from: 'flag' | 'environment' | 'file' | 'default' };

export type GlobalOptions = {
  readonly dataDir?: string;
  readonly workflowsDir?: string;
  readonly config?: string;
  readonly provider?: string;
  readonly environment?: string;
};

export type Settings = {
  /** `looked` is where a data directory was searched for when none was named. */
  readonly dataDir: Setting<string> & { readonly exists: boolean };
  readonly workflowsDir: Setting<string>;
  readonly provider: Setting<string> | undefined;
  /** The named environment whose settings hold. */
  readonly environment: Setting<string> | undefined;
  readonly configPath: string | undefined;
  readonly config: Config;
  /** Plugins that the configuration names, held against the lock file; undefined where it names none. Throws `PLUGIN_…`. */
  readonly plugins: () => Promise<Pinned | undefined>;
  /** Names of environment variables with secrets, by trigger. */
  readonly secretEnv: { readonly [trigger: string]: string };
  /** The same of workflows that have secrets of their own, by trigger and workflow. */
  readonly workflowSecretEnv: { readonly [trigger: string]: { readonly [workflow: string]: string } };
  /** By plugin or tracker name. */
  readonly pluginConfig: { readonly [name: string]: JsonObject };
};

const DATA_DIR_NAME = '.configurable-agents';

type Place = {
  readonly env: { readonly [name: string]: string | undefined };
  readonly cwd: string;
  /** The workflow file that the command is about. */
  readonly file?: string;
};

export async function loadSettings(options: GlobalOptions, { env, cwd, file }: Place): Promise<Settings> {
  const environment = environmentOf(options, env);
  const { configPath, config } = await configOf(
    configPathOf(options, { cwd, ...(file === undefined ? {} : { file }) }),
    environment,
  );
  const base = configPath === undefined ? cwd : dirname(configPath);
  const choose = (
    flag: string | undefined,
    variable: string,
    inFile: string | undefined,
  ): Setting<string> | undefined => {
    if (flag !== undefined) return { value: resolve(cwd, flag), from: 'flag' };
    const set = env[variable];
    if (set !== undefined && set !== '') return { value: resolve(cwd, set), from: 'environment' };
    return inFile === undefined ? undefined : { value: resolve(base, inFile), from: 'file' };
  };
  const dataDir = choose(options.dataDir, 'CONFIGURABLE_AGENTS_DATA_DIR', config.data_dir) ?? {
    value: findUpward(cwd) ?? join(cwd, DATA_DIR_NAME),
    from: 'default' as const,
  };
  return {
    dataDir: { ...dataDir, exists: existsSync(dataDir.value) },
    workflowsDir: choose(options.workflowsDir, 'CONFIGURABLE_AGENTS_WORKFLOWS_DIR', config.workflows_dir) ?? {
      value: cwd,
      from: 'default',
    },
    provider: providerOf(options, env),
    environment,
    configPath,
    config,
    plugins: once(async () => await pinnedOf(config, { configPath, dataDir: dataDir.value })),
    secretEnv: Object.fromEntries(
      Object.entries(config.triggers ?? {}).flatMap(([name, { secret_env: variable }]) =>
        variable === undefined ? [] : [[name, variable]],
      ),
    ),
    workflowSecretEnv: Object.fromEntries(
      Object.entries(config.triggers ?? {}).map(([name, { workflows = {} }]) => [
        name,
        Object.fromEntries(
          Object.entries(workflows).map(([workflow, { secret_env: variable }]) => [workflow, variable]),
        ),
      ]),
    ),
    pluginConfig: { ...config.actions, ...config.providers, ...config.trackers },
  };
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | undefined;
  return () => (known ??= read());
}

async function pinnedOf(
  { plugins = [] }: Config,
  { configPath, dataDir }: { readonly configPath: string | undefined; readonly dataDir: string },
): Promise<Pinned | undefined> {
  if (configPath === undefined || plugins.length === 0) return undefined;
  // What reads packages is loaded only where there is one.
  const { readPinned } = await import('../plugins/pinned.ts');
  return readPinned(plugins, { configPath, dataDir });
}

/** The configuration file of a command, where there is one. */
export function configPathOf(options: GlobalOptions, { cwd, file }: Omit<Place, 'env'>): string | undefined {
  if (options.config !== undefined) return resolve(cwd, options.config);
  return findConfig(file === undefined ? [cwd] : [dirname(resolve(cwd, file)), cwd]);
}

/** The named environment that was asked for. */
export function environmentOf(options: GlobalOptions, env: Place['env']): Setting<string> | undefined {
  if (options.environment !== undefined) return { value: options.environment, from: 'flag' };
  const set = env['CONFIGURABLE_AGENTS_ENVIRONMENT'];
  return set === undefined || set === '' ? undefined : { value: set, from: 'environment' };
}

async function configOf(
  path: string | undefined,
  environment: Setting<string> | undefined,
): Promise<{ readonly configPath: string | undefined; readonly config: Config }> {
  if (path === undefined) {
    if (environment === undefined) return { configPath: undefined, config: {} };
    throw new ConfigError(
      `the environment \`${environment.value}\` (${environment.from}) is one of a configuration file, and there is none; write configurable-agents.yaml with \`environments\``,
    );
  }
  // The YAML parser and the validator are loaded only where there is a file.
  const { readConfig } = await import('./file.ts');
  const { config } = readConfig(path);
  if (environment === undefined) return { configPath: path, config };
  const { inEnvironment } = await import('./environments.ts');
  return { configPath: path, config: inEnvironment(config, { name: environment.value, path }) };
}

function providerOf(options: GlobalOptions, env: Place['env']): Setting<string> | undefined {
  if (options.provider !== undefined) return { value: options.provider, from: 'flag' };
  const set = env['CONFIGURABLE_AGENTS_PROVIDER'];
  return set === undefined || set === '' ? undefined : { value: set, from: 'environment' };
}

/** The configuration file that holds in the first of some folders that has one, in it or above it. */
export function findConfig(folders: readonly string[]): string | undefined {
  for (const start of folders) {
    const found = upward(start, 'configurable-agents.yaml');
    if (found !== undefined) return found;
  }
  return undefined;
}

function findUpward(start: string): string | undefined {
  return upward(start, DATA_DIR_NAME);
}

function upward(start: string, name: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const path = join(folder, name);
    if (existsSync(path)) return path;
    if (dirname(folder) === folder) return undefined;
  }
}
