// The runs of one batch, several at a time. What becomes of a failure is decided here: one of the server stops the batch,
// which comes again; what MLflow will never take of a run is left out of that run, and the others go on.
import { RetryableError } from '@configurable-agents/plugin-sdk';
import type { TrackedRun } from '@configurable-agents/plugin-sdk';
import type { BoundedMap } from './bounded-map.ts';
import type { Client } from './client.ts';
import type { Experiments } from './experiments.ts';
import { CODES } from './failures.ts';
import { openLeftOut } from './left-out.ts';
import type { Failing, Patience } from './patience.ts';
import { newProgress, recordRun, recordSpans } from './record.ts';
import type { Progress } from './record.ts';
import { settingsOf } from './settings.ts';
import type { Taken } from './trace/send.ts';
import type { Want } from './wanted.ts';

/** What is remembered of a run. */
export type Known = Progress & Failing & { told?: string };

export type Desk = {
  readonly client: Client;
  readonly experiments: Experiments;
  readonly runs: BoundedMap<string, Known>;
  readonly patience: Patience;
  readonly taken: Taken;
  /** The run in full; undefined once retention has removed it. */
  readonly find: (runId: string) => TrackedRun | undefined;
  readonly prefix: string;
  readonly concurrency: number;
  /** Called when no further run is to be begun, and no further request of those under way. */
  readonly halt: () => void;
  readonly write: (line: string) => void;
  readonly warnOnce: (message: string) => void;
};

export type Outcome = { readonly recorded: number; readonly failure: RetryableError | undefined };

/** What is remembered of each run that is there in full: no more than that, since thousands of them come and go. */
const CLOSED: Known = { ...newProgress(), isClosed: true };
/** Runs whose request is answered with 500 before the batch is stopped: it may be the run, or it may be the server. */
const MOST_BROKEN = 3;

/** Records what is wanted. Never throws: a failure of the server is in the outcome. */
export async function recordBatch(wanted: ReadonlyMap<string, Want>, desk: Desk): Promise<Outcome> {
  const { runs, patience, halt } = desk;
  const leftOut = openLeftOut();
  let recorded = 0;
  let broken = 0;
  let isHalted = false;
  let failure: RetryableError | undefined;

  const failed = (known: Known, error: RetryableError): void => {
    // What the halt itself interrupts is not the reason for it.
    if (failure === undefined || failure.code === CODES.interrupted) failure = error;
    if (error.code === CODES.serverError) broken += 1;
    if (error.code === CODES.serverError && broken < MOST_BROKEN) return;
    isHalted = true;
    halt();
  };

  const work = async (runId: string, known: Known, want: Want): Promise<void> => {
    const ticket = patience.begin();
    let run: TrackedRun | undefined;
    const leaveOut = (reason: string): void => {
      if (known.told === reason) return;
      known.told = reason;
      leftOut.add({ runId, workflowName: run?.workflow_name ?? 'a workflow' }, reason);
    };
    try {
      if (known.mlflow !== undefined && want.kind === 'spans') {
        await recordSpans({ runId, want, progress: known, desk: { ...desk, leaveOut } });
      } else {
        run = desk.find(runId);
        if (run === undefined) return leaveOut('the journal has it no longer');
        const settings = settingsOf(run, { prefix: desk.prefix });
        await recordRun({ run, settings, want, progress: known, desk: { ...desk, leaveOut } });
        recorded += 1;
      }
      known.failures = undefined;
      patience.succeeded(ticket);
    } catch (error) {
      if (error instanceof RetryableError && !patience.isSpent(known, error)) return failed(known, error);
      // Opened and refused: it is gone, or it is the reason for its failures. A run that is not open may succeed at its end.
      if (known.mlflow !== undefined || error instanceof RetryableError) known.isClosed = true;
      leaveOut(error instanceof Error ? error.message : String(error));
    }
  };

  const queue = [...wanted].values();
  const worker = async (): Promise<void> => {
    for (const [runId, want] of queue) {
      if (isHalted) return;
      const before = runs.get(runId);
      if (before?.isClosed === true && !want.goesOn) continue;
      const known: Known = before === undefined || before.isClosed ? newProgress() : before;
      runs.set(runId, known);
      if (want.kind === 'open' && !want.goesOn && want.facts.length === 0 && known.mlflow !== undefined) continue;
      await work(runId, known, want);
      if (known.isClosed) runs.set(runId, CLOSED);
    }
  };
  await Promise.all(Array.from({ length: desk.concurrency }, worker));
  leftOut.say(desk.write);
  return { recorded, failure };
}
