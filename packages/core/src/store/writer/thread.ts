// The thread that writes while there is much to write: a connection of its own, one group at a time.
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { commitGroup, ERASING, openStatements, WRITING } from '../write.ts';
import { unpack } from './packed.ts';
import { ANSWERED, FAILED, MICROSECONDS } from './protocol.ts';
import type { FromWriter, ToWriter, WriterSetup } from './protocol.ts';

const { path, shared } = workerData as WriterSetup;
const port = parentPort;
if (port === null) throw new Error('invariant: the store is written in a worker thread');
const post = (message: FromWriter): void => port.postMessage(message);

const flags = new Int32Array(shared);
const db = new DatabaseSync(path);
db.exec(WRITING);
const prepare = openStatements(db);
let isErasing = false;

port.on('message', (message: ToWriter) => {
  if (message.kind === 'close') {
    db.close();
    port.close();
    return;
  }
  const { number } = message;
  const began = performance.now();
  try {
    if (message.erases && !isErasing) db.exec(ERASING);
    isErasing = message.erases;
    commitGroup(db, prepare, unpack(message.group));
    const ms = performance.now() - began;
    Atomics.store(flags, MICROSECONDS, Math.round(ms * 1000));
    answer({ kind: 'committed', number, seconds: ms / 1000 });
  } catch (error) {
    const errcode = error instanceof Error && 'errcode' in error ? Number(error.errcode) : undefined;
    answer({ kind: 'failed', number, message: error instanceof Error ? error.message : String(error), errcode });
  }
});
post({ kind: 'ready' });

/** The message first: who was woken by the number finds it. */
function answer(message: Exclude<FromWriter, { readonly kind: 'ready' }>): void {
  post(message);
  Atomics.store(flags, FAILED, message.kind === 'failed' ? 1 : 0);
  Atomics.store(flags, ANSWERED, message.number);
  Atomics.notify(flags, ANSWERED);
}
