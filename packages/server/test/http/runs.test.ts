import assert from 'node:assert/strict';
import { closeServers, NOTIFY, openTestServer } from '../support/server.ts';
import { closeSilentPeers, openSilentPeer } from '../support/silent-peer.ts';

describe('runs API', function () {
  this.timeout(20_000);
  afterEach(async () => {
    closeSilentPeers();
    await closeServers();
  });

  it('starts nothing by hand where the workflow says so', async () => {
    const { register, post } = await openTestServer();
    await register('closed', `${NOTIFY}triggers:\n  - uses: manual\n    enabled: false\n`);
    const { status, body } = await post('/api/runs', { workflow_name: 'closed', inputs: { message: 'x', count: 3 } });
    assert.deepEqual([status, body['code']], [404, 'TRIGGER_DISABLED']);
    await register('picky', `${NOTIFY}triggers:\n  - uses: manual\n    when: event.inputs.count > 5\n`);
    const refused = await post('/api/runs', { workflow_name: 'picky', inputs: { message: 'x', count: 3 } });
    assert.deepEqual([refused.status, refused.body['code']], [409, 'TRIGGER_IGNORED']);
    const taken = await post('/api/runs', { workflow_name: 'picky', inputs: { message: 'x', count: 6 } });
    assert.equal(taken.status, 202);
  });

  it('runs a registered workflow and shows it whole', async () => {
    const { register, post, get } = await openTestServer();
    await register();
    const { status, body } = await post('/api/runs?wait=10s', {
      workflow_name: 'notify',
      inputs: { message: 'x', count: 3 },
    });
    assert.deepEqual([status, body['status'], body['result']], [200, 'success', '[echo] Format x 3']);
    const id = String(body['run_id']);
    const { body: run } = await get(`/api/runs/${id}`);
    assert.equal(run['status'], 'succeeded');
    assert.equal(run['revision'], 1);
    assert.deepEqual(run['inputs'], { message: 'x', count: 3 });
    const nodes = run['nodes'] as { key: string; status: string; output: unknown }[];
    assert.deepEqual(
      nodes.map(({ key, status: each }) => [key, each]),
      [
        ['summarise', 'succeeded'],
        ['format', 'succeeded'],
      ],
    );
    const { body: lean } = await get(`/api/runs/${id}?payloads=false`);
    assert.ok(
      !('inputs' in lean) && !('result' in lean) && (lean['nodes'] as object[]).every((node) => !('output' in node)),
    );
    const { body: journal } = await get(`/api/runs/${id}/journal`);
    const facts = journal['items'] as { sequence: number; kind: string }[];
    assert.deepEqual(
      facts.map(({ sequence }) => sequence),
      facts.map((_, i) => i + 1),
    );
    assert.equal(facts[0]?.kind, 'run.accepted');
    assert.equal(facts.at(-1)?.kind, 'run.finished');
  });

  it('tells what came of the gates of a run', async () => {
    const { register, post, get } = await openTestServer();
    const gates = `execution:\n  gates:\n    - { name: few calls, metric: llm_calls, max: 1 }\n`;
    await register('gated', `${NOTIFY}${gates}`);
    const { body } = await post('/api/runs?wait=10s', { workflow_name: 'gated', inputs: { message: 'x' } });
    const { body: run } = await get(`/api/runs/${String(body['run_id'])}`);
    assert.deepEqual(run['gates'], [
      { name: 'few calls', metric: 'llm_calls', max: 1, action: 'warn', value: 2, passed: false },
    ]);
  });

  it('runs a file that is not registered', async () => {
    const { post, get } = await openTestServer();
    const { status, body } = await post('/api/runs?wait=10s', {
      source: NOTIFY,
      path: 'flows/hello.yaml',
      inputs: { message: 'x' },
    });
    assert.deepEqual([status, body['workflow_name'], body['result']], [200, 'hello', '[echo] Format x 1']);
    assert.deepEqual((await get('/api/workflows')).body['items'], []);
    assert.equal((await post('/api/runs', { source: 'nodes: 3', path: 'a.yaml' })).body['code'], 'WORKFLOW_INVALID');
    assert.equal((await post('/api/runs', { inputs: {} })).status, 422);
    assert.equal((await post('/api/runs', { workflow_name: 'nope' })).status, 404);
    assert.equal((await post('/api/runs', { source: NOTIFY, inputs: {} })).body['code'], 'RUN_INPUTS_INVALID');
  });

  it('starts a run once for a key, and refuses the key with another request', async () => {
    const { post, register, get } = await openTestServer();
    await register();
    const ask = async (message: string, key = 'order-7'): Promise<{ status: number; body: Record<string, unknown> }> =>
      await post('/api/runs?wait=10s', { workflow_name: 'notify', inputs: { message } }, { 'Idempotency-Key': key });
    const first = await ask('x');
    const again = await ask('x');
    assert.deepEqual([first.status, again.status], [200, 200]);
    assert.deepEqual(again.body, { ...first.body, duplicate: true });
    const other = await ask('y');
    assert.deepEqual([other.status, other.body['code']], [422, 'IDEMPOTENCY_KEY_REUSED']);
    assert.equal((await ask('x', ' ')).body['code'], 'IDEMPOTENCY_KEY_INVALID');
    assert.equal(((await get('/api/runs')).body['items'] as unknown[]).length, 1);
    const fork = async (): Promise<unknown> =>
      (
        await post(
          `/api/runs/${String(first.body['run_id'])}/fork`,
          { from: 'format' },
          { 'Idempotency-Key': 'fork-7' },
        )
      ).body['run_id'];
    assert.equal(await fork(), await fork());
    assert.equal(((await get('/api/runs')).body['items'] as unknown[]).length, 2);
  });

  it('filters and pages the list', async () => {
    const { post, get } = await openTestServer();
    for (const path of ['a.yaml', 'b.yaml', 'a.yaml'])
      await post('/api/runs?wait=10s', { source: NOTIFY, path, inputs: { message: 'x' } });
    const names = async (query: string): Promise<unknown[]> =>
      ((await get(`/api/runs${query}`)).body['items'] as { workflow_name: string }[]).map((row) => row.workflow_name);
    assert.deepEqual(await names(''), ['a', 'b', 'a']);
    assert.deepEqual(await names('?workflow=a'), ['a', 'a']);
    assert.deepEqual(await names('?status=failed'), []);
    assert.deepEqual(await names('?since=1h'), ['a', 'b', 'a']);
    assert.deepEqual(await names('?since=2999-01-01T00:00:00Z'), []);
    const { body: page } = await get('/api/runs?limit=2');
    assert.equal(typeof page['next_cursor'], 'string');
    assert.deepEqual(await names(`?limit=2&cursor=${String(page['next_cursor'])}`), ['a']);
    for (const query of ['?limit=0', '?limit=x', '?since=soon', '?cursor=%27', '?status=a&status=b']) {
      assert.equal((await get(`/api/runs${query}`)).status, 422, query);
    }
  });

  it('cuts long payloads and gives the whole by its link', async () => {
    const { post, get } = await openTestServer();
    const message = 'y'.repeat(100_000);
    const { body } = await post('/api/runs?wait=10s', { source: NOTIFY, path: 'long.yaml', inputs: { message } });
    const { body: run } = await get(`/api/runs/${String(body['run_id'])}`);
    const cut = run['result'] as { truncated: boolean; size: number; url: string };
    assert.equal(cut.truncated, true);
    assert.ok(cut.size > 100_000);
    assert.match((await get(cut.url)).text, /^"\[echo\] Format y{100000} 1"$/);
    const nodes = run['nodes'] as { output: { url: string } }[];
    assert.equal((await get(nodes[0]?.output.url ?? '')).status, 200);
    assert.equal((await get(`/api/runs/${String(body['run_id'])}/payloads/nothing`)).status, 404);
  });

  it('cancels an open run, which keeps its workflow from being removed', async () => {
    const peer = await openSilentPeer();
    const { post, get, register, url } = await openTestServer({}, { allowPrivate: [peer.target] });
    await register('slow', peer.workflow);
    const { body } = await post('/api/runs', { workflow_name: 'slow' });
    const id = String(body['run_id']);
    await peer.connected;
    const remove = async (): Promise<number> =>
      (await fetch(`${url}/api/workflows/slow`, { method: 'DELETE', headers: { 'Content-Type': 'application/json' } }))
        .status;
    assert.equal(await remove(), 409);
    assert.match(
      (await get(`/runs/${id}`, { Accept: 'text/html' })).text,
      new RegExp(`data-live="/api/runs/${id}/events"`),
    );
    const cancelled = await post(`/api/runs/${id}/cancel`, {});
    assert.deepEqual([cancelled.status, cancelled.body['status']], [202, 'cancelled']);
    assert.equal((await get(`/api/runs/${id}`)).body['status'], 'cancelled');
    assert.equal(await remove(), 204);
  });

  it('says that there is no such run', async () => {
    const { get, post } = await openTestServer();
    for (const path of ['/api/runs/x', '/api/runs/x/journal', '/api/runs/x/events']) {
      assert.deepEqual([(await get(path)).status, (await get(path)).body['code']], [404, 'RUN_NOT_FOUND'], path);
    }
    assert.equal((await post('/api/runs/x/cancel', {})).status, 404);
    assert.equal((await get('/api/nothing')).body['code'], 'NOT_FOUND');
    assert.equal((await post('/api/runs/x', {})).status, 405);
  });

  it('streams the journal from any event on and ends with the run', async () => {
    const { post, url, get } = await openTestServer();
    const { body } = await post('/api/runs', { source: NOTIFY, path: 'a.yaml', inputs: { message: 'x' } });
    const path = `/api/runs/${String(body['run_id'])}/events`;
    const stream = await fetch(url + path);
    assert.match(stream.headers.get('content-type') ?? '', /^text\/event-stream/);
    const ids = (text: string): number[] => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
    const whole = await stream.text();
    assert.deepEqual(
      ids(whole),
      ids(whole).map((_, i) => i + 1),
    );
    assert.match(whole, /event: run\.finished\n/);
    const rest = await (await fetch(url + path, { headers: { 'Last-Event-ID': '3' } })).text();
    assert.deepEqual(ids(rest), ids(whole).slice(3));
    assert.equal((await get(path, { 'Last-Event-ID': String(ids(whole).length) })).status, 204);
    assert.equal((await get(path, { 'Last-Event-ID': 'x' })).status, 422);
  });

  it('tells that it is alive and ready', async () => {
    const { get } = await openTestServer();
    assert.deepEqual((await get('/healthz')).body, {
      status: 'ok',
      trackers: ['console', 'jsonl', 'mlflow', 'otel'].map((name) => ({ name, lag: 0, dropped: 0, error: null })),
    });
    assert.deepEqual((await get('/readyz')).body, { status: 'ready', running: 0, queued: 0, workers: 1, routes: 0 });
  });
});
