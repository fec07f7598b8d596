// What every command starts from: its settings, its output, and the store.
import { resolve } from 'node:path';
import type { Runtime, RuntimeOptions, StoreReader } from '@configurable-agents/core';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { ownManifests, ownManifestSources, pluginSources } from '../config/plugins.ts';
import { retentionOf } from '../config/retention.ts';
import { loadSettings } from '../config/settings.ts';
import type { GlobalOptions, Settings } from '../config/settings.ts';
import type { Pinned } from '../plugins/pinned.ts';
import { Failure } from './failure.ts';
import { openOutput } from './output.ts';
import type { ColorChoice, Output } from './output.ts';

export type CommandOptions = GlobalOptions & {
  readonly color?: ColorChoice;
  readonly logLevel?: string;
  readonly envFile?: string;
  readonly json?: boolean;
};

export type Session = { readonly settings: Settings; readonly output: Output; readonly env: NodeJS.ProcessEnv };

const LEVELS = ['debug', 'info', 'warn', 'error'];

export async function openSession(
  options: CommandOptions,
  { file }: { readonly file?: string } = {},
): Promise<Session> {
  if (options.envFile !== undefined) loadEnv(options.envFile);
  const { env } = process;
  const settings = await loadSettings(options, { env, cwd: process.cwd(), ...(file === undefined ? {} : { file }) });
  return { settings, output: openOutput({ color: options.color ?? 'auto', env }), env };
}

function loadEnv(path: string): void {
  try {
    process.loadEnvFile(path);
  } catch (cause) {
    throw new Failure(2, `the file of --env-file cannot be read: ${resolve(path)}`, { cause });
  }
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
  const { settings, output, env } = session;
  const [{ createRuntime }, { assignable }] = await Promise.all([
    import('@configurable-agents/core'),
    import('@configurable-agents/compiler'),
  ]);
  const { limits = {}, network = {}, pricing, tracing } = settings.config;
  const least = LEVELS.indexOf(options.logLevel ?? 'info');
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
    onFatal: (error) => {
      output.say(`error: ${error.message} (STORE_FAILED)`);
      process.exit(3);
    },
    log: (level, message) => {
      if (LEVELS.indexOf(level) >= least) output.say(`${level}: ${message}`);
    },
    ...more,
  });
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
