import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import type { AuthorPackage } from '../package.ts';

/** A package in a clean folder, as npm would install it, with what its code says of itself. */
export type Packed = {
  readonly manifest: PluginManifest;
  /** What plugin.json is to hold. */
  readonly manifestText: string;
  /** Absolute URL of the module. */
  readonly specifier: string;
  readonly files: number;
  /** Of all files together, unpacked. */
  readonly bytes: number;
};

/** What checks look at. */
export type Subject = {
  readonly found: AuthorPackage;
  /** A folder of this check alone, which goes when it ends. */
  readonly scratch: string;
  /** The last release, where one was named. */
  readonly against: string | undefined;
  readonly signal: AbortSignal;
};
