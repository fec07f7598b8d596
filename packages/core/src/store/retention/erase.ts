// Taking runs away bit by bit. A run leaves the list in one transaction, by which nobody sees it any more; what it leaves behind goes in later
// ones, however much that is, also after a restart.
import type { Transaction } from '../store.ts';
import type { Candidate } from './needs.ts';
import type { Removed } from './policy.ts';

/** Rows of the journal that go at once: a body has up to a mebibyte. */
const FACTS_AT_ONCE = 16;
/** Small ones. */
const ROWS_AT_ONCE = 256;
const CHILDREN_AT_ONCE = 16;

/**
 * Runs that a condemned run awaited. Since it left the list they are runs by themselves: one that was retried, forked or imported
 * again in the meantime stays.
 */
const CHILDREN = `SELECT run, id FROM runs c WHERE c.trigger ->> '$.parent_run_id' = ?1
  AND c.trigger ->> '$.parent_run_id' IS NOT NULL AND c.trigger ->> '$.parent_key' IS NOT NULL AND c.finished IS NOT NULL
  AND NOT EXISTS(SELECT 1 FROM runs f WHERE f.forked_from ->> '$.run_id' = c.id AND f.forked_from IS NOT NULL)
  AND NOT EXISTS(SELECT 1 FROM runs p WHERE p.id = ?1) LIMIT ${CHILDREN_AT_ONCE}`;

/** Takes a run off the list. Returns the graph that went with its last run. */
export function condemn(db: Transaction, { run, id }: Pick<Candidate, 'run' | 'id'>, removed: Removed): string | null {
  const { graph } = db.get('SELECT graph FROM runs WHERE run = ?', run) as { readonly graph: string };
  db.run('DELETE FROM runs WHERE run = ?', run);
  db.run('INSERT INTO removing(run, id) VALUES(?, ?)', run, id);
  db.run('DELETE FROM dedupe WHERE run_id = ?', id);
  db.run('DELETE FROM approvals WHERE run_id = ?', id);
  db.run('DELETE FROM hidden_texts WHERE run = ?', run);
  // What is still to be sent holds all that it needs.
  db.run("DELETE FROM callbacks WHERE run_id = ? AND status <> 'pending'", id);
  const graphs = db.run(
    `DELETE FROM graphs WHERE hash = ? AND NOT EXISTS(SELECT 1 FROM runs WHERE graph = hash)
      AND NOT EXISTS(SELECT 1 FROM workflows w WHERE w.hash = graphs.hash)`,
    graph,
  );
  removed.runs += 1;
  removed.graphs += graphs;
  return graphs > 0 ? graph : null;
}

/** The next bit of what condemned runs left. False when nothing is left; else the graphs that went. */
export function eraseNext(db: Transaction, removed: Removed): false | readonly string[] {
  const next = db.get('SELECT run, id FROM removing ORDER BY run LIMIT 1') as Pick<Candidate, 'run' | 'id'> | undefined;
  if (next === undefined) return false;
  const children = db.all(CHILDREN, next.id) as readonly Candidate[];
  if (children.length > 0) {
    return children.map((child) => condemn(db, child, removed)).filter((graph) => graph !== null);
  }
  const facts = db.run(
    `DELETE FROM journal WHERE pos IN (SELECT pos FROM journal WHERE run = ? LIMIT ${FACTS_AT_ONCE})`,
    next.run,
  );
  removed.facts += facts;
  if (facts === FACTS_AT_ONCE) return [];
  const used = db.run(
    `DELETE FROM model_use WHERE (pos, part) IN (SELECT pos, part FROM model_use WHERE run = ? LIMIT ${ROWS_AT_ONCE})`,
    next.run,
  );
  if (used === ROWS_AT_ONCE) return [];
  const refers = db.get('SELECT hash FROM payload_refs WHERE run = ? LIMIT 1', next.run);
  if (refers === undefined) db.run('DELETE FROM removing WHERE run = ?', next.run);
  else erasePayload(db, { run: next.run, hash: (refers as { readonly hash: string }).hash }, removed);
  return [];
}

function erasePayload(
  db: Transaction,
  { run, hash }: { readonly run: number; readonly hash: string },
  removed: Removed,
): void {
  db.run('DELETE FROM payload_refs WHERE hash = ? AND run = ?', hash, run);
  removed.payloads += db.run(
    'DELETE FROM payloads WHERE hash = ? AND NOT EXISTS(SELECT 1 FROM payload_refs r WHERE r.hash = payloads.hash)',
    hash,
  );
}
