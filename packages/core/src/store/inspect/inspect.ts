// Everything that can be found out about a store without changing it, also while a server writes.
import type { DatabaseSync } from 'node:sqlite';
import { connectReadOnly, storePath } from '../connect.ts';
import type { MaxLag } from '../retention/needs.ts';
import { WHY_KEPT } from '../retention/policy.ts';
import type { Reason, Retention } from '../retention/policy.ts';
import { surveyRetention } from '../retention/survey.ts';
import { queryOf } from '../retention/query.ts';
import { RELEASE, STORE_VERSION, storeVersion, writtenBy } from '../schema.ts';
import { sizeOf } from './finding.ts';
import type { Finding, TableSize } from './finding.ts';
import { journalFindings, replayFindings } from './journal.ts';
import { referenceFindings } from './references.ts';
import { sizeFindings, tableSizes } from './size.ts';

export type Inspection = {
  readonly path: string;
  readonly version: number;
  /** The release that wrote it last. */
  readonly release: string | null;
  readonly findings: readonly Finding[];
  readonly tables: readonly TableSize[];
};

/** Checks a store from its pages to what retention would take. Throws `STORE_MISSING`, `STORE_VERSION`, `STORE_DAMAGED`. */
export function inspectStore(
  dataDir: string,
  { policy, maxLag }: { readonly policy: Retention; readonly maxLag: MaxLag },
): Inspection {
  const db = connectReadOnly(dataDir);
  const path = storePath(dataDir);
  try {
    // One moment for all checks.
    db.exec('BEGIN');
    const version = storeVersion(db);
    const about = { path, version, release: writtenBy(db) ?? null };
    const whole = integrity(db);
    if (whole.status === 'fail') return { ...about, findings: [whole], tables: [] };
    if (version < STORE_VERSION) {
      const message = `version ${version}: the next dashboard, run or prune brings it to version ${STORE_VERSION}, after a copy; then all of it can be checked`;
      return { ...about, findings: [whole, { name: 'version', status: 'note', message }], tables: tableSizes(db) };
    }
    const findings = [
      whole,
      { name: 'version', status: 'ok', message: `${version}, written by ${about.release ?? '?'}, this is ${RELEASE}` },
      ...journalFindings(db),
      ...replayFindings(db),
      ...referenceFindings(db),
      ...sizeFindings(db, path),
      ...trackerFindings(db, maxLag),
      retentionFinding(db, { policy, maxLag }),
    ] as const;
    return { ...about, findings, tables: tableSizes(db) };
  } finally {
    db.close();
  }
}

function integrity(db: DatabaseSync): Finding {
  const name = 'integrity';
  const help = 'restore a backup: configurable-agents restore FILE';
  try {
    const found = db.prepare('PRAGMA integrity_check(10)').all();
    const problems = found.map((row) => String(row['integrity_check'])).filter((text) => text !== 'ok');
    if (problems.length === 0) return { name, status: 'ok', message: 'SQLite finds the file whole' };
    return { name, status: 'fail', message: `the file is damaged: ${problems.join('; ')}; ${help}` };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { name, status: 'fail', message: `the file cannot be checked: ${reason}; ${help}` };
  }
}

function trackerFindings(db: DatabaseSync, maxLag: MaxLag): readonly Finding[] {
  const last = Number(db.prepare('SELECT coalesce(max(pos), 0) AS pos FROM journal').get()?.['pos']);
  return db
    .prepare('SELECT tracker, pos FROM cursors ORDER BY tracker')
    .all()
    .map(({ tracker, pos }): Finding => {
      const lag = last - Number(pos);
      const name = `tracker ${String(tracker)}`;
      if (lag <= 0) return { name, status: 'ok', message: 'has read everything' };
      const bound = maxLag(String(tracker));
      const what =
        lag > bound ? `the oldest ${lag - bound} will be given up` : 'the runs that they are of stay until then';
      return { name, status: 'note', message: `${lag} facts wait for it, at most ${bound} may; ${what}` };
    });
}

function retentionFinding(db: DatabaseSync, options: { readonly policy: Retention; readonly maxLag: MaxLag }): Finding {
  const { removed, kept, bytes } = surveyRetention(queryOf(db), { ...options, now: Date.now() });
  const stay = Object.entries(kept).map(([reason, count]) => `${count} stay because ${WHY_KEPT[reason as Reason]}`);
  const message = [
    `${removed.runs} runs (${removed.facts} facts, about ${sizeOf(bytes.removed)}) would go with the next sweep`,
    ...stay,
  ].join('; ');
  return { name: 'retention', status: 'ok', message };
}
