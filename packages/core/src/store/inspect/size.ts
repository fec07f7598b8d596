// How large the store is, and what makes it so.
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { sizeOf, some } from './finding.ts';
import type { Finding, TableSize } from './finding.ts';

/** A log of changes that is larger than this is not being folded into the file. */
const LARGE_WAL = 64 * 1024 * 1024;
/** Free pages that are worth a word where they are not given back. */
const MUCH_FREE = 64 * 1024 * 1024;

const SIZES = `SELECT m.tbl_name AS "table", sum(s.pgsize) AS bytes FROM dbstat s JOIN sqlite_schema m USING(name)
  WHERE s.aggregate = TRUE GROUP BY m.tbl_name ORDER BY bytes DESC`;

/** Tables with their indexes, the largest first. */
export function tableSizes(db: DatabaseSync): readonly TableSize[] {
  return db
    .prepare(SIZES)
    .all()
    .map(({ table, bytes }) => ({
      table: String(table),
      rows: Number(db.prepare(`SELECT count(*) AS rows FROM "${String(table)}"`).get()?.['rows']),
      bytes: Number(bytes),
    }));
}

/** The file, its log of changes, its free pages, and the copies that lie beside it. */
export function sizeFindings(db: DatabaseSync, path: string): readonly Finding[] {
  const pragma = (name: string): number => Number(db.prepare(`PRAGMA ${name}`).get()?.[name]);
  const free = pragma('freelist_count') * pragma('page_size');
  const findings: Finding[] = [
    { name: 'size', status: 'ok', message: `${sizeOf(fileSize(path))}, of which ${sizeOf(free)} are free` },
  ];
  const note = (name: string, message: string): void => void findings.push({ name, status: 'note', message });
  if (pragma('auto_vacuum') !== 2) {
    note(
      'free space',
      'this store was made by an older release and gives no space back to the disk; stop the server, then: configurable-agents prune --compact',
    );
  } else if (free > MUCH_FREE) note('free space', `${sizeOf(free)} go back to the disk with the next sweeps`);
  const wal = fileSize(`${path}-wal`);
  if (wal > LARGE_WAL) {
    note(
      'log of changes',
      `${sizeOf(wal)}: a command that reads for long keeps it from being folded into the file; end it`,
    );
  } else findings.push({ name: 'log of changes', status: 'ok', message: sizeOf(wal) });
  const name = basename(path);
  const copies = readdirSync(dirname(path)).filter(
    (each) => /\.(bak|before-restore)-\d+$/.test(each) && each.startsWith(name),
  );
  if (copies.length > 0)
    note('copies', `${some(copies.toSorted())} lie beside the store; remove them once all is well`);
  return findings;
}

function fileSize(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
