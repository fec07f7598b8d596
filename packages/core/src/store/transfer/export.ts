import type { DatabaseSync } from 'node:sqlite';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { RuntimeError } from '../../errors.ts';
import type { Fact } from '../../engine/fact.ts';
import type { ExecutionGraph } from '../../graph/graph.ts';
import { hideFact } from '../../hiding/hide-fact.ts';
import { hidesNothing } from '../../hiding/hidden.ts';
import type { Hidden } from '../../hiding/hidden.ts';
import { connectReadOnly } from '../connect.ts';
import { hiddenReads } from '../hidden.ts';
import { splitBody, wholeBody } from '../payloads.ts';
import { RELEASE } from '../schema.ts';
import { EXPORT_FORMAT } from './format.ts';
import type { ExportedFact, ExportedRun, RunExport } from './format.ts';

type Row = {
  readonly run: number;
  readonly id: string;
  readonly graph: string;
  readonly status: string;
  readonly finished: number | null;
  /** Not there in a store of before. */
  readonly redaction?: number | null;
};

const FAMILY = `WITH RECURSIVE family(depth, run, id) AS (
    SELECT 0, run, id FROM runs WHERE id = ?
    UNION ALL
    SELECT f.depth + 1, c.run, c.id FROM family f JOIN runs c
      ON c.trigger ->> '$.parent_run_id' = f.id AND c.trigger ->> '$.parent_run_id' IS NOT NULL
      AND c.trigger ->> '$.parent_key' IS NOT NULL)
  SELECT r.* FROM family f JOIN runs r ON r.run = f.run ORDER BY f.depth, r.run`;

/** A run with all that it consists of but for what is hidden, and the runs that it awaited. Throws `RUN_NOT_FOUND`, `STORE_DAMAGED`. */
export function exportRun(dataDir: string, runId: string): RunExport {
  const db = connectReadOnly(dataDir);
  try {
    // One moment for all of it, also while a server writes.
    db.exec('BEGIN');
    const rows = db.prepare(FAMILY).all(runId) as unknown as readonly Row[];
    if (rows.length === 0) throw new RuntimeError('RUN_NOT_FOUND', `there is no run ${runId}`);
    const hides = hiddenReads({
      get: (sql, ...values) => db.prepare(sql).get(...values),
      all: (sql, ...values) => db.prepare(sql).all(...values),
    });
    const payloads: { [hash: string]: string } = {};
    const graphs: { [hash: string]: ExecutionGraph } = {};
    const runs = rows.map((row): ExportedRun => {
      graphs[row.graph] ??= JSON.parse(bodyOf(db, 'graphs', row.graph)) as ExecutionGraph;
      const hidden = hides.of(row.run);
      const keep = (hash: string, body: () => string): void => void (payloads[hash] ??= body());
      const facts = hidesNothing(hidden) ? factsOf(db, row.run) : seenFacts(db, { run: row.run, hidden, keep });
      if (hidesNothing(hidden))
        for (const { refs = [] } of facts) for (const [, hash] of refs) keep(hash, () => bodyOf(db, 'payloads', hash));
      const isRedacted = row.redaction != null;
      return {
        run_id: row.id,
        status: row.status,
        finished: row.finished,
        ...(isRedacted ? { redacted: true as const } : {}),
        facts,
      };
    });
    return { format: EXPORT_FORMAT, release: RELEASE, run_id: runId, runs, graphs, payloads };
  } finally {
    db.close();
  }
}

function factsOf(db: DatabaseSync, run: number): readonly ExportedFact[] {
  return db
    .prepare('SELECT * FROM journal WHERE run = ? ORDER BY seq')
    .all(run)
    .map(({ seq, kind, body, refs }) => ({
      seq: Number(seq),
      kind: String(kind),
      body: JSON.parse(String(body)) as JsonObject,
      ...(typeof refs === 'string' ? { refs: JSON.parse(refs) as NonNullable<ExportedFact['refs']> } : {}),
    }));
}

/** Facts without what is hidden; what of them is large even so is kept apart anew. */
function seenFacts(
  db: DatabaseSync,
  {
    run,
    hidden,
    keep,
  }: { readonly run: number; readonly hidden: Hidden; readonly keep: (hash: string, body: () => string) => void },
): readonly ExportedFact[] {
  const payload = (hash: string): string => bodyOf(db, 'payloads', hash);
  return factsOf(db, run).map(({ seq, kind, body, refs }) => {
    const whole = wholeBody(JSON.stringify(body), refs && JSON.stringify(refs), payload);
    // What the journal holds was written as facts.
    const { kind: _kind, ...seen } = hideFact({ ...whole, kind } as unknown as Fact, hidden);
    const split = splitBody(seen);
    for (const [hash, text] of split.payloads) keep(hash, () => text);
    return {
      seq,
      kind,
      body: JSON.parse(split.body) as JsonObject,
      ...(split.references === null ? {} : { refs: JSON.parse(split.references) as NonNullable<ExportedFact['refs']> }),
    };
  });
}

function bodyOf(db: DatabaseSync, table: 'graphs' | 'payloads', hash: string): string {
  const row = db.prepare(`SELECT body FROM ${table} WHERE hash = ?`).get(hash);
  if (row !== undefined) return String(row['body']);
  const what = table === 'graphs' ? 'graph' : 'value';
  throw new RuntimeError(
    'STORE_DAMAGED',
    `the run refers to the ${what} ${hash}, which the store does not hold; see configurable-agents doctor --store`,
  );
}
