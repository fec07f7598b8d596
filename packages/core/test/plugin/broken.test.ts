// A hundred plugins that are broken, each in its own way: every one is refused with a code, the path and one line, and what was at
// work before goes on.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { checkedManifest, loadManifests, readManifest, RuntimeError } from '@configurable-agents/core';
import type { PluginSource, Runtime } from '@configurable-agents/core';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { graph } from '../support/graph.ts';
import { BROKEN_MANIFESTS, BROKEN_MODULES, GOOD } from '../support/broken-plugins.ts';
import { written } from '../support/written.ts';
import { closeAll, newDataDir, open, runToEnd, TEST_PLUGIN } from '../support/runtime.ts';

const TEST: PluginSource = { specifier: TEST_PLUGIN, firstParty: false };

/** A module that is to run in a process of its own, where a manifest is told of it. */
function apart(text: string): PluginSource {
  const manifest = checkedManifest({ name: 'acme', version: '1.0.0', sdk: '^1' }, 'acme');
  return { ...written(text), isolation: 'process', manifest };
}

/** The failure of a promise, of which a person sees the message alone. */
async function refused(promise: Promise<unknown>): Promise<RuntimeError> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof RuntimeError, String(error));
    assert.doesNotMatch(error.message, /\p{Cc}/u);
    assert.ok(error.message.length < 1200, error.message);
    return error;
  }
  throw new Error('it was taken');
}

describe('a manifest', () => {
  it('is taken where it is right, with what may be absent filled in', () => {
    assert.deepEqual(checkedManifest(GOOD, 'acme'), GOOD);
    assert.deepEqual(checkedManifest({ name: 'a', version: '1.0.0', sdk: '^1.4' }, 'a'), {
      name: 'a',
      version: '1.0.0',
      sdk: '^1.4',
      secrets: {},
      capabilities: { net: [] },
      actions: {},
      providers: {},
      triggers: {},
      trackers: {},
    });
  });

  it('may have keys of a later release', () => {
    assert.equal(checkedManifest({ ...GOOD, panels: { 'acme.x': {} } }, 'acme').name, 'acme');
  });

  it('is read from the file, which may be absent, no JSON, or no file', () => {
    const folder = newDataDir();
    assert.equal(readManifest(folder), undefined);
    writeFileSync(join(folder, 'plugin.json'), JSON.stringify(GOOD));
    assert.deepEqual(readManifest(folder), GOOD);
    writeFileSync(join(folder, 'plugin.json'), '{"name": ');
    assert.throws(() => readManifest(folder), { code: 'PLUGIN_INVALID', message: /plugin\.json is not JSON/ });
    writeFileSync(join(folder, 'plugin.json'), '{"name": "acme", "version": "1", "sdk": "^1", "__proto__": {}}');
    assert.throws(() => readManifest(folder), { code: 'PLUGIN_INVALID', message: /has a key `__proto__`/ });
    const other = newDataDir();
    mkdirSync(join(other, 'plugin.json'));
    assert.throws(() => readManifest(other), { code: 'PLUGIN_INVALID', message: /is no file/ });
  });
});

describe('a hundred broken plugins', function () {
  this.timeout(60_000);
  let runtime: Runtime;

  before(async () => (runtime = await open({ plugins: [TEST], pluginLoadTimeoutMs: 20_000 })));
  after(async () => {
    assert.equal((await runToEnd(runtime, graph('a -> b'))).status, 'succeeded');
    assert.deepEqual(
      runtime.plugins.list().map(({ manifest, generation }) => [manifest.name, generation]),
      [['test', 1]],
    );
    await closeAll();
  });

  it('are at least a hundred', () => {
    assert.ok(BROKEN_MANIFESTS.length + BROKEN_MODULES.length >= 100);
  });

  for (const { what, manifest, code, message } of BROKEN_MANIFESTS) {
    it(`refuses a manifest: ${JSON.stringify(what)}`, async () => {
      const source = { ...written('throw new Error("never loaded");'), manifest: manifest as PluginManifest };
      const error = await refused(runtime.plugins.replace([TEST, source]));
      assert.equal(error.code, code, error.message);
      assert.match(error.message, message);
      if (code === 'PLUGIN_INVALID') assert.equal(typeof error.details['path'], 'string');
    });
  }

  for (const { what, text, code, message, hangs = false } of BROKEN_MODULES) {
    if (hangs) continue;
    it(`refuses a module: ${what}`, async () => {
      const error = await refused(runtime.plugins.replace([TEST, written(text)]));
      assert.equal(error.code, code, error.message);
      assert.match(error.message, message);
    });
  }

  for (const { what, text, code, message, hangs = false } of BROKEN_MODULES) {
    if (hangs) continue;
    it(`refuses a module that is to have a process of its own: ${what}`, async () => {
      const error = await refused(runtime.plugins.replace([TEST, apart(text)]));
      assert.equal(error.code, code, error.message);
      assert.match(error.message, message);
    });
  }

  for (const [where, source] of [
    ['threads', written],
    ['processes', apart],
  ] as const) {
    it(`refuses modules that hang, and ends their ${where}`, async () => {
      const impatient = await open({ plugins: [], pluginLoadTimeoutMs: 1000 });
      for (const { text, code, message } of BROKEN_MODULES.filter(({ hangs }) => hangs === true)) {
        const error = await refused(impatient.plugins.replace([source(text)]));
        assert.equal(error.code, code, error.message);
        assert.match(error.message, message);
      }
    });
  }
});

