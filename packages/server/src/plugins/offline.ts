// Plugins where no server runs: the configuration, the lock file and the unpacked packages alone.
import { assertNotInUse, loadManifests, RuntimeError } from '@configurable-agents/core';
import type { PluginSource } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { ConfigError } from '../config/config-error.ts';
import { ownManifests, ownManifestSources } from '../config/plugins.ts';
import type { PluginEntry } from '../config/schema.ts';
import { addTo, ofTheProduct, removeFrom } from './change.ts';
import type { Added, AddRequest, Apply, PluginChanges } from './change.ts';
import type { Candidate } from './candidate.ts';
import { entriesOf } from './configuration.ts';
import { findConfigured, sourceOf } from './configured.ts';
import type { ConfiguredPlugin, PluginPlace } from './configured.ts';
import { writeChange } from './installation.ts';
import type { Lock } from './lock.ts';
import { shownPlugin } from './shown.ts';

type Options = PluginPlace & {
  /** Registered workflows: what they use is not taken away. */
  readonly workflows: () => readonly { readonly name: string; readonly graph: ExecutionGraph }[];
};

export function openOfflineChanges({ workflows, ...place }: Options): PluginChanges {
  const apply: Apply = async (installation, change, candidate) => {
    const before = await usable(installation.entries, { ...place, lock: installation.lock });
    const after = await usable(entriesOf(change.text), { ...place, lock: change.lock }, candidate);
    const manifests = await loadManifests([...ownManifestSources(), ...after], {
      // What breaks at load must not stand in the files.
      isTried: ({ manifest }) => manifest !== undefined && manifest.name === candidate?.manifest.name,
    });
    assertNotInUse({ before: [...ownManifests(), ...before.flatMap(manifestOf)], after: manifests }, workflows);
    writeChange(installation, change);
  };

  async function add(request: AddRequest): Promise<Added> {
    const { candidate, addition } = await addTo(place, request, apply);
    const { former, locked, ungranted, dropped, alsoPinned } = addition;
    const { source, isolation, capabilities: granted, integrity } = locked;
    const { manifest } = candidate;
    return {
      plugin: shownPlugin({ manifest, source, isolation, integrity, granted, firstParty: false }),
      from: former?.version ?? null,
      granted: ungranted,
      dropped,
      alsoPinned,
    };
  }

  async function remove(name: string): Promise<void> {
    if (ownManifests().some((manifest) => manifest.name === name)) throw ofTheProduct(name);
    await removeFrom(place, name, apply);
  }

  return { add, remove };
}

function manifestOf({ manifest }: PluginSource): readonly PluginManifest[] {
  return manifest === undefined ? [] : [manifest];
}

/**
 * The configured plugins that could be at work, and the one that is added in any case. One that is broken, or not unpacked here yet, must
 * not keep another from being mended: every command that needs plugins tells of it.
 */
async function usable(
  entries: readonly (string | PluginEntry)[],
  { lock, ...place }: PluginPlace & { readonly lock: Lock | undefined },
  candidate?: Candidate,
): Promise<readonly PluginSource[]> {
  const found: PluginSource[] = [];
  for (const entry of entries) {
    try {
      const [plugin] = findConfigured([entry], { ...place, lock });
      if (plugin === undefined || plugin.found?.manifest === undefined) continue;
      const source = sourceOf(plugin, lock);
      if (!isOf(plugin, candidate)) await loadManifests([source]);
      found.push(source);
    } catch (error) {
      if (!isExpected(error)) throw error;
    }
  }
  return found;
}

function isOf({ found }: ConfiguredPlugin, candidate: Candidate | undefined): boolean {
  return candidate !== undefined && found?.manifest?.name === candidate.manifest.name;
}

function isExpected(error: unknown): boolean {
  return error instanceof RuntimeError || error instanceof ConfigError;
}
