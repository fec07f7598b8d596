// Plugins by module. First-party ones may be imported on the main thread; others only in a thread of their own, which posts
// back the manifest: names and schemas without code.
import { Worker } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import type { Plugin, PluginManifest, Trigger } from '@configurable-agents/plugin-sdk';
import { RuntimeError } from '../errors.ts';
import { assertPlugin } from './assert.ts';
import { loadData } from './data.ts';
import type { PluginSource } from './source.ts';

export type LoadedPlugin = {
  readonly manifest: PluginManifest;
  readonly specifier: string;
  readonly source: PluginSource;
  /** Triggers of first-party plugins, by full name: their functions are pure and run on the main thread. */
  readonly triggers: ReadonlyMap<string, Trigger>;
};

/** Manifests of plugins, in order. Throws `PLUGIN_LOAD_FAILED`, `PLUGIN_INVALID` or `PLUGIN_CONFLICT`, naming the module. */
export async function loadManifests(sources: readonly PluginSource[]): Promise<readonly PluginManifest[]> {
  return (await loadPlugins(sources)).map(({ manifest }) => manifest);
}

export async function loadPlugins(sources: readonly PluginSource[]): Promise<readonly LoadedPlugin[]> {
  const loaded = await Promise.all(sources.map(load));
  assertNoConflict(loaded);
  return loaded;
}

async function load(source: PluginSource): Promise<LoadedPlugin> {
  if (source.isolation === 'process')
    return { manifest: loadData(source), specifier: source.specifier, source, triggers: new Map() };
  return await (source.firstParty ? loadHere(source) : loadApart(source));
}

async function loadHere(source: PluginSource): Promise<LoadedPlugin> {
  const { specifier } = source;
  let module: { readonly plugin?: unknown };
  try {
    module = (await import(specifier)) as { readonly plugin?: unknown };
  } catch (error) {
    throw loadFailed(specifier, error);
  }
  const plugin = assertPlugin(module.plugin, specifier);
  return { manifest: manifestOf(plugin), specifier, source, triggers: triggersOf(plugin) };
}

function triggersOf(plugin: Plugin): ReadonlyMap<string, Trigger> {
  return new Map(
    Object.entries(plugin.triggers ?? {}).map(([name, trigger]) => [
      name === plugin.name ? name : `${plugin.name}.${name}`,
      trigger,
    ]),
  );
}

async function loadApart(source: PluginSource): Promise<LoadedPlugin> {
  const { specifier } = source;
  const worker = new Worker(fileURLToPath(import.meta.resolve('#manifest-thread')), { workerData: { specifier } });
  try {
    const manifest = await new Promise<PluginManifest>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) =>
        reject(new Error(`the module ended its thread with ${code} before it told its manifest`)),
      );
    });
    return { manifest, specifier, source, triggers: new Map() };
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
