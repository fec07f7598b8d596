// What stands beside the journal of a run: deliveries, questions, answers of models, callbacks, alerts, log lines.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { compile } from '@configurable-agents/compiler';
import type { DeliveryRequest, DeliveryResult, RunText, Runtime, RuntimeOptions } from '@configurable-agents/core';
import { hashGraph } from '@configurable-agents/core/graph';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { eventsAfter, lastPosition } from '../../src/alert/event.ts';
import { storePath } from '../../src/store/connect.ts';
import { plugin } from '../fixtures/test-plugin.ts';
import { closeReceivers, openReceiver } from '../support/receiver.ts';
import { closeAll, newDataDir, open, runToEnd, startRequest, TEST_PLUGIN } from '../support/runtime.ts';

const EMAIL = 'bob.the.customer@example.org';
const INPUTS: JsonObject = { email: EMAIL, age: 7 };
const RULES = { paths: ['inputs.email', 'inputs.age', 'body.card.*', 'headers.x-session'] };

function workflow(nodes: string, more = ''): ExecutionGraph {
  const state = 'state: { type: object, properties: { email: { type: string }, age: { type: integer, default: 1 } } }';
  const text = `name: orders\n${state}\n${more}nodes:\n${nodes}`;
  const { graph, diagnostics } = compile(text, { file: 'w.yaml', plugins: [manifestOf(plugin)] });
  assert.ok(graph !== undefined, JSON.stringify(diagnostics));
  return graph;
}

const asking = (llm: string, more = ''): ExecutionGraph =>
  workflow(`  - name: ask\n    llm: ${llm}\n    prompt: 'Write to {email} now'\n${more}`);

function isIn(dataDir: string, text: string = EMAIL): boolean {
  return readdirSync(dataDir, { withFileTypes: true })
    .filter((each) => each.isFile())
    .some(({ name }) => readFileSync(join(dataDir, name)).includes(text));
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await sleep(5);
}

