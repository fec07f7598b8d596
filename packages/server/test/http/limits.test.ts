// Limits of runs from the text of a workflow to what callers and pages see.
import assert from 'node:assert/strict';
import { closeServers, openTestServer } from '../support/server.ts';
import type { Reply, TestServer } from '../support/server.ts';

const workflow = (limits: string): string => `name: Orders
state:
  type: object
  properties:
    shop: { type: string, default: none }
${limits}
nodes:
  - name: hold
    uses: wait
    with: { signal: go }
`;

const LIMIT = '{ limit: 1, key: "{shop}" }';

async function send(server: TestServer, shop: string, id?: string): Promise<Reply> {
  const body = { workflow_name: 'orders', inputs: { shop }, ...(id === undefined ? {} : { webhook_id: id }) };
  return await server.post('/webhooks/generic', body);
}

async function until(isTrue: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('limits of runs, over HTTP', function () {
  this.timeout(20_000);
  afterEach(closeServers);

  it('queue runs, and every view says what for', async () => {
    const server = await openTestServer();
    assert.equal((await server.register('orders', workflow(`execution:\n  concurrency: ${LIMIT}`))).status, 201);
    const sent = [await send(server, 'north'), await send(server, 'north'), await send(server, 'north')];
    assert.deepEqual(
      sent.map(({ status }) => status),
      [202, 202, 202],
    );
    const [first, , third] = sent.map(({ body }) => String(body['run_id']));
    const text = 'waits: concurrency (limit 1, key north), 1 before it';
    const { body: detail } = await server.get(`/api/runs/${third}`);
    assert.deepEqual(detail['waits'], { for: 'concurrency', key: 'north', before: 1, until: null, text });
    const { items } = (await server.get('/api/runs?status=queued')).body as { items: { waits: { text: string } }[] };
    assert.deepEqual(
      items.map(({ waits }) => waits.text),
      [text, text.replace('1 before', '0 before')],
    );
    const page = await server.get(`/runs/${third}`, { Accept: 'text/html' });
    assert.ok(page.text.includes(text));
    await until(async () => (await server.get(`/api/runs/${first}`)).body['status'] === 'waiting');
    assert.equal((await server.post(`/api/runs/${first}/cancel`, {})).status, 202);
    await until(async () => {
      const { body } = await server.get(`/api/runs/${third}`);
      return (body['waits'] as { before: number } | undefined)?.before === 0;
    });
  });

  it('answer a delivery that gets no run with 200 and the reason, and keep it as skipped', async () => {
    const server = await openTestServer();
    await server.register('orders', workflow('triggers:\n  - { uses: generic, singleton: true }'));
    const first = String((await send(server, 'a')).body['run_id']);
    const { status, body } = await send(server, 'b', 'second');
    const reason = `concurrency of the trigger generic (limit 1): the run ${first} is open or queued`;
    assert.equal(status, 200);
    assert.deepEqual([body['status'], body['skipped']], ['skipped', [{ workflow_name: 'orders', reason }]]);
    const { body: kept } = await server.get(`/api/deliveries/${String(body['delivery_id'])}`);
    assert.deepEqual([kept['verdict'], kept['reason']], ['skipped', `orders: ${reason}`]);
    await server.post(`/api/runs/${first}/cancel`, {});
    assert.equal((await send(server, 'b', 'second')).status, 202);
  });

  it('refuse a start by hand that gets no run, and one whose key cannot be told', async () => {
    const server = await openTestServer();
    const skip = workflow('execution:\n  concurrency: { limit: 1, on_conflict: skip }');
    await server.register('orders', skip);
    assert.equal((await server.post('/api/runs', { workflow_name: 'orders', inputs: {} })).status, 202);
    const { status, body } = await server.post('/api/runs', { workflow_name: 'orders', inputs: {} });
    assert.deepEqual([status, body['code']], [409, 'RUN_SKIPPED']);
    const unknown = "execution:\n  concurrency: { limit: 1, key: '${{ string(1 / (size(shop) - 1)) }}' }";
    await server.register('orders', workflow(unknown));
    const refused = await server.post('/api/runs', { workflow_name: 'orders', inputs: { shop: 'x' } });
    assert.deepEqual([refused.status, refused.body['code']], [422, 'RUN_LIMITS_INVALID']);
    assert.match(String(refused.body['detail']), /a key or the priority of its limits cannot be evaluated/);
    const { status: answered, body: letters } = await send(server, 'x');
    assert.equal(answered, 202);
    assert.match(JSON.stringify(letters['dead_letters']), /TRIGGER_NOT_EVALUABLE/);
  });

  it('keep what comes while a workflow or an entry is paused', async () => {
    const server = await openTestServer();
    await server.register('orders', workflow('').replace('{ signal: go }', '{ duration: 1ms }'));
    const paused = await server.post('/api/workflows/orders/pause', { trigger: 'generic' });
    assert.equal(paused.status, 200);
    const run = String((await send(server, 'a')).body['run_id']);
    assert.equal(
      ((await server.get(`/api/runs/${run}`)).body['waits'] as { text: string }).text,
      'waits: the trigger generic of orders is paused, 0 before it',
    );
    const list = (await server.get('/api/workflows')).body['items'] as { paused: { trigger: string }[] }[];
    assert.deepEqual(
      list.map(({ paused: of }) => of.map(({ trigger }) => trigger)),
      [['generic']],
    );
    const { text } = await server.get('/workflows/orders', { Accept: 'text/html' });
    assert.match(text, /The trigger generic is paused/);
    const { status, body } = await server.post('/api/workflows/orders/pause', { trigger: 'generik' });
    assert.deepEqual([status, body['code']], [404, 'TRIGGER_NOT_FOUND']);
    assert.equal((await server.post('/api/workflows/nothing/pause', {})).status, 404);
    assert.deepEqual((await server.post('/api/workflows/orders/resume', { trigger: 'generic' })).body['paused'], []);
    await until(async () => (await server.get(`/api/runs/${run}`)).body['status'] === 'succeeded');
  });

  it('tell who waits for a run that was debounced away', async () => {
    const server = await openTestServer();
    await server.register(
      'orders',
      workflow('triggers:\n  - { uses: generic, debounce: { period: 200ms } }').replace(
        '{ signal: go }',
        '{ duration: 1ms }',
      ),
    );
    const body = { workflow_name: 'orders', inputs: {} };
    const first = server.post('/webhooks/generic?wait=10s', body);
    await until(() => server.runtime.reader.runs().items.length === 1);
    const second = server.post('/webhooks/generic?wait=10s', body);
    assert.deepEqual((await first).body['status'], 'superseded');
    assert.equal(((await first).body['error'] as { code: string }).code, 'RUN_SUPERSEDED');
    assert.equal((await second).body['status'], 'success');
  });
});
