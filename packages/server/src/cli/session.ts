// What every command starts from: its settings, its output, and the store.
import { dirname, join, resolve } from 'node:path';
import type { Runtime, RuntimeOptions, StoreReader } from '@configurable-agents/core';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { ownManifests, ownManifestSources, pluginSources } from '../config/plugins.ts';
import { auditBoundsOf, retentionOf } from '../config/retention.ts';
import { loadIfThere, loadNamed } from '../config/dotenv.ts';
import type { Origins } from '../config/dotenv.ts';
import { resolveSecrets } from '../config/secret-values.ts';
import { configPathOf, environmentOf, loadSettings } from '../config/settings.ts';
import type { GlobalOptions, Settings } from '../config/settings.ts';
import type { Pinned } from '../plugins/pinned.ts';
import { Failure } from './failure.ts';
import { openOutput } from './output.ts';
import type { LogFormat, LogLevel } from './log.ts';
import type { ColorChoice, Output } from './output.ts';

export type CommandOptions = GlobalOptions & {
  readonly color?: ColorChoice;
  readonly logLevel?: LogLevel;
  readonly logFormat?: LogFormat;
  readonly envFile?: string;
  readonly json?: boolean;
};

export type Session = {
  readonly settings: Settings;
  readonly output: Output;
  readonly env: NodeJS.ProcessEnv;
  /** Where variables come from that the environment itself did not have. */
  readonly origins: Origins;
};

export async function openSession(
  options: CommandOptions,
  { file }: { readonly file?: string } = {},
): Promise<Session> {
  const { env } = process;
  const place = { cwd: process.cwd(), ...(file === undefined ? {} : { file }) };
  const origins: Origins = new Map();
  const refused = loadEnv(options, { env, origins, place });
  const settings = await loadSettings(options, { env, ...place });
  const { color = 'auto', logFormat, logLevel } = options;
  const output = openOutput({
    color,
    env,
    ...(logFormat === undefined ? {} : { logFormat }),
    ...(logLevel === undefined ? {} : { logLevel }),
  });
  for (const line of refused) output.say(`warning: ${line}`);
  return { settings, output, env, origins };
}

/** The file of `--env-file`, else `.env` beside the configuration file, that of the named environment first. Returns what was left out. */
function loadEnv(
  options: CommandOptions,
  {
    env,
    origins,
    place,
  }: {
    readonly env: NodeJS.ProcessEnv;
    readonly origins: Origins;
    readonly place: Parameters<typeof configPathOf>[1];
  },
): readonly string[] {
  if (options.envFile !== undefined) {
    const path = resolve(options.envFile);
    try {
      loadNamed(path, { env, origins });
    } catch (cause) {
      throw new Failure(2, `the file of --env-file cannot be read: ${path}`, { cause });
    }
    return [];
  }
  const configPath = configPathOf(options, place);
  const folder = configPath === undefined ? place.cwd : dirname(configPath);
  const name = environmentOf(options, env)?.value;
  const files = [...(name === undefined ? [] : [`.env.${name}`]), '.env'].map((each) => join(folder, each));
  return files.flatMap((path) =>
    loadIfThere(path, { env, origins }).map(
      (variable) => `${path} may not set ${variable}; set it in the environment, or name the file by --env-file`,
    ),
  );
}

/** Secrets that come from files and commands take their places in the environment; for commands that need them. */
export async function loadSecrets({ settings, env, origins }: Session): Promise<void> {
  await resolveSecrets({
    env,
    origins,
    sources: settings.config.secrets ?? {},
    configPath: settings.configPath,
    names: async () => await secretVariables(settings),
  });
}

/** Variables that hold secrets of triggers and of plugins. No code of a plugin is loaded for it. */
export async function secretVariables(settings: Settings): Promise<ReadonlySet<string>> {
  const pinned = await settings.plugins();
  const others = (pinned?.plugins ?? []).flatMap(({ found }) =>
    found?.manifest === undefined ? [] : [found.manifest],
  );
  const { variablesOf } = await import('@configurable-agents/core');
  return new Set([
    ...Object.values(settings.secretEnv),
    ...Object.values(settings.workflowSecretEnv).flatMap((variables) => Object.values(variables)),
    ...[...ownManifests(), ...others].flatMap((manifest) =>
      variablesOf(manifest, settings.pluginConfig[manifest.name] ?? {}),
    ),
  ]);
}

