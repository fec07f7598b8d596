// The state of admission: which runs wait, which are open, and what was started lately. Folded from facts of runs and from what people
// paused; no clock, no I/O. Mutable, and owned by `admit` and `evolve`, as a run's state is.
import { groupOf } from './admission.ts';
import type { Admission, Rate } from './admission.ts';

/** What happened, as far as admission is concerned. `order` is the order of acceptance. */
export type AdmissionFact =
  | {
      readonly kind: 'accepted';
      readonly run: string;
      readonly order: number;
      readonly workflow: string;
      /** The trigger's entry that took it. */
      readonly trigger: string;
      readonly admission: Admission;
      readonly time: number;
    }
  | { readonly kind: 'started'; readonly run: string; readonly time: number }
  /** Its end has been asked for: it counts until it has ended, and is not asked again. */
  | { readonly kind: 'cancelling'; readonly run: string }
  | { readonly kind: 'ended'; readonly run: string }
  /** A start of a run that has ended already, which still counts into a rate. */
  | {
      readonly kind: 'counted';
      readonly workflow: string;
      readonly admission: Admission;
      readonly time: number;
    }
  /** `trigger` null: all of the workflow. */
  | { readonly kind: 'paused'; readonly workflow: string; readonly trigger: string | null }
  | { readonly kind: 'resumed'; readonly workflow: string; readonly trigger: string | null };

/** A run that has not ended. */
export type Entry = {
  readonly run: string;
  readonly order: number;
  readonly workflow: string;
  readonly trigger: string;
  readonly admission: Admission;
  readonly priority: number;
  /** Groups of its concurrencies and rates, in the order of these. */
  readonly open: readonly string[];
  readonly rates: readonly string[];
  /** When its burst is over; null without `debounce`. */
  readonly dueAt: number | null;
  /** What it stands in line with, once its burst is over: runs with the same limits and keys. */
  readonly line: string;
  isStarted: boolean;
  isCancelling: boolean;
  /** The run that took its place, where it was debounced away. */
  supersededBy: string | null;
};

/** Runs that wait for the same things, in the order in which they start. */
export type Line = {
  readonly name: string;
  readonly entries: Entry[];
  /** What keeps its first run: a group, a pause, or a time. Absent: nobody has looked. */
  parked?: { readonly on: string } | { readonly until: number };
};

export type AdmissionState = {
  readonly entries: Map<string, Entry>;
  /** How many of them have not started. */
  queued: number;
  readonly lines: Map<string, Line>;
  /** Lines that may start something. */
  readonly ready: Set<Line>;
  /** Lines by the group or the pause that they wait for. */
  readonly parked: Map<string, Set<Line>>;
  /** Lines that wait for a time. */
  readonly timed: Set<Line>;
  /** Runs that have not ended, by the group of a concurrency. */
  readonly groups: Map<string, Set<Entry>>;
  /** How many of them have started. */
  readonly started: Map<string, number>;
  /** Times of starts by the group of a rate, the earliest first. */
  readonly starts: Map<string, number[]>;
  /** The last run of each burst that is not over, by the group of the debounce. */
  readonly bursts: Map<string, Entry>;
  readonly paused: Set<string>;
  /** Groups in which a run may have to be cancelled for another one. */
  readonly crowded: Set<string>;
  /** Runs that were debounced away and have not ended. */
  readonly superseded: Set<Entry>;
};

export function initialAdmission(): AdmissionState {
  return {
    entries: new Map(),
    queued: 0,
    lines: new Map(),
    ready: new Set(),
    parked: new Map(),
    timed: new Set(),
    groups: new Map(),
    started: new Map(),
    starts: new Map(),
    bursts: new Map(),
    paused: new Set(),
    crowded: new Set(),
    superseded: new Set(),
  };
}

export function pauseOf(workflow: string, trigger: string | null): string {
  return JSON.stringify(['paused', workflow, trigger]);
}

/** Which of two starts first: the higher priority, then the earlier one. */
export function inOrder(a: Entry, b: Entry): number {
  return b.priority - a.priority || a.order - b.order;
}

/** Those of a group that could still run: all but those whose end has been asked for, or that were debounced away. */
export function livingOf(state: AdmissionState, group: string): readonly Entry[] {
  return [...(state.groups.get(group) ?? [])].filter(
    ({ isCancelling, supersededBy }) => !isCancelling && supersededBy === null,
  );
}

/** Applies one fact to the state, in place. */
export function evolve(state: AdmissionState, fact: AdmissionFact): void {
  switch (fact.kind) {
    case 'accepted':
      accepted(state, fact);
      break;
    case 'started':
      started(state, fact);
      break;
    case 'cancelling': {
      const entry = state.entries.get(fact.run);
      if (entry === undefined) break;
      entry.isCancelling = true;
      if (entry.isStarted) break;
      // It would be started in the same breath where a place is free.
      withdraw(state, entry);
      break;
    }
    case 'ended':
      ended(state, fact.run);
      break;
    case 'counted':
      for (const rate of fact.admission.rates ?? [])
        count(state, groupOf(fact.workflow, 'rate', rate), rate, fact.time);
      break;
    case 'paused':
      state.paused.add(pauseOf(fact.workflow, fact.trigger));
      break;
    case 'resumed': {
      const pause = pauseOf(fact.workflow, fact.trigger);
      state.paused.delete(pause);
      unpark(state, pause);
      break;
    }
  }
}

type Accepted = AdmissionFact & { readonly kind: 'accepted' };

