import { isDeepStrictEqual } from 'node:util';
import { RuntimeError } from '../../errors.ts';
import { evolve } from '../../engine/evolve.ts';
import type { Fact } from '../../engine/fact.ts';
import { initialState, isFinished, shownStatus } from '../../engine/state.ts';
import { acquireLock } from '../../runtime/lock.ts';
import { approvalWrites } from '../approvals.ts';
import { storePath } from '../connect.ts';
import { wholeBody } from '../payloads.ts';
import { goneWrite } from '../hidden.ts';
import { openStore } from '../store.ts';
import type { Store, Transaction, Write } from '../store.ts';
import { factWrites, graphInsert, runInsert, runUpdate } from '../writes.ts';
import { checkExport } from './check.ts';
import type { CheckedRun } from './check.ts';

export type ImportedRun = {
  readonly run_id: string;
  readonly status: string;
  /** It was there already, with the same facts. */
  readonly unchanged: boolean;
  readonly open: boolean;
};

/**
 * Takes the runs of an exported file into a store that no process holds, made if missing: all of them or none. Nothing is started; an
 * open run stays as it is, until an engine that resumes open runs holds the store. Throws `EXPORT_INVALID`, `RUN_CONFLICT` where a run
 * is there with other facts, `STORE_LOCKED`.
 */
export async function importRuns(dataDir: string, text: string): Promise<readonly ImportedRun[]> {
  const { runs } = checkExport(text);
  const lock = acquireLock(dataDir);
  try {
    const store = openStore({ path: storePath(dataDir), onFatal: () => {} });
    try {
      return store.exclusive((db) => {
        const last = lastPos(db);
        const imported = runs.map((run) => importRun(db, run));
        // Trackers that have read everything do not report what happened elsewhere.
        db.run('UPDATE cursors SET pos = ? WHERE pos = ?', lastPos(db), last);
        return imported;
      });
    } finally {
      await store.close();
    }
  } finally {
    lock.release();
  }
}

function importRun(db: Transaction, run: CheckedRun): ImportedRun {
  const { id, graph, facts, isRedacted } = run;
  const state = initialState(id);
  const before = storedFacts(db, id);
  const number = (db.get('SELECT coalesce(max(run), 0) AS run FROM runs') as { readonly run: number }).run + 1;
  const approvals = facts.flatMap((fact) => {
    evolve(state, fact);
    return approvalWrites({ id, run: number, graph, state }, [fact]);
  });
  const shown = { run_id: id, status: shownStatus(state), open: !isFinished(state) };
  if (before !== undefined) {
    if (isDeepStrictEqual(before, facts)) return { ...shown, unchanged: true };
    throw new RuntimeError(
      'RUN_CONFLICT',
      `the run ${id} is there already, with ${before.length} facts, the file has ${facts.length}, and they differ; import it into another store: --data-dir DIR`,
    );
  }
  const pos = lastPos(db);
  const writes: readonly Write[] = [
    graphInsert(graph.hash, JSON.stringify(graph)),
    runInsert(number, state),
    runUpdate(number, state, shown.status),
    ...facts.flatMap((fact, i) => factWrites(fact, { pos: pos + i + 1, run: number, sequence: i + 1 })),
    ...approvals,
    ...(isRedacted ? [goneWrite(number)] : []),
  ];
  for (const { sql, values } of writes) db.run(sql, ...values);
  return { ...shown, unchanged: false };
}

function lastPos(db: Pick<Store, 'get'>): number {
  return (db.get('SELECT coalesce(max(pos), 0) AS pos FROM journal') as { readonly pos: number }).pos;
}

function storedFacts(db: Pick<Store, 'get' | 'all'>, id: string): readonly Fact[] | undefined {
  const row = db.get('SELECT run FROM runs WHERE id = ?', id) as { readonly run: number } | undefined;
  if (row === undefined) return undefined;
  const payload = (hash: string): string =>
    (db.get('SELECT body FROM payloads WHERE hash = ?', hash) as { readonly body: string }).body;
  const rows = db.all('SELECT kind, body, refs FROM journal WHERE run = ? ORDER BY seq', row.run) as readonly {
    readonly kind: string;
    readonly body: string;
    readonly refs: string | null;
  }[];
  return rows.map(({ kind, body, refs }) => ({ kind, ...wholeBody(body, refs, payload) }) as Fact);
}
