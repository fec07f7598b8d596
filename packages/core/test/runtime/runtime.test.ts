import assert from 'node:assert/strict';
import { openReader, RuntimeError } from '@configurable-agents/core';
import { graph } from '../support/graph.ts';
import { closeAll, newDataDir, open, runToEnd, startRequest } from '../support/runtime.ts';

const NO_READS = { state: {}, nodes: [], inputs: false } as const;

describe('runtime', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  it('runs every action on a worker thread and keeps each result in the store', async () => {
    const runtime = await open();
    const shape = graph('a -> b', { a: { with: { kind: 'literal', value: { value: 1 } } } });
    const outcome = await runToEnd(runtime, shape);
    assert.equal(outcome.status, 'succeeded');
    assert.deepEqual(outcome.result, { value: null });
    const detail = runtime.reader.detail(outcome.run_id);
    assert.deepEqual(
      detail?.nodes.map(({ node, status, output }) => ({ node, status, output })),
      [
        { node: 'a', status: 'succeeded', output: { value: 1 } },
        { node: 'b', status: 'succeeded', output: { value: null } },
      ],
    );
    assert.equal(runtime.reader.run(outcome.run_id)?.status, 'succeeded');
    assert.deepEqual(
      runtime.reader.journal(outcome.run_id).map(({ fact }) => `${fact.sequence} ${fact.kind}`),
      [
        '1 run.accepted',
        '2 run.started',
        '3 node.scheduled',
        '4 node.completed',
        '5 node.scheduled',
        '6 node.completed',
        '7 run.finished',
      ],
    );
  });

  it('asks a provider, counts its tokens and cost, and prunes a structured answer to its schema', async () => {
    const runtime = await open();
    const prompt = { kind: 'text', parts: ['Hello ', { kind: 'path', path: ['name'] }] } as const;
    const llm = { provider: 'test', model: 'any', prompt, parameters: {} };
    const schema = { type: 'object', properties: { score: { type: 'integer' } }, required: ['score'] };
    const shape = graph(
      'a -> b',
      {
        a: { uses: 'llm', llm, reads: { ...NO_READS, state: { name: [] } } },
        b: { uses: 'llm', llm, output_schema: schema, writes: [{ field: 'score', path: ['score'] }] },
      },
      { state: { name: { schema: true }, score: { schema: true } }, final: { name: [], score: ['b'] } },
    );
    const outcome = await runToEnd(runtime, shape, { name: 'ann' });
    assert.deepEqual(outcome.result, { score: 7 });
    assert.deepEqual(outcome.state, { name: 'ann', score: 7 });
    assert.deepEqual(outcome.usage, { input_tokens: 6, output_tokens: 10, cost_usd: 0.5 });
    assert.deepEqual(runtime.reader.detail(outcome.run_id)?.nodes[0]?.input, {
      provider: 'test',
      model: 'any',
      prompt: 'Hello ann',
    });
    assert.equal(runtime.reader.detail(outcome.run_id)?.nodes[0]?.output, 'answer to Hello ann');
  });

  it('ends a run with the coded failure of its node', async () => {
    const runtime = await open();
    const outcome = await runToEnd(
      runtime,
      graph('a', { a: { uses: 'test.fail', with: { kind: 'literal', value: { retryable: false } } } }),
    );
    assert.equal(outcome.status, 'failed');
    assert.deepEqual(outcome.error, { code: 'NODE_FAILED', message: 'never again', node: 'a' });
  });

  it('names the way out when a provider is not installed', async () => {
    const runtime = await open();
    const llm = { provider: 'google', model: 'any', prompt: { kind: 'literal', value: 'x' }, parameters: {} } as const;
    const outcome = await runToEnd(runtime, graph('a', { a: { uses: 'llm', llm } }));
    assert.equal(outcome.error?.code, 'PROVIDER_NOT_INSTALLED');
    assert.match(outcome.error?.message ?? '', /--provider echo/);
  });

  it('retries after the wait and counts the attempt', async () => {
    const runtime = await open();
    const retry = { max_attempts: 3, initial_ms: 5, factor: 1, max_ms: 5, jitter: false };
    const outcome = await runToEnd(runtime, graph('a', { a: { uses: 'test.recovers', retry } }));
    assert.deepEqual(outcome.result, { attempt: 2 });
  });

  it('fails an attempt that takes longer than its timeout', async () => {
    const runtime = await open();
    const outcome = await runToEnd(runtime, graph('a', { a: { uses: 'test.hang', timeout_ms: 50 } }));
    assert.equal(outcome.error?.code, 'NODE_TIMEOUT');
    assert.match(outcome.error?.message ?? '', /longer than 50 ms/);
  });

  it('gives up a node that takes its thread down, and lets its neighbours end', async () => {
    const runtime = await open({ workers: 2 });
    const slow = startRequest(graph('s', { s: { with: { kind: 'literal', value: { delay_ms: 300, value: 'ok' } } } }));
    const neighbour = await runtime.start(slow);
    const outcome = await runToEnd(runtime, graph('a', { a: { uses: 'test.kill_thread' } }));
    assert.equal(outcome.error?.code, 'RUN_ATTEMPT_LOST');
    assert.equal((await runtime.result(neighbour.run_id)).status, 'succeeded');
  });

  it('goes on with a lost write that happened, and sends it again only when it is told to', async () => {
    const runtime = await open();
    const write = { uses: 'test.kill_thread', effects: 'write', idempotent: false } as const;
    const value = { with: { kind: 'literal', value: { value: 'after' } } } as const;
    const { run_id } = await runtime.start(startRequest(graph('a -> b', { a: write, b: value })));
    assert.equal((await runtime.result(run_id)).error?.code, 'RUN_OUTCOME_UNKNOWN');
    const sent = (): number =>
      runtime.reader.journal(run_id).filter(({ fact }) => fact.kind === 'node.scheduled' && fact['node'] === 'a')
        .length;
    assert.equal(sent(), 1);
    await runtime.retry(run_id);
    assert.equal((await runtime.result(run_id)).error?.code, 'RUN_OUTCOME_UNKNOWN');
    assert.equal(sent(), 2);
    await assert.rejects(runtime.resolve(run_id, { key: 'b', output: null }), /unknown is a$/);
    await runtime.resolve(run_id, { key: 'a', output: { id: 'ch_1' } });
    assert.deepEqual((await runtime.result(run_id)).result, { value: 'after' });
    assert.equal(sent(), 2);
    const known = runtime.reader.detail(run_id)?.nodes.find(({ key }) => key === 'a');
    assert.deepEqual([known?.status, known?.output, known?.error], ['succeeded', { id: 'ch_1' }, null]);
    await assert.rejects(runtime.resolve(run_id, { key: 'a', output: null }), /has no unknown outcome/);
  });

  it('hands every attempt the same idempotency key', async () => {
    const runtime = await open();
    const outcome = await runToEnd(runtime, graph('a', { a: { uses: 'test.key' } }));
    assert.deepEqual(outcome.result, { key: `${outcome.run_id}/a` });
  });

  it('masks the values of secrets in outputs and logs', async () => {
    const runtime = await open({ env: { ...process.env, TEST_PLUGIN_KEY: 'sentinel-value' } });
    const outcome = await runToEnd(runtime, graph('a', { a: { uses: 'test.leak' } }));
    assert.deepEqual(outcome.result, { text: 'Bearer ***' });
    await runtime.close();
  });

  it('masks them as encodings write them, and in failures with their causes', async () => {
    const key = 'sentinel "value"/42?';
    const logged: string[] = [];
    const log = (_level: string, message: string): void => void logged.push(message);
    const runtime = await open({ env: { ...process.env, TEST_PLUGIN_KEY: key }, log });
    const shown = await runToEnd(runtime, graph('a', { a: { uses: 'test.leak_forms' } }));
    const { basic, ...others } = shown.result as Record<string, string>;
    assert.deepEqual(others, { hex: '***', json: '{"secret":"***"}' });
    assert.match(basic ?? '', /^dXNlcjp\*\*\*=*$|^dXNlcj.{0,2}\*\*\*.{0,2}=*$/);
    const failed = await runToEnd(runtime, graph('a', { a: { uses: 'test.leak_failing' } }));
    const kept = JSON.stringify([
      failed,
      runtime.reader.detail(failed.run_id),
      runtime.reader.journal(failed.run_id),
      logged,
    ]);
    assert.match(kept, /https:\/\/user:\*\*\*@api\.example\/\?key=\*\*\*/);
    assert.doesNotMatch(kept, /sentinel/i);
    await runtime.close();
  });

  it('cancels a run at once', async () => {
    const runtime = await open();
    const { run_id } = await runtime.start(startRequest(graph('a -> b', { a: { uses: 'test.hang' } })));
    await runtime.cancel(run_id, 'asked');
    assert.equal((await runtime.result(run_id)).status, 'cancelled');
  });

  it('refuses unknown and missing inputs, each named', async () => {
    const runtime = await open();
    const inputs = {
      type: 'object',
      properties: { message: { type: 'string' } },
      required: ['message'],
      additionalProperties: false,
    };
    const wrong = runtime.start(startRequest(graph('a', {}, { inputs }), { mesage: 'x' }));
    await assert.rejects(wrong, (error: unknown) => {
      assert.ok(error instanceof RuntimeError);
      assert.equal(error.code, 'RUN_INPUTS_INVALID');
      assert.match(error.message, /`message` is required/);
      assert.match(error.message, /unknown input `mesage`/);
      return true;
    });
  });

  it('queues runs beyond the number that may run, and runs them in order', async () => {
    const runtime = await open({ maxRunning: 1 });
    const shape = graph('a', { a: { with: { kind: 'literal', value: { delay_ms: 20 } } } });
    const runs = await Promise.all([1, 2, 3].map(() => runtime.start(startRequest(shape))));
    assert.equal(runtime.health().queued, 2);
    const ended: string[] = [];
    await Promise.all(runs.map(async ({ run_id }) => ended.push((await runtime.result(run_id)).run_id)));
    assert.deepEqual(
      ended,
      runs.map(({ run_id }) => run_id),
    );
  });

  it('holds its data directory alone and names the holder', async () => {
    const dataDir = newDataDir();
    await open({ dataDir });
    await assert.rejects(open({ dataDir }), { code: 'STORE_LOCKED' });
  });

  it('says that its data directory cannot be made', async () => {
    await assert.rejects(open({ dataDir: '/proc/none/data' }), { code: 'STORE_UNWRITABLE' });
  });

  it('says that a directory holds no store', () => {
    assert.throws(() => openReader('/nonexistent'), { code: 'STORE_MISSING' });
  });
});