describe('redaction beside the journal', function () {
  this.timeout(30_000);
  afterEach(async () => {
    await closeAll();
    closeReceivers();
  });

  describe('of a delivery', () => {
    async function deliver(
      runtime: Runtime,
      body: Json | string,
      { workflows = [], ...more }: Partial<DeliveryRequest> & { readonly workflows?: readonly ExecutionGraph[] } = {},
    ): Promise<DeliveryResult> {
      return await runtime.deliver({
        trigger: 'generic',
        dedupeKey: null,
        rawBody: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
        headers: { 'x-session': ['session-of-bob'], 'x-other': ['y'] },
        eventType: 'generic',
        starts: workflows.map((graph) => ({ ...startRequest(graph, INPUTS), trigger: { name: 'g', uses: 'generic' } })),
        deadLetters: [],
        ...more,
      });
    }

    function stored(runtime: Runtime, id: string): { readonly body: string; readonly redacted: string | null } {
      const body = Buffer.from(runtime.reader.deliveryBody(id)).toString();
      return { body, redacted: runtime.reader.delivery(id)?.redacted ?? null };
    }

    it('never keeps what rules for bodies, headers and the inputs of its runs name', async () => {
      const dataDir = newDataDir();
      const runtime = await open({ dataDir, redaction: RULES });
      const body = {
        workflow_name: 'orders',
        inputs: INPUTS,
        card: { number: '4111111111111111', cvc: 123 },
        text: `card 4111111111111111 of ${EMAIL}`,
        amount: 5,
      };
      const { delivery_id: id, runs } = await deliver(runtime, body, {
        workflows: [workflow('  - name: a\n    uses: test.work\n')],
      });
      assert.equal(isIn(dataDir, '4111111111111111'), false, 'not even for a moment');
      assert.equal(isIn(dataDir, 'session-of-bob'), false);
      const kept = stored(runtime, id);
      assert.equal(kept.redacted, 'body');
      assert.deepEqual(JSON.parse(kept.body), {
        workflow_name: 'orders',
        inputs: { email: '***', age: '***' },
        card: { number: '***', cvc: '***' },
        text: 'card *** of ***',
        amount: 5,
      });
      const row = runtime.reader.delivery(id);
      assert.deepEqual(row?.headers, { 'x-session': '***', 'x-other': ['y'] });
      assert.equal(row?.size, JSON.stringify(body).length);
      await runtime.result(runs[0]?.run_id ?? '');
      await until(() => !isIn(dataDir));
    });

    it('keeps the bytes as they came where nothing of them is named', async () => {
      const runtime = await open({ redaction: RULES });
      const bytes = '{ "b": 1,\n"a": 2 }';
      const { delivery_id: id } = await deliver(runtime, bytes);
      assert.deepEqual(stored(runtime, id), { body: bytes, redacted: 'headers' });
      const plain = await deliver(runtime, bytes, { headers: { 'x-other': ['y'] } });
      assert.deepEqual(stored(runtime, plain.delivery_id), { body: bytes, redacted: null });
    });

    it('holds the rules against what its trigger read, whatever the bytes are', async () => {
      const runtime = await open({ redaction: RULES });
      const form = 'payload=%7B%22card%22%3A%7B%22number%22%3A%2241%22%7D%7D';
      const { delivery_id: id } = await deliver(runtime, form, { body: { card: { number: '41' } } });
      assert.deepEqual(stored(runtime, id), { body: '{"card":{"number":"***"}}', redacted: 'body' });
    });

    it('looks for values in a body that is no JSON too', async () => {
      const runtime = await open({ redaction: { values: ['[0-9]{13,19}'] } });
      const { delivery_id: id } = await deliver(runtime, '<card>4111111111111111</card>');
      assert.deepEqual(stored(runtime, id), { body: '<card>***</card>', redacted: 'body' });
    });

    it('hides in the runs that it starts what is hidden of it', async () => {
      const dataDir = newDataDir();
      const runtime = await open({ dataDir, redaction: { paths: ['body.customer.mail'] } });
      const shape = workflow('  - name: a\n    uses: test.work\n    with: { value: "to {email}" }\n');
      const { runs } = await deliver(runtime, { customer: { mail: EMAIL } }, { workflows: [shape] });
      const [{ run_id: id } = assert.fail('no run')] = runs;
      await runtime.result(id);
      const detail = runtime.reader.detail(id);
      assert.deepEqual(detail?.inputs, { email: '***', age: 7 });
      assert.deepEqual(detail?.nodes[0]?.output, { value: 'to ***' });
      await until(() => !isIn(dataDir));
    });

    it('says nothing of it in reasons and dead letters', async () => {
      const runtime = await open({ redaction: RULES });
      const letter = {
        workflow_name: 'orders',
        code: 'RUN_INPUTS_INVALID',
        message: 'the card 4111111111111111 is bad',
      };
      const { delivery_id: id } = await deliver(
        runtime,
        { card: { n: '4111111111111111' } },
        { deadLetters: [letter] },
      );
      const row = runtime.reader.delivery(id);
      assert.equal(row?.reason, 'the card *** is bad');
      assert.equal(row?.dead_letters[0]?.message, 'the card *** is bad');
    });

    it('that is answered at once is kept so too', async () => {
      const runtime = await open({ redaction: RULES });
      await runtime.setAside({
        trigger: 'generic',
        headers: {},
        rawBody: Buffer.from('{"card":{"n":"4111111111111111"}}'),
        eventType: 'replied',
        verdict: 'replied',
        reason: 'answered at once',
      });
      const [row] = runtime.reader.deliveries().items;
      assert.deepEqual(stored(runtime, row?.delivery_id ?? ''), { body: '{"card":{"n":"***"}}', redacted: 'body' });
    });
  });

  it('hides in what models say, also where two pieces cut it', async () => {
    const runtime = await open({ env: { TEST_PLUGIN_KEY: 'hush' }, redaction: { values: ['two three'] } });
    const heard: RunText[] = [];
    runtime.subscribeTexts((piece) => void heard.push(piece));
    const speaking = workflow(
      `  - name: ask\n    llm: { provider: test, model: speak }\n    prompt: 'one {email} four'\n`,
    );
    await runToEnd(runtime, speaking, { email: 'two three' });
    assert.equal(heard.map(({ text }) => text).join(''), 'one *** four');
    const offsets = heard.map(({ offset }) => offset);
    assert.deepEqual(
      offsets,
      heard.map((_, i) => heard.slice(0, i).reduce((sum, { text }) => sum + text.length, 0)),
    );
  });

  it('gives no answer of a model to another run that holds what is hidden of this one', async () => {
    const dataDir = newDataDir();
    const runtime = await open({ dataDir, redaction: RULES });
    const cached = (model: string): ExecutionGraph =>
      asking(`{ provider: test, model: ${model} }`, '    cache: true\n');
    await runToEnd(runtime, cached('mirror'), INPUTS);
    await runToEnd(runtime, cached('count'), INPUTS);
    await until(() => !isIn(dataDir));
    const again = await runToEnd(runtime, cached('count'), INPUTS);
    assert.equal(again.usage.cost_usd, 0, 'an answer without it is given again');
  });

  it('tells callbacks what everybody is told', async () => {
    const receiver = await openReceiver();
    const dataDir = newDataDir();
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const { hash: _hash, ...made } = workflow('  - name: a\n    uses: test.work\n    with: { value: "to {email}" }\n');
    const body = { ...made, on_finish: { url: receiver.url, secret: 'CALLBACK_SECRET' } };
    const options: Partial<RuntimeOptions> = { env: { CALLBACK_SECRET: secret }, allowPrivate: [receiver.target] };
    const runtime = await open({ dataDir, redaction: RULES, callbacks: { isSending: true }, ...options });
    await runToEnd(runtime, { ...body, hash: hashGraph(body) }, INPUTS);
    await until(() => receiver.received.length > 0);
    const told = JSON.parse(receiver.received[0]?.body ?? '') as { readonly data: { readonly result: Json } };
    assert.deepEqual(told.data.result, { value: 'to ***' });
    await until(() => !isIn(dataDir));
  });

  it('asks people without it, and takes their answer all the same', async () => {
    const dataDir = newDataDir();
    const runtime = await open({ dataDir, redaction: RULES });
    const shape = workflow(
      `  - name: ok\n    uses: approval\n    with: { message: 'Write to {email}?', show: { to: '{email}' }, form: { type: object, properties: { to: { type: string } } } }\n`,
    );
    const { run_id: id } = await runtime.start(startRequest(shape, INPUTS));
    await until(() => runtime.reader.approval(id, 'ok') !== undefined);
    const asked = runtime.reader.approval(id, 'ok');
    assert.deepEqual([asked?.message, asked?.show], ['Write to ***?', { to: '***' }]);
    await runtime.answer(id, { key: 'ok', answer: { to: EMAIL }, by: 'ann' });
    await runtime.result(id);
    assert.deepEqual(runtime.reader.approvals().items[0]?.answer, { to: '***' });
    await until(() => !isIn(dataDir));
    assert.deepEqual(runtime.reader.approvals().items[0]?.message, 'Write to ***?');
  });

  it('hides in the errors of runs, in groups of them and in alerts', async () => {
    const dataDir = newDataDir();
    const runtime = await open({ dataDir, redaction: { ...RULES, keepFailedMs: 3_600_000 } });
    const store = readable(dataDir);
    const failing = workflow(`  - name: bad\n    uses: test.work\n    when: "int(email) > 1"\n`, '');
    const before = lastPosition(store);
    const { run_id: id, error } = await runToEnd(runtime, failing, INPUTS);
    assert.match(error?.message ?? '', /\*{3}/);
    const shown = [
      error,
      runtime.reader.run(id),
      runtime.reader.runs().items,
      runtime.reader.failures({}, 10),
      eventsAfter(store, before).events,
    ];
    assert.doesNotMatch(JSON.stringify(shown), /bob\.the/);
    store.close();
    assert.equal(isIn(dataDir), true, 'it may still be retried');
  });

  it('hides in the log, at once', async () => {
    const dataDir = newDataDir();
    const lines: string[] = [];
    const runtime = await open({
      dataDir,
      redaction: RULES,
      plugins: [{ specifier: TEST_PLUGIN, firstParty: false }],
      env: { TEST_PLUGIN_KEY: 'hush' },
      log: (_level, message) => void lines.push(message),
    });
    await runToEnd(runtime, workflow('  - name: a\n    uses: test.say\n    with: { text: "to {email}" }\n'), INPUTS);
    const [line] = runtime.reader.logsAfter(0);
    assert.equal(line?.message, 'said to ***');
    assert.deepEqual(lines, ['orders: a: said to ***']);
  });
});

/** A store as alerts read it. */
function readable(dataDir: string): Parameters<typeof lastPosition>[0] & { readonly close: () => void } {
  const db = new DatabaseSync(storePath(dataDir), { readOnly: true });
  return {
    get: (sql, ...values) => db.prepare(sql).get(...values),
    all: (sql, ...values) => db.prepare(sql).all(...values),
    close: () => db.close(),
  };
}
