// Who waits for the end of a run.
import { RuntimeError } from '../errors.ts';
import type { StoreReader } from '../store/rows.ts';
import type { RunOutcome, Runtime } from './api.ts';
import { outcomeOf, storedOutcome } from './outcome.ts';
import type { OpenRun } from './run-loop.ts';

export type Waiters = {
  readonly result: Runtime['result'];
  /** A run has ended, and that is durable. */
  readonly ended: (run: OpenRun) => void;
};

export function openWaiters({
  reader,
  isOpen,
}: {
  readonly reader: StoreReader;
  readonly isOpen: (runId: string) => boolean;
}): Waiters {
  const waiters = new Map<string, PromiseWithResolvers<RunOutcome>>();
  // A short run ends in the commit that tells of its start. Who started it asks in the same turn, and needs no replay.
  const justEnded = new Map<string, OpenRun>();
  return {
    ended: (run) => {
      waiters.get(run.id)?.resolve(outcomeOf(run));
      waiters.delete(run.id);
      if (justEnded.size === 0) setImmediate(() => justEnded.clear());
      justEnded.set(run.id, run);
    },
    result: async (runId, { signal } = {}) => {
      if (!isOpen(runId)) {
        const ended = justEnded.get(runId);
        if (ended !== undefined) return outcomeOf(ended);
        const detail = reader.detail(runId);
        if (detail === undefined) throw new RuntimeError('RUN_NOT_FOUND', `there is no run ${runId}`);
        return storedOutcome(detail);
      }
      const waiter = waiters.get(runId) ?? Promise.withResolvers<RunOutcome>();
      waiters.set(runId, waiter);
      if (signal === undefined) return await waiter.promise;
      const aborted = Promise.withResolvers<never>();
      const onAbort = (): void => aborted.reject(signal.reason);
      if (signal.aborted) onAbort();
      signal.addEventListener('abort', onAbort, { once: true });
      try {
        return await Promise.race([waiter.promise, aborted.promise]);
      } finally {
        signal.removeEventListener('abort', onAbort);
      }
    },
  };
}