describe('recovery', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  it('goes on where the journal ends: completed nodes do not run again', async () => {
    const dataDir = newDataDir();
    const first = await open({ dataDir });
    const shape = graph('a -> b', {
      a: { with: { kind: 'literal', value: { value: 'once' } } },
      b: { with: { kind: 'literal', value: { delay_ms: 200, value: 2 } } },
    });
    const { run_id } = await first.start(startRequest(shape));
    while (first.reader.detail(run_id)?.nodes[0]?.status !== 'succeeded')
      await new Promise((resolve) => setImmediate(resolve));
    await first.close();
    const second = await open({ dataDir });
    const outcome = await second.result(run_id);
    assert.deepEqual(outcome.result, { value: 2 });
    const kinds = second.reader.journal(run_id).map(({ fact }) => `${fact.kind} ${String(fact['key'] ?? '')}`.trim());
    assert.equal(kinds.filter((kind) => kind === 'node.completed a').length, 1);
    assert.ok(kinds.includes('attempt.lost b'));
  });

  it('leaves open runs alone when it is told to', async () => {
    const dataDir = newDataDir();
    const first = await open({ dataDir });
    const { run_id } = await first.start(startRequest(graph('a', { a: { uses: 'test.hang' } })));
    await first.close();
    const second = await open({ dataDir, recover: false });
    assert.equal(second.health().running, 0);
    assert.equal(second.reader.run(run_id)?.status, 'running');
  });
});

