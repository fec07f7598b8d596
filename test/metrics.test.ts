// What is served at /metrics: right by the conventions, true to a known load, and what docs/metrics.md says.
import assert from 'node:assert/strict';
import { closeServers, openTestServer } from '../packages/server/test/support/server.ts';
import { readText } from './support/markdown.ts';
import { readMetrics } from './support/prometheus.ts';
import type { Family } from './support/prometheus.ts';

const LOAD = `name: Load
state: { type: object, properties: { fails: { type: boolean, default: false } } }
nodes:
  - name: first
    llm: { provider: echo, model: echo }
    prompt: One
  - name: second
    code: |
      if (String(inputs.fails) === 'true') throw new Error('as it was told')
      return 'done'
    with: { fails: '{fails}' }
    timeout: 5s
  - name: third
    when: fails
    llm: { provider: echo, model: echo }
    prompt: Three
`;

const WAITING = `name: Waiting
nodes:
  - name: pause
    uses: wait
    with: { duration: 1h }
`;

/** Rows of the table of the page: name, type, labels, help. */
function documented(): readonly (readonly string[])[] {
  return readText('docs/metrics.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
}

function read(families: readonly Family[]): (name: string, labels?: { readonly [name: string]: string }) => number {
  const samples = families.flatMap((family) => family.samples);
  return (name, labels = {}) =>
    samples
      .filter((sample) => sample.name === name)
      .filter((sample) => Object.entries(labels).every(([label, value]) => sample.labels[label] === value))
      .reduce((sum, { value }) => sum + value, 0);
}

describe('GET /metrics', function () {
  this.timeout(30_000);
  afterEach(closeServers);

  it('counts a known load', async () => {
    const { get, post, register } = await openTestServer();
    await register('load', LOAD);
    await register('waiting', WAITING);
    const start = (inputs: object): Promise<unknown> =>
      post('/webhooks/generic?wait=20s', { workflow_name: 'load', inputs });
    await Promise.all(Array.from({ length: 7 }, async () => await start({})));
    await Promise.all(Array.from({ length: 3 }, async () => await start({ fails: true })));
    await post('/webhooks/generic', { workflow_name: 'load', inputs: {}, webhook_id: 'once' });
    await post('/webhooks/generic?wait=20s', { workflow_name: 'load', inputs: {}, webhook_id: 'once' });
    await post('/webhooks/generic', { workflow_name: 'waiting', inputs: {} });
    const { status, headers, text } = await get('/metrics');
    assert.equal(status, 200);
    assert.match(headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
    const value = read(readMetrics(text));
    const of = (name: string, labels?: { readonly [name: string]: string }): number =>
      value(`configurable_agents_${name}`, labels);
    assert.deepEqual([of('runs_accepted_total'), of('runs_started_total')], [12, 12]);
    assert.equal(of('runs_finished_total', { status: 'succeeded' }), 8);
    assert.equal(of('runs_finished_total', { status: 'failed' }), 3);
    assert.deepEqual([of('runs'), of('runs', { status: 'waiting' })], [1, 1]);
    // Two nodes of each run that succeeds, one of each that fails; the third is passed over or never comes.
    assert.equal(of('node_executions_total', { outcome: 'succeeded' }), 8 * 2 + 3);
    assert.equal(of('node_executions_total', { outcome: 'failed' }), 3);
    assert.equal(of('node_executions_total', { outcome: 'skipped' }), 8);
    assert.equal(of('attempt_duration_seconds_count', { uses: 'llm', outcome: 'succeeded' }), 11);
    assert.equal(of('attempt_duration_seconds_count', { uses: 'code', outcome: 'succeeded' }), 8);
    assert.equal(of('attempt_duration_seconds_count', { uses: 'code', outcome: 'failed' }), 3);
    assert.equal(of('deliveries_total', { trigger: 'generic', verdict: 'accepted' }), 12);
    assert.equal(of('deliveries_total', { trigger: 'generic', verdict: 'duplicate' }), 1);
    assert.equal(of('journal_rows'), of('journal_facts_total'));
    assert.ok(of('journal_rows') > 60);
    assert.ok(of('store_commit_duration_seconds_count') > 5);
    assert.equal(of('store_commit_duration_seconds_count'), of('store_commit_writes_count'));
    assert.ok(of('store_commit_writes_sum') > of('journal_facts_total'));
    assert.ok(of('store_bytes') > 0 && of('store_wal_bytes') > 0);
    assert.deepEqual([of('lane_threads', { lane: 'io' }), of('lane_executions')], [1, 0]);
    assert.deepEqual([of('executions_lost_total'), of('threads_replaced_total'), of('queue_depth')], [0, 0, 0]);
    assert.ok(value('process_resident_memory_bytes') > 20e6);
    assert.ok(Math.abs(value('process_start_time_seconds') - Date.now() / 1000) < 3600);
  });

  it('is for this machine, and asks others for the token', async () => {
    const { get } = await openTestServer({ token: 'secret', allowedHosts: ['hooks.example.org'] });
    assert.equal((await get('/metrics')).status, 200);
    const outside = { 'X-Forwarded-For': '203.0.113.7' };
    assert.equal((await get('/metrics', outside)).status, 401);
    assert.equal((await get('/metrics', { ...outside, Authorization: 'Bearer secret' })).status, 200);
  });

  it('serves what docs/metrics.md lists, with its type, labels and meaning', async () => {
    const { runtime, post, register, get } = await openTestServer();
    await register();
    await post('/webhooks/generic?wait=20s', { workflow_name: 'notify', inputs: { message: 'x' } });
    const served = readMetrics((await get('/metrics')).text).map(({ name, kind, help, samples }) => {
      const labels = new Set(samples.flatMap((sample) => Object.keys(sample.labels)).filter((label) => label !== 'le'));
      return [name, kind, [...labels].join(', '), help];
    });
    assert.ok(runtime.health().trackers.length > 0, 'a tracker is there to be shown');
    assert.deepEqual(documented(), served);
  });
});
