import assert from 'node:assert/strict';
import { closeServers, NOTIFY, openTestServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';

const FAILING = `name: failing
nodes:
  - name: look
    uses: http
    with: { method: GET, url: "http://127.0.0.1:9/" }
`;

describe('what the API tells of workflows and runs', function () {
  this.timeout(20_000);
  afterEach(closeServers);

  const start = async ({ post }: TestServer, body: object): Promise<string> =>
    String((await post('/api/runs?wait=15s', body)).body['run_id']);

  it('lists revisions, shows one, and says what differs', async () => {
    const { register, get } = await openTestServer();
    await register();
    await register(
      'notify',
      NOTIFY.replace('count: { type: integer', 'times: { type: integer').replace('{count}', '{times}'),
    );
    const { body } = await get('/api/workflows/notify/revisions');
    assert.deepEqual(
      (body['items'] as { revision: number }[]).map(({ revision }) => revision),
      [1, 2],
    );
    assert.equal((await get('/api/workflows/notify/revisions/1')).body['source'], NOTIFY);
    const none = await get('/api/workflows/notify/revisions/7');
    assert.deepEqual([none.status, none.body['code']], [404, 'REVISION_NOT_FOUND']);
    const diff = await get('/api/workflows/notify/diff?from=1');
    assert.deepEqual([diff.body['equal'], diff.body['breaking']], [false, true]);
    assert.deepEqual((await get('/api/workflows/notify/diff?from=1&to=1')).body['changes'], []);
    const without = await get('/api/workflows/notify/diff');
    assert.deepEqual(without.body['errors'], [{ path: '/from', message: '`from` is required' }]);
  });

  it('counts and times the nodes of the last runs', async () => {
    const server = await openTestServer();
    const { register, get } = server;
    await register();
    for (const message of ['a', 'b', 'c']) await start(server, { workflow_name: 'notify', inputs: { message } });
    const { body } = await get('/api/workflows/notify/stats?runs=2');
    assert.deepEqual([body['runs'], body['succeeded'], body['failed']], [2, 2, 0]);
    const nodes = body['nodes'] as { node: string; executions: number; p50_ms: number; p95_ms: number }[];
    assert.deepEqual(
      nodes.map(({ node, executions }) => [node, executions]),
      [
        ['summarise', 2],
        ['format', 2],
      ],
    );
    assert.ok(nodes.every(({ p50_ms: p50, p95_ms: p95 }) => p50 >= 0 && p50 <= p95));
    assert.equal((await get('/api/workflows/nobody/stats')).status, 404);
  });

  it('groups failures by what made them fail, and explains one', async () => {
    const server = await openTestServer();
    const { get } = server;
    const first = await start(server, { source: FAILING, path: 'failing.yaml' });
    const second = await start(server, { source: FAILING, path: 'failing.yaml' });
    const other = await start(server, { source: FAILING, path: 'other.yaml' });
    const { body } = await get('/api/failures');
    const groups = body['items'] as {
      workflow_name: string;
      node: string;
      runs: number;
      run_id: string;
      code: string;
    }[];
    assert.deepEqual(
      groups.map(({ workflow_name: name, node, runs, run_id: id }) => [name, node, runs, id]),
      [
        ['other', 'look', 1, other],
        ['failing', 'look', 2, second],
      ],
    );
    assert.equal(((await get('/api/failures?workflow=other')).body['items'] as unknown[]).length, 1);
    assert.deepEqual((await get('/api/failures?since=2999-01-01')).body['items'], []);
    const why = await get(`/api/runs/${first}/explanation`);
    assert.equal((why.body['error'] as { code: string }).code, groups[0]?.code);
    assert.ok((why.body['next'] as { command: string }[]).some(({ command }) => command.includes(first)));
    assert.equal((await get('/api/runs/none/explanation')).status, 404);
  });

  it('compiles a text, keeps nothing, and tells what the lanes are at', async () => {
    const { post, get } = await openTestServer();
    const good = await post('/api/compile', { source: NOTIFY });
    assert.equal(good.body['ok'], true);
    assert.equal((good.body['graph'] as { name: string }).name, 'Notify');
    const bad = await post('/api/compile', { source: NOTIFY.replace('to: format', 'to: formatt'), path: 'a.yaml' });
    assert.deepEqual([bad.status, bad.body['ok'], bad.body['graph']], [200, false, null]);
    const [finding] = bad.body['diagnostics'] as { file: string; line: number }[];
    assert.deepEqual([finding?.file, (finding?.line ?? 0) > 0], ['a.yaml', true]);
    assert.deepEqual((await get('/api/workflows')).body['items'], []);
    const { body } = await get('/api/queue');
    assert.deepEqual([body['running'], body['queued']], [0, 0]);
  });
});