function accepted(state: AdmissionState, fact: Accepted): void {
  const entry = entryOf(fact);
  state.entries.set(entry.run, entry);
  state.queued += 1;
  entry.admission.concurrency?.forEach(({ on_conflict: policy }, i) => {
    const group = entry.open[i] as string;
    const members = state.groups.get(group) ?? new Set();
    state.groups.set(group, members.add(entry));
    if (policy === 'cancel') state.crowded.add(group);
  });
  const { debounce } = entry.admission;
  if (debounce === undefined || entry.dueAt === null) {
    enqueue(state, entry);
    return;
  }
  const burst = groupOf(entry.workflow, 'debounce', debounce);
  const before = state.bursts.get(burst);
  // A burst that is over is not begun again: its run keeps its place in line.
  if (before?.dueAt != null && before.dueAt > fact.time) {
    before.supersededBy = entry.run;
    state.superseded.add(before);
  } else if (before !== undefined) enqueue(state, before);
  state.bursts.set(burst, entry);
}

function entryOf({ run, order, workflow, trigger, admission, time }: Accepted): Entry {
  const { priority = 0, concurrency = [], rates = [], debounce } = admission;
  const open = concurrency.map((each) => groupOf(workflow, 'concurrency', each));
  const rated = rates.map((each) => groupOf(workflow, 'rate', each));
  return {
    run,
    order,
    workflow,
    trigger,
    admission,
    priority,
    open,
    rates: rated,
    dueAt:
      debounce === undefined
        ? null
        : Math.min(time + debounce.period_ms, (debounce.since ?? time) + debounce.max_wait_ms),
    line: JSON.stringify([workflow, trigger, ...open, ...rated]),
    isStarted: false,
    isCancelling: false,
    supersededBy: null,
  };
}

/** Puts a run into its line, at its place. */
export function enqueue(state: AdmissionState, entry: Entry): void {
  let line = state.lines.get(entry.line);
  if (line === undefined) {
    line = { name: entry.line, entries: [] };
    state.lines.set(line.name, line);
    state.ready.add(line);
  }
  const { entries } = line;
  let at = entries.length;
  while (at > 0 && inOrder(entry, entries[at - 1] as Entry) < 0) at -= 1;
  entries.splice(at, 0, entry);
  // Its limits may be other ones than those of the run that was first, of another revision.
  if (at === 0 && entries.length > 1) release(state, line);
}

function dequeue(state: AdmissionState, entry: Entry): void {
  const line = state.lines.get(entry.line);
  const at = line?.entries.indexOf(entry) ?? -1;
  if (line === undefined || at === -1) return;
  line.entries.splice(at, 1);
  // Others of the line may have less to wait for: their limits may be other ones, of another revision.
  if (at === 0) release(state, line);
  if (line.entries.length > 0) return;
  state.lines.delete(line.name);
  state.ready.delete(line);
}

function started(state: AdmissionState, { run, time }: AdmissionFact & { readonly kind: 'started' }): void {
  const entry = state.entries.get(run);
  if (entry === undefined || entry.isStarted) return;
  withdraw(state, entry);
  entry.isStarted = true;
  state.queued -= 1;
  for (const group of entry.open) state.started.set(group, (state.started.get(group) ?? 0) + 1);
  entry.admission.rates?.forEach((rate, i) => count(state, entry.rates[i] as string, rate, time));
}

/** Notes a start, and forgets those that are too long ago to count. */
function count(state: AdmissionState, group: string, { period_ms: period }: Rate, time: number): void {
  const times = (state.starts.get(group) ?? []).filter((each) => each > time - period);
  let at = times.length;
  while (at > 0 && (times[at - 1] as number) > time) at -= 1;
  times.splice(at, 0, time);
  state.starts.set(group, times);
}

function ended(state: AdmissionState, run: string): void {
  const entry = state.entries.get(run);
  if (entry === undefined) return;
  state.entries.delete(run);
  state.superseded.delete(entry);
  if (!entry.isStarted) {
    state.queued -= 1;
    withdraw(state, entry);
  }
  for (const group of entry.open) {
    const members = state.groups.get(group);
    members?.delete(entry);
    if (members?.size === 0) state.groups.delete(group);
    if (!entry.isStarted) continue;
    const left = (state.started.get(group) ?? 1) - 1;
    if (left > 0) state.started.set(group, left);
    else state.started.delete(group);
    unpark(state, group);
  }
}

/** It waits no more: for the end of its burst, or in its line. */
function withdraw(state: AdmissionState, entry: Entry): void {
  leaveBurst(state, entry);
  dequeue(state, entry);
}

function leaveBurst(state: AdmissionState, entry: Entry): void {
  const { debounce } = entry.admission;
  if (debounce === undefined) return;
  const burst = groupOf(entry.workflow, 'debounce', debounce);
  if (state.bursts.get(burst) === entry) state.bursts.delete(burst);
}

/** Lines that waited for a group or a pause are looked at again. */
function unpark(state: AdmissionState, on: string): void {
  for (const line of Array.from(state.parked.get(on) ?? [])) release(state, line);
}

/** Sets a line aside until what keeps its first run is over. */
export function park(state: AdmissionState, line: Line, parked: NonNullable<Line['parked']>): void {
  line.parked = parked;
  state.ready.delete(line);
  if ('until' in parked) state.timed.add(line);
  else state.parked.set(parked.on, (state.parked.get(parked.on) ?? new Set()).add(line));
}

export function release(state: AdmissionState, line: Line): void {
  const { parked } = line;
  if (parked !== undefined && 'on' in parked) {
    const lines = state.parked.get(parked.on);
    lines?.delete(line);
    if (lines?.size === 0) state.parked.delete(parked.on);
  }
  state.timed.delete(line);
  delete line.parked;
  state.ready.add(line);
}
