import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes what the operating system holds of a file, or of a folder's names, to the disk. */
export function syncPath(path: string): void {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}

/** Gives a file its name once all of it is on the disk. What had the name before is replaced in one step. */
export function putInPlace(from: string, to: string): void {
  syncPath(from);
  renameSync(from, to);
  syncPath(dirname(to));
}

/** Removes a copy that did not get its name, with what SQLite put beside it. */
export function removeFiles(partial: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(partial + suffix, { force: true });
}
