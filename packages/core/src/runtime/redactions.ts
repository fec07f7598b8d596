// The redaction of a runtime: what is hidden as it comes, what hides it while it is here, and when it goes.
import { NO_MASK } from '../redact/mask.ts';
import type { Mask } from '../redact/mask.ts';
import type { Store } from '../store/store.ts';
import type { RuntimeOptions } from './api.ts';
import type { Clock } from './clock.ts';
import { openHiding } from './hiding.ts';
import type { Hiding } from './hiding.ts';
import { openHidings } from './hidings.ts';
import type { OpenHidings } from './hidings.ts';
import type { OpenRun } from './open-run.ts';
import { hasHidden, openScrubber } from './scrubber.ts';
import type { Scrubber } from './scrubber.ts';

export type Redactions = {
  readonly hiding: Hiding;
  readonly ofRuns: OpenHidings;
  /** What hides what of an open run is hidden. */
  readonly maskOf: (runId: string) => Mask;
  /** Goes on with what a process before this one left. */
  readonly begin: () => void;
} & Pick<Scrubber, 'wake' | 'stop'>;

type Host = {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: (level: 'warn', message: string) => void;
  readonly find: (runId: string) => OpenRun | undefined;
};

export function openRedactions(
  { keepFailedMs = 0, ...settings }: NonNullable<RuntimeOptions['redaction']> = {},
  { store, clock, log, find }: Host,
): Redactions {
  const hiding = openHiding(settings);
  const scrubber = openScrubber({ store, clock, log });
  return {
    hiding,
    ofRuns: openHidings({ hiding, clock, keepFailedMs, onHidden: scrubber.hidden }),
    maskOf: (runId) => find(runId)?.hidden.mask ?? NO_MASK,
    begin: () => {
      if (!hasHidden(store)) return;
      scrubber.hidden();
      scrubber.wake();
    },
    wake: scrubber.wake,
    stop: scrubber.stop,
  };
}
