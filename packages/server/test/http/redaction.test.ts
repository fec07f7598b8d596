// What rules of redaction hide, as callers of the API, browsers and trackers see it, and who delivers again.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RuntimeOptions } from '@configurable-agents/core';
import { closeServers, openTestServer } from '../support/server.ts';
import type { Reply, TestServer } from '../support/server.ts';

const EMAIL = 'bob.the.customer@example.org';
const SECRET = 'a-secret';
const LETTER = `name: letter
state:
  type: object
  properties:
    email: { type: string }
    age: { type: integer, default: 1 }
nodes:
  - name: write
    llm: { provider: echo, model: echo }
    prompt: Dear {email}
`;
const WAITING = `${LETTER}  - name: ask
    uses: approval
    with: { message: 'Send to {email}?', form: { type: object, properties: { ok: { type: boolean } } } }
edges:
  - { from: write, to: ask }
`;
const ON_PUSH = `name: hook
state:
  type: object
  properties:
    pusher: { type: string }
triggers:
  - uses: github
    events: [push]
    inputs: { pusher: 'by {event.pusher.email}' }
nodes:
  - name: echo
    llm: { provider: echo, model: echo }
    prompt: '{pusher}'
`;

function opened(redaction: RuntimeOptions['redaction'], more: Partial<RuntimeOptions> = {}): Promise<TestServer> {
  return openTestServer({ env: { WEBHOOK_SECRET_GITHUB: SECRET } }, { ...(redaction && { redaction }), ...more });
}

function push(server: TestServer, body: string, type = 'application/json', headers = {}): Promise<Reply> {
  return server.post('/webhooks/github', body, {
    'Content-Type': type,
    'X-GitHub-Event': 'push',
    'X-Hub-Signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
    ...headers,
  });
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await sleep(10);
}

