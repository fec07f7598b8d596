// What a death leaves behind: the store as it was after a commit.
import { DatabaseSync } from 'node:sqlite';
import { storePath } from '../../src/store/connect.ts';
import { newDataDir } from './runtime.ts';

/** A data directory with the store of another one as it is now. */
export function imageOf(dataDir: string): string {
  const image = newDataDir();
  const db = new DatabaseSync(storePath(dataDir));
  db.exec(`VACUUM INTO '${storePath(image)}'`);
  db.close();
  return image;
}
