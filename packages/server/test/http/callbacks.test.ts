import assert from 'node:assert/strict';
import { closeReceivers, openReceiver } from '../../../core/test/support/receiver.ts';
import { closeServers, NOTIFY, openTestServer } from '../support/server.ts';

const SECRET = `whsec_${Buffer.alloc(24, 3).toString('base64')}`;

async function until(isTrue: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('callbacks API', function () {
  this.timeout(20_000);
  afterEach(async () => {
    await closeServers();
    closeReceivers();
  });

  it('tells the end of runs where the workflow or the caller says, and lists and retries what was not taken', async () => {
    const [own, other] = [await openReceiver(), await openReceiver()];
    own.answers = [{ status: 410 }, { status: 200 }];
    const { register, post, get } = await openTestServer(
      {},
      {
        env: { CALLBACK_SECRET: SECRET },
        allowPrivate: [own.target, other.target],
        callbacks: { isSending: true },
      },
    );
    const source = `${NOTIFY}on_finish: { url: '${own.url}', secret: CALLBACK_SECRET }\n`;
    assert.equal((await register('notify', source)).status, 201);
    await post('/webhooks/generic', { workflow_name: 'notify', inputs: { message: 'hi' } });
    await until(() => own.received.length === 1);
    const elsewhere = { url: other.url, secret: 'CALLBACK_SECRET' };
    const asked = { workflow_name: 'notify', inputs: { message: 'hi' }, on_finish: elsewhere };
    assert.equal((await post('/api/runs', asked)).status, 202);
    await until(() => other.received.length === 1);
    const list = async (query = ''): Promise<readonly { callback_id: string; status: string; url: string }[]> =>
      (await get(`/api/callbacks${query}`)).body['items'] as never;
    await until(async () => (await list()).map(({ status }) => status).join() === 'delivered,failed');
    const [failed] = await list('?status=failed');
    assert.equal(failed?.url, own.url);
    const page = await get('/api/callbacks?limit=1');
    const next = await get(`/api/callbacks?limit=1&cursor=${String(page.body['next_cursor'])}`);
    assert.equal((next.body['items'] as { callback_id: string }[])[0]?.callback_id, failed.callback_id);
    assert.equal((await post(`/api/callbacks/${failed.callback_id}/retry`, {})).status, 202);
    await until(async () => (await list('?status=delivered')).length === 2);
    const again = await post(`/api/callbacks/${failed.callback_id}/retry`, {});
    assert.deepEqual([again.status, again.body['code']], [409, 'CALLBACK_DELIVERED']);
    assert.equal((await post('/api/callbacks/nothing/retry', {})).status, 404);
    assert.deepEqual(
      (await list(`?url=${encodeURIComponent(other.url)}`)).map(({ url }) => url),
      [other.url],
    );
    assert.equal((await get('/api/callbacks?status=lost')).status, 422);
    assert.equal((await post('/api/callbacks/retry', { url: own.url })).status, 202);
  });

  it('go nowhere that a delivery names: a sender decides what runs, not who is told', async () => {
    const other = await openReceiver();
    const { register, post, get } = await openTestServer(
      {},
      { env: { CALLBACK_SECRET: SECRET }, allowPrivate: [other.target], callbacks: { isSending: true } },
    );
    await register();
    const on_finish = { url: other.url, secret: 'CALLBACK_SECRET' };
    const asked = { workflow_name: 'notify', inputs: { message: 'hi' }, on_finish };
    const { body } = await post('/webhooks/generic?wait=10s', asked);
    assert.equal(body['status'], 'success');
    assert.deepEqual((await get('/api/callbacks')).body['items'], []);
    assert.equal(other.received.length, 0);
  });

  it('refuses a callback to a private address, before anything runs', async () => {
    const { register, post } = await openTestServer();
    await register();
    for (const [url, why] of [
      ['http://127.0.0.1:1/', /not https/],
      ['nowhere', /no http or https URL/],
    ] as const) {
      const { status, body } = await post('/api/runs', {
        workflow_name: 'notify',
        inputs: { message: 'hi' },
        on_finish: { url, secret: 'CALLBACK_SECRET' },
      });
      assert.deepEqual([status, body['code']], [422, 'CALLBACK_REFUSED']);
      assert.match(String(body['detail']), why);
    }
    const { status } = await post('/api/runs', { workflow_name: 'notify', inputs: {}, on_finish: { url: 'x' } });
    assert.equal(status, 422);
  });
});
