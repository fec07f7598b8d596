// Deliveries for a trigger of a third party: what hangs in its code is refused, and nothing is accepted and lost.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PluginSource } from '@configurable-agents/core';
import { pluginSources } from '../../src/config/plugins.ts';
import { closeServers, openTestServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';

const plugin = (version: string, action: string): string => `export const plugin = {
  name: 'acme', version: '${version}', sdk: '^1',
  actions: { ${action}: { input: true, output: true, effects: 'read', idempotent: true, run: () => ({ by: '${version}' }) } },
  triggers: { hook: {
    event: true, maxBodyBytes: 1000, ackStatus: 202,
    verify: ({ headers, rawBody }, { secrets }) => {
      if (headers['x-way']?.[0] === 'hang') for (;;);
      if (headers['x-way']?.[0] === 'exit') process.exit(1);
      return headers['x-key']?.[0] === secrets[0] ? { ok: true } : { ok: false, stage: 'signature', reason: 'wrong' };
    },
    normalise: ({ headers, body }) => {
      if (headers['x-way']?.[0] === 'late') for (;;);
      return { kind: 'events', events: [{ type: 'came', data: body, dedupeKey: null }] };
    },
  } },
};`;

const WORKFLOW = (action: string): string => `name: hooked
triggers: [{ uses: acme.hook }]
nodes: [{ name: a, uses: acme.${action} }]
`;

describe('deliveries for a trigger of a third party', function () {
  this.timeout(30_000);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'configurable-agents-hook-'))));
  afterEach(async () => {
    await closeServers();
    rmSync(folder, { recursive: true, force: true });
  });

  function source(version: string, action: string): PluginSource {
    const path = join(folder, `${version}.mjs`);
    writeFileSync(path, plugin(version, action));
    return { specifier: pathToFileURL(path).href, firstParty: false };
  }
  const sources = (...added: readonly PluginSource[]): readonly PluginSource[] => pluginSources(added);
  const opened = async (): Promise<TestServer> =>
    await openTestServer(
      { env: { WEBHOOK_SECRET_ACME_HOOK: 'sesame' } },
      { plugins: sources(source('1.0.0', 'first')), triggerTimeoutMs: 500 },
    );

  it('are verified, and start runs', async () => {
    const server = await opened();
    assert.equal((await server.register('hooked', WORKFLOW('first'))).status, 201);
    assert.equal((await server.post('/webhooks/acme.hook', { a: 1 }, { 'x-key': 'other' })).status, 401);
    const { status, body } = await server.post('/webhooks/acme.hook', { a: 1 }, { 'x-key': 'sesame' });
    assert.equal(status, 202);
    const [run] = body['runs'] as readonly { readonly run_id: string }[];
    assert.deepEqual((await server.runtime.result(run?.run_id ?? '')).result, { by: '1.0.0' });
    assert.equal((await server.get('/webhooks/acme.hook')).body['max_body_bytes'], 1000);
  });

  for (const way of ['hang', 'exit', 'late']) {
    it(`are refused with 503 where the code answers by \`${way}\`, and taken when they come again`, async () => {
      const server = await opened();
      await server.register('hooked', WORKFLOW('first'));
      const refused = await server.post('/webhooks/acme.hook', { a: 1 }, { 'x-key': 'sesame', 'x-way': way });
      assert.deepEqual([refused.status, refused.body['code']], [503, 'TRIGGER_UNAVAILABLE']);
      assert.equal(refused.headers.get('retry-after'), '1');
      assert.deepEqual(server.runtime.reader.runs({}).items, []);
      const again = await server.post('/webhooks/acme.hook', { a: 1 }, { 'x-key': 'sesame' });
      assert.equal(again.status, 202);
    });
  }

  it('are taken by the plugin of the moment, and workflows are compiled for it', async () => {
    const server = await opened();
    const before = await server.register('hooked', WORKFLOW('second'));
    assert.equal(before.status, 422);
    await server.runtime.plugins.replace(sources(source('2.0.0', 'second')));
    assert.equal((await server.register('hooked', WORKFLOW('second'))).status, 201);
    const { body } = await server.post('/webhooks/acme.hook', { a: 1 }, { 'x-key': 'sesame' });
    const [run] = body['runs'] as readonly { readonly run_id: string }[];
    assert.deepEqual((await server.runtime.result(run?.run_id ?? '')).result, { by: '2.0.0' });
    await assert.rejects(server.runtime.plugins.replace(sources()), {
      code: 'PLUGIN_IN_USE',
      message: /the workflow hooked uses the action acme\.second, the trigger acme\.hook/,
    });
    await server.runtime.unregister('hooked');
    await server.runtime.plugins.replace(sources());
    assert.equal((await server.post('/webhooks/acme.hook', { a: 1 }, { 'x-key': 'sesame' })).status, 404);
  });
});
