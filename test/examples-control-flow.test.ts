// Every construct of the language as an example, run by the server with its expected status, result, state and nodes.
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { closeServers, openTestServer } from '../packages/server/test/support/server.ts';
import type { TestServer } from '../packages/server/test/support/server.ts';
import { readText, ROOT } from './support/markdown.ts';

type Expected = {
  readonly status?: 'succeeded' | 'failed';
  readonly result: Json;
  readonly state?: JsonObject;
  /** Status of executions by key, those that matter. */
  readonly nodes?: { readonly [key: string]: string };
  readonly attempts?: { readonly [key: string]: number };
  readonly error?: { readonly code: string; readonly node: string | null };
  readonly inputs?: JsonObject;
  /** What a person or another program does while the run waits at a node. */
  readonly act?: { readonly node: string; readonly path: string; readonly body: JsonObject };
};

const EXPECTED: { readonly [example: string]: Expected } = {
  fan_out: { result: { line: 'THREE SHORT WORDS: 3 words' } },
  join_any: { result: { by: 'whoever was first' }, nodes: { quick: 'succeeded', slow: 'cancelled' } },
  routes: { result: { text: 'one signature' }, nodes: { small: 'skipped', middle: 'succeeded', large: 'skipped' } },
  when: { result: { paged: false }, nodes: { page: 'skipped', report: 'succeeded' } },
  loop: {
    result: { text: 'stopped after [1,2,3]' },
    state: { target: 5, tries: [1, 2, 3] },
    nodes: { 'attempt#3': 'succeeded', done: 'skipped' },
  },
  nested_loop: { result: { cells: [11, 12, 13, 21, 22, 23] }, nodes: { 'cell#2.3': 'succeeded' } },
  for_each_fail: {
    status: 'failed',
    result: null,
    error: { code: 'NODE_FAILED', node: 'divide' },
    nodes: { 'divide[1]': 'failed' },
  },
  for_each_continue: { result: [{ share: 2 }, null, { share: 4 }] },
  for_each_collect: {
    result: [
      { ok: true, output: { share: 2 }, error: null },
      {
        ok: false,
        output: null,
        error: { code: 'NODE_FAILED', class: 'error', message: 'division by zero' },
      },
      { ok: true, output: { share: 4 }, error: null },
    ],
  },
  greet: { inputs: { who: 'Ada' }, result: { greeting: 'hello Ada' } },
  sub_workflow: { result: { text: 'it said: hello Ada' } },
  start_only: { result: { started: true } },
  wait_duration: { result: { woke: true } },
  wait_until: { result: { text: 'open since 2026-01-01T09:00:00+01:00' } },
  wait_signal: {
    act: { node: 'payment', path: 'signal', body: { name: 'paid', payload: { amount: 5 } } },
    result: { text: 'received 5' },
  },
  wait_signal_default: { result: { text: 'received 0' } },
  approval: {
    act: { node: 'ask', path: 'approvals/ask', body: { answer: { approved: true, channel: 'mail' }, by: 'ann' } },
    result: { text: 'released 1.4.0, told by mail' },
    nodes: { keep: 'skipped' },
  },
  approval_default: { result: { deleted: false } },
  retry: { result: { why: 'the service is away' }, attempts: { flaky: 3 } },
  timeout: { result: { class: 'timeout' } },
  run_timeout: {
    status: 'failed',
    result: null,
    error: { code: 'RUN_TIMEOUT', node: null },
    nodes: { endless: 'cancelled', close: 'succeeded' },
  },
  on_error_continue: { result: { found: false } },
  on_error_route: {
    result: { text: 'will be fetched tomorrow' },
    nodes: { fetch: 'failed', store: 'skipped', repair: 'succeeded' },
  },
  finally: {
    status: 'failed',
    result: null,
    error: { code: 'NODE_FAILED', node: 'work' },
    state: { log: ['released', 'failed: out of paper'] },
  },
  code: { result: { first: 'apple', sorted: ['apple', 'fig', 'pear'] } },
  reducers: {
    result: { total: 7 },
    state: {
      log: ['left', 'right'],
      facts: { left: 1, right: 2 },
      total: 7,
      highest: 4,
      lowest: 3,
      latest: 'right',
      trail: '/l/r',
    },
  },
};

describe('examples of control flow', function () {
  this.timeout(30_000);
  const folder = join(ROOT, 'examples', 'control_flow');
  const examples = globSync('*.yaml', { cwd: folder })
    .map((file) => basename(file, '.yaml'))
    .toSorted();
  let server: TestServer;

  before(async () => {
    server = await openTestServer({ workflowsDir: folder });
    for (const name of examples) {
      const { status, text } = await server.post('/api/workflows', { name, config_path: `${name}.yaml` });
      assert.equal(status, 201, `${name}: ${text}`);
    }
  });
  after(closeServers);

  async function waiting(id: string, node: string): Promise<void> {
    const isWaiting = (): boolean =>
      server.runtime.reader.detail(id)?.nodes.some((each) => each.node === node && each.status === 'waiting') === true;
    while (!isWaiting()) await pause(5);
  }

  it('have each an outcome here and a row in their README', () => {
    assert.deepEqual(Object.keys(EXPECTED).toSorted(), examples);
    const index = readText('examples/control_flow/README.md');
    for (const name of examples) assert.ok(index.includes(`(${name}.yaml)`), name);
  });

  for (const [name, expected] of Object.entries(EXPECTED)) {
    it(`${name} ends as it says`, async () => {
      const { status = 'succeeded', result, state, nodes = {}, attempts = {}, error, inputs = {}, act } = expected;
      const started = await server.post('/api/runs', { workflow_name: name, inputs });
      assert.equal(started.status, 202, started.text);
      const id = String(started.body['run_id']);
      if (act !== undefined) {
        await waiting(id, act.node);
        const answered = await server.post(`/api/runs/${id}/${act.path}`, act.body);
        assert.equal(answered.status, 202, answered.text);
      }
      const outcome = await server.runtime.result(id);
      assert.equal(outcome.status, status, outcome.error?.message);
      assert.deepEqual(outcome.result, result);
      if (state !== undefined) assert.deepEqual(outcome.state, state);
      if (error !== undefined) {
        assert.deepEqual({ code: outcome.error?.code, node: outcome.error?.node }, error);
      }
      const rows = new Map(server.runtime.reader.detail(id)?.nodes.map((row) => [row.key, row]));
      for (const [key, wanted] of Object.entries(nodes)) assert.equal(rows.get(key)?.status, wanted, key);
      for (const [key, wanted] of Object.entries(attempts)) assert.equal(rows.get(key)?.attempt, wanted, key);
    });
  }

  it('start_only starts a run of its own that is linked to the one that started it', async () => {
    const { body } = await server.post('/api/runs?wait=10s', { workflow_name: 'start_only' });
    const detail = server.runtime.reader.detail(String(body['run_id']));
    const greeted = detail?.nodes.find(({ node }) => node === 'greet');
    assert.ok(greeted);
    const { run_id: child } = greeted.output as { readonly run_id: string };
    const { status, result } = await server.runtime.result(child);
    assert.deepEqual([status, result], ['succeeded', { greeting: 'hello Ada' }]);
    assert.equal(server.runtime.reader.run(child)?.trigger.parent_run_id, body['run_id']);
  });
});