describe('a plugin whose manifest is known', function () {
  this.timeout(30_000);
  afterEach(closeAll);

  const CODE = `export const plugin = { name: 'acme', version: '1.2.0', sdk: '^1', actions: { lookup: {
    input: true, output: true, effects: 'read', idempotent: true, run: () => ({ found: true }) } } };`;
  const told = async (): Promise<PluginManifest> => {
    const [manifest] = await loadManifests([written(CODE)]);
    assert.ok(manifest !== undefined);
    return manifest;
  };
  const lookup = graph('a', { a: { uses: 'acme.lookup' } });

  it('must be known where it is to run in a process of its own: none of its code is loaded in ours', async () => {
    const source: PluginSource = { ...written(CODE), isolation: 'process' };
    const error = await refused(loadManifests([source]));
    assert.equal(error.code, 'PLUGIN_LOAD_FAILED');
    assert.match(
      error.message,
      /known by its plugin\.json, and there is none in .+; write it by `configurable-agents plugins build`$/,
    );
  });

  it('is at work without its code being loaded', async () => {
    const runtime = await open({ plugins: [{ ...written('throw new Error("loaded");'), manifest: await told() }] });
    assert.deepEqual(Object.keys(runtime.manifests[0]?.actions ?? {}), ['acme.lookup']);
    const { error } = await runToEnd(runtime, lookup);
    assert.equal(error?.code, 'PLUGIN_LOAD_FAILED');
    assert.match(error.message, /: loaded$/);
  });

  it('runs where its code says the same', async () => {
    const runtime = await open({ plugins: [{ ...written(CODE), manifest: await told() }] });
    assert.deepEqual((await runToEnd(runtime, lookup)).result, { found: true });
  });

  it('fails in its lane with what differs where its code says something else', async () => {
    const manifest = await told();
    for (const [from, to, path] of [
      [
        "effects: 'read'",
        "effects: 'write'",
        '/actions/acme.lookup/effects is "read" in plugin.json and "write" in the code',
      ],
      ['1.2.0', '1.3.0', '/version is "1.2.0" in plugin.json and "1.3.0" in the code'],
      ["sdk: '^1'", "sdk: '^1', capabilities: { net: ['evil.example:443'] }", '/capabilities/net is a list'],
      [
        "sdk: '^1'",
        "sdk: '^1', tools: { t: { description: 'x', input: true, output: true, effects: 'read', idempotent: true } }",
        '/tools/acme.t is missing in plugin.json and an object in the code',
      ],
    ] as const) {
      const source = { ...written(CODE.replace(from, to)), manifest };
      const runtime = await open({ plugins: [source] });
      const { error } = await runToEnd(runtime, lookup);
      assert.equal(error?.code, 'PLUGIN_MANIFEST_STALE');
      assert.ok(error.message.includes(path), error.message);
      // Replaced in, it is tried first, wherever it is to run.
      for (const isolation of ['worker', 'process'] as const) {
        const other = await open({ plugins: [] });
        const stale = await refused(other.plugins.replace([{ ...source, isolation }]));
        assert.equal(stale.code, 'PLUGIN_MANIFEST_STALE');
        assert.ok(stale.message.includes(path), stale.message);
      }
    }
  });

  it('is tried where it may neither read the disk nor see the environment, though it was granted both', async () => {
    const spying = (what: string): string =>
      `import { readFileSync } from 'node:fs';\nthrow new Error(${what});\n${CODE}`;
    const granted = { net: [], env: ['PATH'], fs: { read: ['/etc'] } };
    const replaced = async (text: string): Promise<RuntimeError> => {
      const runtime = await open({ plugins: [] });
      const source = { ...written(text), isolation: 'process', manifest: await told(), granted } as const;
      return await refused(runtime.plugins.replace([source]));
    };
    assert.match((await replaced(spying("readFileSync('/etc/passwd', 'utf8')"))).message, /restricted/);
    assert.match((await replaced(spying("'PATH is ' + process.env.PATH"))).message, /: PATH is undefined$/);
    assert.match((await replaced(spying("'pid ' + (process.pid === " + process.pid + ')'))).message, /: pid false$/);
  });

  it('names files of its own package only', async () => {
    const source = written(CODE);
    const folder = dirname(fileURLToPath(source.specifier));
    const trigger = { event: true, maxBodyBytes: 1000, ackStatus: 202 } as const;
    const known = await told();
    const manifest = (eventSchemas: string): PluginManifest => ({
      ...known,
      triggers: { 'acme.event': { ...trigger, eventSchemas } },
    });
    const [found] = await loadManifests([{ ...source, folder, manifest: manifest('./events.json') }]);
    assert.equal(found?.triggers['acme.event']?.eventSchemas, pathToFileURL(join(folder, 'events.json')).href);
    for (const file of ['../events.json', '/etc/passwd', 'file:///etc/passwd', 'https://acme.example/events.json']) {
      const error = await refused(loadManifests([{ ...source, folder, manifest: manifest(file) }]));
      assert.match(error.message, /\/triggers\/acme\.event\/eventSchemas is ".*it must be a file in the package/);
    }
  });

  it('conflicts with another one also by a tool, and both are named', async () => {
    const tool = { description: 'x', input: true, output: true, effects: 'read', idempotent: true } as const;
    const manifest: PluginManifest = { ...(await told()), actions: {}, tools: { 'acme.find': tool } };
    const [one, two] = [written(CODE), written(CODE)];
    const error = await refused(
      loadManifests([
        { ...one, manifest },
        { ...two, manifest },
      ]),
    );
    assert.equal(error.code, 'PLUGIN_CONFLICT');
    assert.ok(error.message.includes(one.specifier) && error.message.includes(two.specifier));
    const first: PluginManifest = { ...manifest, name: 'first' };
    const clash = await refused(
      loadManifests([
        { ...one, firstParty: true, manifest },
        { ...two, firstParty: true, manifest: first },
      ]),
    );
    assert.match(clash.message, /the tool acme\.find is offered by both/);
  });
});
