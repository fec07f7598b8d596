import assert from 'node:assert/strict';
import { Webhook } from 'standardwebhooks';
import type { CallbackRow, Runtime, RuntimeOptions } from '@configurable-agents/core';
import { hashGraph } from '@configurable-agents/core/graph';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { simulatedClock } from '@configurable-agents/core/testing';
import type { SimulatedClock } from '@configurable-agents/core/testing';
import { RETRY_AFTER_MS } from '../../src/callback/callback.ts';
import { graph } from '../support/graph.ts';
import { closeReceivers, openReceiver } from '../support/receiver.ts';
import type { Receiver } from '../support/receiver.ts';
import { closeAll, newDataDir, open, runToEnd, startRequest } from '../support/runtime.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const env = { CALLBACK_SECRET: SECRET, OTHER_KEY: 'sk-not-a-callback-secret' };
const HOUR = 3_600_000;

function told(url: string, { secret = 'CALLBACK_SECRET', uses = 'test.work' } = {}): ExecutionGraph {
  const { hash: _hash, ...made } = graph('a', { a: { uses } }, { name: 'orders' });
  const body = { ...made, on_finish: { url, secret } };
  return { ...body, hash: hashGraph(body) };
}

type Opened = { readonly runtime: Runtime; readonly clock: SimulatedClock; readonly logged: string[] };

async function openFor(
  receiver: Receiver,
  { at = new Date().toISOString(), ...options }: Partial<RuntimeOptions> & { readonly at?: string } = {},
): Promise<Opened> {
  const clock = simulatedClock(at);
  const logged: string[] = [];
  const runtime = await open({
    env,
    clock,
    allowPrivate: [receiver.target],
    log: (_level, message) => void logged.push(message),
    ...options,
    callbacks: { isSending: true, ...options.callbacks },
  });
  return { runtime, clock, logged };
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
}

const rows = ({ runtime }: Opened): readonly CallbackRow[] => runtime.reader.callbacks().items;

/** Resolves with the row once it says so many attempts. */
async function attempts(opened: Opened, count: number): Promise<CallbackRow> {
  await until(() => rows(opened)[0]?.attempts === count);
  return rows(opened)[0] as CallbackRow;
}

