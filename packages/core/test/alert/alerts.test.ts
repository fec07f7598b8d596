import assert from 'node:assert/strict';
import type { AlertRule, Runtime } from '@configurable-agents/core';
import { simulatedClock } from '@configurable-agents/core/testing';
import type { SimulatedClock } from '@configurable-agents/core/testing';
import { openAlerts } from '../../src/alert/alerts.ts';
import { ALERT_KINDS } from '../../src/alert/event.ts';
import { storePath } from '../../src/store/connect.ts';
import { openStore } from '../../src/store/store.ts';
import { graph } from '../support/graph.ts';
import { closeAll, newDataDir, open, startRequest } from '../support/runtime.ts';

const MINUTE = 60_000;

function rule(options: Partial<AlertRule> = {}): AlertRule {
  return { name: 'ops', on: ALERT_KINDS, everyMs: 5 * MINUTE, maxLag: 1000, graph: graph('tell'), ...options };
}

type Opened = { readonly runtime: Runtime; readonly clock: SimulatedClock };
type Told = {
  readonly count: number;
  readonly title: string;
  readonly text: string;
  readonly events: readonly {
    readonly run_id: string | null;
    readonly kind: string;
    readonly time: string;
    readonly message: string;
  }[];
};

async function openAt(dataDir: string, start = '2030-01-01T00:00:00Z'): Promise<Opened> {
  const clock = simulatedClock(start);
  return { runtime: await open({ dataDir, clock }), clock };
}

/** What the alerts told so far, the first one first. */
function told({ reader }: Runtime): readonly Told[] {
  const runs = reader.runs({ limit: 1000 }).items.filter(({ workflow_name: name }) => name.startsWith('alert:'));
  return runs.toReversed().map(({ run_id: id }) => reader.detail(id)?.inputs as unknown as Told);
}

