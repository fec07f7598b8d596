// Workflows that have secrets of their own: what they sign starts no other workflow, and nothing else starts these.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { closeServers, NOTIFY, openTestServer } from '../support/server.ts';
import type { Reply, TestServer } from '../support/server.ts';

const WORKFLOW = (uses: string): string => `${NOTIFY}triggers:\n  - { ${uses}, inputs: { message: hi } }\n`;

/** `mine` has secrets of its own, `other` has not. */
async function opened(env: Record<string, string>, headers: Record<string, string> = {}): Promise<Opened> {
  const server = await openTestServer({
    env,
    workflowSecretEnv: { github: { mine: 'MINE_HOOK' }, generic: { mine: 'MINE_HOOK' } },
  });
  await server.register('mine', WORKFLOW('uses: github, events: [push]'));
  await server.register('other', WORKFLOW('uses: github, events: [push]'));
  let count = 0;
  const push = (secret?: string): Promise<Reply> => {
    const body = JSON.stringify({ ref: 'refs/heads/main', count: (count += 1) });
    const signature = createHmac('sha256', secret ?? '')
      .update(body)
      .digest('hex');
    return server.post('/webhooks/github', body, {
      'X-GitHub-Event': 'push',
      'X-GitHub-Delivery': `d-${count}`,
      ...(secret === undefined ? {} : { 'X-Hub-Signature-256': `sha256=${signature}` }),
      ...headers,
    });
  };
  const generic = (name: string, secret: string): Promise<Reply> => {
    const body = JSON.stringify({ workflow_name: name, inputs: { message: 'x' } });
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    return server.post('/webhooks/generic', body, { 'X-Webhook-Signature': signature });
  };
  return { server, push, generic };
}

type Opened = {
  readonly server: TestServer;
  readonly push: (secret?: string) => Promise<Reply>;
  readonly generic: (name: string, secret: string) => Promise<Reply>;
};

const started = ({ body }: Reply): readonly string[] =>
  ((body['runs'] ?? []) as readonly { readonly workflow_name: string }[]).map(({ workflow_name: name }) => name);

describe('a workflow with secrets of its own', function () {
  this.timeout(20_000);
  afterEach(closeServers);
  const env = { WEBHOOK_SECRET_GITHUB: 'team', MINE_HOOK: 'new-mine,old-mine', WEBHOOK_SECRET: 'team' };

  it('is started by what any of them signed, and nothing else is', async () => {
    const { push } = await opened(env);
    for (const secret of ['new-mine', 'old-mine']) {
      const answer = await push(secret);
      assert.deepEqual([answer.status, started(answer)], [202, ['mine']]);
    }
  });

  it("is not started by what the trigger's own secret signed", async () => {
    const { push } = await opened(env);
    const answer = await push('team');
    assert.deepEqual([answer.status, started(answer)], [202, ['other']]);
    assert.equal((await push('forged')).status, 401);
  });

  it('is started beside the others where both have the same secret', async () => {
    const { push } = await opened({ ...env, MINE_HOOK: 'team' });
    assert.deepEqual(started(await push('team')), ['mine', 'other']);
  });

  it('is addressed with its own secret only, and answers others as it answers every forgery', async () => {
    const { generic, server } = await opened(env);
    assert.equal((await generic('mine', 'new-mine')).status, 202);
    assert.equal((await generic('other', 'team')).status, 202);
    assert.equal((await generic('unknown', 'team')).status, 404);
    const texts = new Set<string>();
    for (const [name, secret] of [
      ['mine', 'team'],
      ['other', 'new-mine'],
      ['unknown', 'new-mine'],
      ['constructor', 'new-mine'],
      ['mine', 'forged'],
    ] as const) {
      const { status, text } = await generic(name, secret);
      assert.equal(status, 401, `${name} ${secret}`);
      texts.add(text);
    }
    assert.equal(texts.size, 1);
    assert.equal(server.runtime.reader.runs({}).items.length, 2);
  });

  it('takes nothing while its variable is not set, and lets the others be', async () => {
    const { MINE_HOOK: _unset, ...rest } = env;
    const { push, generic } = await opened(rest);
    assert.deepEqual(started(await push('team')), ['other']);
    assert.equal((await generic('mine', 'team')).status, 401);
  });

  it('leaves the trigger open on this machine for the others, where that has no secret', async () => {
    const { push } = await opened({ MINE_HOOK: 'new-mine' });
    assert.deepEqual(started(await push('new-mine')), ['mine']);
    assert.deepEqual(started(await push()), ['other']);
    await closeServers();
    const outside = await opened({ MINE_HOOK: 'new-mine' }, { 'X-Forwarded-For': '203.0.113.9' });
    assert.deepEqual(started(await outside.push('new-mine')), ['mine']);
    for (const secret of [undefined, 'forged']) assert.equal((await outside.push(secret)).status, 401);
  });

  it('gets what it was sent again, and the others do not, unless somebody names them', async () => {
    const { push, server } = await opened(env);
    const { body } = await push('new-mine');
    const id = String(body['delivery_id']);
    const path = `/api/deliveries/${id}/redeliver`;
    const shown = await server.get(`/api/deliveries/${id}`);
    assert.deepEqual((shown.body['headers'] as Record<string, unknown>)[':signed-for'], ['mine']);
    assert.deepEqual(started(await server.post(path, {})), ['mine']);
    assert.deepEqual(started(await server.post(path, { workflow_name: 'other' })), ['other']);
    const ofTeam = await push('team');
    assert.deepEqual(
      started(await server.post(`/api/deliveries/${String(ofTeam.body['delivery_id'])}/redeliver`, {})),
      ['other'],
    );
  });
});
