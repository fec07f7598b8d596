// Runs the schedules of registered workflows: one run for each slot, whatever restarts and clocks do. How far a schedule is stands
// in the store, and moves in the transaction that starts the run.
import { RuntimeError } from '../errors.ts';
import type { ExecutionGraph, GraphTrigger, Schedule } from '../graph/graph.ts';
import { nearest } from '../graph/nearest.ts';
import { dueOf } from '../schedule/due.ts';
import type { Progress } from '../schedule/due.ts';
import { nextSlot } from '../schedule/slots.ts';
import { scheduleDelete, scheduleWrite, specOf, storedSchedules } from '../store/schedules.ts';
import type { Store, Write } from '../store/store.ts';
import type { DeliveryRequest, DeliveryResult } from './api.ts';
import type { Clock } from './clock.ts';
import type { Environment } from './env.ts';
import type { RunLoop } from './run-loop.ts';
import { slotDelivery } from './slot-delivery.ts';
import type { ScheduledWorkflow } from './slot-delivery.ts';

/** How late a change of the clock, or a sleep of the machine, is noticed at most. */
const LONGEST_SLEEP_MS = 30_000;
/** A clock that is put back further than this was wrong before: slots are counted anew. What was started is not started again. */
const PUT_BACK_MS = 300_000;

/** Workflows that may have a schedule: the text of a graph says so without being read. */
const SCHEDULED = `SELECT w.name, w.revision, w.hash FROM workflows w JOIN graphs g ON g.hash = w.hash
  WHERE w.current = 1 AND (? IS NULL OR w.name = ?) AND g.body LIKE '%"schedule":{%'`;

type Log = (level: 'info' | 'warn' | 'error', message: string) => void;

export type SchedulesOptions = {
  readonly store: Store;
  readonly clock: Clock;
  readonly env: Environment;
  readonly graph: (hash: string) => ExecutionGraph;
  readonly deliver: (request: DeliveryRequest) => Promise<DeliveryResult>;
  /** Where open runs are, to be cancelled. */
  readonly loop: Pick<RunLoop, 'find' | 'hear'>;
  readonly log: Log;
};

export type Schedules = {
  /** Reads again which schedules there are, of one workflow or of all. */
  readonly sync: (workflow?: string) => void;
  /** A run has ended: the next one in a queue may start. */
  readonly ended: (runId: string) => void;
  /** Throws `TRIGGER_NOT_FOUND`. */
  readonly setPaused: (at: ScheduleAt, isPaused: boolean) => Promise<void>;
  /** Throws `TRIGGER_NOT_FOUND`. */
  readonly find: (at: ScheduleAt) => Scheduled;
  readonly stop: () => void;
};

export type ScheduleAt = { readonly workflow: string; readonly trigger: string };

/** A schedule that is at work. */
export type Scheduled = {
  readonly workflow: ScheduledWorkflow;
  readonly trigger: GraphTrigger;
  readonly schedule: Schedule;
};

type Entry = Scheduled & {
  progress: Progress;
  /** The next slot, in milliseconds; Infinity where there is none. */
  next: number;
  /** Since when no slot starts. */
  paused: number | null;
};

