import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { closeServers, openTestServer } from '../support/server.ts';
import type { Reply, TestServer } from '../support/server.ts';

const SECRET = 'a-secret';
const PUSH = {
  ref: 'refs/heads/main',
  repository: { name: 'configurable-agents' },
  head_commit: { message: 'Add it' },
};

/** A workflow that a push starts; `input` is how it takes its one input from the event. */
function onPush(input: string, when = 'true'): string {
  return `name: hook
state:
  type: object
  properties:
    text: { type: string }
triggers:
  - uses: github
    events: [push]
    when: ${when}
    inputs: { text: '${input}' }
nodes:
  - name: echo
    llm: { provider: echo, model: echo }
    prompt: '{text}'
`;
}

type Options = { readonly event?: string; readonly id?: string; readonly secret?: string };

function push(server: TestServer, payload: unknown, options: Options = {}): Promise<Reply> {
  const { event = 'push', id, secret = SECRET } = options;
  const body = JSON.stringify(payload);
  return server.post('/webhooks/github', body, {
    'X-GitHub-Event': event,
    'X-Hub-Signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    ...(id === undefined ? {} : { 'X-GitHub-Delivery': id }),
  });
}

type Run = { readonly run_id: string; readonly workflow_name: string; readonly duplicate?: boolean };
const runsOf = ({ body }: Reply): readonly Run[] => body['runs'] as readonly Run[];
const namesOf = (reply: Reply): readonly string[] => runsOf(reply).map(({ workflow_name: name }) => name);

async function verdicts({ get }: TestServer): Promise<readonly string[]> {
  const { body } = await get('/api/deliveries');
  return (body['items'] as { verdict: string }[]).map(({ verdict }) => verdict);
}

