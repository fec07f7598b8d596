import type { JsonObject, ManifestCapabilities, PluginManifest } from '@configurable-agents/plugin-sdk';
import type { Confinement } from '../carrier/confine.ts';
import type { Replay } from '../store/cursors.ts';

/** What the trackers' thread is opened with. */
export type TrackerSetup = {
  readonly dataDir: string;
  readonly hasColor: boolean;
  readonly trackers: readonly TrackerEntry[];
};

export type TrackerEntry = {
  readonly name: string;
  readonly specifier: string;
  /** What was told of the module before its code was loaded, where something was. */
  readonly told?: PluginManifest;
  readonly config: JsonObject;
  readonly granted: ManifestCapabilities;
  /** How a process is started for it, where its code is not to run in the thread. */
  readonly confinement?: Confinement;
  readonly pos: number;
  /** History that it is handed again, up to a position. */
  readonly replay: Replay | null;
};

export type ToTrackers =
  | { readonly kind: 'wake' }
  /** Read up to the end, once, or `isNow` no further; let go at the deadline. */
  | { readonly kind: 'close'; readonly deadlineMs: number; readonly isNow: boolean };

export type FromTrackers =
  | { readonly kind: 'cursor'; readonly tracker: string; readonly pos: number }
  | { readonly kind: 'line'; readonly line: string }
  /** The batch at the cursor did not get through: it comes again. `error` is null once it did. */
  | { readonly kind: 'held'; readonly tracker: string; readonly error: string | null }
  | { readonly kind: 'dropped'; readonly tracker: string; readonly count: number; readonly reason: string }
  /** The process of the trackers' plugin has ended although nobody wanted it to. */
  | { readonly kind: 'lost'; readonly line: string }
  /** It printed this. */
  | { readonly kind: 'printed'; readonly line: string }
  | { readonly kind: 'closed' };