/** Starts the schedules of all registered workflows. */
export function openSchedules(options: SchedulesOptions): Schedules {
  const { store, clock, graph, log } = options;
  const entries = new Map<string, Entry>();
  const open = openRuns(store);
  let callOff: (() => void) | undefined;
  let isStopped = false;

  function sync(only?: string): void {
    if (isStopped) return;
    const isMeant = (name: string): boolean => only === undefined || name === only;
    const rows = storedSchedules(store).filter(({ workflow }) => isMeant(workflow));
    const stored = new Map(rows.map((row) => [keyOf(row.workflow, row.trigger), row]));
    const current = store.all(SCHEDULED, only ?? null, only ?? null) as readonly ScheduledWorkflow[];
    const before = new Map([...entries].filter(([, { workflow }]) => isMeant(workflow.name)));
    for (const key of before.keys()) entries.delete(key);
    const writes: Write[] = [];
    for (const workflow of current) {
      for (const trigger of graph(workflow.hash).triggers) {
        const { schedule, enabled, name } = trigger;
        if (schedule === undefined || !enabled) continue;
        const key = keyOf(workflow.name, name);
        const known = before.get(key);
        const row = stored.get(key);
        stored.delete(key);
        const spec = specOf(schedule);
        const isSame = known === undefined ? row?.spec === spec : specOf(known.schedule) === spec;
        // One that is new, or has other times, begins now: nothing of it was missed.
        const progress = (isSame ? (known?.progress ?? row) : undefined) ?? { slot: clock.now(), waiting: [] };
        const paused = known === undefined ? (row?.paused ?? null) : known.paused;
        const at = { slot: progress.slot, waiting: progress.waiting };
        if (!isSame) writes.push(scheduleWrite({ workflow: workflow.name, trigger: name, spec, paused, ...at }));
        const next = nextSlot(schedule, progress.slot) ?? Infinity;
        entries.set(key, { workflow, trigger, schedule, progress, next, paused });
      }
    }
    const gone = [...before.values()].filter(
      ({ workflow, trigger }) => !entries.has(keyOf(workflow.name, trigger.name)),
    );
    writes.push(...[...stored.values()].map(scheduleDelete));
    writes.push(
      ...gone.map(({ workflow, trigger }) => scheduleDelete({ workflow: workflow.name, trigger: trigger.name })),
    );
    if (writes.length > 0) void store.write(writes);
    tick();
  }

  /** Starts what is due, and sleeps until the next slot. */
  function tick(): void {
    if (isStopped) return;
    callOff?.();
    const now = clock.now();
    let next = Infinity;
    for (const [key, entry] of entries) {
      if (entry.paused !== null) continue;
      if (entry.progress.slot - now > PUT_BACK_MS) beginAnew(entry, now);
      if (entry.next <= now) fire(key, entry, now);
      next = Math.min(next, entry.next);
    }
    if (entries.size > 0) callOff = clock.after(Math.min(Math.max(1, next - now), LONGEST_SLEEP_MS), tick);
  }

  function beginAnew(entry: Entry, now: number): void {
    log(
      'warn',
      `the clock was put back: the schedule ${entry.trigger.name} of ${entry.workflow.name} goes on from now`,
    );
    void move(entry, { slot: now, waiting: entry.progress.waiting });
  }

  function move(entry: Entry, progress: Progress): Promise<void> {
    const { workflow, trigger, schedule } = entry;
    entry.progress = { slot: progress.slot, waiting: progress.waiting };
    entry.next = nextSlot(schedule, progress.slot) ?? Infinity;
    const at = { workflow: workflow.name, trigger: trigger.name, spec: specOf(schedule), paused: entry.paused };
    return store.write([scheduleWrite({ ...at, ...entry.progress })]);
  }

  function fire(key: string, entry: Entry, now: number): void {
    const runs = open.of(key);
    const due = dueOf(entry.schedule, entry.progress, { now, isOpen: runs.length > 0 });
    const { workflow, trigger } = entry;
    if (due.cancels) for (const run of runs) cancel(run, `the next slot of the schedule ${trigger.name} came`);
    if (due.dropped.length > 0) {
      const slots = due.dropped.map((slot) => new Date(slot).toISOString()).slice(0, 3);
      const more = due.dropped.length > slots.length ? ', …' : '';
      log(
        'info',
        `${workflow.name}: ${due.dropped.length} slots of ${trigger.name} not started, a run is open: ${slots.join(', ')}${more}`,
      );
    }
    // This row and the runs are written in one turn, which is one transaction.
    void move(entry, due);
    for (const slot of due.starts) start(key, entry, { slot, now });
  }

  function cancel(runId: string, reason: string): void {
    const run = options.loop.find(runId);
    if (run !== undefined) void options.loop.hear(run, { kind: 'cancel', reason, time: Date.now() });
  }

  function start(key: string, entry: Entry, { slot, now }: { readonly slot: number; readonly now: number }): void {
    const request = slotDelivery(entry, {
      slot,
      now,
      graph: graph(entry.workflow.hash),
      env: options.env,
    });
    const [letter] = request.deadLetters;
    if (letter !== undefined) log('error', `${entry.workflow.name}: ${letter.code}: ${letter.message}`);
    // Open from here on: the next slot may come before the commit.
    const placeholder = `slot ${slot}`;
    if (request.starts.length > 0) open.add(key, placeholder);
    options.deliver(request).then(
      ({ runs }) => {
        open.remove(placeholder);
        for (const run of runs) if (isOpen(run.run_id)) open.add(key, run.run_id);
        if (entry.progress.waiting.length > 0) pump(key);
      },
      (error: unknown) => {
        open.remove(placeholder);
        const message = error instanceof Error ? error.message : String(error);
        log('error', `${entry.workflow.name}: the schedule ${entry.trigger.name} could not start its run: ${message}`);
      },
    );
  }

  /** A short run may have ended before its delivery was told of. */
  function isOpen(runId: string): boolean {
    return store.get('SELECT 1 FROM runs WHERE id = ? AND finished IS NULL', runId) !== undefined;
  }

  /** The next one of a queue, if its turn has come. */
  function pump(key: string): void {
    const entry = entries.get(key);
    if (isStopped || entry === undefined || entry.paused !== null) return;
    if (entry.progress.waiting.length === 0 || open.of(key).length > 0) return;
    fire(key, entry, clock.now());
  }

  /** One that goes on begins with its next slot; what waited in its queue is still there. */
  function setPaused(at: ScheduleAt, isPaused: boolean): Promise<void> {
    const key = keyOf(at.workflow, at.trigger);
    const entry = entries.get(key);
    if (entry === undefined) throw notScheduled(at, entries.values());
    const now = clock.now();
    if (isPaused) entry.paused ??= now;
    else if (entry.paused !== null) {
      entry.paused = null;
      entry.progress = { ...entry.progress, slot: Math.max(now, entry.progress.slot) };
    }
    const committed = move(entry, entry.progress);
    tick();
    pump(key);
    return committed;
  }

  sync();
  for (const key of entries.keys()) pump(key);
  return {
    sync,
    setPaused,
    find: (at) => {
      const entry = entries.get(keyOf(at.workflow, at.trigger));
      if (entry === undefined) throw notScheduled(at, entries.values());
      return entry;
    },
    ended: (runId) => {
      const key = open.remove(runId);
      if (key !== undefined) pump(key);
    },
    stop: () => {
      isStopped = true;
      callOff?.();
    },
  };
}