describe('deliveries of a vendor', function () {
  this.timeout(20_000);
  const env = { WEBHOOK_SECRET_GITHUB: SECRET };
  afterEach(closeServers);

  it('start a run of every workflow that takes the event, in one transaction', async () => {
    const server = await openTestServer({ env });
    await server.register('one', onPush('${{ event.head_commit.message }}'));
    await server.register('two', onPush('${{ event.ref }}'));
    await server.register('other', onPush('x', 'event.ref == "refs/heads/other"'));
    const commits: string[][] = [];
    server.runtime.subscribe((entries) => commits.push(entries.map(({ fact }) => fact.kind)));
    const answer = await push(server, PUSH, { id: 'd-1' });
    assert.equal(answer.status, 202);
    assert.deepEqual(namesOf(answer), ['one', 'two']);
    assert.equal(commits.filter((kinds) => kinds.filter((kind) => kind === 'run.accepted').length === 2).length, 1);
    const [first] = runsOf(answer);
    const outcome = await server.runtime.result(first?.run_id ?? '');
    assert.equal(outcome.result, '[echo] Add it');
    assert.deepEqual(await verdicts(server), ['accepted']);
  });

  it('are dead letters for the workflow whose mapping fails, and start the others', async () => {
    const server = await openTestServer({ env });
    await server.register('broken', onPush('${{ event.head_commit.message }}'));
    await server.register('whole', onPush('${{ event.ref }}'));
    const answer = await push(server, { ...PUSH, head_commit: null });
    assert.equal(answer.status, 202);
    assert.deepEqual(namesOf(answer), ['whole']);
    const [letter] = answer.body['dead_letters'] as { workflow_name: string; code: string }[];
    assert.deepEqual([letter?.workflow_name, letter?.code], ['broken', 'TRIGGER_NOT_EVALUABLE']);
  });

  it('can be handed over again for the workflow that failed, and never start the good one twice', async () => {
    const server = await openTestServer({ env });
    await server.register('mended', onPush('${{ event.head_commit.message }}'));
    await server.register('whole', onPush('${{ event.ref }}'));
    for (const id of ['with-an-id', undefined]) {
      await server.register('mended', onPush('${{ event.head_commit.message }}'));
      const first = await push(server, { ...PUSH, head_commit: null }, id === undefined ? {} : { id });
      const path = `/api/deliveries/${String(first.body['delivery_id'])}/redeliver`;
      await server.register('mended', onPush('no commit'));
      const again = await server.post(path, { workflow_name: 'mended' });
      assert.deepEqual([again.status, namesOf(again)], [202, ['mended']]);
      const all = await server.post(path, {});
      assert.equal(all.status, 200);
      assert.deepEqual(
        runsOf(all).map(({ workflow_name: name, duplicate }) => [name, duplicate]),
        [
          ['mended', true],
          ['whole', true],
        ],
      );
      assert.equal(runsOf(all)[1]?.run_id, runsOf(first)[0]?.run_id);
    }
    assert.equal((await server.post('/api/deliveries/none/redeliver', {})).body['code'], 'DELIVERY_NOT_FOUND');
  });

  it('that come again start nothing, and say so where the body is another', async () => {
    const server = await openTestServer({ env });
    await server.register('one', onPush('${{ event.ref }}'));
    const first = await push(server, PUSH, { id: 'd-1' });
    const same = await push(server, PUSH, { id: 'd-1' });
    assert.deepEqual([same.status, runsOf(same)[0]?.duplicate], [200, true]);
    assert.equal(runsOf(same)[0]?.run_id, runsOf(first)[0]?.run_id);
    assert.equal(same.body['conflict'], undefined);
    const other = await push(server, { ...PUSH, ref: 'refs/heads/x' }, { id: 'd-1' });
    assert.match(String(other.body['conflict']), /another body/);
    assert.deepEqual(await verdicts(server), ['duplicate', 'duplicate', 'accepted']);
  });

  it('that match nothing are kept and answered 200 with the reason', async () => {
    const server = await openTestServer({ env });
    await server.register('one', onPush('x', 'event.ref == "refs/heads/other"'));
    const near = await push(server, PUSH);
    assert.equal(near.status, 200);
    assert.deepEqual(near.body['status'], 'ignored');
    assert.match(String(near.body['reason']), /^one: the condition of the trigger github is false$/);
    const far = await push(server, { action: 'opened' }, { event: 'issues' });
    assert.match(String(far.body['reason']), /takes the event issues.opened/);
    assert.deepEqual(await verdicts(server), ['ignored', 'ignored']);
  });

  it('are answered at once where they are a ping', async () => {
    const server = await openTestServer({ env });
    const answer = await push(server, { zen: 'Keep it simple.' }, { event: 'ping' });
    assert.equal(answer.status, 200);
    await until(async () => (await verdicts(server)).length === 1);
    assert.deepEqual(await verdicts(server), ['replied']);
  });

  it('that are forged are shown without their body, and never handed over again', async () => {
    const server = await openTestServer({ env });
    await server.register('one', onPush('x'));
    assert.equal((await push(server, PUSH, { secret: 'wrong' })).status, 401);
    await until(async () => (await verdicts(server)).length === 1);
    const [row] = (await server.get('/api/deliveries')).body['items'] as { delivery_id: string; reason: string }[];
    assert.match(String(row?.reason), /^signature: /);
    const { body } = await server.get(`/api/deliveries/${row?.delivery_id}`);
    assert.deepEqual([body['verdict'], body['body'], body['size']], ['refused', '', JSON.stringify(PUSH).length]);
    assert.equal(JSON.stringify(body).includes('sha256='), false);
    const again = await server.post(`/api/deliveries/${row?.delivery_id}/redeliver`, {});
    assert.deepEqual([again.status, again.body['code']], [409, 'DELIVERY_REFUSED']);
  });

  it('that are forged leave a line each, of the newest thousand, and no body', async () => {
    const { runtime } = await openTestServer({ env });
    const rawBody = Buffer.from('x'.repeat(100));
    const refused = (reason: string): Promise<void> =>
      runtime.setAside({ trigger: 'github', headers: {}, rawBody, eventType: 'refused', verdict: 'refused', reason });
    for (let i = 0; i < 11; i += 1) {
      await Promise.all(Array.from({ length: 100 }, (_, k) => refused(`signature: ${i * 100 + k}`)));
    }
    const rows = [];
    let cursor: string | null = null;
    do {
      const page: ReturnType<typeof runtime.reader.deliveries> = runtime.reader.deliveries({
        limit: 200,
        ...(cursor === null ? {} : { cursor }),
      });
      rows.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor !== null);
    assert.equal(rows.length, 1000);
    const kept = new Set(rows.map(({ reason }) => Number(reason?.replace('signature: ', ''))));
    // What came in one millisecond has no order.
    for (let newest = 200; newest < 1100; newest += 1) assert.ok(kept.has(newest), `${newest}`);
    assert.deepEqual(
      rows.filter(({ delivery_id: id }) => runtime.reader.deliveryBody(id).length > 0),
      [],
    );
  });

  it('are shown with their body, which is downloaded and never rendered', async () => {
    const server = await openTestServer({ env });
    await server.register('one', onPush('x'));
    const { body } = await push(server, PUSH, { id: 'd-1' });
    const id = String(body['delivery_id']);
    const shown = await server.get(`/api/deliveries/${id}`);
    assert.equal(shown.body['body'], JSON.stringify(PUSH));
    const bytes = await server.get(`/api/deliveries/${id}/body`);
    assert.equal(bytes.text, JSON.stringify(PUSH));
    assert.equal(bytes.headers.get('content-type'), 'application/octet-stream');
    assert.match(String(bytes.headers.get('content-disposition')), /^attachment;/);
  });

  it('need a secret as soon as one is not from this machine, whatever other triggers have', async () => {
    const server = await openTestServer({ env: { WEBHOOK_SECRET: SECRET } });
    await server.register('one', onPush('x'));
    const headers = { 'X-GitHub-Event': 'push', 'X-Forwarded-For': '203.0.113.9' };
    const answer = await server.post('/webhooks/github', PUSH, headers);
    assert.deepEqual([answer.status, answer.body['code']], [403, 'WEBHOOK_SECRET_REQUIRED']);
    assert.match(String(answer.body['detail']), /set WEBHOOK_SECRET_GITHUB/);
    assert.equal((await server.post('/webhooks/github', PUSH, { 'X-GitHub-Event': 'push' })).status, 202);
  });

  it('end a circle of workflows that call each other by webhook', async () => {
    const server = await openTestServer({ env: {} });
    await server.register();
    const send = (hops: string): Promise<Reply> =>
      server.post(
        '/webhooks/generic',
        { workflow_name: 'notify', inputs: { message: 'x' } },
        { 'Configurable-Agents-Hops': hops },
      );
    const counted = await send('20');
    assert.equal(counted.status, 202);
    assert.equal(server.runtime.reader.run(String(counted.body['run_id']))?.trigger.hops, 20);
    const ended = await send('21');
    assert.deepEqual([ended.status, ended.body['code']], [508, 'HOP_LIMIT']);
  });
});

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 5));
}
