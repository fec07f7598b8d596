import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { closeServers, NOTIFY, openTestServer } from '../support/server.ts';
import type { Reply, TestServer } from '../support/server.ts';
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

  it('keeps every digit of a text, and takes no integer of which digits are lost', async () => {
    const { register, post } = await openTestServer();
    await register();
    const long = '12345678901234567890';
    const send = async (values: string): Promise<Reply> =>
      await post('/webhooks/generic?wait=10s', `{"workflow_name":"notify","inputs":${values}}`);
    assert.equal((await send(`{"message":"${long}","count":2}`)).body['result'], `[echo] Format ${long} 2`);
    const { status, body } = await send(`{"message":"x","count":${long}}`);
    assert.deepEqual([status, body['code']], [422, 'RUN_INPUTS_INVALID']);
    const [error] = body['errors'] as { path: string; message: string }[];
    assert.equal(error?.path, '/count');
    assert.match(error?.message ?? '', /beyond ±9007199254740991, of which a JSON number loses digits; make it text/);
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

describe('standard webhook', function () {
  this.timeout(20_000);
  afterEach(closeServers);

  const WORKFLOW = `${NOTIFY}triggers:
  - uses: standard
    events: [invoice.paid]
    schema: { type: object, properties: { data: { type: object, properties: { id: { type: string } }, required: [id] } } }
    inputs: { message: '{event.data.id}' }
`;

  it('starts a run for each signed event once, and sets aside what breaks the schema of the entry', async () => {
    const key = Buffer.from('a secret of thirty-two characters');
    const env = { WEBHOOK_SECRET_STANDARD: `whsec_${key.toString('base64')}` };
    const { register, post, runtime } = await openTestServer({ env });
    await register('notify', WORKFLOW);
    const send = async (id: string, body: string): Promise<{ status: number; body: Record<string, unknown> }> => {
      const timestamp = String(Math.floor(Date.now() / 1000));
      const digest = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
      const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${digest}` };
      return await post('/webhooks/standard', body, headers);
    };
    const paid = '{"type":"invoice.paid","timestamp":"2026-06-01T00:00:00Z","data":{"id":"in_1"}}';
    assert.equal((await send('msg-1', paid)).status, 202);
    await send('msg-1', paid);
    const { items } = runtime.reader.runs();
    assert.deepEqual(
      items.map(({ trigger }) => [trigger.uses, trigger.event_type]),
      [['standard', 'invoice.paid']],
    );
    const broken = await send('msg-2', paid.replace('"in_1"', '7'));
    const letters = broken.body['dead_letters'] as { code: string }[];
    assert.deepEqual(
      letters.map(({ code }) => code),
      ['EVENT_INVALID'],
    );
    const { status } = await post('/webhooks/standard', paid, { 'webhook-id': 'msg-3' });
    assert.equal(status, 401);
  });
});

describe('the schema of an entry for generic webhooks', function () {
  this.timeout(20_000);
  afterEach(closeServers);

  it('is answered 422 where a body breaks it, since its sender reads the answer', async () => {
    const { register, post } = await openTestServer();
    const schema = '{ type: object, properties: { inputs: { type: object, required: [message] } } }';
    await register('notify', `${NOTIFY}triggers:\n  - uses: generic\n    schema: ${schema}\n`);
    const { status, body } = await post('/webhooks/generic', { workflow_name: 'notify', inputs: { count: 1 } });
    assert.deepEqual([status, body['code']], [422, 'EVENT_INVALID']);
  });
});

describe('slack webhook', function () {
  this.timeout(20_000);
  afterEach(closeServers);

  const KEY = '8f742231b10e8888abcd99yyyzzz85a5';
  const WORKFLOW = `${NOTIFY}triggers:
  - uses: slack
    events: [app_mention, slash_command, block_actions]
    inputs:
      message: "\${{ has(event.event) ? event.event.text : has(event.text) ? event.text : 'clicked' }}"
`;

  async function opened(): Promise<{
    readonly server: TestServer;
    readonly send: (body: string, headers?: Record<string, string>) => Promise<Reply>;
  }> {
    const server = await openTestServer({ env: { WEBHOOK_SECRET_SLACK: KEY } });
    const registered = await server.register('notify', WORKFLOW);
    assert.equal(registered.status, 201, registered.text);
    const send = async (body: string, headers: Record<string, string> = {}): Promise<Reply> => {
      const timestamp = String(Math.floor(Date.now() / 1000));
      const signature = `v0=${sign(`v0:${timestamp}:${body}`, KEY)}`;
      return await server.post('/webhooks/slack', body, {
        'X-Slack-Request-Timestamp': timestamp,
        'X-Slack-Signature': signature,
        ...headers,
      });
    };
    return { server, send };
  }

  const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

  it('answers the challenge of an address, signed like everything else', async () => {
    const { server, send } = await opened();
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    const { status, text } = await send(body);
    assert.deepEqual([status, text], [200, '{"challenge":"abc"}']);
    assert.equal((await server.post('/webhooks/slack', body)).status, 401);
  });

  it('starts one run of an event, also when Slack tries again', async () => {
    const { server, send } = await opened();
    const body = JSON.stringify({
      type: 'event_callback',
      event_id: 'Ev1',
      event: { type: 'app_mention', text: 'hello' },
    });
    const first = await send(body);
    assert.equal(first.status, 200, first.text);
    const again = await send(body, { 'X-Slack-Retry-Num': '1', 'X-Slack-Retry-Reason': 'http_timeout' });
    const [run] = first.body['runs'] as { run_id: string }[];
    assert.deepEqual(again.body['runs'], [{ ...run, duplicate: true }]);
    assert.equal((await server.runtime.result(run?.run_id ?? '')).result, '[echo] Format hello 1');
  });

  it('reads the form of a command, and the JSON in the form of an interaction', async () => {
    const { server, send } = await opened();
    const command = new URLSearchParams({ command: '/deploy', text: 'Zoë & co', trigger_id: '1.2.c' }).toString();
    const payload = JSON.stringify({ type: 'block_actions', trigger_id: '1.2.d' });
    const results = [];
    for (const body of [command, new URLSearchParams({ payload }).toString()]) {
      const { status, body: answer, text } = await send(body, FORM);
      assert.equal(status, 200, text);
      const [run] = answer['runs'] as { run_id: string }[];
      results.push((await server.runtime.result(run?.run_id ?? '')).result);
    }
    assert.deepEqual(results, ['[echo] Format Zoë & co 1', '[echo] Format clicked 1']);
  });

  it('refuses a form with a field twice, with two payloads, or with none at all', async () => {
    const { server, send } = await opened();
    for (const form of ['command=/a&text=x&text=y', 'payload={}&payload={}', '', 'command=/a&__proto__=x']) {
      const { status, body } = await send(form, FORM);
      assert.deepEqual([status, body['code']], [400, 'BODY_INVALID'], form);
    }
    assert.deepEqual(server.runtime.reader.runs({}).items, []);
  });
});