describe('deliveries', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  const delivery = (
    dedupeKey: string | null,
    action = 'test.work',
  ): Parameters<Awaited<ReturnType<typeof open>>['deliver']>[0] => ({
    trigger: 'generic',
    dedupeKey,
    rawBody: new TextEncoder().encode('{}'),
    headers: {},
    eventType: 'generic',
    starts: [startRequest(graph('a', { a: { uses: action, with: { kind: 'literal', value: { retryable: false } } } }))],
    deadLetters: [],
  });

  it('starts one run for a key, also when both copies come at once', async () => {
    const runtime = await open();
    const [one, two] = await Promise.all([runtime.deliver(delivery('k')), runtime.deliver(delivery('k'))]);
    assert.equal(one.runs[0]?.run_id, two.runs[0]?.run_id);
    assert.deepEqual([one.runs[0]?.duplicate, two.runs[0]?.duplicate], [false, true]);
    assert.equal(runtime.reader.runs().items.length, 1);
    assert.equal(runtime.reader.deliveries().items.length, 2);
  });

  it('starts a new run for a key whose run failed', async () => {
    const runtime = await open();
    const first = await runtime.deliver(delivery('k', 'test.fail'));
    await runtime.result(first.runs[0]?.run_id ?? '');
    const second = await runtime.deliver(delivery('k', 'test.fail'));
    assert.equal(second.runs[0]?.duplicate, false);
    assert.notEqual(second.runs[0]?.run_id, first.runs[0]?.run_id);
  });
});
