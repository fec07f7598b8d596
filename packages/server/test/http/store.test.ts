import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { closeServers, openTestServer } from '../support/server.ts';

describe('POST /api/store/prune', function () {
  this.timeout(20_000);
  afterEach(closeServers);

  it('removes what the body does not keep, and says what went', async () => {
    const { post, register, runtime } = await openTestServer({ provider: 'echo' }, { provider: 'echo' });
    await register();
    for (let i = 0; i < 3; i += 1) {
      const { body } = await post('/api/runs', { workflow_name: 'notify', inputs: { message: 'x' } });
      await runtime.result(String(body['run_id']));
    }
    // What a tracker has not read stays.
    while (runtime.health().trackers.some(({ lag }) => lag > 0)) await setTimeout(20);
    const { status, body } = await post('/api/store/prune', { max_runs: 1 });
    assert.equal(status, 200);
    assert.equal(body['done'], true);
    assert.equal((body['removed'] as { readonly runs: number }).runs, 2);
    assert.equal(runtime.reader.runs().items.length, 1);
    // The engine was opened without a policy: without a bound nothing goes.
    assert.equal(((await post('/api/store/prune', {})).body['removed'] as { readonly runs: number }).runs, 0);
    // The graph is still there for what comes.
    const { body: next } = await post('/api/runs', { workflow_name: 'notify', inputs: { message: 'y' } });
    assert.equal((await runtime.result(String(next['run_id']))).status, 'succeeded');
  });

  it('says which bound is wrong', async () => {
    const { post } = await openTestServer();
    for (const body of [
      { older_than: 'soon' },
      { max_runs: -1 },
      { max_runs: '3' },
      { max_bytes: 'much' },
      { other: 1 },
    ]) {
      const reply = await post('/api/store/prune', body);
      assert.deepEqual([reply.status, reply.body['code']], [422, 'BODY_INVALID'], JSON.stringify(body));
    }
  });
});
