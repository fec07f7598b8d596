// One verified delivery and the runs that it asks for: one transaction.
import { createHash } from 'node:crypto';
import type { Verdict } from '../store/rows.ts';
import type { Store, Write } from '../store/store.ts';
import type { DeliveryRequest, DeliveryResult, SetAside } from './api.ts';
import { newRunId } from './ids.ts';

/** Senders retry for up to three days; a key is remembered for thirty. */
const DEDUPE_WINDOW_MS = 30 * 24 * 60 * 60 * 1000;
/** Long after its commit the row itself answers. */
const RECENT_MS = 60_000;
const MOST_REFUSED = 1000;

type At = { readonly trigger: string; readonly key: string; readonly workflow: string };
type Seen = { readonly runId: string; readonly time: number; readonly digest: string | null };

/** A run that a key, or an earlier delivery of the same bytes, started before and that did not fail. */
export type Before = {
  readonly runId: string;
  /** The key came with another body then. */
  readonly isConflict: boolean;
};

export type Dedupe = {
  readonly find: (at: At, digest: string) => Before | undefined;
  /** The same by the delivery that is repeated, for senders that give no id. */
  readonly findRedelivered: (root: string, workflow: string) => Before | undefined;
  /** Remembers a key at once and gives the row that makes it durable. */
  readonly remember: (at: At, seen: { readonly runId: string; readonly digest: string }) => Write;
};

/** What tells one body from another under the same key. */
export function digestOf(rawBody: Uint8Array): string {
  return createHash('sha256').update(rawBody).digest('base64url');
}

/**
 * Dedupe keys by (trigger, key, workflow). A key whose commit is under way is known in memory: the one process that holds
 * the store decides, so two deliveries of one key in one group start one run.
 */
export function openDedupe(store: Store): Dedupe {
  const recent = new Map<string, Seen>();
  const nameOf = (at: At): string => JSON.stringify([at.trigger, at.key, at.workflow]);

  function seen(at: At): Seen | undefined {
    const fresh = recent.get(nameOf(at));
    if (fresh !== undefined) return fresh;
    return store.get(
      'SELECT run_id AS runId, time, digest FROM dedupe WHERE trigger = ? AND key = ? AND workflow = ?',
      at.trigger,
      at.key,
      at.workflow,
    ) as Seen | undefined;
  }

  return {
    find: (at, digest) => {
      const before = seen(at);
      if (before === undefined || Date.now() - before.time > DEDUPE_WINDOW_MS) return undefined;
      if (hasFailed(store, before.runId)) return undefined;
      return { runId: before.runId, isConflict: before.digest !== null && before.digest !== digest };
    },
    findRedelivered: (root, workflow) => {
      const rows = store.all('SELECT runs FROM deliveries WHERE id = ? OR redelivery_of = ?', root, root);
      const started = (rows as readonly { readonly runs: string }[]).flatMap(
        ({ runs }) => JSON.parse(runs) as string[],
      );
      const runId = started.find((id) => workflowOf(store, id) === workflow && !hasFailed(store, id));
      return runId === undefined ? undefined : { runId, isConflict: false };
    },
    remember: (at, { runId, digest }) => {
      const time = Date.now();
      const name = nameOf(at);
      recent.set(name, { runId, time, digest });
      setTimeout(() => recent.get(name)?.runId === runId && recent.delete(name), RECENT_MS).unref();
      return {
        sql: `INSERT INTO dedupe(trigger, key, workflow, run_id, time, digest) VALUES(?, ?, ?, ?, ?, ?)
              ON CONFLICT(trigger, key, workflow) DO UPDATE
              SET run_id = excluded.run_id, time = excluded.time, digest = excluded.digest`,
        values: [at.trigger, at.key, at.workflow, runId, time, digest],
      };
    },
  };
}

function hasFailed(store: Store, runId: string): boolean {
  const run = store.get('SELECT status FROM runs WHERE id = ?', runId) as { readonly status: string } | undefined;
  return run?.status === 'failed' || run?.status === 'cancelled';
}

function workflowOf(store: Store, runId: string): string | undefined {
  const run = store.get('SELECT workflow FROM runs WHERE id = ?', runId) as { readonly workflow: string } | undefined;
  return run?.workflow;
}

const INSERT = `INSERT INTO deliveries(id, trigger, dedupe_key, received, event_type, headers, body, size, runs, dead_letters,
  verdict, reason, redelivery_of) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** The row that keeps a delivery: its exact bytes, and what became of it. */
export function deliveryWrite(request: DeliveryRequest, { delivery_id, runs, conflict }: DeliveryResult): Write {
  const [letter] = request.deadLetters;
  const reason = conflict ? 'the same id came before with another body' : (letter?.message ?? request.reason ?? null);
  const verdict = verdictOf(request, runs);
  return {
    sql: INSERT,
    values: [
      delivery_id,
      request.trigger,
      request.dedupeKey,
      Date.now(),
      request.eventType,
      JSON.stringify(request.headers),
      request.rawBody,
      request.rawBody.length,
      JSON.stringify(runs.map(({ run_id }) => run_id)),
      JSON.stringify(request.deadLetters),
      verdict,
      verdict === 'accepted' && letter === undefined && !conflict ? null : reason,
      request.redeliveryOf ?? null,
    ],
  };
}

function verdictOf({ deadLetters }: DeliveryRequest, runs: DeliveryResult['runs']): Verdict {
  if (runs.length === 0) return deadLetters.length === 0 ? 'ignored' : 'dead_letter';
  return runs.every(({ duplicate }) => duplicate) ? 'duplicate' : 'accepted';
}

/** The rows that keep a delivery that asks for no run. Anybody can be refused: of those neither body nor too many are kept. */
export function setAsideWrites({ trigger, headers, eventType, rawBody, verdict, reason }: SetAside): readonly Write[] {
  const isRefused = verdict === 'refused';
  const body = isRefused ? new Uint8Array() : rawBody;
  const values = [newDeliveryId(), trigger, null, Date.now(), eventType, JSON.stringify(headers), body, rawBody.length];
  const insert: Write = { sql: INSERT, values: [...values, '[]', '[]', verdict, reason, null] };
  if (!isRefused) return [insert];
  const trim = `DELETE FROM deliveries WHERE verdict = 'refused' AND id <=
    (SELECT id FROM deliveries WHERE verdict = 'refused' ORDER BY id DESC LIMIT 1 OFFSET ${MOST_REFUSED})`;
  return [insert, { sql: trim, values: [] }];
}

export function newDeliveryId(): string {
  return newRunId();
}
