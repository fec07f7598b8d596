// The shell around admission: it tells the machine of runs, lets it decide, and starts, cancels and supersedes as it says.
import { admit, judge, whyNotAgain } from '../admit/admit.ts';
import type { Judged } from '../admit/admit.ts';
import type { Admission } from '../admit/admission.ts';
import { evolve } from '../admit/state.ts';
import type { AdmissionState } from '../admit/state.ts';
import { addRun } from '../store/admission.ts';
import type { EngineEvent } from '../engine/event.ts';
import type { Clock } from './clock.ts';
import type { OpenRun } from './open-run.ts';

/** How late a change of the clock is noticed at most. */
const LONGEST_SLEEP_MS = 30_000;

export type Admissions = {
  /** What is to become of a run that is asked for. */
  readonly judge: (asked: { readonly workflow: string; readonly admission: Admission }) => Judged;
  /** Why a run that has ended cannot be opened again now. */
  readonly whyNotAgain: (run: OpenRun) => string | undefined;
  /** A run was accepted or recovered: it waits, or is open already. */
  readonly add: (run: OpenRun) => void;
  /** A run that had ended is open again. */
  readonly addAgain: (run: OpenRun) => void;
  readonly cancelling: (runId: string) => void;
  readonly ended: (runId: string) => void;
  readonly pause: (at: { readonly workflow: string; readonly trigger: string | null }) => void;
  readonly resume: (at: { readonly workflow: string; readonly trigger: string | null }) => void;
  /** Runs that wait. */
  readonly queued: () => number;
  /** Starts what may start. Nothing starts before it was called first: until then what is open is not known whole. */
  readonly begin: () => void;
  readonly pump: () => void;
  readonly stop: () => void;
};

type Host = {
  readonly state: AdmissionState;
  readonly clock: Clock;
  /** How many more runs may be open. */
  readonly room: () => number;
  readonly find: (runId: string) => OpenRun | undefined;
  readonly start: (run: OpenRun) => void;
  readonly hear: (run: OpenRun, event: EngineEvent) => void;
};

export function openAdmissions({ state, clock, room, find, start, hear }: Host): Admissions {
  let callOff: (() => void) | undefined;
  let isAtWork = false;
  let isPumping = false;

  function pump(): void {
    // What is performed here may ask for more; the loop below sees to it.
    if (!isAtWork || isPumping) return;
    isPumping = true;
    callOff?.();
    for (;;) {
      const now = clock.now();
      const { decisions, wakeAt } = admit(state, { now, room: room() });
      for (const decision of decisions) {
        const run = find(decision.run);
        if (run === undefined) continue;
        if (decision.kind === 'start') start(run);
        else if (decision.kind === 'cancel') hear(run, { kind: 'cancel', time: now, reason: decision.reason });
        else hear(run, { kind: 'supersede', time: now, by: decision.by });
      }
      if (decisions.length > 0) continue;
      if (wakeAt < Infinity) callOff = clock.after(Math.min(Math.max(1, wakeAt - now), LONGEST_SLEEP_MS), pump);
      break;
    }
    isPumping = false;
  }

  function add({ id, run: order, state: { workflowName, trigger, admission, acceptedAt, startedAt } }: OpenRun): void {
    // A run that another one awaits is a part of it: it waits for nothing that the other one may hold.
    if (trigger.parent_key !== undefined) return;
    const own = { workflow: workflowName, trigger: trigger.name, admission };
    addRun(state, { id, order, ...own, accepted: acceptedAt, started: startedAt });
  }

  return {
    judge: ({ workflow, admission }) => judge(state, { workflow, admission, now: clock.now() }),
    whyNotAgain: ({ state: { workflowName, admission } }) => whyNotAgain(state, { workflow: workflowName, admission }),
    add,
    addAgain: (run) => {
      // Its start was counted when it was one.
      const { rates: _counted, ...admission } = run.state.admission;
      add({ ...run, state: { ...run.state, admission, startedAt: run.state.startedAt ?? clock.now() } });
    },
    cancelling: (run) => evolve(state, { kind: 'cancelling', run }),
    ended: (run) => evolve(state, { kind: 'ended', run }),
    pause: (at) => evolve(state, { kind: 'paused', ...at }),
    resume: (at) => {
      evolve(state, { kind: 'resumed', ...at });
      pump();
    },
    queued: () => state.queued,
    begin: () => {
      isAtWork = true;
      pump();
    },
    pump,
    stop: () => {
      isAtWork = false;
      callOff?.();
    },
  };
}
