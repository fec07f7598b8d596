// Which run a sender's id, or an earlier delivery of the same bytes, started before.
import { hash } from 'node:crypto';
import { DEDUPE_WINDOW_MS } from '../store/dedupe-window.ts';
import type { Store, Write } from '../store/store.ts';
import { KeyFilter } from './key-filter.ts';

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
  /** From here on the store is left alone. */
  readonly stop: () => void;
};

/** What tells one body from another under the same key. */
export function digestOf(rawBody: Uint8Array): string {
  return hash('sha256', rawBody, 'base64url');
}

/**
 * Dedupe keys by (trigger, key, workflow). A key whose commit is under way is known in memory: the one process that holds
 * the store decides, so two deliveries of one key in one group start one run.
 */
export function openDedupe(store: Store): Dedupe {
  const recent = new Map<string, Seen>();
  const stored = openStoredKeys(store);

  function seen(at: At): Seen | undefined {
    const name = nameOf(at);
    const fresh = recent.get(name);
    if (fresh !== undefined) return fresh;
    // Nearly all keys are new.
    if (!stored.mayHave(name)) return undefined;
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
      stored.add(name);
      // The group that its row joins: after its commit the row itself answers.
      void store.write([]).then(() => recent.get(name)?.runId === runId && recent.delete(name));
      return {
        sql: `INSERT INTO dedupe(trigger, key, workflow, run_id, time, digest) VALUES(?, ?, ?, ?, ?, ?)
              ON CONFLICT(trigger, key, workflow) DO UPDATE
              SET run_id = excluded.run_id, time = excluded.time, digest = excluded.digest`,
        values: [at.trigger, at.key, at.workflow, runId, time, digest],
      };
    },
    stop: stored.stop,
  };
}

/** The store keeps no half of a character, so that a key is named here as it comes back from there. */
function nameOf({ trigger, key, workflow }: At): string {
  return JSON.stringify([trigger, key.toWellFormed(), workflow]);
}

/** Rows that are read in one turn: about a millisecond. */
const AT_ONCE = 2000;

type StoredKeys = Pick<KeyFilter, 'add' | 'mayHave'> & { readonly stop: () => void };

/**
 * Which keys the store may have. What it has of former processes is read from the first question on, a part in each turn; until that is done it
 * may have every key. Whoever else adds one says so.
 */
function openStoredKeys(store: Store): StoredKeys {
  let filter: KeyFilter | undefined;
  let isWhole = false;
  let turn: NodeJS.Immediate | undefined;

  function readOn(into: KeyFilter, from: At): void {
    const rows = store.all(
      `SELECT trigger, key, workflow FROM dedupe WHERE (trigger, key, workflow) > (?, ?, ?)
       ORDER BY trigger, key, workflow LIMIT ${AT_ONCE}`,
      from.trigger,
      from.key,
      from.workflow,
    ) as readonly At[];
    for (const row of rows) into.add(nameOf(row));
    const last = rows.at(-1);
    if (last === undefined) isWhole = true;
    else turn = setImmediate(readOn, into, last);
  }

  function begun(): KeyFilter {
    if (filter === undefined) readOn((filter = new KeyFilter()), { trigger: '', key: '', workflow: '' });
    return filter;
  }

  return {
    add: (name) => begun().add(name),
    mayHave: (name) => begun().mayHave(name) || !isWhole,
    stop: () => clearImmediate(turn),
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
