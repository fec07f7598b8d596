import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exportRun, importRuns, inspectStore, maxLagOf } from '@configurable-agents/core';
import type { JournalEntry, Runtime, RuntimeOptions } from '@configurable-agents/core';
import type { ExecutionGraph, Template } from '@configurable-agents/core/graph';
import { simulatedClock } from '@configurable-agents/core/testing';
import type { SimulatedClock } from '@configurable-agents/core/testing';
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { storePath } from '../../src/store/connect.ts';
import { openScrub } from '../../src/store/scrub.ts';
import { openStore } from '../../src/store/store.ts';
import { graph } from '../support/graph.ts';
import type { NodeOverrides } from '../support/graph.ts';
import { closeAll, newDataDir, open, runToEnd, startRequest } from '../support/runtime.ts';

const EMAIL = 'bob.the.customer@example.org';
const PIN = 77;
const INPUTS: JsonObject = { customer: { email: EMAIL, pin: PIN, name: 'Bob' } };
const RULES = { paths: ['inputs.customer.email', 'inputs.customer.pin'] };

const SCHEMA = { type: 'object', properties: { customer: { type: 'object' } } } as const;
const READS = { state: {}, nodes: [], inputs: true };
const letter: Template = {
  kind: 'object',
  entries: [['value', { kind: 'text', parts: ['Dear ', { kind: 'path', path: ['inputs', 'customer', 'email'] }] }]],
};
/** Gives a text with the address. */
const WRITES_LETTER = { with: letter, reads: READS } as const;
const WAITS = { kind: 'wait', wait: { for: 'signal', signal: 'go', schema: true } } as const;

function orders(edges: string, nodes: NodeOverrides = {}): ExecutionGraph {
  const state = { customer: { schema: { type: 'object' } } };
  const nodesOf = { write: WRITES_LETTER, wait: WAITS, ...nodes };
  return graph(edges, nodesOf, { name: 'orders', inputs: SCHEMA, state, final: { customer: [] } });
}

/** Whether a text is anywhere in the bytes of a data directory: the store, its log of changes, and whatever else. */
function isIn(dataDir: string, text: string = EMAIL): boolean {
  return readdirSync(dataDir, { withFileTypes: true })
    .filter((each) => each.isFile())
    .some(({ name }) => readFileSync(join(dataDir, name)).includes(text));
}

/** What `doctor --store` finds: a replay of every run against the list, and every reference. */
function assertWhole(dataDir: string): void {
  const { findings } = inspectStore(dataDir, { policy: {}, maxLag: maxLagOf({}) });
  assert.deepEqual(
    findings.filter(({ status }) => status === 'fail'),
    [],
  );
}

/** `a -> b, b -> c`. */
function chain(names: readonly string[]): string {
  return names
    .slice(1)
    .map((name, i) => `${names[i]} -> ${name}`)
    .join(', ');
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await sleep(5);
}

const redactionOf = (runtime: Runtime, id: string): string | undefined => runtime.reader.run(id)?.redaction;
const gone = (runtime: Runtime, id: string): Promise<void> => until(() => redactionOf(runtime, id) === 'removed');

/** Starts a run and comes back when it waits. */
async function waiting(runtime: Runtime, shape: ExecutionGraph, inputs: JsonObject = INPUTS): Promise<string> {
  const { run_id: id } = await runtime.start(startRequest(shape, inputs));
  await until(() => runtime.reader.run(id)?.status === 'waiting');
  return id;
}

const goOn = (runtime: Runtime, id: string, payload: Json = null): Promise<void> =>
  runtime.signal(id, { name: 'go', payload });

