// One verified delivery and the runs that it asks for: one transaction.
import { newRunId } from './ids.ts';
import type { DeliveryRequest, DeliveryResult } from './api.ts';
import type { Store, Write } from '../store/store.ts';

/** Senders retry for up to three days; a key is remembered for thirty. */
const DEDUPE_WINDOW_MS = 30 * 24 * 60 * 60 * 1000;

type Seen = { readonly runId: string; readonly time: number };

export type Dedupe = {
  /** The run that this key started before and that did not fail, or undefined. */
  readonly find: (at: {
    readonly trigger: string;
    readonly key: string;
    readonly workflow: string;
  }) => string | undefined;
  /** Remembers a key at once and gives the row that makes it durable. */
  readonly remember: (
    at: { readonly trigger: string; readonly key: string; readonly workflow: string },
    runId: string,
  ) => Write;
};

/**
 * Dedupe keys by (trigger, key, workflow). A key whose commit is under way is known in memory: the one process that holds
 * the store decides, so two deliveries of one key in one group start one run.
 */
export function openDedupe(store: Store): Dedupe {
  const recent = new Map<string, Seen>();
  const nameOf = (at: { trigger: string; key: string; workflow: string }): string =>
    JSON.stringify([at.trigger, at.key, at.workflow]);

  function seen(at: { readonly trigger: string; readonly key: string; readonly workflow: string }): Seen | undefined {
    const fresh = recent.get(nameOf(at));
    if (fresh !== undefined) return fresh;
    const row = store.get(
      'SELECT run_id, time FROM dedupe WHERE trigger = ? AND key = ? AND workflow = ?',
      at.trigger,
      at.key,
      at.workflow,
    ) as { readonly run_id: string; readonly time: number } | undefined;
    return row && { runId: row.run_id, time: row.time };
  }

  return {
    find: (at) => {
      const before = seen(at);
      if (before === undefined || Date.now() - before.time > DEDUPE_WINDOW_MS) return undefined;
      const run = store.get('SELECT status FROM runs WHERE id = ?', before.runId) as
        { readonly status: string } | undefined;
      return run?.status === 'failed' || run?.status === 'cancelled' ? undefined : before.runId;
    },
    remember: (at, runId) => {
      const time = Date.now();
      const name = nameOf(at);
      recent.set(name, { runId, time });
      // Long after its commit the row itself answers.
      setTimeout(() => recent.get(name)?.runId === runId && recent.delete(name), 60_000).unref();
      return {
        sql: `INSERT INTO dedupe(trigger, key, workflow, run_id, time) VALUES(?, ?, ?, ?, ?)
              ON CONFLICT(trigger, key, workflow) DO UPDATE SET run_id = excluded.run_id, time = excluded.time`,
        values: [at.trigger, at.key, at.workflow, runId, time],
      };
    },
  };
}

/** The row that keeps a delivery: its exact bytes, and what became of it. */
export function deliveryWrite(request: DeliveryRequest, result: DeliveryResult): Write {
  return {
    sql: `INSERT INTO deliveries(id, trigger, dedupe_key, received, event_type, headers, body, runs, dead_letters)
          VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    values: [
      result.delivery_id,
      request.trigger,
      request.dedupeKey,
      Date.now(),
      request.eventType,
      JSON.stringify(request.headers),
      request.rawBody,
      JSON.stringify(result.runs.map(({ run_id }) => run_id)),
      JSON.stringify(request.deadLetters),
    ],
  };
}

export function newDeliveryId(): string {
  return newRunId();
}
