// Which run a sender's id, or an earlier delivery of the same bytes, started before.
import { createHash } from 'node:crypto';
import { DEDUPE_WINDOW_MS } from '../store/dedupe-window.ts';
import type { Store, Write } from '../store/store.ts';

/** What a sender's id is remembered by. */
export type At = { readonly trigger: string; readonly key: string; readonly workflow: string };
type Seen = { readonly runId: string; readonly time: number; readonly digest: string | null };

/** A run that a key, or an earlier delivery of the same bytes, started before and that did not fail. */
export type Before = {
  readonly runId: string;
  /** The key came with another body then. */
  readonly isConflict: boolean;
};

export type Dedupe = {
  /** The run of a key, whatever became of it. */
  readonly known: (at: At, digest: string) => Before | undefined;
  /** The same where it did not fail: what failed may be sent again. */
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

  function known(at: At, digest: string): Before | undefined {
    const before = seen(at);
    if (before === undefined || Date.now() - before.time > DEDUPE_WINDOW_MS) return undefined;
    return { runId: before.runId, isConflict: before.digest !== null && before.digest !== digest };
  }

  return {
    known,
    find: (at, digest) => {
      const before = known(at, digest);
      return before === undefined || hasFailed(store, before.runId) ? undefined : before;
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
      // The group that its row joins: after its commit the row itself answers.
      void store.write([]).then(() => recent.get(name)?.runId === runId && recent.delete(name));
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
