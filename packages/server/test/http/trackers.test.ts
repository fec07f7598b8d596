import assert from 'node:assert/strict';
import type { TrackerStatus } from '@configurable-agents/core';
import { closeServers, openTestServer } from '../support/server.ts';
import type { Reply } from '../support/server.ts';

const ALL_RUNS = { config: { console: { all_runs: true } } };
const consoleOf = ({ body }: Reply): TrackerStatus | undefined =>
  (body['items'] as readonly TrackerStatus[]).find(({ name }) => name === 'console');

describe('trackers API', function () {
  // On a busy machine trackers come last.
  this.timeout(60_000);
  afterEach(closeServers);

  it('tells how far each is, and sends history again', async () => {
    const lines: string[] = [];
    const { get, post, register } = await openTestServer({}, { ...ALL_RUNS, write: (line) => lines.push(line) });
    const readAll = async (): Promise<void> => {
      while (consoleOf(await get('/api/trackers'))?.lag !== 0) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await register();
    await post('/api/runs?wait=10s', { workflow_name: 'notify', inputs: { message: 'x' } });
    await readAll();
    const before = [...lines];
    assert.ok(before.length > 0);
    const { status, body } = await post('/api/trackers/console/replay', { since: '1h' });
    assert.equal(status, 202);
    assert.equal((body['replay'] as { readonly left: number }).left, body['lag']);
    await readAll();
    assert.deepEqual(lines, [...before, ...before]);
    assert.deepEqual(consoleOf(await get('/api/trackers')), {
      name: 'console',
      lag: 0,
      dropped: 0,
      error: null,
      last_error: null,
      replay: null,
    });
    const page = await get('/plugins', { Accept: 'text/html' });
    assert.match(page.text, /<h2>Trackers<\/h2>[\s\S]*<td class="strong">console<\/td>/);
  });

  it('says what is wrong with a request', async () => {
    const { post } = await openTestServer();
    const code = async (path: string, body: object): Promise<readonly unknown[]> => {
      const reply = await post(`/api/trackers/${path}/replay`, body);
      return [reply.status, reply.body['code']];
    };
    assert.deepEqual(await code('nobody', { since: '1h' }), [404, 'TRACKER_UNKNOWN']);
    assert.deepEqual(await code('console', { since: 'yesterday' }), [422, 'BODY_INVALID']);
    assert.deepEqual(await code('console', {}), [422, 'BODY_INVALID']);
    assert.deepEqual(await code('console', { since: '1h', until: '1m' }), [422, 'BODY_INVALID']);
  });
});
