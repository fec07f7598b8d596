// Which runs start now, and which give way to others. Pure over its state: the same facts and the same time give the same answer, so
// that after a crash everything goes on as it would have.
import { groupOf } from './admission.ts';
import type { Admission, Concurrency, Rate } from './admission.ts';
import { holdOf, sinceIn, textOf } from './hold.ts';
import { enqueue, evolve, inOrder, livingOf, park, release } from './state.ts';
import type { AdmissionState, Entry, Line } from './state.ts';

export type AdmissionDecision =
  | { readonly kind: 'start'; readonly run: string }
  | { readonly kind: 'supersede'; readonly run: string; readonly by: string }
  | { readonly kind: 'cancel'; readonly run: string; readonly reason: string };

export type Admitted = {
  readonly decisions: readonly AdmissionDecision[];
  /** When there may be more to decide without anything having happened; Infinity where only a fact can bring more. */
  readonly wakeAt: number;
};

/**
 * Decides all that there is to decide at a time. `room`: how many more runs may be open. Starts and cancellations are taken for facts at
 * once; ends are not, they follow when the runs have ended.
 */
export function admit(state: AdmissionState, { now, room }: { readonly now: number; readonly room: number }): Admitted {
  const decisions: AdmissionDecision[] = [];
  for (const { run, supersededBy } of state.superseded) {
    if (supersededBy !== null) decisions.push({ kind: 'supersede', run, by: supersededBy });
  }
  state.superseded.clear();
  for (const group of state.crowded) decisions.push(...displaced(state, group));
  state.crowded.clear();
  for (const [group, entry] of state.bursts) {
    if ((entry.dueAt ?? now) > now) continue;
    state.bursts.delete(group);
    enqueue(state, entry);
  }
  for (const line of state.timed) {
    if (line.parked !== undefined && 'until' in line.parked && line.parked.until <= now) release(state, line);
  }
  let left = room;
  while (left > 0) {
    const line = firstOf(state.ready);
    const entry = line?.entries[0];
    if (line === undefined || entry === undefined) break;
    const hold = holdOf(state, entry, now);
    if (hold === undefined) {
      evolve(state, { kind: 'started', run: entry.run, time: now });
      decisions.push({ kind: 'start', run: entry.run });
      left -= 1;
    } else park(state, line, hold.parked);
  }
  return { decisions, wakeAt: wakeAt(state) };
}

/** The line whose first run is to start before those of the others. */
function firstOf(lines: Iterable<Line>): Line | undefined {
  let first: Line | undefined;
  for (const line of lines) {
    const [head] = line.entries;
    const best = first?.entries[0];
    if (head !== undefined && (best === undefined || inOrder(head, best) < 0)) first = line;
  }
  return first;
}

/** The oldest runs of a group that give way to the newest one. */
function displaced(state: AdmissionState, group: string): readonly AdmissionDecision[] {
  const living = livingOf(state, group).toSorted((a, b) => a.order - b.order);
  const newest = living.at(-1);
  const limit = newest?.admission.concurrency?.[newest.open.indexOf(group)];
  if (newest === undefined || limit?.on_conflict !== 'cancel') return [];
  return living.slice(0, Math.max(0, living.length - limit.limit)).map(({ run }) => {
    evolve(state, { kind: 'cancelling', run });
    return { kind: 'cancel', run, reason: `${textOf('concurrency', limit)}: the run ${newest.run} came after it` };
  });
}

function wakeAt({ bursts, timed }: AdmissionState): number {
  let at = Infinity;
  for (const { dueAt } of bursts.values()) at = Math.min(at, dueAt ?? Infinity);
  for (const { parked } of timed) if (parked !== undefined && 'until' in parked) at = Math.min(at, parked.until);
  return at;
}

/** What is to become of a run that is asked for: it is accepted, perhaps as the next one of a burst, or there is none. */
export type Judged =
  { readonly kind: 'accept'; readonly admission: Admission } | { readonly kind: 'skip'; readonly reason: string };

/** `on_conflict: skip` is decided here, before a run is made; everything else waits in line. */
export function judge(
  state: AdmissionState,
  asked: { readonly workflow: string; readonly admission: Admission; readonly now: number },
): Judged {
  const { workflow, admission, now } = asked;
  const { concurrency = [], rates = [], debounce } = admission;
  const burst = debounce && state.bursts.get(groupOf(workflow, 'debounce', debounce));
  const before = burst?.dueAt != null && burst.dueAt > now ? burst : undefined;
  for (const each of concurrency) {
    const reason = each.on_conflict === 'skip' ? whyFull(state, workflow, each, before) : undefined;
    if (reason !== undefined) return { kind: 'skip', reason };
  }
  for (const each of rates) {
    const reason = each.on_conflict === 'skip' ? whySpent(state, each, { ...asked, before }) : undefined;
    if (reason !== undefined) return { kind: 'skip', reason };
  }
  if (debounce === undefined) return { kind: 'accept', admission };
  const since = before === undefined ? now : sinceIn(before, now);
  return { kind: 'accept', admission: { ...admission, debounce: { ...debounce, since } } };
}

/** Why there is no room for one more run of a key; runs that wait count too, since they come first. */
function whyFull(
  state: AdmissionState,
  workflow: string,
  each: Concurrency,
  without: Entry | undefined,
): string | undefined {
  const living = livingOf(state, groupOf(workflow, 'concurrency', each)).filter((entry) => entry !== without);
  if (living.length < each.limit) return undefined;
  const open = living.length === 1 ? `the run ${living[0]?.run ?? ''} is` : `${living.length} runs are`;
  return `${textOf('concurrency', each)}: ${open} open or queued`;
}

function whySpent(
  state: AdmissionState,
  each: Rate,
  { workflow, now, before }: { readonly workflow: string; readonly now: number; readonly before: Entry | undefined },
): string | undefined {
  const group = groupOf(workflow, 'rate', each);
  const lately = (state.starts.get(group) ?? []).filter((time) => time > now - each.period_ms).length;
  const waiting = [...state.entries.values()].filter(
    (entry) => entry !== before && !entry.isStarted && entry.supersededBy === null && entry.rates.includes(group),
  ).length;
  if (lately + waiting < each.limit) return undefined;
  return `${textOf('rate', each)}: ${lately + waiting} were started or are queued`;
}

/** Why a run that has ended cannot be opened again now: a limit of it is full. Undefined where it can. */
export function whyNotAgain(
  state: AdmissionState,
  { workflow, admission }: { readonly workflow: string; readonly admission: Admission },
): string | undefined {
  for (const each of admission.concurrency ?? []) {
    const open = state.started.get(groupOf(workflow, 'concurrency', each)) ?? 0;
    if (open >= each.limit) return `${textOf('concurrency', each)}: ${open} open already`;
  }
  return undefined;
}
