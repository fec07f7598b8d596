// The least that a durable server has in memory: Koa that listens, and an open SQLite store.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import Koa from 'koa';

const folder = mkdtempSync(join(tmpdir(), 'bench-idle-'));
const db = new DatabaseSync(join(folder, 'floor.db'));
db.exec('PRAGMA journal_mode=WAL; CREATE TABLE t(id INTEGER PRIMARY KEY)');
const server = new Koa().listen(0, '127.0.0.1', () => console.log('ready'));
process.on('SIGTERM', () => {
  server.close();
  db.close();
  rmSync(folder, { recursive: true, force: true });
});
