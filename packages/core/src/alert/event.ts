// What an operator may want to be told of, read from the store after a position.
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { hiddenReads } from '../store/hidden.ts';
import type { Store } from '../store/store.ts';

export const ALERT_KINDS = ['run_failed', 'budget', 'dead_letter', 'tracker_lag'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** `run_failed` is of every failure but that of a budget, which is `budget`. */
export type AlertEvent = {
  readonly kind: AlertKind;
  readonly time: string;
  /** Null where it is about none: of a tracker that lags. */
  readonly workflow_name: string | null;
  readonly run_id: string | null;
  readonly delivery_id: string | null;
  readonly code: string;
  readonly message: string;
};

/** How far somebody has read: a position of the journal, and the number of a delivery with dead letters. */
export type AlertPosition = { readonly pos: number; readonly delivery: number };

/** Runs that alerts start; of these nobody is told by another alert. */
export const ALERT_PREFIX = 'alert:';

/** Rows that are looked at in one go. */
const FACTS_AT_ONCE = 5000;
const DELIVERIES_AT_ONCE = 500;

const FAILED = `SELECT j.run, j.body ->> '$.time' AS time, r.id AS run_id, r.workflow AS workflow, j.body ->> '$.error.code' AS code,
  j.body ->> '$.error.message' AS message, j.body ->> '$.error.node' AS node
  FROM journal j JOIN runs r USING(run) WHERE j.pos > ? AND j.pos <= ? AND j.kind = 'run.finished'
  AND j.body ->> '$.status' = 'failed' AND substr(r.workflow, 1, ${ALERT_PREFIX.length}) <> '${ALERT_PREFIX}' ORDER BY j.pos`;
const LETTERS = `SELECT d.received AS time, d.id AS delivery_id, e.value ->> '$.workflow_name' AS workflow,
  e.value ->> '$.code' AS code, e.value ->> '$.message' AS message
  FROM dead_letters l JOIN deliveries d ON d.id = l.delivery, json_each(d.dead_letters) e WHERE l.seq > ? AND l.seq <= ? ORDER BY l.seq`;

type Row = {
  readonly time: number;
  readonly workflow: string;
  readonly code: string | null;
  readonly message: string | null;
  readonly run?: number;
  readonly run_id?: string;
  readonly node?: string | null;
  readonly delivery_id?: string;
};

type Reads = Pick<Store, 'get' | 'all'>;

/** Where the store ends now: nothing of before is news. */
export function lastPosition(store: Reads): AlertPosition {
  const of = (sql: string): number => (store.get(sql) as { readonly last: number | null }).last ?? 0;
  return {
    pos: of('SELECT max(pos) AS last FROM journal'),
    delivery: of('SELECT max(seq) AS last FROM dead_letters'),
  };
}

/** The next events after a position, and how far that was read. */
export function eventsAfter(
  store: Reads,
  from: AlertPosition,
): { readonly events: readonly AlertEvent[]; readonly to: AlertPosition } {
  const last = lastPosition(store);
  const to = {
    pos: Math.max(from.pos, Math.min(last.pos, from.pos + FACTS_AT_ONCE)),
    delivery: Math.max(from.delivery, Math.min(last.delivery, from.delivery + DELIVERIES_AT_ONCE)),
  };
  const hides = hiddenReads(store);
  const failed = (store.all(FAILED, from.pos, to.pos) as readonly Row[]).map((row) => {
    const { mask } = hides.of(row.run ?? 0);
    return { ...row, message: row.message === null ? null : mask.text(row.message) };
  });
  const letters = store.all(LETTERS, from.delivery, to.delivery) as readonly Row[];
  const events = [
    ...failed.map((row) => eventOf(row.code === 'RUN_BUDGET_EXCEEDED' ? 'budget' : 'run_failed', row)),
    ...letters.map((row) => eventOf('dead_letter', row)),
  ];
  return { events, to };
}

function eventOf(kind: AlertKind, row: Row): AlertEvent {
  const at = row.node === undefined || row.node === null ? '' : `${row.node}: `;
  return {
    kind,
    time: new Date(row.time).toISOString(),
    workflow_name: row.workflow,
    run_id: row.run_id ?? null,
    delivery_id: row.delivery_id ?? null,
    code: row.code ?? 'UNKNOWN',
    message: `${at}${row.message ?? ''}`.slice(0, 500),
  };
}

/** What the run of an alert gets as inputs. */
export function alertInputs(
  name: string,
  { events, count }: { readonly events: readonly AlertEvent[]; readonly count: number },
): JsonObject {
  const groups = new Map<string, number>();
  for (const { kind, workflow_name: workflow, code } of events) {
    const key = `${WORDS[kind]}${workflow === null ? '' : `: ${workflow}`} (${code})`;
    groups.set(key, (groups.get(key) ?? 0) + 1);
  }
  const title = `${name}: ${count} ${count === 1 ? 'event' : 'events'}`;
  const summary = [...groups].map(([key, times]) => (times === 1 ? key : `${key} ×${times}`));
  const lines = events.map(({ time, run_id: run, delivery_id: delivery, workflow_name: workflow, message }) =>
    [time, workflow, run ?? delivery, message].filter((part) => part !== null).join(' '),
  );
  const more = count > events.length ? [`and ${count - events.length} more`] : [];
  return { name, count, title, text: [title, ...summary, '', ...lines, ...more].join('\n'), events: [...events] };
}

const WORDS: { readonly [kind in AlertKind]: string } = {
  run_failed: 'run failed',
  budget: 'budget exceeded',
  dead_letter: 'dead letter',
  tracker_lag: 'tracker lags',
};
