// Whether what is referred to is there, and is what its hash says.
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { some } from './finding.ts';
import type { Finding } from './finding.ts';

const RESTORE = 'restore a backup of before: configurable-agents restore FILE';

const MISSING_PAYLOADS = `SELECT DISTINCT x.value ->> '$[1]' AS hash, r.id FROM journal j, json_each(j.refs) x JOIN runs r USING(run)
  WHERE j.refs IS NOT NULL AND NOT EXISTS(SELECT 1 FROM payloads p WHERE p.hash = x.value ->> '$[1]')`;
const MISSING_GRAPHS = `SELECT graph AS hash, 'run ' || id AS who FROM runs WHERE graph NOT IN (SELECT hash FROM graphs)
  UNION ALL SELECT hash, 'workflow ' || name FROM workflows WHERE current = 1 AND hash NOT IN (SELECT hash FROM graphs)`;
const UNCOUNTED = `SELECT count(*) AS refs FROM (SELECT DISTINCT x.value ->> '$[1]' AS hash, j.run AS run
  FROM journal j, json_each(j.refs) x WHERE j.refs IS NOT NULL) d
  WHERE NOT EXISTS(SELECT 1 FROM payload_refs p WHERE p.hash = d.hash AND p.run = d.run)`;

/** Large values and graphs. */
export function referenceFindings(db: DatabaseSync): readonly Finding[] {
  const findings: Finding[] = [];
  const fail = (name: string, message: string): void => void findings.push({ name, status: 'fail', message });
  const payloads = db.prepare(MISSING_PAYLOADS).all();
  if (payloads.length > 0) {
    const which = some(payloads.map(({ hash, id }) => `${String(hash).slice(0, 12)}… of run ${String(id)}`));
    fail('payloads', `large values are missing: ${which}; ${RESTORE}`);
  }
  const changed: string[] = [];
  for (const { hash, body } of db.prepare('SELECT hash, body FROM payloads').iterate()) {
    if (createHash('sha256').update(String(body)).digest('hex') !== hash) changed.push(`${String(hash).slice(0, 12)}…`);
  }
  if (changed.length > 0) fail('payloads', `large values are not what was written: ${some(changed)}; ${RESTORE}`);
  const uncounted = Number(db.prepare(UNCOUNTED).get()?.['refs']);
  if (uncounted > 0) {
    fail('payloads', `${uncounted} references to large values are not counted: do not prune; ${RESTORE}`);
  }
  const graphs = db.prepare(MISSING_GRAPHS).all();
  if (graphs.length > 0) {
    const which = some(graphs.map(({ hash, who }) => `${String(hash)} of ${String(who)}`));
    fail('graphs', `execution graphs are missing: ${which}; register the workflows again, or ${RESTORE}`);
  }
  if (findings.length > 0) return findings;
  return [
    { name: 'references', status: 'ok', message: 'every large value and every graph is there, as it was written' },
  ];
}
