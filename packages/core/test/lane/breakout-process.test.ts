// A plugin in a process of its own that tries to break out. What is refused here is enforced; what is let through is said to be open.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PluginSource, RunOutcome, Runtime, RuntimeOptions } from '@configurable-agents/core';
import { breakout, goes, openBreakout, SECRETS, TUNING, wayOut } from '../support/breakout.ts';
import { closeAll, newDataDir, runToEnd, startRequest } from '../support/runtime.ts';

const DECLARED = { net: ['api.breakout.example:443'], secrets: ['BREAKOUT_OTHER', 'BREAKOUT_TOKEN'] };
const logged: string[] = [];

async function opened(more: Partial<PluginSource> = {}, options: Partial<RuntimeOptions> = {}): Promise<Runtime> {
  logged.length = 0;
  return await openBreakout(breakout('process', more), {
    log: (level, message) => logged.push(`${level} ${message}`),
    ...options,
  });
}

function refused({ status, error }: RunOutcome, message: RegExp): void {
  assert.equal(status, 'failed');
  assert.match(error?.message ?? '', message);
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('a plugin in a process of its own', function () {
  this.timeout(60_000);
  afterEach(closeAll);

  it('runs beside us, and its executions share one process', async () => {
    const runtime = await opened();
    const [one, two] = [await goes(runtime, 'hello'), await goes(runtime, 'hello')];
    assert.deepEqual(one.result, two.result);
    assert.notEqual((one.result as { readonly pid: number }).pid, process.pid);
    assert.equal(runtime.stats().lanes.kinds.process.threads, 1);
    await until(() => runtime.stats().lanes.kinds.process.threads === 0);
    assert.deepEqual(runtime.stats().lanes.kinds.process.replaced, {});
  });

  it('reads no file outside, neither of the system nor of the store', async () => {
    const dataDir = newDataDir();
    const runtime = await opened({}, { dataDir });
    for (const path of ['/etc/passwd', '/proc/self/environ', join(dataDir, 'store.db'), '/proc/1/environ'])
      refused(await goes(runtime, 'read', { path }), /restricted/);
    const own = fileURLToPath(new URL('../fixtures/breakout/package.json', import.meta.url));
    assert.equal((await goes(runtime, 'read', { path: own })).status, 'succeeded');
  });

  it('opens no database, for which Node asks no permission', async () => {
    const dataDir = newDataDir();
    const runtime = await opened({}, { dataDir });
    refused(await goes(runtime, 'database', { path: join(dataDir, 'store.db') }), /node:sqlite/);
  });

  it('writes nothing outside, and makes no link', async () => {
    const dataDir = newDataDir();
    const runtime = await opened({}, { dataDir });
    const path = join(dataDir, 'written');
    refused(await goes(runtime, 'write', { path }), /restricted/);
    refused(await goes(runtime, 'link', { path, to: '/etc/passwd' }), /permissions/);
    assert.equal(existsSync(path), false);
  });

  it('starts no program, no thread, no debugger, and loads no addon', async () => {
    const runtime = await opened();
    refused(await goes(runtime, 'program'), /--allow-child-process/);
    refused(await goes(runtime, 'thread'), /--allow-worker/);
    refused(await goes(runtime, 'debugger'), /--allow-inspector/);
    refused(await goes(runtime, 'addon', { path: '/tmp/any.node' }), /addons is disabled/);
    refused(await goes(runtime, 'binding'), /process\.binding/);
    refused(await goes(runtime, 'replace_itself'), /execve is not there/);
  });

  it('has no signal for us, which could open our debugger', async () => {
    const runtime = await opened();
    refused(await goes(runtime, 'signal'), /process\.kill is not there/);
    refused(await goes(runtime, 'debug_parent'), /_debugProcess is not there/);
  });

  it('sees of the environment its secrets and what Node reads, and nothing else', async () => {
    const { result } = await goes(await opened(), 'environment');
    const { BREAKOUT_TOKEN, BREAKOUT_OTHER } = SECRETS;
    const ours = Object.entries(result as object).filter(([name]) => !/^(TZ|SSL_|NODE_EXTRA)/.test(name));
    // Masked only where the plugin asked for it: these are its own.
    assert.deepEqual(Object.fromEntries(ours), { BREAKOUT_TOKEN, BREAKOUT_OTHER });
  });

  it('sees a secret under the name that the configuration gives, a variable that was granted, and no secret that was not', async () => {
    const granted = { net: [], secrets: ['BREAKOUT_TOKEN'], env: ['REGION'] };
    const env = { ...SECRETS, ACME_TOKEN: 'another-token', REGION: 'eu' };
    const runtime = await opened({ granted }, { env, config: { breakout: { token_env: 'ACME_TOKEN' } } });
    const { result } = await goes(runtime, 'environment');
    assert.deepEqual(result, { ACME_TOKEN: 'another-token', REGION: 'eu' });
    assert.equal((await goes(runtime, 'other_secret')).error?.code, 'CAPABILITY_DENIED');
  });

  it('prints into our log, without its secrets and within bounds', async () => {
    const runtime = await opened();
    await goes(runtime, 'print');
    await until(() => logged.includes('info plugin breakout: and this is an error'));
    assert.ok(logged.includes('info plugin breakout: the token is ***'), logged.join('\n'));
    await goes(runtime, 'flood_prints');
    await goes(runtime, 'hello');
    assert.ok(logged.length < 1000, String(logged.length));
  });

  it('reaches by context.fetch only what was granted; a socket of its own is open to it, since Node has no permission for that', async () => {
    const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
    try {
      const runtime = await opened();
      await until(() => server.listening);
      const { port } = server.address() as AddressInfo;
      const denied = await goes(runtime, 'fetch', { url: `http://127.0.0.1:${port}/` });
      assert.equal(denied.error?.code, 'CAPABILITY_DENIED');
      // The day that this is refused, docs/plugin-security.md has good news to tell.
      assert.equal(process.allowedNodeEnvironmentFlags.has('--allow-net'), false);
      assert.equal((await goes(runtime, 'socket', { port: String(port) })).result, 'connected');
    } finally {
      server.close();
    }
  });
});

describe('what is granted to a plugin in a process of its own', function () {
  this.timeout(60_000);
  afterEach(closeAll);

  it('is a folder below the data directory, to write and to read', async () => {
    const dataDir = newDataDir();
    const runtime = await opened({ granted: { ...DECLARED, fs: { write: ['breakout/cache'] } } }, { dataDir });
    const path = join(dataDir, 'breakout/cache/file');
    assert.equal((await goes(runtime, 'write', { path })).status, 'succeeded');
    assert.equal((await goes(runtime, 'read', { path })).result, 'written');
    refused(await goes(runtime, 'write', { path: join(dataDir, 'breakout/other') }), /restricted/);
    refused(await goes(runtime, 'link', { path: `${path}.link`, to: '/etc/passwd' }), /permissions/);
  });

  it('is a folder that its configuration names', async () => {
    const folder = newDataDir();
    writeFileSync(join(folder, 'model'), 'weights');
    const granted = { ...DECLARED, fs: { read: [{ fromConfig: '/model_path' }] } };
    const runtime = await opened({ granted }, { config: { breakout: { model_path: folder } } });
    assert.equal((await goes(runtime, 'read', { path: join(folder, 'model') })).result, 'weights');
    refused(await goes(runtime, 'write', { path: join(folder, 'model') }), /restricted/);
  });

  it('is never a file of the engine, nor a folder that holds one', async () => {
    for (const path of ['.', '..', '/', 'store.db', 'server.json', 'plugins', 'plugins/other', 'x/../store.db-wal']) {
      const granted = { ...DECLARED, fs: { read: [path] } };
      await assert.rejects(opened({ granted }), { code: 'PLUGIN_INVALID', message: /files of the engine/ }, path);
    }
  });

  it('is no path with a star, which is every name to Node', async () => {
    const granted = { ...DECLARED, fs: { read: ['/tmp/*'] } };
    await assert.rejects(opened({ granted }), { code: 'PLUGIN_INVALID', message: /with a \*/ });
  });

  it('is programs, and with them all that the user may do', async () => {
    const runtime = await opened({ granted: { ...DECLARED, subprocess: true } });
    assert.equal((await goes(runtime, 'program')).result, 'started');
  });

  it('is not a link of its folder that leads out of it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'configurable-agents-'));
    try {
      mkdirSync(join(folder, 'data'));
      symlinkSync('/etc', join(folder, 'data', 'way-out'));
      await assert.rejects(opened({ folder, manifest: MANIFEST }), {
        code: 'PLUGIN_INVALID',
        message: /has the link data\/way-out, which leads to \/etc/,
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

const MANIFEST = {
  name: 'breakout',
  version: '1.0.0',
  sdk: '^1',
  secrets: {},
  capabilities: { net: [] },
  actions: {},
  providers: {},
  triggers: {},
  trackers: {},
};

describe('a process of a plugin that does not play by the rules', function () {
  this.timeout(60_000);
  afterEach(closeAll);

  /** The engine and other executions of the plugin go on. */
  async function goesOn(runtime: Runtime): Promise<void> {
    assert.equal(runtime.health().ready, true);
    assert.equal((await goes(runtime, 'hello')).status, 'succeeded');
  }

  for (const [what, way, why] of [
    ['exits', 'exit', 'crashed'],
    ['aborts', 'abort', 'crashed'],
    ['closes its channel', 'close', 'crashed'],
    ['fills its heap', 'heap', 'memory'],
    ['fills memory beside its heap', 'buffers', 'memory'],
    ['computes for ever', 'loop', 'blocked'],
  ] as const) {
    it(`and ${what} is replaced, and what does so again and again is given up`, async () => {
      // What computes is silent, and so is what fills its heap on a busy machine.
      const runtime = await opened({}, { lanes: { ...TUNING, ...(way === 'loop' ? { blockedBeats: 30 } : {}) } });
      await goesOn(runtime);
      const { error } = await goes(runtime, way);
      assert.equal(error?.code, 'RUN_ATTEMPT_LOST', error?.message);
      const { replaced } = runtime.stats().lanes.kinds.process;
      assert.deepEqual(Object.keys(replaced), [why], logged.join('\n'));
      await goesOn(runtime);
    });
  }

  for (const [what, way, message] of [
    ['a message of 100 MB', 'large', /a message of \d+ bytes, and \d+ is the most/],
    ['messages without end', 'flood', /said more in a second/],
    ['what is no JSON', 'garbage', /is no JSON/],
    ['a message that no lane sends', 'no_shape', /has not the shape of one/],
    ['an answer that is nested without end', 'deep', /has not the shape of one/],
    ['an answer for an execution of another', 'for_another', /not its own/],
    ['an answer without its shape', 'without_shape', /not the shape/],
    ['two answers for one execution', 'twice', /that it has answered for/],
    ['a log line of another run', 'foreign_log', /was not given/],
  ] as const) {
    it(`and sends ${what} is ended at once, and its execution fails`, async () => {
      const runtime = await opened({}, { lanes: { ...TUNING, memoryMb: 512 } });
      const { error } = await goes(runtime, way, { id: '1' });
      assert.equal(error?.code, 'PLUGIN_FORGERY');
      assert.match(error.message, message);
      await until(() => runtime.stats().lanes.kinds.process.replaced.forging === 1);
      assert.ok(
        logged.some((line) => message.test(line)),
        logged.join('\n'),
      );
      await goesOn(runtime);
    });
  }

  it('fails with an output that is larger than a message may be, and stays', async () => {
    const runtime = await opened();
    assert.equal((await goes(runtime, 'large_output')).error?.code, 'NODE_OUTPUT_TOO_LARGE');
    assert.deepEqual(runtime.stats().lanes.kinds.process.replaced, {});
  });

  it('ends with us', async () => {
    const runtime = await opened();
    const { pid } = (await goes(runtime, 'hello')).result as { readonly pid: number };
    await runtime.start(startRequest(wayOut('deaf_loop')));
    await runtime.close();
    await until(() => !isAlive(pid));
  });

  it('belongs to the plugins it was started for: others get others', async () => {
    const runtime = await opened();
    const first = (await goes(runtime, 'hello')).result as { readonly pid: number };
    await runtime.plugins.replace([breakout('process')]);
    const second = (await runToEnd(runtime, wayOut('hello'))).result as { readonly pid: number };
    assert.notEqual(second.pid, first.pid);
    await until(() => !isAlive(first.pid));
  });
});