function notScheduled({ workflow, trigger }: ScheduleAt, entries: Iterable<Scheduled>): RuntimeError {
  const own = [...entries].filter((entry) => entry.workflow.name === workflow).map((entry) => entry.trigger.name);
  const near = nearest(trigger, own);
  const help =
    own.length === 0
      ? 'it has no schedule that is enabled'
      : near === undefined
        ? `there are ${own.join(', ')}`
        : `did you mean ${near}?`;
  return new RuntimeError('TRIGGER_NOT_FOUND', `${workflow} has no schedule ${trigger}; ${help}`);
}

type OpenRuns = {
  readonly of: (key: string) => readonly string[];
  readonly add: (key: string, run: string) => void;
  /** Gives the key of the schedule whose run it was. */
  readonly remove: (run: string) => string | undefined;
};

/** Runs of schedules that have not ended, from the store on. */
function openRuns(store: Store): OpenRuns {
  const keys = new Map<string, string>();
  const rows = store.all('SELECT id, workflow, trigger FROM runs WHERE finished IS NULL') as readonly {
    readonly id: string;
    readonly workflow: string;
    readonly trigger: string;
  }[];
  for (const { id, workflow, trigger } of rows) {
    const { name, uses } = JSON.parse(trigger) as { readonly name: string; readonly uses: string };
    if (uses === 'schedule') keys.set(id, keyOf(workflow, name));
  }
  return {
    of: (key) => [...keys].filter(([, each]) => each === key).map(([run]) => run),
    add: (key, run) => void keys.set(run, key),
    remove: (run) => {
      const key = keys.get(run);
      keys.delete(run);
      return key;
    },
  };
}

function keyOf(workflow: string, trigger: string): string {
  return JSON.stringify([workflow, trigger]);
}
