// What trackers read of the journal: which runs the next facts are of, and then the facts of those that are theirs.
import type { SQLInputValue } from 'node:sqlite';
import { hiddenReads } from './hidden.ts';
import { toEntry } from './mapping.ts';
import type { Raw } from './mapping.ts';
import type { JournalEntry, StoreReader } from './rows.ts';

// All columns: a store that no engine of this release has opened yet does not have the newest.
export const JOURNAL = `SELECT j.*, r.id AS run_id, r.workflow FROM journal j JOIN runs r USING(run)`;

type Query<T> = (sql: string, ...values: SQLInputValue[]) => T;

export type FeedQueries = {
  readonly all: Query<readonly Raw[]>;
  readonly one: Query<Raw | undefined>;
  readonly iterate: Query<Iterable<Raw>>;
  /** The JSON of a hash. */
  readonly payload: (hash: string) => string;
};

export function feedReads({ all, one, iterate, payload }: FeedQueries): Pick<StoreReader, 'runsAfter' | 'entriesOf'> {
  return {
    runsAfter: (pos, limit, until = Number.MAX_SAFE_INTEGER) => {
      const rows = all(
        'SELECT pos, run FROM journal WHERE pos > ? AND pos <= ? ORDER BY pos LIMIT ?',
        pos,
        until,
        limit,
      );
      const keys = [...new Set(rows.map((row) => Number(row['run'])))];
      const runs = keys
        .map((key) => one('SELECT id, graph, finished FROM runs WHERE run = ?', key))
        .filter((row) => row !== undefined);
      const last = rows.at(-1);
      return {
        last: last === undefined ? null : Number(last['pos']),
        runs: runs.map((row) => ({
          id: String(row['id']),
          graph: String(row['graph']),
          finished: row['finished'] === null ? null : Number(row['finished']),
        })),
      };
    },
    entriesOf: (runIds, { after, upTo, mostCharacters }) => {
      const entries: JournalEntry[] = [];
      const hides = hiddenReads({ get: one, all });
      let characters = 0;
      const counted = (text: string): string => {
        characters += text.length;
        return text;
      };
      for (const row of iterate(`${JOURNAL} WHERE j.pos > ? AND j.pos <= ? ORDER BY j.pos`, after, upTo)) {
        if (!runIds.has(String(row['run_id']))) continue;
        if (characters >= mostCharacters) return { entries, last: entries.at(-1)?.pos ?? after };
        counted(String(row['body']));
        const hidden = hides.of(Number(row['run']));
        entries.push(toEntry(row, { payload: (hash) => counted(payload(hash)), hidden }));
      }
      return { entries, last: upTo };
    },
  };
}
