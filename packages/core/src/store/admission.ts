// The state of admission out of the store: for the engine at its start, and for who looks at runs that wait.
import { NO_ADMISSION } from '../admit/admission.ts';
import type { Admission } from '../admit/admission.ts';
import { evolve, initialAdmission } from '../admit/state.ts';
import type { AdmissionState } from '../admit/state.ts';
import type { TriggerInfo } from '../engine/fact.ts';
import type { Write } from './store.ts';

type All = (sql: string, ...values: readonly (string | number)[]) => readonly unknown[];

/** A workflow, or an entry of its triggers, whose runs do not start. `trigger` null: all of it. */
export type PauseRow = { readonly workflow: string; readonly trigger: string | null; readonly since: number };

const OPEN = `SELECT run, id, workflow, trigger, admission, created, started FROM runs WHERE finished IS NULL ORDER BY run`;
const COUNTING = `SELECT workflow, admission, started FROM runs WHERE counts_until > ? AND finished IS NOT NULL`;

/** Starts of runs that have ended and still count, and what is paused: what open runs alone do not tell. */
export function storedAdmission(all: All, now: number): AdmissionState {
  const state = initialAdmission();
  for (const { workflow, trigger } of storedPauses(all)) evolve(state, { kind: 'paused', workflow, trigger });
  for (const row of all(COUNTING, now)) {
    const { workflow, admission, started: time } = row as OpenRow & { readonly started: number };
    evolve(state, { kind: 'counted', workflow, admission: parsed(admission), time });
  }
  return state;
}

type OpenRow = {
  readonly run: number;
  readonly id: string;
  readonly workflow: string;
  readonly trigger: string;
  readonly admission: string | null;
  readonly created: number;
  readonly started: number | null;
};

/** The same with all runs that have not ended. */
export function wholeAdmission(all: All, now: number): AdmissionState {
  const state = storedAdmission(all, now);
  for (const row of all(OPEN)) {
    const { run, id, workflow, trigger, admission, created, started } = row as OpenRow;
    const { name, parent_key: parent } = JSON.parse(trigger) as TriggerInfo;
    if (parent !== undefined) continue;
    const limits = parsed(admission);
    addRun(state, { id, order: run, workflow, trigger: name, admission: limits, accepted: created, started });
  }
  return state;
}

/** Adds a run that has not ended. The burst of one that has started is over. */
export function addRun(
  state: AdmissionState,
  run: {
    readonly id: string;
    readonly order: number;
    readonly workflow: string;
    readonly trigger: string;
    readonly admission: Admission;
    readonly accepted: number;
    readonly started: number | null;
  },
): void {
  const { id, order, workflow, trigger, accepted: time, started } = run;
  const { debounce: _over, ...begun } = run.admission;
  const admission = started === null ? run.admission : begun;
  evolve(state, { kind: 'accepted', run: id, order, workflow, trigger, admission, time });
  if (started !== null) evolve(state, { kind: 'started', run: id, time: started });
}

function parsed(admission: string | null): Admission {
  return admission === null ? NO_ADMISSION : (JSON.parse(admission) as Admission);
}

export function storedPauses(all: All): readonly PauseRow[] {
  const rows = all('SELECT workflow, trigger, since FROM pauses ORDER BY workflow, trigger') as readonly PauseRow[];
  return rows.map(({ workflow, trigger, since }) => ({ workflow, trigger: trigger === '' ? null : trigger, since }));
}

export function pauseWrite({ workflow, trigger, since }: PauseRow): Write {
  return {
    sql: 'INSERT INTO pauses(workflow, trigger, since) VALUES(?, ?, ?) ON CONFLICT(workflow, trigger) DO NOTHING',
    values: [workflow, trigger ?? '', since],
  };
}

export function pauseDelete({ workflow, trigger }: Omit<PauseRow, 'since'>): Write {
  return { sql: 'DELETE FROM pauses WHERE workflow = ? AND trigger = ?', values: [workflow, trigger ?? ''] };
}