describe('redaction', function () {
  this.timeout(30_000);
  afterEach(closeAll);

  it('shows a run to nobody with what is hidden, while the run itself has it', async () => {
    const runtime = await open({ redaction: RULES });
    const heard: JournalEntry[] = [];
    runtime.subscribe((entries) => void heard.push(...entries));
    const id = await waiting(runtime, orders('write -> wait'));
    const detail = runtime.reader.detail(id);
    assert.deepEqual(detail?.inputs, { customer: { email: '***', pin: '***', name: 'Bob' } });
    assert.deepEqual(detail?.nodes[0]?.output, { value: 'Dear ***' });
    assert.equal(detail?.redaction, 'hidden');
    const shown = [
      detail,
      runtime.reader.journal(id),
      runtime.reader.entriesAfter(0),
      runtime.reader.explain(id),
      heard,
    ];
    assert.doesNotMatch(JSON.stringify(shown), /bob\.the/);
    await goOn(runtime, id);
    const outcome = await runtime.result(id);
    assert.equal(outcome.status, 'succeeded');
    assert.doesNotMatch(JSON.stringify([outcome, heard]), /bob\.the/);
    assert.match(JSON.stringify(heard), /Dear \*{3}/);
  });

  it('leaves no byte of it in the data directory once the run has ended', async () => {
    const dataDir = newDataDir();
    const runtime = await open({ dataDir, redaction: RULES });
    const ids = [];
    for (let i = 0; i < 20; i += 1) ids.push((await runToEnd(runtime, orders('write -> a'), INPUTS)).run_id);
    // Many at once are written by a thread.
    const many = Array.from({ length: 300 }, () => runToEnd(runtime, orders('write -> a'), INPUTS));
    for (const run of await Promise.all(many)) ids.push(run.run_id);
    const waits = await waiting(runtime, orders('write -> wait'));
    assert.equal(isIn(dataDir), true);
    await goOn(runtime, waits);
    await runtime.result(waits);
    for (const id of [...ids, waits]) await gone(runtime, id);
    await until(() => !isIn(dataDir));
    assert.deepEqual(runtime.reader.detail(waits)?.inputs, { customer: { email: '***', pin: '***', name: 'Bob' } });
    await runtime.close();
    assert.equal(isIn(dataDir), false);
    assertWhole(dataDir);
  });

  it('goes on after a crash with what a run needs, and takes it out then', async () => {
    const dataDir = newDataDir();
    const first = await open({ dataDir, redaction: RULES });
    const id = await waiting(first, orders('wait -> write'));
    await first.close();
    assert.equal(isIn(dataDir), true, 'the run needs it');
    // Also where there are no rules any more.
    const second = await open({ dataDir });
    assert.doesNotMatch(JSON.stringify(second.reader.detail(id)), /bob\.the/);
    await goOn(second, id);
    await second.result(id);
    await gone(second, id);
    await second.close();
    assert.equal(isIn(dataDir), false);
  });

  it('takes out at its close what is due', async () => {
    const dataDir = newDataDir();
    const first = await open({ dataDir, redaction: RULES });
    const { run_id: id } = await runToEnd(first, orders('write'), INPUTS);
    await first.close();
    assert.equal(isIn(dataDir), false);
    const second = await open({ dataDir });
    assert.equal(redactionOf(second, id), 'removed');
  });

  it('is done to its end by the next process, where one dies amid it', async () => {
    const dataDir = newDataDir();
    const first = await open({ dataDir, redaction: { ...RULES, keepFailedMs: 60_000 } });
    const many = Array.from({ length: 12 }, (_, i) => `write${i}`);
    const bad = { uses: 'test.fail', with: { kind: 'literal', value: { retryable: false } } } as const;
    const nodes = { ...Object.fromEntries(many.map((name) => [name, WRITES_LETTER])), bad };
    const { run_id: id } = await runToEnd(first, orders(chain([...many, 'bad']), nodes), INPUTS);
    await first.close();
    const store = openStore({ path: storePath(dataDir), onFatal: assert.fail });
    const scrub = openScrub();
    const later = Date.now() + 120_000;
    // It begins, and some of its facts are done.
    for (let i = 0; i < 2; i += 1) store.exclusive((db) => scrub.step(db, later));
    await store.close();
    assert.equal(isIn(dataDir), true);
    const second = await open({ dataDir });
    assert.equal(redactionOf(second, id), 'removed');
    assert.doesNotMatch(JSON.stringify(second.reader.detail(id)), /bob\.the/);
    await assert.rejects(second.retry(id), { code: 'RUN_REDACTED' });
    await until(() => !isIn(dataDir));
    await second.close();
    assertWhole(dataDir);
  });

  describe('of a run that failed', () => {
    const failing = { uses: 'test.fail', with: { kind: 'literal', value: { retryable: false } } } as const;
    const HOUR = 3_600_000;

    async function failed(options: Partial<RuntimeOptions> = {}): Promise<[Runtime, string, SimulatedClock]> {
      const clock = simulatedClock(new Date().toISOString());
      const runtime = await open({ clock, redaction: { ...RULES, keepFailedMs: HOUR }, ...options });
      const { run_id: id } = await runToEnd(runtime, orders('write -> bad', { bad: failing }), INPUTS);
      return [runtime, id, clock];
    }

    it('is kept for as long as it may be retried or forked', async () => {
      const [runtime, id] = await failed();
      await runtime.retry(id);
      assert.equal((await runtime.result(id)).status, 'failed');
      const { run_id: fork } = await runtime.fork(id, { from: 'bad' });
      assert.deepEqual(runtime.reader.detail(fork)?.nodes[0]?.output, { value: 'Dear ***' });
      assert.equal(redactionOf(runtime, fork), 'hidden');
    });

    it('goes with what a fork is given in its place', async () => {
      const [runtime, id] = await failed();
      const { run_id: fork } = await runtime.fork(id, {
        from: 'bad',
        state: { customer: { email: 'ann@example.org' } },
      });
      await runtime.result(fork);
      assert.deepEqual(runtime.reader.journal(fork)[1]?.fact['edits'], { customer: { email: '***' } });
      assert.doesNotMatch(JSON.stringify(runtime.reader.detail(fork)), /ann@example/);
    });

    it('goes when that time is up, and then says so to who would go on', async () => {
      const dataDir = newDataDir();
      const [runtime, id, clock] = await failed({ dataDir });
      await sleep(200);
      assert.equal(redactionOf(runtime, id), 'hidden');
      clock.advance(HOUR + 1);
      await gone(runtime, id);
      const refused = { code: 'RUN_REDACTED', message: /taken out of the store.*start it again with its inputs/ };
      await assert.rejects(runtime.retry(id), refused);
      await assert.rejects(runtime.fork(id, { from: 'bad' }), refused);
      await assert.rejects(runtime.resolve(id, { key: 'bad', output: {} }), refused);
      await until(() => !isIn(dataDir));
    });

    it('goes at once where nothing is said', async () => {
      const [runtime, id] = await failed({ redaction: RULES });
      await gone(runtime, id);
      await assert.rejects(runtime.retry(id), { code: 'RUN_REDACTED' });
    });
  });

  it('finds values by what they look like, also in signals', async () => {
    const dataDir = newDataDir();
    const runtime = await open({ dataDir, redaction: { values: ['\\b[0-9]{13,19}\\b'] } });
    const card = '4111111111111111';
    const shape = orders('wait', {});
    const id = await waiting(runtime, shape, { customer: { note: `my card is ${card}.` } });
    assert.deepEqual(runtime.reader.detail(id)?.inputs, { customer: { note: 'my card is ***.' } });
    await goOn(runtime, id, { other: '5500005555555559' });
    await runtime.result(id);
    await gone(runtime, id);
    assert.doesNotMatch(JSON.stringify(runtime.reader.journal(id)), /5500005555555559|4111111111111111/);
    await until(() => !isIn(dataDir, card) && !isIn(dataDir, '5500005555555559'));
  });

  it('holds for what the workflow marks by `writeOnly`, without a rule', async () => {
    const dataDir = newDataDir();
    const runtime = await open({ dataDir });
    const email = { type: 'string', writeOnly: true };
    const inputs = { type: 'object', properties: { customer: { type: 'object', properties: { email } } } };
    const shape = graph('write', { write: WRITES_LETTER }, { name: 'orders', inputs });
    const { run_id: id, result } = await runToEnd(runtime, shape, INPUTS);
    assert.deepEqual(result, { value: 'Dear ***' });
    await gone(runtime, id);
    await until(() => !isIn(dataDir));
    assert.deepEqual(runtime.reader.detail(id)?.inputs, { customer: { email: '***', pin: PIN, name: 'Bob' } });
  });

  it('holds for one workflow where it is said of that one', async () => {
    const runtime = await open({ redaction: { workflows: { other: RULES } } });
    const { run_id: id } = await runToEnd(runtime, orders('write'), INPUTS);
    assert.equal(redactionOf(runtime, id), undefined);
    assert.deepEqual(runtime.reader.detail(id)?.inputs, INPUTS);
  });

  it('reaches large values, which are stored apart', async () => {
    const dataDir = newDataDir();
    const runtime = await open({ dataDir, redaction: RULES });
    const long = 'x'.repeat(1_200_000);
    const parts = [`${long} `, { kind: 'path', path: ['inputs', 'customer', 'email'] }] as const;
    const large = { with: { kind: 'object', entries: [['value', { kind: 'text', parts }]] }, reads: READS } as const;
    const { run_id: id } = await runToEnd(runtime, orders('write', { write: large }), INPUTS);
    await gone(runtime, id);
    await until(() => !isIn(dataDir));
    assert.deepEqual(runtime.reader.detail(id)?.nodes[0]?.output, { value: `${long} ***` });
    assertWhole(dataDir);
  });

  it('empties the log of changes also where somebody reads meanwhile', async () => {
    const dataDir = newDataDir();
    const runtime = await open({ dataDir, redaction: RULES });
    const { DatabaseSync } = await import('node:sqlite');
    const reader = new DatabaseSync(join(dataDir, 'store.db'), { readOnly: true });
    const { run_id: id } = await runToEnd(runtime, orders('write'), INPUTS);
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM runs').get();
    await gone(runtime, id);
    await sleep(100);
    assert.equal(isIn(dataDir), true, 'its moment is kept for the one who reads');
    reader.exec('COMMIT');
    reader.close();
    await until(() => !isIn(dataDir));
  });

  describe('of a run that another one awaits', () => {
    const CHILD = graph('write -> wait', { write: WRITES_LETTER, wait: WAITS }, { name: 'child', inputs: SCHEMA });
    const given: Template = { kind: 'object', entries: [['customer', { kind: 'value', expression: customerOf() }]] };

    function parentOf(): ExecutionGraph {
      const start = { kind: 'subrun', workflow: 'child', wait: true, graph: CHILD.hash, with: given, reads: READS };
      const shape = orders('start -> after', {
        start: start as never,
        after: { kind: 'wait', wait: { for: 'signal', signal: 'end', schema: true } },
      });
      return { ...shape, subgraphs: { [CHILD.hash]: CHILD } };
    }

    it('goes with the one that awaits it: a result that is still needed stays', async () => {
      const dataDir = newDataDir();
      const first = await open({ dataDir, redaction: RULES });
      const { run_id: parent } = await first.start(startRequest(parentOf(), INPUTS));
      const children = (): readonly string[] =>
        first.reader.runs({ workflow: 'child' }).items.map(({ run_id: id }) => id);
      await until(() => first.reader.runs({ workflow: 'child' }).items[0]?.status === 'waiting');
      const [child = ''] = children();
      assert.deepEqual(first.reader.detail(child)?.nodes[0]?.output, { value: 'Dear ***' });
      await goOn(first, child);
      await first.result(child);
      await until(() => first.reader.run(parent)?.status === 'waiting');
      await sleep(300);
      assert.equal(redactionOf(first, child), 'hidden');
      await first.signal(parent, { name: 'end', payload: null });
      await first.result(parent);
      await gone(first, parent);
      await gone(first, child);
      await until(() => !isIn(dataDir));
    });
  });

  it('leaves what is hidden out of an exported run', async () => {
    const dataDir = newDataDir();
    const runtime = await open({ dataDir, redaction: RULES });
    const id = await waiting(runtime, orders('write -> wait'));
    const openFile = JSON.stringify(exportRun(dataDir, id));
    assert.doesNotMatch(openFile, /bob\.the/);
    const target = newDataDir();
    await assert.rejects(importRuns(target, openFile), {
      code: 'EXPORT_INVALID',
      message: /was open, and values of it are hidden: it could not go on/,
    });
    await goOn(runtime, id);
    await runtime.result(id);
    const file = JSON.stringify(exportRun(dataDir, id));
    assert.doesNotMatch(file, /bob\.the/);
    await importRuns(target, file);
    const there = await open({ dataDir: target });
    assert.equal(redactionOf(there, id), 'removed');
    assert.deepEqual(there.reader.detail(id)?.nodes[0]?.output, { value: 'Dear ***' });
    await assert.rejects(there.fork(id, { from: 'write' }), { code: 'RUN_REDACTED' });
  });

  it('hides in a condition what it read, and no longer asks it once that is gone', async () => {
    const runtime = await open({ redaction: RULES });
    const pin = { kind: 'select', operand: customerOf(), field: 'pin' } as const;
    const when = { kind: 'call', name: '>', args: [pin, { kind: 'int', value: '7' }] } as never;
    const shape = orders('write -> wait', { write: { ...WRITES_LETTER, when } });
    const id = await waiting(runtime, shape);
    assert.doesNotMatch(JSON.stringify(runtime.reader.explain(id)), /"value":77|bob\.the/);
    await goOn(runtime, id);
    await runtime.result(id);
    await gone(runtime, id);
    assert.equal(runtime.reader.explain(id)?.redaction, 'removed');
    assert.deepEqual(
      runtime.reader.explain(id)?.steps.flatMap(({ because }) => because),
      [],
    );
  });
});

function customerOf(): never {
  return { kind: 'select', operand: { kind: 'name', name: 'inputs' }, field: 'customer' } as never;
}
