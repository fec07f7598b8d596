// What plugins were allowed in a revision: by the lock file of that revision, else by the plugin.json of a folder that is committed too.
import { join } from 'node:path';
import type { ManifestCapabilities, PluginManifest } from '@configurable-agents/plugin-sdk';
import type { Session } from '../session.ts';
import type { Side } from './side.ts';

type Told = { readonly capabilities?: ManifestCapabilities };
type Locked = { readonly plugins?: { readonly [name: string]: Told } };

/** The manifests of now, with what was allowed on that side. */
export async function manifestsOf(
  { settings }: Session,
  { side, plugins }: { readonly side: Side; readonly plugins: readonly PluginManifest[] },
): Promise<readonly PluginManifest[]> {
  const { textOf } = side;
  const found = textOf === undefined ? undefined : await settings.plugins();
  if (textOf === undefined || found === undefined) return plugins;
  const lock: Locked | undefined = jsonIn(textOf(found.lockPath));
  const folders = new Map(found.plugins.map(({ found: folder }) => [folder?.manifest?.name, folder?.folder]));
  return plugins.map((manifest) => {
    const { name } = manifest;
    if (!folders.has(name)) return manifest;
    const folder = folders.get(name);
    const locked = Object.hasOwn(lock?.plugins ?? {}, name) ? lock?.plugins?.[name] : undefined;
    const told: Told | undefined =
      locked ?? (folder === undefined ? undefined : jsonIn(textOf(join(folder, 'plugin.json'))));
    const { capabilities } = told ?? {};
    return Array.isArray(capabilities?.net) ? { ...manifest, capabilities } : manifest;
  });
}

/** Undefined for what is not there, and for what is not JSON: a revision may hold anything. */
function jsonIn(text: string | undefined): object | undefined {
  try {
    const value: unknown = text === undefined ? undefined : JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
