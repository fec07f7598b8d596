// What keeps a run from starting, for the machine and in words.
import type { Concurrency, Debounce, Rate } from './admission.ts';
import { inOrder, pauseOf } from './state.ts';
import type { AdmissionState, Entry, Line } from './state.ts';

/** Why a run is queued. */
export type Wait = {
  readonly for: 'concurrency' | 'rate_limit' | 'debounce' | 'paused' | 'room';
  /** The key that the limit counts by, where there is one. */
  readonly key: string | null;
  /** Runs that wait for the same and come first. */
  readonly before: number;
  /** When it can go on at the earliest, where a time says so: ISO 8601. */
  readonly until: string | null;
  /** All of it as a sentence without a subject: `waits: …`. */
  readonly text: string;
};

export type Hold = {
  readonly for: Wait['for'];
  readonly key: string | null;
  readonly what: string;
  /** Those that wait for the same are found by it. */
  readonly group: string;
  readonly parked: NonNullable<Line['parked']>;
};

/** What keeps a run whose turn it is; undefined where nothing does. */
export function holdOf(state: AdmissionState, entry: Entry, now: number): Hold | undefined {
  return pauseHold(state, entry) ?? concurrencyHold(state, entry) ?? rateHold(state, entry, now);
}

function pauseHold({ paused }: AdmissionState, { workflow, trigger }: Entry): Hold | undefined {
  const whole = pauseOf(workflow, null);
  const one = pauseOf(workflow, trigger);
  const group = paused.has(whole) ? whole : paused.has(one) ? one : undefined;
  if (group === undefined) return undefined;
  const what = group === whole ? `${workflow} is paused` : `the trigger ${trigger} of ${workflow} is paused`;
  return { for: 'paused', key: null, what, group, parked: { on: group } };
}

function concurrencyHold(state: AdmissionState, { admission, open }: Entry): Hold | undefined {
  for (const [i, each] of (admission.concurrency ?? []).entries()) {
    const group = open[i] as string;
    if ((state.started.get(group) ?? 0) < each.limit) continue;
    return { for: 'concurrency', key: each.key, what: textOf('concurrency', each), group, parked: { on: group } };
  }
  return undefined;
}

function rateHold(state: AdmissionState, { admission, rates }: Entry, now: number): Hold | undefined {
  let until = -Infinity;
  let found: Hold | undefined;
  for (const [i, each] of (admission.rates ?? []).entries()) {
    const group = rates[i] as string;
    const lately = (state.starts.get(group) ?? []).filter((time) => time > now - each.period_ms);
    const oldest = lately[lately.length - each.limit];
    if (oldest === undefined || oldest + each.period_ms <= until) continue;
    until = oldest + each.period_ms;
    found = { for: 'rate_limit', key: each.key, what: textOf('rate', each), group, parked: { until } };
  }
  return found;
}

/** A limit in words, with its key. */
export function textOf(kind: 'concurrency' | 'rate', each: Concurrency | Rate): string {
  const of = each.of === undefined ? '' : ` of the trigger ${each.of}`;
  const key = each.key === '' ? '' : `, key ${shortened(each.key)}`;
  if (kind === 'concurrency') return `concurrency${of} (limit ${each.limit}${key})`;
  const period = 'period_ms' in each ? ` in ${each.period_ms / 1000} s` : '';
  return `rate limit${of} (${each.limit}${period}${key})`;
}

const LONGEST_KEY = 60;

function shortened(key: string): string {
  return key.length <= LONGEST_KEY ? key : `${key.slice(0, LONGEST_KEY)}…`;
}

/** When the burst began that a run is the last of. */
export function sinceIn({ admission }: Entry, now: number): number {
  return admission.debounce?.since ?? now;
}

/** Why runs are queued: by the run, of those that are asked for. */
export function waitsOf(
  state: AdmissionState,
  { runs, now }: { readonly runs: Iterable<string>; readonly now: number },
): ReadonlyMap<string, Wait> {
  const waiting = [...state.entries.values()]
    .filter(({ isStarted, supersededBy }) => !isStarted && supersededBy === null)
    .toSorted(inOrder);
  const places = new Map<string, Map<string, number>>();
  /** How many of those that wait in a group come before a run. */
  const placeIn = (group: string, of: Entry, groups: (entry: Entry) => readonly string[]): number => {
    let ranks = places.get(group);
    if (ranks === undefined) {
      const members = waiting.filter((entry) => groups(entry).includes(group));
      places.set(group, (ranks = new Map(members.map(({ run }, rank) => [run, rank]))));
    }
    return ranks.get(of.run) ?? 0;
  };
  const found = new Map<string, Wait>();
  for (const run of runs) {
    const entry = state.entries.get(run);
    if (entry === undefined || entry.isStarted) continue;
    found.set(run, waitOf(state, entry, { now, placeIn }));
  }
  return found;
}

type PlaceIn = (group: string, of: Entry, groups: (entry: Entry) => readonly string[]) => number;

function waitOf(
  state: AdmissionState,
  entry: Entry,
  { now, placeIn }: { readonly now: number; readonly placeIn: PlaceIn },
): Wait {
  const { debounce } = entry.admission;
  if (debounce !== undefined && entry.dueAt !== null && entry.dueAt > now) return debounced(debounce, entry.dueAt);
  const hold = holdOf(state, entry, now);
  if (hold === undefined) {
    const before = placeIn('room', entry, () => ['room']);
    const text = before === 0 ? 'its turn to start' : `a place among the open runs, ${before} before it`;
    return { for: 'room', key: null, before, until: null, text: `waits: ${text}` };
  }
  const { for: what, key, group, parked } = hold;
  const groups = (each: Entry): readonly string[] =>
    what === 'paused' ? pausesOf(each) : what === 'rate_limit' ? each.rates : each.open;
  const before = placeIn(group, entry, groups);
  const until = 'until' in parked ? new Date(parked.until).toISOString() : null;
  const later = until === null ? '' : `, at ${until} at the earliest`;
  return { for: what, key, before, until, text: `waits: ${hold.what}, ${before} before it${later}` };
}

function debounced({ key }: Debounce, dueAt: number): Wait {
  const until = new Date(dueAt).toISOString();
  const of = key === '' ? '' : ` (key ${shortened(key)})`;
  return { for: 'debounce', key, before: 0, until, text: `waits: debounce${of}, for a newer one until ${until}` };
}

function pausesOf({ workflow, trigger }: Entry): readonly string[] {
  return [pauseOf(workflow, null), pauseOf(workflow, trigger)];
}
