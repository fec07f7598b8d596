// The least that a durable webhook must do: Koa, the raw body, HMAC-SHA256, JSON.parse and one row in a shared commit.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import Koa from 'koa';

export type Floor = { readonly url: string; readonly close: () => void };

export type Delivery = { readonly headers: IncomingHttpHeaders; readonly body: Buffer; readonly said: unknown };

/** Where deliveries are kept. */
export type Keeper = {
  readonly dir: string;
  readonly db: DatabaseSync;
  /** What its sender is told, and what writes its rows, in a transaction that is open then. */
  readonly take: (delivery: Delivery) => { readonly answer: object; readonly write: () => void };
};

/** One row for each, of its bytes. */
export function oneRow(): Keeper {
  const dir = mkdtempSync(join(tmpdir(), 'bench-koa-'));
  const db = new DatabaseSync(join(dir, 'floor.db'));
  db.exec(
    'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE deliveries(id INTEGER PRIMARY KEY, body BLOB)',
  );
  const insert = db.prepare('INSERT INTO deliveries(body) VALUES(?)');
  return { dir, db, take: ({ body }) => ({ answer: { status: 'accepted' }, write: () => void insert.run(body) }) };
}

export async function openKoaFloor(secret: string, { dir, db, take }: Keeper): Promise<Floor> {
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
  const app = new Koa();
  app.use(async (context) => {
    const body = Buffer.concat(await Array.fromAsync(context.req as AsyncIterable<Buffer>));
    const digest = Buffer.from(createHmac('sha256', secret).update(body).digest('hex'));
    const given = Buffer.from(context.get('x-webhook-signature'));
    if (digest.length !== given.length || !timingSafeEqual(digest, given)) context.throw(401);
    const { answer, write } = take({ headers: context.req.headers, body, said: JSON.parse(body.toString('utf8')) });
    if (group.push(write) === 1) setImmediate(flush);
    await committed.promise;
    context.status = 202;
    context.body = answer;
  });
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
      db.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
