// The holder's sweeps: one after another, in the background and by hand.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../store.ts';
import type { MaxLag } from './needs.ts';
import type { Retention, SweepReport } from './policy.ts';
import { openSweep } from './sweep.ts';

/** Between two transactions of a sweep, so that the engine has most of the time. */
const PAUSE_MS = 30;
const FIRST_MS = 10_000;
const EVERY_MS = 60_000;
/** A sweep that found nothing to take has looked at all that must stay: looking again takes a tenth of the time at most. */
const REST = 9;

export type Keeper = {
  /** Sweeps by a policy, after a sweep that is under way. Throws `STORE_FAILED`. */
  readonly sweep: (policy: Retention, options?: { readonly timeoutMs?: number }) => Promise<SweepReport>;
  /** Ends a sweep between two of its transactions. */
  readonly stop: () => Promise<void>;
};

type Host = {
  readonly store: Pick<Store, 'get' | 'all' | 'exclusive' | 'isHealthy'>;
  /** What the background sweeps by; without it there is none. */
  readonly policy: Retention | undefined;
  readonly maxLag: MaxLag;
  readonly onGraphs?: (hashes: readonly string[]) => void;
  readonly log?: (level: 'debug' | 'warn', message: string) => void;
};

export function openKeeper({ store, policy, maxLag, onGraphs = () => {}, log = () => {} }: Host): Keeper {
  const stopped = new AbortController();
  let last: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  function sweep(by: Retention, { timeoutMs = Infinity }: { readonly timeoutMs?: number } = {}): Promise<SweepReport> {
    const next = last.then(async () => {
      const until = performance.now() + timeoutMs;
      const sweeping = openSweep(store, { policy: by, now: Date.now(), maxLag, onGraphs });
      // First the pause: who asks again and again leaves the engine its time too.
      do await pause();
      while (!stopped.signal.aborted && sweeping.step() && performance.now() < until);
      return sweeping.report();
    });
    last = next.catch(() => {});
    return next;
  }

  async function pause(): Promise<void> {
    // A stop ends the pause, and with it the sweep.
    await sleep(PAUSE_MS, undefined, { signal: stopped.signal }).catch(() => {});
  }

  async function tend(by: Retention): Promise<void> {
    let restMs = EVERY_MS;
    try {
      if (store.isHealthy()) {
        const began = performance.now();
        const { removed, bytes, longest_ms: longest } = await sweep(by);
        if (removed.runs > 0)
          log('debug', `removed ${removed.runs} runs; ${bytes.after} bytes are in use; longest step ${longest} ms`);
        else restMs = Math.max(EVERY_MS, (performance.now() - began) * REST);
      }
    } catch (error) {
      log('warn', `retention: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (!stopped.signal.aborted) arm(by, restMs);
  }

  function arm(by: Retention, ms: number): void {
    timer = setTimeout(() => void tend(by), ms).unref();
  }

  if (policy !== undefined) arm(policy, FIRST_MS);
  return {
    sweep,
    stop: async () => {
      stopped.abort();
      clearTimeout(timer);
      await last;
    },
  };
}
