// Plugins of a running server: what is at work, and how that changes, one change after another.
import { dirname } from 'node:path';
import { parse } from 'yaml';
import { RuntimeError } from '@configurable-agents/core';
import type { Runtime } from '@configurable-agents/core';
import type { Config } from '../config/schema.ts';
import { pluginSources } from '../config/plugins.ts';
import { openCandidate } from './candidate.ts';
import type { PluginPlace } from './configured.ts';
import { additionOf, readInstallation, removalOf, writeChange } from './installation.ts';
import type { Change, Installation } from './installation.ts';
import { pinnedBy } from './pinned.ts';
import type { Pinned } from './pinned.ts';
import type { Isolation } from './reference.ts';
import { shownPlugin } from './shown.ts';
import type { ShownPlugin } from './shown.ts';
import { assertWritable } from './write.ts';

export type AddRequest = {
  /** A path from the configuration's folder, an absolute one, `npm:NAME@RANGE`, or an installed package. */
  readonly source: string;
  readonly isolation?: Isolation;
  /** Whether everything that the plugin asks for is granted. */
  readonly isGranted: boolean;
  /** What the caller was shown: another one is refused. */
  readonly integrity?: string;
};

export type Added = {
  readonly plugin: ShownPlugin;
  /** The version before, where there was one. */
  readonly from: string | null;
  readonly alsoPinned: readonly string[];
};

export type PluginAdmin = {
  /** Whether plugins may be installed by way of the API. */
  readonly mayInstall: boolean;
  readonly list: () => readonly ShownPlugin[];
  /** Throws `PLUGIN_…`, and everything is as before. */
  readonly add: (request: AddRequest) => Promise<Added>;
  readonly remove: (name: string) => Promise<void>;
};

type Options = PluginPlace & {
  readonly runtime: Pick<Runtime, 'plugins'>;
  readonly mayInstall: boolean;
  /** What the runtime was opened with. */
  readonly pinned: Pinned | undefined;
};

export function openPluginAdmin({ runtime, mayInstall, pinned, ...place }: Options): PluginAdmin {
  let current = pinned;
  let last: Promise<unknown> = Promise.resolve();
  const oneByOne = async <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => {});
    return await done;
  };

  const list = (): readonly ShownPlugin[] => shownPlugins(runtime, current);

  /** The runtime first: what does not load must not stand in the files. */
  async function apply(installation: Installation, change: Change): Promise<void> {
    const { plugins = [] } = (parse(change.text) ?? {}) as Config;
    const next = pinnedBy(plugins, { ...place, lock: change.lock });
    await runtime.plugins.replace(pluginSources(next.sources));
    try {
      writeChange(installation, change);
    } catch (error) {
      await runtime.plugins.replace(pluginSources(current?.sources));
      throw error;
    }
    current = next;
  }

  async function add({ source, isolation, isGranted, integrity }: AddRequest): Promise<Added> {
    const installation = readInstallation(place);
    assertWritable(installation.configPath);
    assertWritable(installation.lockPath);
    const candidate = await openCandidate(source, { ...place, ...(isolation === undefined ? {} : { isolation }) });
    const { name, version } = candidate.manifest;
    if (integrity !== undefined && integrity !== candidate.integrity)
      throw new RuntimeError('PLUGIN_LOCK_DRIFT', `${name} changed since it was shown; look at it again`);
    const addition = additionOf(installation, candidate);
    if (addition.ungranted.length > 0 && !isGranted) throw notGranted(candidate, addition.ungranted);
    const { undo } = await candidate.settle();
    try {
      await apply(installation, addition);
    } catch (error) {
      undo();
      throw error;
    }
    const plugin = list().find((each) => each.name === name);
    if (plugin === undefined) throw new Error(`${name} ${version} was added and is not at work`);
    return { plugin, from: addition.former?.version ?? null, alsoPinned: addition.alsoPinned };
  }

  async function remove(name: string): Promise<void> {
    const installation = readInstallation(place);
    const installed = runtime.plugins.list().find(({ manifest }) => manifest.name === name);
    if (installed?.firstParty === true) throw ofTheProduct(name);
    const removal = removalOf(installation, name);
    assertWritable(installation.configPath);
    await apply(installation, removal);
  }

  return {
    mayInstall,
    list,
    add: async (request) => await oneByOne(async () => await add(request)),
    remove: async (name) => await oneByOne(async () => await remove(name)),
  };
}

/** The plugins that are at work: those that were added, then those of the product. */
export function shownPlugins(runtime: Pick<Runtime, 'plugins'>, pinned: Pinned | undefined): readonly ShownPlugin[] {
  const shown = runtime.plugins.list().map(({ manifest, specifier, firstParty, isolation, granted }) => {
    const configured = pinned?.plugins.find((each) => each.specifier === specifier);
    const locked = firstParty ? undefined : pinned?.lock?.plugins[manifest.name];
    return shownPlugin({
      manifest,
      isolation,
      firstParty,
      granted,
      source: configured?.entry.source ?? packageOfModule(specifier),
      ...(locked === undefined ? {} : { integrity: locked.integrity }),
    });
  });
  return shown.toSorted((a, b) => Number(a.first_party) - Number(b.first_party));
}

/** Those of the product are named by their modules. */
function packageOfModule(specifier: string): string {
  const [, name] = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(specifier) ?? [];
  return name ?? dirname(new URL(specifier).pathname);
}

/** What a plugin asks for was not granted: each thing in words, under `errors`. */
export function notGranted(
  { manifest: { name, version }, integrity }: Pick<Awaited<ReturnType<typeof openCandidate>>, 'manifest' | 'integrity'>,
  ungranted: readonly string[],
): RuntimeError {
  const errors = ungranted.map((clause) => ({ plugin: name, version, integrity, message: clause }));
  return new RuntimeError(
    'PLUGIN_NOT_GRANTED',
    `${name} ${version} asks to ${ungranted.join('; to ')}; grant it by --grant, or by "grant": true`,
    { details: { errors } },
  );
}

/** Somebody would remove what comes with the product. */
export function ofTheProduct(name: string): RuntimeError {
  return new RuntimeError('PLUGIN_NOT_FOUND', `the plugin ${name} comes with the product and cannot be removed`);
}
