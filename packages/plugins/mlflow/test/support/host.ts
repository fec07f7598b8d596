// The host's side in a test: hands facts over, keeps what is said, knows the runs.
import type { TrackedFact, TrackedRun, TrackerContext } from '@configurable-agents/plugin-sdk';
import { trackerContextWith } from '@configurable-agents/plugin-sdk/testing';
import { openTracker } from '../../src/tracker.ts';
import type { TrackerOptions } from '../../src/tracker.ts';

export type Host = {
  readonly lines: string[];
  /** The journal: what the tracker is told when it asks for a run. */
  readonly runs: Map<string, TrackedRun>;
  readonly hand: (facts: readonly TrackedFact[], given?: Partial<TrackerContext>) => Promise<void>;
  /** A new process: the tracker has forgotten everything. */
  readonly restart: () => void;
};

export type HostOptions = TrackerOptions & {
  readonly url: string;
  readonly secrets?: { readonly [name: string]: string };
  readonly config?: TrackerContext['config'];
};

export function openHost({ url, secrets = {}, config = {}, ...options }: HostOptions): Host {
  const lines: string[] = [];
  const runs = new Map<string, TrackedRun>();
  const all: { readonly [name: string]: string } = { tracking_uri: url, ...secrets };
  let record = openTracker(options);
  return {
    lines,
    runs,
    hand: (facts, given = {}) =>
      record(
        facts,
        trackerContextWith({
          config,
          secret: (name) => all[name] ?? '',
          write: (line) => lines.push(line),
          run: (runId) => runs.get(runId),
          ...given,
        }),
      ),
    restart: () => {
      record = openTracker(options);
    },
  };
}
