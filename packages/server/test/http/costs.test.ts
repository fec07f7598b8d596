import assert from 'node:assert/strict';
import type { CostReport } from '@configurable-agents/core';
import { closeServers, NOTIFY, openTestServer } from '../support/server.ts';
import type { Reply, TestServer } from '../support/server.ts';

const PRICING = { echo: { priced: { input_mtok: 1, output_mtok: 2 } } };
const MIXED = NOTIFY.replace('model: echo', 'model: priced');

async function ran({ post, register }: TestServer, name: string, source: string): Promise<string> {
  await register(name, source);
  const { body } = await post(`/api/runs?wait=20s`, { workflow_name: name, inputs: { message: 'hello' } });
  assert.equal(body['status'], 'success', JSON.stringify(body));
  return String(body['run_id']);
}

const report = ({ body }: Reply): CostReport => body as unknown as CostReport;

describe('costs API', function () {
  this.timeout(30_000);
  afterEach(closeServers);

  it('sums costs up by workflow, node, model and day, with the same total as the runs have', async () => {
    const server = await openTestServer({}, { pricing: PRICING });
    const { get, runtime } = server;
    await ran(server, 'mixed', MIXED);
    await ran(server, 'mixed', MIXED);
    await ran(server, 'free', NOTIFY);
    const inAll =
      runtime.reader.runs().items.reduce((sum, { usage }) => sum + Math.round((usage.cost_usd ?? 0) * 1e9), 0) / 1e9;
    assert.ok(inAll > 0);
    const [byWorkflow, byNode, byModel, byDay] = await Promise.all(
      ['', '?by=node', '?by=model', '?by=day'].map(async (query) => report(await get(`/api/costs${query}`))),
    );
    for (const each of [byWorkflow, byNode, byModel, byDay]) {
      assert.deepEqual(each?.total, byWorkflow?.total);
      assert.equal(each?.total.cost_usd, inAll);
    }
    assert.deepEqual(
      byWorkflow?.items.map(({ workflow_name, runs, calls, cost_usd }) => [workflow_name, runs, calls, cost_usd]),
      [
        ['mixed', 2, 4, inAll],
        ['free', 1, 2, 0],
      ],
    );
    assert.deepEqual(byNode?.items.map(({ workflow_name, node }) => `${workflow_name}/${node}`).toSorted(), [
      'free/format',
      'free/summarise',
      'mixed/format',
      'mixed/summarise',
    ]);
    assert.deepEqual(
      byModel?.items.map(({ provider, model, calls }) => [provider, model, calls]),
      [
        ['echo', 'priced', 2],
        ['echo', 'echo', 4],
      ],
    );
    assert.deepEqual(
      byDay?.items.map(({ day }) => day),
      [new Date().toISOString().slice(0, 10)],
    );
    assert.deepEqual(
      byWorkflow?.prices.map((stamp) => stamp.split('@')[0]),
      ['configuration', 'provider'],
    );
  });

  it('takes a time, a workflow and a run', async () => {
    const server = await openTestServer({}, { pricing: PRICING });
    const { get } = server;
    const id = await ran(server, 'mixed', MIXED);
    await ran(server, 'free', NOTIFY);
    const calls = async (query: string): Promise<number> => report(await get(`/api/costs?${query}`)).total.calls;
    assert.equal(await calls('since=1h'), 4);
    assert.equal(await calls('until=1h'), 0);
    assert.equal(await calls('since=2999-01-01'), 0);
    assert.equal(await calls('workflow=free'), 2);
    assert.equal(await calls(`run=${id}&by=node`), 2);
    assert.equal(await calls('run=nobody'), 0);
  });

  for (const [query, path, said] of [
    ['by=colour', '/by', 'must be one of workflow, node, model, day, found "colour"'],
    ['since=soon', '/since', 'must be an ISO 8601 time or a duration such as 10m'],
    ['until=later', '/until', 'must be an ISO 8601 time or a duration such as 10m'],
    ['by=day&by=node', '/by', 'is there twice'],
  ] as const) {
    it(`refuses ${query}`, async () => {
      const { get } = await openTestServer();
      const { status, body } = await get(`/api/costs?${query}`);
      assert.deepEqual([status, body['code']], [422, 'QUERY_INVALID']);
      assert.deepEqual(body['errors'], [{ path, message: `the query parameter \`${path.slice(1)}\` ${said}` }]);
    });
  }

  it('has a page, which names what has no price', async () => {
    const server = await openTestServer({}, { pricing: PRICING });
    const { get } = server;
    assert.match((await get('/cost')).text, /No model was called/);
    await ran(server, 'mixed', MIXED);
    const { status, text } = await get('/cost');
    assert.equal(status, 200);
    for (const part of ['By day', 'By workflow', 'By model', 'By node', 'priced', 'summarise', 'configuration@']) {
      assert.ok(text.includes(part), part);
    }
    const { total } = report(await get('/api/costs'));
    assert.ok(text.includes(`In all: $${(total.cost_usd ?? 0).toFixed(6)}`), text);
  });
});