describe('callbacks', function () {
  this.timeout(30_000);
  afterEach(async () => {
    await closeAll();
    closeReceivers();
  });

  it('tell the end of a run, signed so that the library of Standard Webhooks verifies it', async () => {
    const receiver = await openReceiver();
    const opened = await openFor(receiver);
    const { run_id: run, result } = await runToEnd(opened.runtime, told(receiver.url));
    await until(() => rows(opened)[0]?.status === 'delivered');
    const [{ headers, body, path } = assert.fail('nothing came')] = receiver.received;
    assert.equal(path, '/runs');
    const payload = new Webhook(SECRET).verify(body, headers as Record<string, string>) as {
      readonly type: string;
      readonly data: { readonly [name: string]: unknown };
    };
    assert.equal(payload.type, 'run.succeeded');
    assert.deepEqual(
      [payload.data['run_id'], payload.data['status'], payload.data['result']],
      [run, 'succeeded', result],
    );
    assert.throws(() =>
      new Webhook(SECRET).verify(body.replace('orders', 'others'), headers as Record<string, string>),
    );
    const [row] = rows(opened);
    assert.equal(headers['webhook-id'], row?.callback_id);
    assert.deepEqual([row?.attempts, row?.last_error, row?.next_at], [1, null, null]);
  });

  it('tell of failures too, to where the run says in the place of its workflow', async () => {
    const receiver = await openReceiver();
    const opened = await openFor(receiver);
    const of = told('https://elsewhere.example/', { uses: 'test.fail' });
    const onFinish = { url: receiver.url, secret: 'CALLBACK_SECRET' };
    await opened.runtime.start({ ...startRequest(of), onFinish });
    await until(() => receiver.received.length === 1);
    const { type, data } = JSON.parse(receiver.received[0]?.body ?? '') as { type: string; data: { error: unknown } };
    assert.equal(type, 'run.failed');
    assert.notEqual(data.error, null);
  });

  it('are tried again by the schedule of the specification, with the same id and body and a signature of the moment', async () => {
    const receiver = await openReceiver();
    receiver.answers = [{ status: 500 }];
    const opened = await openFor(receiver);
    await runToEnd(opened.runtime, told(receiver.url));
    for (const [i, wait] of RETRY_AFTER_MS.entries()) {
      const row = await attempts(opened, i + 1);
      assert.deepEqual([row.status, row.last_status, row.last_error], ['pending', 500, 'answered 500']);
      assert.equal(Date.parse(row.next_at ?? '') - opened.clock.now(), wait);
      opened.clock.advance(wait - 1);
      assert.equal(receiver.received.length, i + 1);
      opened.clock.advance(1);
    }
    const last = await attempts(opened, RETRY_AFTER_MS.length + 1);
    assert.equal(last.status, 'failed');
    assert.equal(new Set(receiver.received.map(({ body }) => body)).size, 1);
    assert.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 1);
    assert.equal(
      new Set(receiver.received.map(({ headers }) => headers['webhook-timestamp'])).size,
      receiver.received.length,
    );
    // Nothing arrived in all that time: nothing more is sent there, and what comes is kept.
    assert.ok(opened.logged.some((line) => line.includes(`nothing is sent to ${receiver.url} any more`)));
    await runToEnd(opened.runtime, told(receiver.url));
    await until(() => rows(opened)[0]?.status === 'disabled');
    assert.equal(receiver.received.length, RETRY_AFTER_MS.length + 1);
    receiver.answers = [{ status: 200 }];
    await opened.runtime.retryCallbacks(receiver.url);
    await until(() => rows(opened).every(({ status }) => status === 'delivered'));
    await assert.rejects(opened.runtime.retryCallback(last.callback_id), { code: 'CALLBACK_DELIVERED' });
    await assert.rejects(opened.runtime.retryCallback('nothing'), { code: 'CALLBACK_NOT_FOUND' });
  });

  it('outlive the process', async () => {
    const dataDir = newDataDir();
    const receiver = await openReceiver();
    receiver.answers = [{ status: 503 }, { status: 204 }];
    const at = new Date();
    const first = await openFor(receiver, { dataDir, at: at.toISOString() });
    await runToEnd(first.runtime, told(receiver.url));
    await attempts(first, 1);
    await first.runtime.close();
    const second = await openFor(receiver, { dataDir, at: new Date(at.getTime() + HOUR).toISOString() });
    await until(() => rows(second)[0]?.status === 'delivered');
    const [one, two] = receiver.received;
    assert.equal(one?.headers['webhook-id'], two?.headers['webhook-id']);
    assert.equal(receiver.received.length, 2);
  });

  it('are kept by an engine that does not send, and sent by the next one that does', async () => {
    const dataDir = newDataDir();
    const receiver = await openReceiver();
    const first = await openFor(receiver, { dataDir, callbacks: { isSending: false } });
    await runToEnd(first.runtime, told(receiver.url));
    assert.equal(rows(first)[0]?.status, 'pending');
    await first.runtime.close();
    assert.equal(receiver.received.length, 0);
    const second = await openFor(receiver, { dataDir });
    await until(() => rows(second)[0]?.status === 'delivered');
  });

  it('wait as long as a receiver asks for by Retry-After', async () => {
    const receiver = await openReceiver();
    receiver.answers = [{ status: 429, headers: { 'Retry-After': '120' } }, { status: 204 }];
    const opened = await openFor(receiver);
    await runToEnd(opened.runtime, told(receiver.url));
    const row = await attempts(opened, 1);
    assert.equal(Date.parse(row.next_at ?? '') - opened.clock.now(), 120_000);
    opened.clock.advance(120_000);
    await until(() => rows(opened)[0]?.status === 'delivered');
  });

  it('stop at 410, which says that nobody is there any more', async () => {
    const receiver = await openReceiver();
    receiver.answers = [{ status: 410 }];
    const opened = await openFor(receiver);
    await runToEnd(opened.runtime, told(receiver.url));
    const row = await attempts(opened, 1);
    assert.deepEqual([row.status, row.last_status], ['failed', 410]);
    await runToEnd(opened.runtime, told(receiver.url));
    await until(() => rows(opened)[0]?.status === 'disabled');
    assert.equal(rows(opened)[0]?.last_error, 'it answered 410');
    opened.clock.advance(100 * HOUR);
    assert.equal(receiver.received.length, 1);
  });

  it('give up a receiver that does not answer in time, and follow no redirect', async () => {
    const receiver = await openReceiver();
    receiver.answers = ['never', { status: 302, headers: { Location: 'http://169.254.169.254/' } }, { status: 204 }];
    const opened = await openFor(receiver, { callbacks: { isSending: true, timeoutMs: 2000 } });
    await runToEnd(opened.runtime, told(receiver.url));
    assert.equal((await attempts(opened, 1)).last_error, 'no answer within 2 s');
    opened.clock.advance(5000);
    assert.equal((await attempts(opened, 2)).last_error, 'answered 302');
    opened.clock.advance(5 * 60_000);
    await until(() => rows(opened)[0]?.status === 'delivered');
  });

  it('say that a receiver is down, and get there once it is up', async () => {
    const down = await openReceiver();
    const { url, target } = down;
    closeReceivers();
    const opened = await openFor(down);
    await runToEnd(opened.runtime, told(url));
    assert.match((await attempts(opened, 1)).last_error ?? '', /ECONNREFUSED/);
    const up = await openReceiver(Number(target.split(':')[1]));
    opened.clock.advance(5000);
    await until(() => rows(opened)[0]?.status === 'delivered');
    assert.equal(up.received.length, 1);
  });

  it('keep a slow receiver from holding up the others', async () => {
    const [slow, quick] = [await openReceiver(), await openReceiver()];
    slow.answers = ['never'];
    const opened = await openFor(slow, { allowPrivate: [slow.target, quick.target] });
    for (let i = 0; i < 5; i += 1) await runToEnd(opened.runtime, told(slow.url));
    for (let i = 0; i < 5; i += 1) await runToEnd(opened.runtime, told(quick.url));
    await until(() => quick.received.length === 5);
    assert.equal(slow.received.length, 2);
  });

  it('go nowhere that is private, in the clear or of another origin than the operator allows', async () => {
    const receiver = await openReceiver();
    const opened = await openFor(receiver, {
      allowPrivate: [],
      callbacks: {
        isSending: true,
        origins: ['https://127.0.0.1:9', 'https://hooks.example.org', new URL(receiver.url).origin],
      },
    });
    const refused = async (url: string): Promise<unknown> => {
      const onFinish = { url, secret: 'CALLBACK_SECRET' };
      return await opened.runtime.start({ ...startRequest(graph('a')), onFinish }).then(
        () => assert.fail(`${url} was not refused`),
        (error: { code: string; message: string }) => {
          assert.equal(error.code, 'CALLBACK_REFUSED');
          return error.message;
        },
      );
    };
    assert.match(String(await refused(receiver.url)), /is not https/);
    assert.match(String(await refused('https://evil.example/')), /none of the origins/);
    assert.match(String(await refused('https://user:word@hooks.example.org/')), /user name or a password/);
    assert.match(String(await refused('file:///etc/passwd')), /no http or https URL/);
    // The address is judged at each attempt, as it is resolved then.
    await runToEnd(opened.runtime, told('https://127.0.0.1:9/'));
    assert.match((await attempts(opened, 1)).last_error ?? '', /127\.0\.0\.1 is not a public address/);
    assert.equal(receiver.received.length, 0);
  });

  it('are signed by nothing but what has the form of a secret for it, and show it nowhere', async () => {
    const receiver = await openReceiver();
    const opened = await openFor(receiver);
    await runToEnd(opened.runtime, told(receiver.url, { secret: 'OTHER_KEY' }));
    assert.match((await attempts(opened, 1)).last_error ?? '', /OTHER_KEY is no `whsec_` followed by the base64/);
    await runToEnd(opened.runtime, told(receiver.url, { secret: 'MISSING' }));
    await until(() => rows(opened)[0]?.last_error === 'the environment variable MISSING is not set');
    await runToEnd(opened.runtime, told(receiver.url));
    await until(() => rows(opened)[0]?.status === 'delivered');
    const shown = JSON.stringify([
      rows(opened),
      opened.logged,
      receiver.received,
      opened.runtime.reader.entriesAfter(0, 1000),
    ]);
    for (const secret of [SECRET, SECRET.slice(6), env.OTHER_KEY]) assert.ok(!shown.includes(secret));
  });

  it('tell nothing of a run that another one awaits, and of a run that goes on once for each end', async () => {
    const receiver = await openReceiver();
    const opened = await openFor(receiver);
    const of = told(receiver.url, { uses: 'test.fail' });
    const { run_id: run } = await runToEnd(opened.runtime, of);
    await opened.runtime.retry(run);
    await until(() => receiver.received.length === 2);
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    assert.equal(new Set(ids).size, 2);
    const { hash: _hash, ...parent } = graph('s', {
      s: { kind: 'subrun', workflow: 'orders', wait: true, graph: of.hash, with: { kind: 'literal', value: {} } },
    });
    const body = { ...parent, subgraphs: { [of.hash]: of } };
    const { status } = await runToEnd(opened.runtime, { ...body, hash: hashGraph(body) });
    assert.equal(status, 'failed');
    assert.equal(rows(opened).length, 2);
  });
});