/** Opens the store for reading; a store that is not there is exit 3 and says where it was looked for. */
export async function openStore({ settings }: Session): Promise<StoreReader> {
  const { dataDir } = settings;
  if (!dataDir.exists) {
    const where =
      dataDir.from === 'default'
        ? `no folder .configurable-agents in ${process.cwd()} or above it`
        : `there is no folder ${dataDir.value} (from ${dataDir.from})`;
    throw new Failure(
      3,
      `there is no store: ${where}; run a workflow or start the dashboard first, or name one with --data-dir`,
    );
  }
  const { openReader } = await import('@configurable-agents/core');
  return openReader(dataDir.value);
}

/** Opens the engine on the data directory. Throws `STORE_LOCKED` where another process holds it. */
export async function openRuntime(
  session: Session,
  options: CommandOptions,
  more: Partial<RuntimeOptions> = {},
): Promise<Runtime> {
  await loadSecrets(session);
  const { settings, output, env } = session;
  const [{ createRuntime }, { assignable }] = await Promise.all([
    import('@configurable-agents/core'),
    import('@configurable-agents/compiler'),
  ]);
  const { limits = {}, network = {}, pricing, tracing } = settings.config;
  return await createRuntime({
    dataDir: settings.dataDir.value,
    plugins: more.plugins ?? pluginSources((await pinned(session))?.sources),
    config: settings.pluginConfig,
    env,
    files: settings.workflowsDir.value,
    assignable,
    sendTrace: tracing?.send_traceparent === true,
    hasColor: output.hasColor('err'),
    allowPrivate: network.allow_private ?? [],
    ...(pricing === undefined ? {} : { pricing }),
    ...(settings.provider === undefined ? {} : { provider: settings.provider.value }),
    ...(limits.workers === undefined ? {} : { workers: limits.workers }),
    ...(limits.cpu_workers === undefined ? {} : { cpuWorkers: limits.cpu_workers }),
    ...(limits.worker_memory_mb === undefined ? {} : { lanes: { memoryMb: limits.worker_memory_mb } }),
    ...(limits.plugins === undefined ? {} : { pluginLimits: limits.plugins }),
    ...(limits.max_queue === undefined ? {} : { maxQueue: limits.max_queue }),
    ...(limits.max_running === undefined ? {} : { maxRunning: limits.max_running }),
    retention: retentionOf(settings.config),
    audit: auditBoundsOf(settings.config),
    ...(await redactionOptions(settings.config)),
    onFatal: (error) => {
      output.log('error', `${error.message} (STORE_FAILED)`);
      process.exit(3);
    },
    log: output.log,
    ...more,
    callbacks: { ...settings.config.callbacks, ...more.callbacks },
  });
}

/** What reads rules is loaded only where there are some. */
async function redactionOptions(config: Settings['config']): Promise<Pick<RuntimeOptions, 'redaction'>> {
  if (config.redaction === undefined) return {};
  const { redactionOf } = await import('../config/redaction.ts');
  return redactionOf(config);
}

/** The configured plugins; says it where nothing pins them. */
async function pinned({ settings, output }: Session): Promise<Pinned | undefined> {
  const found = await settings.plugins();
  if (found !== undefined && found.lock === undefined) {
    const [source] = found.plugins.map(({ entry }) => entry.source);
    output.say(
      `warning: no ${found.lockPath} pins the plugins of the configuration; make it by: configurable-agents plugins add ${source}`,
    );
  }
  return found;
}

/**
 * Manifests for the compiler. Those of the product are files, and so are those of packages with a plugin.json: the engine is loaded only
 * to check them, and code only of those that have none.
 */
export async function manifests({ settings, output }: Session): Promise<readonly PluginManifest[]> {
  const found = await settings.plugins();
  if (found === undefined) return ownManifests();
  for (const { found: folder, entry } of found.plugins) {
    if (folder?.manifest !== undefined) continue;
    output.say(
      `note: ${entry.source} has no plugin.json, so that its code is loaded to know what it offers; write one: configurable-agents plugins build${folder === undefined ? '' : ` ${entry.source}`}`,
    );
  }
  const { loadManifests } = await import('@configurable-agents/core');
  return await loadManifests([...ownManifestSources(), ...found.sources]);
}
