// Plugins by module. First-party ones may be imported on the main thread; others only in a thread of their own, which posts
// back the manifest: names and schemas without code.
import { Worker } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import type { ManifestCapabilities, Plugin, PluginManifest, Trigger } from '@configurable-agents/plugin-sdk';
import { RuntimeError } from '../errors.ts';
import { assertPlugin } from './assert.ts';

/** Where a plugin is. */
export type PluginSource = {
  /** Absolute URL of the module that exports `plugin`. */
  readonly specifier: string;
  readonly firstParty: boolean;
  /** Where its code runs; absent: `worker`. */
  readonly isolation?: Isolation;
  /** What the operator granted; absent: what the manifest asks for. */
  readonly granted?: ManifestCapabilities;
  /** The package's folder, for what a process may read; absent: that of the nearest package.json above the module. */
  readonly folder?: string;
};

/** `worker`: a thread that many plugins share. `process`: a child process that holds one plugin, and little else. */
export type Isolation = 'worker' | 'process';

export type LoadedPlugin = {
  readonly manifest: PluginManifest;
  readonly specifier: string;
  readonly isolation: Isolation;
  readonly granted: ManifestCapabilities;
  readonly folder: string | undefined;
  /** Triggers of first-party plugins, by full name: their functions are pure and run on the main thread. */
  readonly triggers: ReadonlyMap<string, Trigger>;
};

/** Manifests of plugins, in order. Throws `PLUGIN_LOAD_FAILED`, `PLUGIN_INVALID` or `PLUGIN_CONFLICT`, naming the module. */
export async function loadManifests(sources: readonly PluginSource[]): Promise<readonly PluginManifest[]> {
  return (await loadPlugins(sources)).map(({ manifest }) => manifest);
}

export async function loadPlugins(sources: readonly PluginSource[]): Promise<readonly LoadedPlugin[]> {
  const loaded = await Promise.all(
    sources.map(async (source): Promise<LoadedPlugin> => {
      const { manifest, triggers } = await (source.firstParty ? loadHere(source) : loadApart(source));
      const { specifier, isolation = 'worker', granted = manifest.capabilities, folder } = source;
      return { manifest, specifier, isolation, granted, folder, triggers };
    }),
  );
  assertNoConflict(loaded);
  return loaded;
}

/** What a module says of itself. */
type Told = Pick<LoadedPlugin, 'manifest' | 'triggers'>;

async function loadHere({ specifier }: PluginSource): Promise<Told> {
  let module: { readonly plugin?: unknown };
  try {
    module = (await import(specifier)) as { readonly plugin?: unknown };
  } catch (error) {
    throw loadFailed(specifier, error);
  }
  const plugin = assertPlugin(module.plugin, specifier);
  return { manifest: manifestOf(plugin), triggers: triggersOf(plugin) };
}

function triggersOf(plugin: Plugin): ReadonlyMap<string, Trigger> {
  return new Map(
    Object.entries(plugin.triggers ?? {}).map(([name, trigger]) => [
      name === plugin.name ? name : `${plugin.name}.${name}`,
      trigger,
    ]),
  );
}

async function loadApart({ specifier }: PluginSource): Promise<Told> {
  const worker = new Worker(fileURLToPath(import.meta.resolve('#manifest-thread')), { workerData: { specifier } });
  try {
    const manifest = await new Promise<PluginManifest>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) =>
        reject(new Error(`the module ended its thread with ${code} before it told its manifest`)),
      );
    });
    return { manifest, triggers: new Map() };
  } catch (error) {
    throw loadFailed(specifier, error);
  } finally {
    await worker.terminate();
  }
}

function loadFailed(specifier: string, cause: unknown): RuntimeError {
  if (cause instanceof RuntimeError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new RuntimeError('PLUGIN_LOAD_FAILED', `the plugin ${specifier} cannot be loaded: ${reason}`, { cause });
}

const KINDS = ['actions', 'providers', 'triggers', 'trackers'] as const;

function assertNoConflict(loaded: readonly LoadedPlugin[]): void {
  const owners = new Map<string, string>();
  for (const { manifest, specifier } of loaded) {
    for (const name of [
      `plugin ${manifest.name}`,
      ...KINDS.flatMap((kind) => Object.keys(manifest[kind]).map((n) => `${kind} ${n}`)),
    ]) {
      const owner = owners.get(name);
      if (owner !== undefined) {
        throw new RuntimeError(
          'PLUGIN_CONFLICT',
          `${name} is offered by both ${owner} and ${specifier}; remove one of them`,
        );
      }
      owners.set(name, specifier);
    }
  }
}
