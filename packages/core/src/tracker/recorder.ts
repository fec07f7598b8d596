// A tracker at work, in the thread or the process where its code is.
import type { Plugin, TrackedFact, TrackedRun } from '@configurable-agents/plugin-sdk';
import { masked } from '../masked.ts';
import { readSecret } from '../plugin/secrets.ts';
import type { TrackerEntry } from './protocol.ts';

/** Whoever reads the journal does not know where the tracker's code is. */
export type Recorder = {
  /** Hands a batch over. Rejects as the tracker throws. */
  readonly record: (batch: readonly TrackedFact[], how: Handing) => Promise<void>;
  /** A text without the secrets that the tracker read. */
  readonly scrub: (text: string) => string;
};

/** How a batch is handed over. `isReplay`: it is history that somebody asked for again. */
export type Handing = { readonly signal: AbortSignal; readonly isReplay: boolean };

export type Door = {
  readonly hasColor: boolean;
  readonly write: (line: string) => void;
  readonly run: (runId: string) => TrackedRun | undefined;
};

/** The tracker of a plugin that is here. */
export function openRecorder(
  plugin: Plugin,
  entry: Omit<TrackerEntry, 'pos' | 'replay'>,
  { write, run, hasColor }: Door,
): Recorder {
  const { name, specifier, config, granted } = entry;
  const tracker = plugin.trackers?.[name.slice(name.indexOf('.') + 1)];
  if (tracker === undefined) throw new Error(`the plugin ${specifier} offers no tracker ${name}`);
  const secrets = new Set<string>();
  const scrub = (text: string): string => masked(text, secrets);
  const context = {
    config,
    write: (line: string) => write(scrub(line)),
    secret: (secret: string) => {
      const { value, isVisible } = readSecret(plugin, secret, { config, env: process.env, granted });
      if (value !== '' && !isVisible) secrets.add(value);
      return value;
    },
    run,
    hasColor,
  };
  return { record: async (batch, how) => await tracker.record(batch, { ...context, ...how }), scrub };
}
