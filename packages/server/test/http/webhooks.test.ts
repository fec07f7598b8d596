import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { closeServers, NOTIFY, openTestServer } from '../support/server.ts';
import { closeSilentPeers, openSilentPeer } from '../support/silent-peer.ts';

const SECRET = 'a-secret';
const sign = (body: string, secret = SECRET): string => createHmac('sha256', secret).update(body).digest('hex');

describe('generic webhook', function () {
  this.timeout(20_000);
  afterEach(async () => {
    closeSilentPeers();
    await closeServers();
  });
  const inputs = { message: 'hello' };

  it('accepts with 202, and the run succeeds', async () => {
    const { register, post, runtime, get } = await openTestServer();
    await register();
    const { status, body } = await post('/webhooks/generic', { workflow_name: 'notify', inputs });
    assert.equal(status, 202);
    const id = String(body['run_id']);
    assert.deepEqual(body, { status: 'accepted', run_id: id, workflow_name: 'notify', status_url: `/api/runs/${id}` });
    assert.equal((await runtime.result(id)).status, 'succeeded');
    const { body: deliveries } = await get('/api/deliveries');
    assert.deepEqual((deliveries['items'] as { runs: string[] }[])[0]?.runs, [id]);
  });

  it('waits by query or by Prefer and answers the result', async () => {
    const { register, post } = await openTestServer();
    await register();
    for (const [path, headers] of [
      ['/webhooks/generic?wait=10s', {}],
      ['/webhooks/generic', { Prefer: 'wait=10' }],
    ] as const) {
      const { status, body } = await post(path, { workflow_name: 'notify', inputs }, headers);
      assert.deepEqual([status, body['status'], body['result']], [200, 'success', '[echo] Format hello 1']);
    }
    assert.equal((await post('/webhooks/generic?wait=soon', { workflow_name: 'notify', inputs })).status, 422);
  });

  it('answers 202 when the time to wait is up', async () => {
    const peer = await openSilentPeer();
    const { register, post } = await openTestServer({}, { allowPrivate: [peer.target] });
    await register('slow', peer.workflow);
    const { status, body } = await post('/webhooks/generic?wait=50ms', { workflow_name: 'slow' });
    assert.deepEqual([status, body['status']], [202, 'accepted']);
    await post(`/api/runs/${String(body['run_id'])}/cancel`, {});
  });

  it('starts one run for one webhook_id', async () => {
    const { register, post, get } = await openTestServer();
    await register();
    const body = { workflow_name: 'notify', inputs, webhook_id: 'once' };
    const answers = await Promise.all([1, 2, 3, 4].map(() => post('/webhooks/generic', body)));
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((a, b) => a - b),
      [200, 200, 200, 202],
    );
    assert.equal(new Set(answers.map((answer) => answer.body['run_id'])).size, 1);
    assert.equal(answers.filter((answer) => answer.body['duplicate'] === true).length, 3);
    assert.equal(((await get('/api/runs')).body['items'] as unknown[]).length, 1);
  });

  it('answers bad inputs with 422, each of them listed', async () => {
    const { register, post, get } = await openTestServer();
    await register();
    const { status, body } = await post('/webhooks/generic', {
      workflow_name: 'notify',
      inputs: { mesage: 'x', count: 'two' },
    });
    assert.deepEqual([status, body['code']], [422, 'RUN_INPUTS_INVALID']);
    const errors = body['errors'] as { path: string; suggestion?: string }[];
    assert.deepEqual(errors.map(({ path }) => path).toSorted(), ['/count', '/mesage', '/message']);
    assert.equal(errors.find(({ path }) => path === '/mesage')?.suggestion, 'message');
    assert.equal(((await get('/api/runs')).body['items'] as unknown[]).length, 0);
  });

  it('answers an unknown workflow with 404, a wrong shape with 422, bad JSON with 400', async () => {
    const { post } = await openTestServer();
    assert.equal((await post('/webhooks/generic', { workflow_name: 'nope' })).body['code'], 'WORKFLOW_NOT_FOUND');
    assert.equal((await post('/webhooks/generic', { inputs })).status, 422);
    assert.equal((await post('/webhooks/generic', [])).status, 400);
    assert.equal((await post('/webhooks/generic', '{"a":1,"a":2}')).status, 400);
    assert.equal((await post('/webhooks/generic', '')).body['code'], 'BODY_EMPTY');
    assert.equal((await post('/webhooks/generic', '{}', { 'Content-Type': 'text/plain' })).status, 415);
    assert.equal((await post('/webhooks/nope', {})).body['code'], 'TRIGGER_UNKNOWN');
  });

  it('tells how to use it', async () => {
    const { get } = await openTestServer();
    const { status, body } = await get('/webhooks/generic');
    assert.equal(status, 200);
    assert.match(String(body['usage']), /POST http:\/\/127\.0\.0\.1:\d+\/webhooks\/generic/);
  });

  it('refuses an unsigned delivery that came through a proxy', async () => {
    const { register, post } = await openTestServer();
    await register();
    const { status, body } = await post(
      '/webhooks/generic',
      { workflow_name: 'notify', inputs },
      { 'X-Forwarded-For': '1.2.3.4' },
    );
    assert.deepEqual([status, body['code']], [403, 'WEBHOOK_SECRET_REQUIRED']);
    assert.match(String(body['detail']), /set WEBHOOK_SECRET/);
  });

  describe('with a secret', () => {
    const env = { WEBHOOK_SECRET: `old-secret,${SECRET}` };

    it('takes either secret, bare or prefixed, in either header', async () => {
      const { register, post } = await openTestServer({ env });
      await register();
      const body = JSON.stringify({ workflow_name: 'notify', inputs });
      for (const headers of [
        { 'X-Webhook-Signature': `sha256=${sign(body)}` },
        { 'X-Webhook-Signature': sign(body, 'old-secret') },
        { 'X-Signature': sign(body) },
      ]) {
        assert.equal((await post('/webhooks/generic', body, headers as Record<string, string>)).status, 202);
      }
    });

    it('answers every forgery with the same 401, whatever it asks for', async () => {
      const { register, post, get } = await openTestServer({ env });
      await register();
      const good = JSON.stringify({ workflow_name: 'notify', inputs });
      const texts = new Set<string>();
      const forged: (readonly [string, Record<string, string>])[] = [
        [good, {}],
        [good, { 'X-Webhook-Signature': '' }],
        [good, { 'X-Webhook-Signature': sign(good).slice(0, 20) }],
        [good, { 'X-Webhook-Signature': sign(good, 'wrong') }],
        [`${good} `, { 'X-Webhook-Signature': sign(good) }],
        [good, { 'X-Webhook-Signature': `${sign(good)}, ${sign(good)}` }],
        ['{"workflow_name":"unknown"}', { 'X-Webhook-Signature': sign('x') }],
        ['not json', { 'X-Webhook-Signature': sign('x') }],
      ];
      for (const [body, headers] of forged) {
        const { status, text } = await post('/webhooks/generic', body, headers);
        assert.equal(status, 401, JSON.stringify(headers));
        texts.add(text);
      }
      assert.equal(texts.size, 1);
      assert.equal(((await get('/api/runs')).body['items'] as unknown[]).length, 0);
    });

    it('keeps no signature with the delivery', async () => {
      const { register, post, get } = await openTestServer({ env });
      await register();
      const body = JSON.stringify({ workflow_name: 'notify', inputs });
      await post('/webhooks/generic', body, { 'X-Webhook-Signature': sign(body), Authorization: 'Bearer hidden' });
      const { text } = await get('/api/deliveries');
      assert.doesNotMatch(text, new RegExp(sign(body)));
      assert.doesNotMatch(text, /hidden/);
    });
  });

  it('honours conditions and inputs of a trigger entry', async () => {
    const { register, post } = await openTestServer();
    const source = `${NOTIFY}triggers:
  - uses: generic
    when: event.inputs.kind == "go"
    inputs:
      message: "from {event.inputs.kind}"
`;
    const registered = await register('notify', source);
    assert.equal(registered.status, 201, registered.text);
    const ignored = await post('/webhooks/generic', { workflow_name: 'notify', inputs: { kind: 'stop' } });
    assert.deepEqual([ignored.status, ignored.body['status']], [200, 'ignored']);
    const started = await post('/webhooks/generic?wait=10s', { workflow_name: 'notify', inputs: { kind: 'go' } });
    assert.equal(started.body['result'], '[echo] Format from go 1');
    const dead = await post('/webhooks/generic', { workflow_name: 'notify', inputs: {} });
    assert.equal(dead.status, 202);
    assert.equal((dead.body['dead_letters'] as { code: string }[])[0]?.code, 'TRIGGER_NOT_EVALUABLE');
  });
});
