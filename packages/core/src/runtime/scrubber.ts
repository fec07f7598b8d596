// Takes out of the store what of ended runs is hidden, once its time is up: beside what runs, in short transactions. Then the log of changes is
// emptied, which still has it.
import { setTimeout as sleep } from 'node:timers/promises';
import { nextScrub, openScrub } from '../store/scrub.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from './clock.ts';

/** Runs that end together go together. */
const WAKE_MS = 100;
/** What a transaction spends on work. */
const BUDGET_MS = 15;
const PAUSE_MS = 30;
/** After a transaction that failed, and where somebody who reads keeps the log from being emptied. */
const AGAIN_MS = 1000;
/** How late a change of the clock is noticed at most. */
const LONGEST_SLEEP_MS = 60_000;

export type Scrubber = {
  /** Something is hidden of a run from now on. */
  readonly hidden: () => void;
  /** A run may have ended. */
  readonly wake: () => void;
  /** Takes out what is due, and ends. */
  readonly stop: () => Promise<void>;
};

type Host = {
  readonly store: Pick<Store, 'get' | 'exclusive' | 'eraseDeleted' | 'emptyLog'>;
  readonly clock: Clock;
  readonly log: (level: 'warn', message: string) => void;
};

export function openScrubber({ store, clock, log }: Host): Scrubber {
  const scrub = openScrub();
  let isAny = false;
  let isStopped = false;
  /** Values were taken out, and the log may still have them. */
  let isLogged = false;
  let timer: NodeJS.Timeout | undefined;
  let callOff: (() => void) | undefined;
  let working: Promise<void> | undefined;

  function hidden(): void {
    if (isAny) return;
    isAny = true;
    store.eraseDeleted();
  }

  function transaction(): boolean {
    const began = performance.now();
    return store.exclusive((db) => {
      while (scrub.step(db, clock.now())) {
        isLogged = true;
        if (performance.now() - began > BUDGET_MS) return true;
      }
      return false;
    });
  }

  async function work(): Promise<void> {
    try {
      while (transaction()) if (!isStopped) await sleep(PAUSE_MS);
      if (isLogged) isLogged = !store.emptyLog();
      arm(isLogged ? AGAIN_MS : undefined);
    } catch (error) {
      log('warn', `redaction: ${error instanceof Error ? error.message : String(error)}`);
      arm(AGAIN_MS);
    }
  }

  function arm(againMs?: number): void {
    callOff?.();
    if (isStopped) return;
    const next = againMs === undefined ? nextScrub(store) : clock.now() + againMs;
    if (next === null) return;
    callOff = clock.after(Math.min(Math.max(0, next - clock.now()), LONGEST_SLEEP_MS), wake);
  }

  function wake(): void {
    if (!isAny || isStopped || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      const before = working ?? Promise.resolve();
      working = before.then(work);
    }, WAKE_MS).unref();
  }

  return {
    hidden,
    wake,
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      callOff?.();
      await working;
      if (isAny) await work();
    },
  };
}

/** Whether the store has values that are to go, of this process or of one before. */
export function hasHidden({ get }: Pick<Store, 'get'>): boolean {
  return get('SELECT 1 FROM runs WHERE redaction IN (1, 2) LIMIT 1') !== undefined;
}
