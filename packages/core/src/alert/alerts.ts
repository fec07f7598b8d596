// Alerts: what happened since the last one, gathered, starts a run that tells somebody. How far an alert has read and its run are written in
// one transaction, so that a restart neither loses an event nor tells it twice.
import type { ExecutionGraph } from '../graph/graph.ts';
import type { StartRequest } from '../runtime/api.ts';
import type { Clock } from '../runtime/clock.ts';
import { newRunId } from '../runtime/ids.ts';
import { acceptable } from '../runtime/limited.ts';
import type { Starts } from '../runtime/starts.ts';
import type { Store, Write } from '../store/store.ts';
import type { TrackerStatus } from '../store/rows.ts';
import { ALERT_PREFIX, alertInputs, eventsAfter, lastPosition } from './event.ts';
import type { AlertEvent, AlertKind, AlertPosition } from './event.ts';

export type AlertRule = {
  readonly name: string;
  readonly on: readonly AlertKind[];
  /** Only of these; default: of all. What is about no workflow is told all the same. */
  readonly workflows?: readonly string[];
  /** At most one run in this time; what happens meanwhile is in the next. */
  readonly everyMs: number;
  /** Facts that may wait for a tracker before it lags. */
  readonly maxLag: number;
  /** What tells it; it gets `name`, `count`, `title`, `text` and `events` as inputs. */
  readonly graph: ExecutionGraph;
};

type Host = {
  readonly store: Store;
  readonly starts: Pick<Starts, 'limited' | 'accept'>;
  readonly trackers: () => readonly TrackerStatus[];
  readonly clock: Clock;
  readonly log: (level: 'info' | 'error', message: string) => void;
};

export type Alerts = {
  /** Watches by these rules, in the place of those of before. What happened before a rule was there first is not told. */
  readonly watch: (rules: readonly AlertRule[]) => void;
  readonly stop: () => void;
};

/** What the store remembers of a rule. */
type State = AlertPosition & { readonly sent: number | null; readonly lagging: readonly string[] };
/** Events that wait for their turn; those beyond the first ones are only counted. */
type Pending = { readonly events: readonly AlertEvent[]; readonly count: number };

const LOOK_MS = 1000;
const MOST_EVENTS = 20;
const NOTHING: Pending = { events: [], count: 0 };

export function openAlerts({ store, starts, trackers, clock, log }: Host): Alerts {
  let callOff: (() => void) | undefined;
  let watched: Watched[] = [];
  let isStopped = false;

  function look(): void {
    if (isStopped) return;
    try {
      if (store.isHealthy()) for (const each of watched) step(each);
    } catch (error) {
      // What was not read is read again at the next look.
      log('error', `alerts: ${error instanceof Error ? error.message : String(error)}`);
    }
    callOff = clock.after(LOOK_MS, look);
  }

  function step(each: Watched): void {
    const { rule } = each;
    const { events, to } = eventsAfter(store, each.read);
    each.read = to;
    const lagging = rule.on.includes('tracker_lag') ? lagOf(trackers(), rule.maxLag) : [];
    const news = [
      ...events.filter((event) => isMeant(rule, event)),
      ...lagging
        .filter(({ name }) => !each.lagging.includes(name))
        .map(({ name, lag }) => lagEvent(name, lag, clock.now())),
    ];
    each.lagging = lagging.map(({ name }) => name);
    // One that is well again is news when it lags the next time, also after a restart.
    if (each.state.lagging.some((name) => !each.lagging.includes(name))) {
      each.state = { ...each.state, lagging: each.state.lagging.filter((name) => each.lagging.includes(name)) };
      void store.write([stateWrite(rule.name, each.state)]);
    }
    each.pending = {
      events: [...each.pending.events, ...news].slice(0, MOST_EVENTS),
      count: each.pending.count + news.length,
    };
    const isTurn = each.state.sent === null || clock.now() - each.state.sent >= rule.everyMs;
    if (each.pending.count > 0 && isTurn) tell(each);
  }

  function tell(each: Watched): void {
    const { rule, read, lagging } = each;
    const inputs = alertInputs(rule.name, each.pending);
    const workflowName = `${ALERT_PREFIX}${rule.name}`;
    const trigger = { name: 'alert', uses: 'alert' };
    const request: StartRequest = { graph: rule.graph, workflowName, revision: null, inputs, trigger };
    const { admission } = acceptable(starts.limited(request, inputs), workflowName);
    const state = { ...read, sent: clock.now(), lagging };
    const at = { id: newRunId(clock.now()), inputs, admission, writes: [stateWrite(rule.name, state)] };
    starts
      .accept(request, at)
      .catch((error: unknown) => log('error', `the alert ${rule.name} was not written: ${String(error)}`));
    each.state = state;
    each.pending = NOTHING;
  }

  return {
    watch: (rules) => {
      callOff?.();
      watched = rules.map((rule) => {
        const known = storedState(store, rule.name);
        const state = known ?? { ...lastPosition(store), sent: null, lagging: [] };
        // Where a new rule begins is remembered at once: what happens next may be before a restart.
        if (known === undefined) void store.write([stateWrite(rule.name, state)]);
        return { rule, state, read: state, lagging: state.lagging, pending: NOTHING };
      });
      if (watched.length > 0) callOff = clock.after(0, look);
    },
    stop: () => {
      isStopped = true;
      callOff?.();
    },
  };
}

type Watched = {
  readonly rule: AlertRule;
  /** As the store has it. */
  state: State;
  /** What was read since; read again after a restart, where it was not told. */
  read: AlertPosition;
  lagging: readonly string[];
  pending: Pending;
};

function isMeant({ on, workflows }: AlertRule, { kind, workflow_name: workflow }: AlertEvent): boolean {
  return on.includes(kind) && (workflows === undefined || workflow === null || workflows.includes(workflow));
}

function lagOf(
  trackers: readonly TrackerStatus[],
  maxLag: number,
): readonly { readonly name: string; readonly lag: number }[] {
  return trackers.filter(({ lag }) => lag > maxLag).map(({ name, lag }) => ({ name, lag }));
}

function lagEvent(name: string, lag: number, now: number): AlertEvent {
  return {
    kind: 'tracker_lag',
    time: new Date(now).toISOString(),
    workflow_name: null,
    run_id: null,
    delivery_id: null,
    code: 'TRACKER_LAG',
    message: `${lag} facts wait for the tracker ${name}`,
  };
}

function keyOf(name: string): string {
  return `${ALERT_PREFIX}${name}`;
}

function storedState(store: Pick<Store, 'get'>, name: string): State | undefined {
  const row = store.get('SELECT value FROM meta WHERE key = ?', keyOf(name));
  if (row === undefined) return undefined;
  // Written by `stateWrite` only. It is in the store, so that a restored one goes on where it was.
  return JSON.parse((row as { readonly value: string }).value) as State;
}

function stateWrite(name: string, { pos, delivery, sent, lagging }: State): Write {
  const value = JSON.stringify({ pos, delivery, sent, lagging });
  return { sql: 'INSERT OR REPLACE INTO meta(key, value) VALUES(?, ?)', values: [keyOf(name), value] };
}
