// The smallest durable loop that keeps our promises: nodes that do nothing, one after the other, on lanes, with integer keys and group
// commit; of three nodes that is eight facts and four commits a run. What the engine costs is measured against it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MessageChannel } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';

export type DurableLoop = { readonly run: () => Promise<void>; readonly close: () => Promise<void> };

export function openDurableLoop(threads: number, { nodes: count = 3 }: { readonly nodes?: number } = {}): DurableLoop {
  const nodes = Array.from({ length: count }, (_, i) => `node${i}`);
  const dir = mkdtempSync(join(tmpdir(), 'bench-floor-'));
  const db = new DatabaseSync(join(dir, 'floor.db'));
  db.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
    CREATE TABLE runs(id INTEGER PRIMARY KEY, status TEXT);
    CREATE TABLE journal(pos INTEGER PRIMARY KEY, run INTEGER, seq INTEGER, kind TEXT, body TEXT, UNIQUE(run, seq));`);
  const insert = db.prepare('INSERT INTO journal(run, seq, kind, body) VALUES(?, ?, ?, ?)');
  const upsert = db.prepare('INSERT INTO runs VALUES(?, ?) ON CONFLICT(id) DO UPDATE SET status = excluded.status');

  const pool = new Piscina({
    filename: fileURLToPath(new URL('lane.ts', import.meta.url)),
    minThreads: threads,
    maxThreads: threads,
    atomics: 'disabled',
  });
  const lanes: Promise<unknown>[] = [];
  const ports = Array.from({ length: threads }, () => {
    const { port1, port2 } = new MessageChannel();
    lanes.push(pool.run({ port: port2 }, { name: 'lane', transferList: [port2] }));
    port1.on('message', (batch: readonly (readonly [number, object])[]) => {
      for (const [id, output] of batch) {
        const done = waiting.get(id);
        waiting.delete(id);
        done?.(output);
      }
    });
    return port1;
  });
  const waiting = new Map<number, (output: object) => void>();
  let nextId = 0;
  let outbox: { readonly id: number; readonly key: string }[][] = ports.map(() => []);
  const post = (): void => {
    const full = outbox;
    outbox = ports.map(() => []);
    for (const [i, tasks] of full.entries()) if (tasks.length > 0) ports[i]?.postMessage(tasks);
  };
  const dispatch = (key: string): Promise<object> =>
    new Promise((resolve) => {
      nextId += 1;
      waiting.set(nextId, resolve);
      if (outbox.every((tasks) => tasks.length === 0)) queueMicrotask(post);
      outbox[nextId % ports.length]?.push({ id: nextId, key });
    });

  let group: (() => void)[] = [];
  let committed = Promise.withResolvers<void>();
  const flush = (): void => {
    const [writes, done] = [group, committed];
    group = [];
    committed = Promise.withResolvers<void>();
    db.exec('BEGIN');
    for (const write of writes) write();
    db.exec('COMMIT');
    done.resolve();
  };
  const commit = (write: () => void): Promise<void> => {
    if (group.push(write) === 1) setImmediate(flush);
    return committed.promise;
  };

  let lastRun = 0;
  return {
    run: async () => {
      const run = (lastRun += 1);
      let seq = 0;
      const fact = (kind: string, body: object): void => void insert.run(run, (seq += 1), kind, JSON.stringify(body));
      await commit(() => {
        upsert.run(run, 'running');
        fact('run.started', { inputs: { message: 'hello' } });
        fact('node.scheduled', { node: nodes[0] });
      });
      for (const [i, node] of nodes.entries()) {
        const output = await dispatch(`${run}/${node}`);
        const next = nodes[i + 1];
        await commit(() => {
          fact('node.completed', { node, output });
          fact(next === undefined ? 'run.finished' : 'node.scheduled', { node: next });
          if (next === undefined) upsert.run(run, 'finished');
        });
      }
    },
    close: async () => {
      for (const port of ports) port.postMessage('drain');
      await Promise.all(lanes);
      await pool.destroy();
      db.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
