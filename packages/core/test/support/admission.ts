// Admission without a runtime: a process that runs at once what it is told to, and may die at any append. What it wrote is facts of runs,
// as their journals have them; the next process knows nothing else.
import { admit, evolveAdmission, initialAdmission, judge } from '@configurable-agents/core/testing';
import type { Admission, AdmissionFact, AdmissionState } from '@configurable-agents/core/testing';

export type Arrival = {
  readonly at: number;
  readonly workflow: string;
  readonly admission: Admission;
  /** How long its run takes. */
  readonly takes: number;
};

export type Written = {
  readonly id: string;
  readonly order: number;
  readonly workflow: string;
  readonly admission: Admission;
  readonly takes: number;
  readonly accepted: number;
  started: number | null;
  ended: number | null;
  end: 'succeeded' | 'cancelled' | 'superseded' | null;
  by: string | null;
};

export type Outcome = {
  readonly runs: readonly Written[];
  readonly skipped: readonly { readonly workflow: string; readonly at: number; readonly reason: string }[];
};

/** Plays arrivals to the end. `dies`: before which of its appends a process loses all that it had in memory. */
export function play(
  arrivals: readonly Arrival[],
  { room = Infinity, dies = new Set<number>() }: { readonly room?: number; readonly dies?: ReadonlySet<number> } = {},
): Outcome {
  const runs: Written[] = [];
  const skipped: { workflow: string; at: number; reason: string }[] = [];
  let appends = 0;
  let state = initialAdmission();
  const tell = (fact: AdmissionFact): void => evolveAdmission(state, fact);
  const restart = (now: number): void => {
    state = recovered(runs, now);
  };
  const append = (now: number): boolean => {
    appends += 1;
    if (!dies.has(appends)) return true;
    restart(now);
    return false;
  };
  const open = (): number => runs.filter(({ started, ended }) => started !== null && ended === null).length;
  /** Performs what is decided; a death in the middle leaves the rest to the next process, which decides again. */
  const pump = (now: number): number => {
    for (;;) {
      const { decisions, wakeAt } = admit(state, { now, room: room - open() });
      if (decisions.length === 0) return wakeAt;
      for (const decision of decisions) {
        const run = runs.find(({ id }) => id === decision.run) as Written;
        if (!append(now)) break;
        if (decision.kind === 'start') run.started = now;
        else {
          Object.assign(run, { ended: now, end: decision.kind === 'cancel' ? 'cancelled' : 'superseded' });
          run.by = decision.kind === 'supersede' ? decision.by : null;
          tell({ kind: 'ended', run: run.id });
        }
      }
    }
  };
  let next = 0;
  let wakeAt = Infinity;
  for (let now = 0; now < Infinity;) {
    for (const run of runs) {
      if (run.started === null || run.ended !== null || run.started + run.takes > now) continue;
      // A death here leaves the run open: it ends in the next process.
      append(now);
      run.ended = now;
      run.end = 'succeeded';
      tell({ kind: 'ended', run: run.id });
    }
    for (; next < arrivals.length && (arrivals[next] as Arrival).at <= now; next += 1) {
      const { workflow, admission, takes } = arrivals[next] as Arrival;
      const judged = judge(state, { workflow, admission, now });
      if (judged.kind === 'skip') {
        skipped.push({ workflow, at: now, reason: judged.reason });
        continue;
      }
      // A sender whose delivery died unanswered sends it again.
      if (!append(now)) {
        next -= 1;
        continue;
      }
      const id = `run ${runs.length + 1}`;
      const made = { id, order: runs.length + 1, workflow, admission: judged.admission, takes, accepted: now };
      runs.push({ ...made, started: null, ended: null, end: null, by: null });
      tell({
        kind: 'accepted',
        run: id,
        order: made.order,
        workflow,
        trigger: 'hook',
        admission: judged.admission,
        time: now,
      });
      pump(now);
    }
    wakeAt = pump(now);
    const ends = runs.flatMap((run) => (run.started !== null && run.ended === null ? [run.started + run.takes] : []));
    now = Math.min(arrivals[next]?.at ?? Infinity, wakeAt, ...ends);
  }
  return { runs, skipped };
}

/** What a process makes of the journals: every run that has not ended, and the starts of the others. */
function recovered(runs: readonly Written[], now: number): AdmissionState {
  const state = initialAdmission();
  for (const { id, order, workflow, admission, accepted, started, ended } of runs) {
    if (ended !== null) {
      if (started !== null) evolveAdmission(state, { kind: 'counted', workflow, admission, time: started });
      continue;
    }
    const { debounce: _over, ...begun } = admission;
    const own = started === null ? admission : begun;
    evolveAdmission(state, {
      kind: 'accepted',
      run: id,
      order,
      workflow,
      trigger: 'hook',
      admission: own,
      time: accepted,
    });
    if (started !== null && started <= now) evolveAdmission(state, { kind: 'started', run: id, time: started });
  }
  return state;
}
