import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeServers, NOTIFY, openTestServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';

const ASK = `name: ask
state:
  type: object
  properties:
    text: { type: string, default: hello }
    verdict: { type: boolean }
nodes:
  - name: ask
    uses: approval
    with:
      message: 'Send {text}?'
      form: { type: object, properties: { approved: { type: boolean } }, required: [approved] }
    outputs: { verdict: approved }
  - name: paid
    uses: wait
    with: { signal: paid, schema: { type: object, properties: { amount: { type: integer } }, required: [amount] } }
  - name: done
    uses: set
    with: { verdict: '\${{ verdict }}', amount: '\${{ paid.amount }}', text: '{text}' }
`;

async function start(server: TestServer): Promise<string> {
  assert.equal((await server.register('ask', ASK)).status, 201);
  const { body } = await server.post('/api/runs', { workflow_name: 'ask' });
  return String(body['run_id']);
}

async function waiting(server: TestServer, node: string): Promise<void> {
  const isWaiting = (id: string): boolean =>
    server.runtime.reader.detail(id)?.nodes.some((each) => each.node === node && each.status === 'waiting') === true;
  const [run] = server.runtime.reader.runs().items;
  while (!isWaiting(run?.run_id ?? '')) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('what people do to runs', function () {
  this.timeout(20_000);
  afterEach(closeServers);

  it('answers an approval and sends a signal, each checked, and the run goes on', async () => {
    const server = await openTestServer();
    const id = await start(server);
    await waiting(server, 'ask');
    assert.equal((await server.get(`/api/runs/${id}`)).body['status'], 'waiting');
    const open = (await server.get('/api/approvals?open=true')).body['items'] as { key: string; message: string }[];
    assert.deepEqual(
      open.map(({ key, message }) => [key, message]),
      [['ask', 'Send hello?']],
    );
    const path = `/api/runs/${id}/approvals/ask`;
    const wrong = await server.post(path, { answer: { aproved: true } });
    assert.deepEqual([wrong.status, wrong.body['code']], [422, 'ANSWER_INVALID']);
    assert.equal((await server.post(path, { answer: { approved: true }, by: 'ann' })).status, 202);
    const again = await server.post(path, { answer: { approved: false } });
    assert.deepEqual([again.status, again.body['code']], [409, 'APPROVAL_CLOSED']);
    assert.match(String(again.body['detail']), /answered already by ann: \{"approved":true\}/);
    await waiting(server, 'paid');
    const signal = `/api/runs/${id}/signal`;
    assert.equal((await server.post(signal, { name: 'payed', payload: {} })).body['code'], 'SIGNAL_UNKNOWN');
    assert.equal((await server.post(signal, { name: 'paid', payload: {} })).body['code'], 'SIGNAL_INVALID');
    assert.equal((await server.post(signal, { name: 'paid', payload: { amount: 5 } })).status, 202);
    const { status, result } = await server.runtime.result(id);
    assert.deepEqual([status, result], ['succeeded', { verdict: true, amount: 5, text: 'hello' }]);
    assert.deepEqual((await server.get('/api/approvals?open=true')).body['items'], []);
  });

  it('closes the question of a run that is cancelled', async () => {
    const server = await openTestServer();
    const id = await start(server);
    await waiting(server, 'ask');
    await server.post(`/api/runs/${id}/cancel`, {});
    const late = await server.post(`/api/runs/${id}/approvals/ask`, { answer: { approved: true } });
    assert.deepEqual([late.status, late.body['code']], [409, 'APPROVAL_CLOSED']);
    assert.equal((await server.post(`/api/runs/${id}/signal`, { name: 'paid' })).body['code'], 'RUN_NOT_OPEN');
  });

  it('tries a run again, and forks it with another state', async () => {
    const server = await openTestServer();
    const id = await start(server);
    await waiting(server, 'ask');
    const open = await server.post(`/api/runs/${id}/retry`, {});
    assert.deepEqual([open.status, open.body['code']], [409, 'RUN_STILL_OPEN']);
    await server.post(`/api/runs/${id}/cancel`, {});
    const known = await server.post(`/api/runs/${id}/resolve`, { key: 'done', output: {} });
    assert.deepEqual([known.status, known.body['code']], [409, 'OUTCOME_KNOWN']);
    const retried = await server.post(`/api/runs/${id}/retry`, {});
    assert.deepEqual([retried.status, retried.body['run_id']], [202, id]);
    await server.post(`/api/runs/${id}/cancel`, {});
    const forked = await server.post(`/api/runs/${id}/fork`, { from: 'done', state: { text: 'other' } });
    assert.equal(forked.status, 202, forked.text);
    assert.notEqual(forked.body['run_id'], id);
    assert.equal((await server.post(`/api/runs/${id}/fork`, { from: 'don' })).body['code'], 'NODE_NOT_FOUND');
    assert.equal((await server.post('/api/runs/none/fork', { from: 'done' })).body['code'], 'RUN_NOT_FOUND');
  });

  it('runs a workflow of another file inside the folder, and none outside of it', async () => {
    const server = await openTestServer();
    const child = `name: child
state: { type: object, properties: { text: { type: string } } }
nodes:
  - { name: only, uses: set, with: { said: '{text}' } }
`;
    writeFileSync(join(server.folder, 'child.yaml'), child);
    const parent = (path: string): string => `name: parent
nodes:
  - { name: child, workflow: ${path}, with: { text: hi } }
`;
    writeFileSync(join(server.folder, 'parent.yaml'), parent('./child.yaml'));
    const made = await server.post('/api/workflows', { name: 'parent', config_path: 'parent.yaml' });
    assert.equal(made.status, 201, made.text);
    assert.deepEqual(made.body['diagnostics'], []);
    const { body } = await server.post('/api/runs?wait=10s', { workflow_name: 'parent' });
    assert.deepEqual([body['status'], body['result']], ['success', { said: 'hi' }]);
    writeFileSync(join(server.folder, '..', 'outside.yaml'), child);
    const outside = await server.register('outside', parent('../outside.yaml'));
    assert.equal(outside.status, 422);
    assert.match(String(outside.body['detail']), /W428 there is no workflow `\.\.\/outside\.yaml`/);
  });

  it('goes on with a run that a changed plugin has paused, once', async () => {
    // The store is opened again by an engine without the plugin that the run has come to.
    const dataDir = mkdtempSync(join(tmpdir(), 'configurable-agents-paused-'));
    const first = await openTestServer({}, { dataDir, maxRunning: 0 });
    assert.equal((await first.register('notify', NOTIFY)).status, 201);
    const id = String(
      (await first.post('/api/runs', { workflow_name: 'notify', inputs: { message: 'hi' } })).body['run_id'],
    );
    await closeServers();
    const server = await openTestServer({}, { dataDir, plugins: [] });
    await waiting(server, 'summarise');
    const shown = (await server.get(`/api/runs/${id}`)).body as {
      status: string;
      nodes: { error: { code: string } | null }[];
    };
    assert.deepEqual([shown.status, shown.nodes[0]?.error?.code], ['paused', 'PLUGIN_CHANGED']);
    const page = (await server.get(`/runs/${id}`, { accept: 'text/html' })).text;
    assert.match(page, /Resume run/);
    assert.match((await server.get('/', { accept: 'text/html' })).text, /1 run is paused/);
    assert.equal((await server.post(`/api/runs/${id}/resume`, {})).status, 202);
    // Without any provider the model cannot be called: that is the person's decision now.
    assert.equal((await server.runtime.result(id)).error?.code, 'PROVIDER_NOT_INSTALLED');
    const late = await server.post(`/api/runs/${id}/resume`, {});
    assert.deepEqual([late.status, late.body['code']], [409, 'RUN_NOT_OPEN']);
    rmSync(dataDir, { recursive: true, force: true });
  });
});
