import assert from 'node:assert/strict';
import type { ExecutionGraph, GraphTrigger } from '@configurable-agents/core/graph';
import { deadRoutes, routeTable } from '../../src/routes/table.ts';
import { closeServers, openTestServer } from '../support/server.ts';

function registered(
  name: string,
  triggers: readonly Partial<GraphTrigger>[],
): Parameters<typeof routeTable>[0][number] {
  return { name, revision: 2, graph: { triggers } as unknown as ExecutionGraph };
}

describe('routes', () => {
  const rows = routeTable([
    registered('b', []),
    registered('a', [
      { name: 'hook', uses: 'github', enabled: true, events: ['push'] },
      { name: 'nightly', uses: 'schedule', enabled: true },
      { name: 'by_hand', uses: 'manual', enabled: false },
      { name: 'old', uses: 'acme.ping', enabled: true },
    ]),
  ]);

  it('are the entries of each workflow, and what every workflow is open to', () => {
    assert.deepEqual(
      rows.map((row) => `${row.workflow_name} ${row.trigger} ${row.route} ${row.events?.join() ?? '*'} ${row.enabled}`),
      [
        'a hook POST /webhooks/github push true',
        'a nightly null * true',
        'a by_hand POST /api/runs * false',
        'a old POST /webhooks/acme.ping * true',
        'a generic POST /webhooks/generic * true',
        'b generic POST /webhooks/generic * true',
        'b manual POST /api/runs * true',
      ],
    );
  });

  it('are dead where no plugin offers their trigger', () => {
    const offered = new Set(['generic', 'github']);
    assert.deepEqual(
      deadRoutes(rows, offered).map(({ trigger }) => trigger),
      ['old'],
    );
    assert.deepEqual(deadRoutes(rows, new Set([...offered, 'acme.ping'])), []);
  });

  describe('of a server', function () {
    this.timeout(20_000);
    afterEach(closeServers);

    it('are counted by its readiness, which a trigger that is not at work ends', async () => {
      const { get, register, runtime } = await openTestServer();
      await register();
      assert.deepEqual((await get('/readyz')).body['routes'], 2);
      // What a plugin that was taken out has left behind.
      const source =
        'name: n\ntriggers: [{ uses: github, events: [push] }]\nnodes: [{ name: a, llm: { provider: echo, model: echo }, prompt: hi }]\n';
      assert.equal((await register('n', source)).status, 201);
      assert.equal((await get('/readyz')).status, 200);
      (runtime.triggers as Map<string, unknown>).delete('github');
      const { status, body } = await get('/readyz');
      assert.deepEqual([status, body['code']], [503, 'NOT_READY']);
      assert.match(String(body['detail']), /offers the triggers of: n by github; add the plugin/);
    });
  });
});