describe('redaction over HTTP', function () {
  this.timeout(20_000);
  afterEach(closeServers);

  it('shows what is hidden in no answer, on no page and in no event', async () => {
    const server = await opened({ paths: ['inputs.email', 'inputs.age'] });
    await server.register('letter', WAITING);
    const inputs = { email: EMAIL, age: 77 };
    const { body } = await server.post('/webhooks/generic', { workflow_name: 'letter', inputs });
    const id = String(body['run_id']);
    await until(async () => (await server.get(`/api/runs/${id}`)).body['status'] === 'waiting');
    const { items } = (await server.get('/api/deliveries')).body as { items: { delivery_id: string }[] };
    const delivery = items[0]?.delivery_id ?? '';
    const paths = [
      `/api/runs/${id}`,
      `/api/runs/${id}/journal`,
      `/api/runs/${id}/explanation`,
      `/api/runs/${id}/payloads/inputs`,
      '/api/runs',
      '/api/approvals',
      `/api/deliveries/${delivery}`,
      `/api/deliveries/${delivery}/body`,
      `/runs/${id}`,
      '/approvals',
      '/deliveries',
    ];
    for (const path of paths) {
      const { text, status } = await server.get(path);
      assert.equal(status, 200, path);
      assert.equal(text.includes(EMAIL), false, path);
    }
    const detail = (await server.get(`/api/runs/${id}`)).body;
    assert.deepEqual([detail['inputs'], detail['redaction']], [{ email: '***', age: '***' }, 'hidden']);
    assert.match((await server.get(`/runs/${id}`)).text, /Some values are redacted/);
    await server.post(`/api/runs/${id}/approvals/ask`, { answer: { ok: true } });
    await until(async () => (await server.get(`/api/runs/${id}`)).body['redaction'] === 'removed');
    const events = await fetch(new URL(`/api/runs/${id}/events`, server.url), { headers: { 'Last-Event-ID': '0' } });
    const told = await events.text();
    assert.match(told, /Dear \*{3}/);
    assert.equal(told.includes(EMAIL), false);
    const again = await server.post(`/api/runs/${id}/fork`, { from: 'write' });
    assert.deepEqual([again.status, again.body['code']], [409, 'RUN_REDACTED']);
    assert.doesNotMatch((await server.get(`/runs/${id}`)).text, /Fork run/);
  });

  it('hides it from who waits for the result too', async () => {
    const server = await opened({ paths: ['inputs.email'] });
    await server.register('letter', LETTER);
    const sent = { workflow_name: 'letter', inputs: { email: EMAIL } };
    const { body } = await server.post('/webhooks/generic?wait=10s', sent);
    assert.equal(body['result'], '[echo] Dear ***');
  });

  it('hides it from trackers', async () => {
    const path = join(process.env['TMPDIR'] ?? '/tmp', `redaction-${process.pid}.jsonl`);
    const server = await opened({ paths: ['inputs.email'] }, { config: { jsonl: { path, all_runs: true } } });
    await server.register('letter', LETTER);
    await server.post('/webhooks/generic?wait=10s', { workflow_name: 'letter', inputs: { email: EMAIL } });
    await until(() => server.runtime.reader.trackers().every(({ lag }) => lag === 0));
    const lines = readFileSync(path, 'utf8');
    assert.match(lines, /Dear \*{3}/);
    assert.equal(lines.includes(EMAIL), false);
  });

  describe('of a vendor’s delivery', () => {
    const payload = { ref: 'refs/heads/main', pusher: { name: 'bob', email: EMAIL }, head_commit: null };

    it('keeps no part of the body that a rule names, in a form either', async () => {
      const server = await opened({ paths: ['body.pusher.email'] });
      const registered = await server.register('hook', ON_PUSH);
      assert.equal(registered.status, 201, registered.text);
      const form = `payload=${encodeURIComponent(JSON.stringify(payload))}`;
      for (const [body, type] of [
        [JSON.stringify(payload), 'application/json'],
        [form, 'application/x-www-form-urlencoded'],
      ] as const) {
        const { body: answer, status } = await push(server, body, type);
        assert.equal(status, 202, JSON.stringify(answer));
        const kept = (await server.get(`/api/deliveries/${String(answer['delivery_id'])}`)).body;
        assert.equal(kept['redacted'], 'body');
        assert.deepEqual(JSON.parse(String(kept['body'])), { ...payload, pusher: { name: 'bob', email: '***' } });
        const [{ run_id: run } = { run_id: '' }] = answer['runs'] as { run_id: string }[];
        await server.runtime.result(run);
        const detail = (await server.get(`/api/runs/${run}`)).body;
        assert.deepEqual([detail['inputs'], detail['result']], [{ pusher: 'by ***' }, '[echo] by ***']);
      }
    });

    it('is not handed over again where parts of its body are gone, and says so', async () => {
      const server = await opened({ paths: ['body.pusher.email'] });
      const registered = await server.register('hook', ON_PUSH);
      assert.equal(registered.status, 201, registered.text);
      const { body } = await push(server, JSON.stringify(payload));
      const again = await server.post(`/api/deliveries/${String(body['delivery_id'])}/redeliver`, {});
      assert.deepEqual([again.status, again.body['code']], [409, 'DELIVERY_REDACTED']);
      assert.match(String(again.body['detail']), /parts of the body.*let its sender send it again, or retry its run/);
    });

    it('is handed over again without headers that are gone', async () => {
      const server = await opened({ paths: ['headers.x-caller'] });
      const registered = await server.register('hook', ON_PUSH);
      assert.equal(registered.status, 201, registered.text);
      const sent = await push(server, JSON.stringify(payload), 'application/json', { 'X-Caller': 'bob-the-caller' });
      const id = String(sent.body['delivery_id']);
      const kept = (await server.get(`/api/deliveries/${id}`)).body;
      assert.equal(kept['redacted'], 'headers');
      assert.equal((kept['headers'] as Record<string, unknown>)['x-caller'], '***');
      const again = await server.post(`/api/deliveries/${id}/redeliver`, {});
      assert.equal(again.status, 200);
    });
  });
});
