// What a stranger learns from a delivery that is not genuine: nothing of what there is. docs/SECURITY_GUIDE.md names these tests.
import assert from 'node:assert/strict';
import { createHmac, Hmac } from 'node:crypto';
import { closeServers, openTestServer } from '../support/server.ts';
import type { Reply, TestServer } from '../support/server.ts';

const env = { WEBHOOK_SECRET: 'a-secret', WEBHOOK_SECRET_GITHUB: 'another', WEBHOOK_SECRET_OWN: 'its-own' };
const OUTSIDE = { 'X-Forwarded-For': '203.0.113.9' };
const forgedBy = (body: string): Record<string, string> => {
  const digest = createHmac('sha256', 'wrong').update(body).digest('hex');
  return { 'X-Webhook-Signature': digest, 'X-Hub-Signature-256': `sha256=${digest}`, 'X-GitHub-Event': 'push' };
};

/** All that the sender gets to see, but for what is another one each time. */
function shown({ status, headers, text }: Reply): string {
  const kept = [...headers].filter(([name]) => name !== 'date' && name !== 'x-request-id');
  return JSON.stringify([status, kept, text]);
}

/** How many signatures are computed meanwhile in this process: built packages have their own names for what makes them. */
async function signaturesOf(task: () => Promise<unknown>): Promise<number> {
  // oxlint-disable-next-line typescript/unbound-method -- called below with the signature it belongs to
  const { digest: real } = Hmac.prototype;
  let count = 0;
  Hmac.prototype.digest = function (this: Hmac, ...given: Parameters<typeof real>): ReturnType<typeof real> {
    count += 1;
    return real.apply(this, given);
  } as typeof real;
  try {
    await task();
    return count;
  } finally {
    Hmac.prototype.digest = real;
  }
}

describe('a stranger', function () {
  this.timeout(20_000);
  let server: TestServer;
  before(async () => {
    const workflowSecretEnv = { generic: { own: 'WEBHOOK_SECRET_OWN' } };
    server = await openTestServer({ env, workflowSecretEnv, token: 'the-token' });
    await server.register('notify');
    await server.register('own');
  });
  after(closeServers);

  const names = { known: 'notify', unknown: 'no-such', 'of its own secret': 'own', none: '', hostile: '__proto__' };

  it('gets one answer for each forgery, whatever workflow and whatever trigger it names', async () => {
    const answers = new Map<string, string[]>();
    for (const [what, workflow] of Object.entries(names)) {
      for (const trigger of ['generic', 'github', 'no-such', 'constructor', encodeURIComponent('../api')]) {
        const body = JSON.stringify({ workflow_name: workflow, inputs: { message: 'x' } });
        for (const headers of [{}, forgedBy(body)]) {
          const reply = await server.post(`/webhooks/${trigger}?wait=soon`, body, { ...OUTSIDE, ...headers });
          const key = shown(reply);
          answers.set(key, [...(answers.get(key) ?? []), `${what} ${trigger}`]);
        }
      }
    }
    assert.equal(answers.size, 1, [...answers.keys()].join('\n'));
    assert.match([...answers.keys()][0] ?? '', /^\[401,.*SIGNATURE_INVALID/);
  });

  it('makes the server compute as many signatures, whatever there is', async () => {
    const counted = async (trigger: string, workflow: string): Promise<number> => {
      const body = JSON.stringify({ workflow_name: workflow });
      const headers = { ...OUTSIDE, ...forgedBy(body) };
      return await signaturesOf(async () => await server.post(`/webhooks/${trigger}`, body, headers));
    };
    // One by the secret of the trigger, one by that of the workflow that has its own.
    for (const workflow of Object.values(names)) assert.equal(await counted('generic', workflow), 2, workflow);
    for (const trigger of ['github', 'no-such']) assert.equal(await counted(trigger, 'notify'), 1, trigger);
  });

  it('makes up no names in the metrics', async () => {
    for (const name of ['a-name', 'another-name']) await server.post(`/webhooks/${name}`, '{}', OUTSIDE);
    const { text } = await server.get('/metrics');
    assert.doesNotMatch(text, /a-name|another-name/);
    assert.match(text, /trigger="\(unknown\)",verdict="refused"/);
  });

  it('is told of no trigger but the one that every server has', async () => {
    assert.equal((await server.get('/webhooks/generic', OUTSIDE)).status, 200);
    const [known, unknown] = [await server.get('/webhooks/github', OUTSIDE), await server.get('/webhooks/no', OUTSIDE)];
    assert.equal(known.status, 401);
    assert.equal(shown(known), shown(unknown));
  });

  it('gets no other answer for a token that is wrong', async () => {
    const one = await server.post('/webhooks/no-such', '{}', { ...OUTSIDE, Authorization: 'Bearer wrong' });
    assert.equal(shown(one), shown(await server.post('/webhooks/no-such', '{}', OUTSIDE)));
  });
});

describe('who may look', function () {
  this.timeout(20_000);
  afterEach(closeServers);

  it('is told that there is no such trigger, and which there are', async () => {
    const server = await openTestServer({ env, token: 'the-token' });
    const token = { ...OUTSIDE, Authorization: 'Bearer the-token' };
    for (const headers of [{}, token] as Record<string, string>[]) {
      const { status, body } = await server.post('/webhooks/gihub', '{}', headers);
      assert.deepEqual([status, body['code']], [404, 'TRIGGER_UNKNOWN']);
      assert.match(String(body['detail']), /there is no trigger "gihub"; known are .*github/);
      assert.equal((await server.get('/webhooks/github', headers)).status, 200);
      assert.equal((await server.get('/webhooks/gihub', headers)).status, 404);
    }
  });

  it('finds what a stranger sent to a trigger that is not there, and what it was called', async () => {
    const server = await openTestServer({ env });
    await server.post('/webhooks/gihub', '{}', OUTSIDE);
    const items = async (): Promise<readonly { readonly id: string }[]> =>
      (await server.get('/api/deliveries')).body['items'] as readonly { readonly id: string }[];
    while ((await items()).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const [first] = await items();
    const { trigger, verdict, reason } = first as unknown as Record<string, string>;
    assert.deepEqual([trigger, verdict], ['(unknown)', 'refused']);
    assert.match(reason ?? '', /there is no trigger "gihub"; known are/);
  });

  it('is told that a workflow is not there once the delivery has proved itself', async () => {
    const server = await openTestServer({ env });
    const body = JSON.stringify({ workflow_name: 'no-such', inputs: {} });
    const signature = createHmac('sha256', 'a-secret').update(body).digest('hex');
    const { status, body: answer } = await server.post('/webhooks/generic', body, {
      ...OUTSIDE,
      'X-Webhook-Signature': signature,
    });
    assert.deepEqual([status, answer['code']], [404, 'WORKFLOW_NOT_FOUND']);
  });
});