async function failed({ runtime }: Opened, name = 'doomed'): Promise<string> {
  const of = graph('a', { a: { uses: 'test.fail', with: { kind: 'literal', value: { retryable: false } } } }, { name });
  const { run_id: id } = await runtime.start(startRequest(of));
  assert.equal((await runtime.result(id)).status, 'failed');
  return id;
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('alerts', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  it('tell of what fails after they were there first, once, with all that is to know', async () => {
    const opened = await openAt(newDataDir());
    const { runtime, clock } = opened;
    await failed(opened, 'before');
    runtime.alert([rule()]);
    clock.advance(2000);
    const id = await failed(opened);
    clock.advance(1000);
    await until(() => told(runtime).length === 1);
    const [{ count, title, text, events } = assert.fail()] = told(runtime);
    const [{ time, message, ...event } = assert.fail()] = events;
    assert.deepEqual([count, title], [1, 'ops: 1 event']);
    assert.deepEqual(event, {
      kind: 'run_failed',
      workflow_name: 'doomed',
      run_id: id,
      delivery_id: null,
      code: 'NODE_FAILED',
    });
    assert.match(message, /never again/);
    assert.equal(text, `ops: 1 event\nrun failed: doomed (NODE_FAILED)\n\n${time} doomed ${id} ${message}`);
    clock.advance(60 * MINUTE);
    assert.equal(told(runtime).length, 1);
  });

  it('gather what happens within their time in one', async () => {
    const opened = await openAt(newDataDir());
    const { runtime, clock } = opened;
    runtime.alert([rule()]);
    await failed(opened);
    clock.advance(1000);
    await until(() => told(runtime).length === 1);
    const ids: string[] = [];
    for (let i = 0; i < 25; i += 1) ids.push(await failed(opened, i % 2 === 0 ? 'even' : 'odd'));
    clock.advance(4 * MINUTE);
    assert.equal(told(runtime).length, 1);
    clock.advance(MINUTE);
    await until(() => told(runtime).length === 2);
    const [, second] = told(runtime);
    assert.deepEqual([second?.count, second?.events.length], [25, 20]);
    assert.deepEqual(
      second?.events.map(({ run_id: id }) => id),
      ids.slice(0, 20),
    );
    assert.match(
      second?.text ?? '',
      /run failed: even \(NODE_FAILED\) ×10\nrun failed: odd \(NODE_FAILED\) ×10\n[^]*\nand 5 more$/,
    );
  });

  it('neither lose nor double anything over restarts, wherever they come', async () => {
    const dataDir = newDataDir();
    const ids: string[] = [];
    for (let round = 0; round < 6; round += 1) {
      const opened = await openAt(dataDir, `2030-01-01T0${round}:00:00Z`);
      opened.runtime.alert([rule()]);
      ids.push(await failed(opened));
      // Before it was seen, when it was told, and while another one waits for its turn.
      if (round % 3 > 0) opened.clock.advance(1000);
      if (round % 3 === 2) {
        ids.push(await failed(opened));
        opened.clock.advance(1000);
      }
      await opened.runtime.close();
    }
    const last = await openAt(dataDir, '2030-01-02T00:00:00Z');
    last.runtime.alert([rule()]);
    last.clock.advance(10 * MINUTE);
    const all = (): readonly (string | null)[] =>
      told(last.runtime).flatMap(({ events }) => events.map(({ run_id: id }) => id));
    await until(() => all().length >= ids.length);
    last.clock.advance(10 * MINUTE);
    assert.deepEqual(all(), ids);
  });

  it('are about the kinds and the workflows that they name, and never about alerts', async () => {
    const opened = await openAt(newDataDir());
    const { runtime, clock } = opened;
    const broken = graph('tell', {
      tell: { uses: 'test.fail', with: { kind: 'literal', value: { retryable: false } } },
    });
    runtime.alert([
      rule({ name: 'mine', workflows: ['mine'], everyMs: 0 }),
      rule({ name: 'letters', on: ['dead_letter'], everyMs: 0 }),
      rule({ name: 'broken', graph: broken, everyMs: 0 }),
    ]);
    await failed(opened, 'other');
    await failed(opened, 'mine');
    clock.advance(1000);
    await until(() => runtime.reader.runs({ status: 'failed' }).items.length === 3);
    clock.advance(5000);
    const names = runtime.reader.runs().items.map(({ workflow_name: name }) => name);
    assert.deepEqual(names.filter((name) => name.startsWith('alert:')).toSorted(), ['alert:broken', 'alert:mine']);
  });

  it('tell of dead letters', async () => {
    const { runtime, clock } = await openAt(newDataDir());
    runtime.alert([rule()]);
    const letter = { workflow_name: 'w', code: 'EVENT_INVALID', message: 'the event is wrong' };
    const base = {
      trigger: 'github',
      dedupeKey: null,
      rawBody: new Uint8Array([1]),
      headers: {},
      eventType: 'push',
      starts: [],
    };
    await runtime.deliver({ ...base, deadLetters: [] });
    const deadLetters = [letter, { ...letter, workflow_name: 'v' }];
    const { delivery_id: id } = await runtime.deliver({ ...base, deadLetters });
    clock.advance(1000);
    await until(() => told(runtime).length === 1);
    const [{ events, count } = assert.fail()] = told(runtime);
    assert.equal(count, 2);
    assert.deepEqual(
      { ...events[0], time: '' },
      { kind: 'dead_letter', time: '', run_id: null, delivery_id: id, ...letter },
    );
  });

  it('tell of a tracker when it begins to lag, once also over a restart, and again when it was well between', async () => {
    let lag = 0;
    const store = openStore({ path: storePath(newDataDir()), onFatal: assert.fail });
    const clock = simulatedClock('2030-01-01T00:00:00Z');
    const messages: string[] = [];
    const watch = (): ReturnType<typeof openAlerts> => {
      const alerts = openAlerts({
        store,
        clock,
        log: (_level, message) => assert.fail(message),
        trackers: () => [{ name: 'mlflow', lag, dropped: 0, error: null, last_error: null, replay: null }],
        starts: {
          limited: () => ({ kind: 'accept', admission: {} }),
          accept: async ({ inputs }, { writes = [] }) => {
            messages.push((inputs as unknown as Told).events.map(({ message }) => message).join());
            await store.write(writes);
          },
        },
      });
      alerts.watch([rule({ everyMs: 0 })]);
      return alerts;
    };
    const first = watch();
    clock.advance(5000);
    assert.deepEqual(messages, []);
    lag = 1001;
    clock.advance(5000);
    assert.deepEqual(messages, ['1001 facts wait for the tracker mlflow']);
    await store.write([]);
    first.stop();
    const second = watch();
    clock.advance(5000);
    assert.equal(messages.length, 1);
    lag = 0;
    clock.advance(1000);
    await store.write([]);
    second.stop();
    lag = 2000;
    watch();
    clock.advance(1000);
    assert.equal(messages.length, 2);
    await store.close();
  });
});
