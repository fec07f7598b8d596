import type { ManifestCapabilities, PluginManifest } from '@configurable-agents/plugin-sdk';

/** Where a plugin is, and what is known of it before its code is loaded. */
export type PluginSource = {
  /** Absolute URL of the module that exports `plugin`. */
  readonly specifier: string;
  readonly firstParty: boolean;
  /** From `plugin.json`: then no code is loaded at the start, and what is loaded later must agree with it. */
  readonly manifest?: PluginManifest;
  /** Default `worker`. */
  readonly isolation?: 'worker' | 'process';
  /** What the operator granted; absent: what the manifest asks for. */
  readonly granted?: ManifestCapabilities;
  /** The package's folder, for what a process may read. */
  readonly folder?: string;
};

/** A plugin that is at work. */
export type InstalledPlugin = {
  readonly manifest: PluginManifest;
  readonly specifier: string;
  readonly firstParty: boolean;
  readonly isolation: 'worker' | 'process';
  readonly granted: ManifestCapabilities;
  /** Counts the sets that were at work since the start, from 1. */
  readonly generation: number;
};

/** What another set of plugins changed, by the names of plugins. */
export type PluginsReplaced = {
  readonly added: readonly string[];
  /** Plugins in another version than before. */
  readonly upgraded: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  readonly removed: readonly string[];
};
