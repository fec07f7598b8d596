// A plugin in a worker thread that tries to break out. A thread is a guard against accidents: what is open there is shown to be open.
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import type { PluginSource, Runtime, RuntimeOptions } from '@configurable-agents/core';
import { breakout, goes, openBreakout, SECRETS, TUNING } from '../support/breakout.ts';
import { closeAll, newDataDir } from '../support/runtime.ts';

const opened = async (more: Partial<PluginSource> = {}, options: Partial<RuntimeOptions> = {}): Promise<Runtime> =>
  await openBreakout(breakout('worker', more), options);

describe('a plugin in a worker thread', function () {
  this.timeout(60_000);
  afterEach(closeAll);

  it('reaches by context.fetch only what was granted', async () => {
    const runtime = await opened({}, { allowPrivate: ['127.0.0.1:9'] });
    const { error } = await goes(runtime, 'fetch', { url: 'http://127.0.0.1:9/' });
    assert.equal(error?.code, 'CAPABILITY_DENIED');
  });

  it('gets by context.secret no secret that was not granted, and shows none that it got', async () => {
    const runtime = await opened({ granted: { net: [], secrets: ['BREAKOUT_TOKEN'] } });
    assert.equal((await goes(runtime, 'other_secret')).error?.code, 'CAPABILITY_DENIED');
    assert.equal((await goes(runtime, 'secret')).result, '***');
  });

  it('gets no secret that it does not declare, and hears which ones it does', async () => {
    const { error } = await goes(await opened(), 'undeclared_secret');
    assert.equal(error?.code, 'PLUGIN_SECRET_UNDECLARED');
    assert.match(
      error.message,
      /`breakout` asks for the secret `nowhere`, which it does not declare \(it declares token, other\)/,
    );
  });

  for (const [what, way, why] of [
    ['exits', 'exit', 'crashed'],
    ['fills its heap', 'heap', 'memory'],
    ['computes for ever', 'loop', 'blocked'],
  ] as const) {
    it(`takes nothing but its thread with it when it ${what}`, async () => {
      // What fills its heap is silent for long, on a busy machine.
      const runtime = await opened({}, { lanes: { ...TUNING, ...(way === 'loop' ? { blockedBeats: 30 } : {}) } });
      const { error } = await goes(runtime, way);
      assert.equal(error?.code, 'RUN_ATTEMPT_LOST', error?.message);
      const { io, cpu } = runtime.stats().lanes.kinds;
      assert.deepEqual([...new Set([io, cpu].flatMap(({ replaced }) => Object.keys(replaced)))], [why]);
      assert.equal((await goes(runtime, 'hello')).status, 'succeeded');
    });
  }

  it('cannot abort the process', async () => {
    const runtime = await opened();
    assert.match((await goes(runtime, 'abort')).error?.message ?? '', /process\.abort\(\) is not supported in workers/);
  });

  describe('is no sandbox', () => {
    it('reads files of the system, and of the store', async () => {
      const dataDir = newDataDir();
      const runtime = await opened({}, { dataDir });
      assert.equal((await goes(runtime, 'read', { path: '/etc/passwd' })).status, 'succeeded');
      assert.equal((await goes(runtime, 'database', { path: join(dataDir, 'store.db') })).status, 'succeeded');
    });

    it('sees the whole environment', async () => {
      const { result } = await goes(await opened(), 'environment');
      assert.equal((result as { readonly [name: string]: string }).NOT_FOR_IT, SECRETS.NOT_FOR_IT);
    });

    it('starts programs, and opens sockets', async () => {
      const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
      try {
        await once(server, 'listening');
        const { port } = server.address() as AddressInfo;
        const runtime = await opened();
        assert.equal((await goes(runtime, 'program')).result, 'started');
        assert.equal((await goes(runtime, 'socket', { port: String(port) })).result, 'connected');
      } finally {
        server.close();
      }
    });
  });
});
