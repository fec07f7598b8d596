// Who waits for the end of a run.
import { RuntimeError } from '../errors.ts';
import { hideOutcome } from '../hiding/hide-seen.ts';
import type { StoreReader } from '../store/rows.ts';
import { TurnoverMap } from '../turnover-map.ts';
import type { RunOutcome, Runtime } from './api.ts';
import { outcomeOf, storedOutcome } from './outcome.ts';
import type { OpenRun } from './open-run.ts';

export type Waiters = {
  readonly result: Runtime['result'];
  /** A run has ended, and that is durable. */
  readonly ended: (run: OpenRun) => void;
};

type Waiter = (outcome: RunOutcome) => void;

function seenOutcome(run: OpenRun): RunOutcome {
  return hideOutcome(outcomeOf(run), run.hidden);
}

export function openWaiters({
  reader,
  isOpen,
}: {
  readonly reader: StoreReader;
  readonly isOpen: (runId: string) => boolean;
}): Waiters {
  const waiting = new TurnoverMap<string, Set<Waiter>>();
  // A short run ends in the commit that tells of its start. Who started it asks in the same turn, and needs no replay.
  const justEnded = new TurnoverMap<string, OpenRun>();
  return {
    ended: (run) => {
      tellAll(run);
      if (justEnded.size === 0) setImmediate(() => justEnded.clear());
      justEnded.set(run.id, run);
    },
    result: async (runId, { signal } = {}) => {
      if (isOpen(runId)) return await endOf(runId, signal);
      const ended = justEnded.get(runId);
      if (ended !== undefined) return seenOutcome(ended);
      const detail = reader.detail(runId);
      if (detail === undefined) throw new RuntimeError('RUN_NOT_FOUND', `there is no run ${runId}`);
      return storedOutcome(detail);
    },
  };

  function tellAll(run: OpenRun): void {
    const all = waiting.get(run.id);
    if (all === undefined) return;
    waiting.delete(run.id);
    const outcome = seenOutcome(run);
    for (const tell of all) tell(outcome);
  }

  /** Who stops waiting leaves nothing behind: a run may be open for days, and be asked after each second. */
  function endOf(runId: string, signal: AbortSignal | undefined): Promise<RunOutcome> {
    return new Promise((resolve, reject) => {
      const all = waiting.get(runId) ?? new Set();
      waiting.set(runId, all);
      const stop = (): void => {
        all.delete(tell);
        if (all.size === 0 && waiting.get(runId) === all) waiting.delete(runId);
        reject(signal?.reason as Error);
      };
      const tell: Waiter = (outcome) => {
        signal?.removeEventListener('abort', stop);
        resolve(outcome);
      };
      all.add(tell);
      if (signal?.aborted === true) stop();
      else signal?.addEventListener('abort', stop, { once: true });
    });
  }
}
