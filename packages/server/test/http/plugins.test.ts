// Plugins over HTTP: who may change them, what is answered, and that runs go on meanwhile.
import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openPluginAdmin } from '@configurable-agents/server';
import { readLock } from '../../src/plugins/lock.ts';
import { packed, pluginFiles, tarball, writeFiles } from '../support/packages.ts';
import type { PackageOptions } from '../support/packages.ts';
import { closeServers, openTestServer } from '../support/server.ts';
import type { Reply, TestServer } from '../support/server.ts';

const TOKEN = 'token-of-this-test';
const GIVEN = { Authorization: `Bearer ${TOKEN}` };
const SDK = dirname(dirname(fileURLToPath(import.meta.resolve('@configurable-agents/plugin-sdk'))));
const NET = { capabilities: { net: ['api.acme.example:443'] } };
const HELLO = 'name: hello\nnodes: [{ name: a, uses: acme, with: { text: hi } }]\n';

describe('plugins over HTTP', function () {
  this.timeout(30_000);
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'configurable-agents-http-plugins-'));
    writeFiles(root, { 'node_modules/@configurable-agents/.keep': '' });
    symlinkSync(SDK, join(root, 'node_modules', '@configurable-agents', 'plugin-sdk'));
  });
  afterEach(async () => {
    await closeServers();
    rmSync(root, { recursive: true, force: true });
  });

  const opened = async ({ mayInstall = true }: { readonly mayInstall?: boolean } = {}): Promise<TestServer> =>
    await openTestServer({ token: TOKEN }, {}, (runtime) => ({
      plugins: openPluginAdmin({
        configPath: join(root, 'configurable-agents.yaml'),
        dataDir: join(root, 'data'),
        runtime,
        mayInstall,
        pinned: undefined,
      }),
    }));
  const archive = (file: string, options: PackageOptions = {}): string => {
    writeFileSync(join(root, file), packed(pluginFiles(options)));
    return `./${file}`;
  };
  const add = (server: TestServer, source: string, more: object = {}): Promise<Reply> =>
    server.post('/api/plugins', { source, ...more }, GIVEN);
  const remove = async ({ url }: TestServer, name: string, headers: Record<string, string> = GIVEN): Promise<Reply> => {
    const response = await fetch(new URL(`/api/plugins/${name}`, url), {
      method: 'DELETE',
      headers: { 'Content-Type': 'application/json', ...headers },
    });
    const text = await response.text();
    const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    return { status: response.status, headers: response.headers, text, body };
  };
  const listed = async (server: TestServer): Promise<readonly Record<string, unknown>[]> =>
    (await server.get('/api/plugins')).body['items'] as readonly Record<string, unknown>[];
  const names = async (server: TestServer): Promise<readonly unknown[]> =>
    (await listed(server))
      .filter((plugin) => plugin['first_party'] === false)
      .map(({ name, version }) => `${String(name)}@${String(version)}`);
  const refusal = ({ status, body, headers }: Reply): readonly unknown[] => [
    status,
    body['code'],
    headers.get('content-type')?.split(';')[0],
  ];
  const PROBLEM = 'application/problem+json';
  const hello = async (server: TestServer): Promise<unknown> => {
    const inputs = { workflow_name: 'hello', inputs: {} };
    return (await server.post('/webhooks/generic?wait=30s', inputs)).body['result'];
  };

  it('are listed with where they are from, what they may do and what they offer', async () => {
    const server = await opened();
    const http = (await listed(server)).find(({ name }) => name === 'http');
    assert.deepEqual(
      [http?.['source'], http?.['isolation'], http?.['first_party'], http?.['integrity'], http?.['problems']],
      ['@configurable-agents/plugin-http', 'worker', true, null, []],
    );
    const [action] = (http?.['actions'] ?? []) as readonly Record<string, unknown>[];
    assert.equal(action?.['name'], 'http');
    for (const kind of ['providers', 'triggers', 'trackers', 'tools']) assert.deepEqual(http?.[kind], []);
    assert.equal((await server.get('/api/plugins')).body['next_cursor'], null);
  });

  it('are added, and at work at once; then they stand in both files', async () => {
    const server = await opened();
    assert.equal((await server.register('hello', HELLO)).status, 422);
    const { status, body } = await add(server, archive('acme.tgz', NET), { grant: true });
    assert.equal(status, 201, JSON.stringify(body));
    assert.deepEqual(
      [
        body['name'],
        body['version'],
        body['source'],
        body['from'],
        body['granted'],
        body['dropped'],
        body['also_pinned'],
      ],
      ['acme', '1.0.0', './acme.tgz', null, ['send requests to api.acme.example:443'], [], []],
    );
    assert.equal((await server.register('hello', HELLO)).status, 201);
    assert.deepEqual(await hello(server), { text: '1.0.0 hi' });
    assert.equal(readFileSync(join(root, 'configurable-agents.yaml'), 'utf8'), 'plugins:\n  - ./acme.tgz\n');
    const locked = readLock(join(root, 'configurable-agents.lock.json'))?.plugins['acme'];
    assert.deepEqual(locked?.capabilities, NET.capabilities);
    const [plugin] = await listed(server);
    assert.deepEqual(
      [plugin?.['name'], plugin?.['integrity'], plugin?.['capabilities']],
      ['acme', locked?.integrity, NET.capabilities],
    );
  });

  it('are upgraded while runs go on: each run has a result of one of both, later ones of the new one, and none fails', async () => {
    const server = await opened();
    await add(server, archive('1.tgz'));
    await server.register('hello', HELLO);
    const upgrade = { isOver: false };
    const results: { readonly isLater: boolean; readonly result: unknown }[] = [];
    const sender = async (): Promise<void> => {
      while (results.filter(({ isLater }) => isLater).length < 20) {
        const isLater = upgrade.isOver;
        results.push({ isLater, result: await hello(server) });
      }
    };
    const load = Promise.all(Array.from({ length: 10 }, sender));
    const { status, body } = await add(server, archive('2.tgz', { version: '2.0.0' }));
    upgrade.isOver = true;
    await load;
    assert.deepEqual([status, body['from'], body['version']], [200, '1.0.0', '2.0.0']);
    for (const { isLater, result } of results) {
      const { text } = result as { readonly text: string };
      assert.ok(text === '2.0.0 hi' || (!isLater && text === '1.0.0 hi'), text);
    }
    assert.ok(server.runtime.reader.runs({ limit: 1000 }).items.every((run) => run.status === 'succeeded'));
    assert.deepEqual(await names(server), ['acme@2.0.0']);
  });

  it('are removed, and the files no longer have them', async () => {
    const server = await opened();
    await add(server, archive('acme.tgz'));
    const { status, text } = await remove(server, 'acme');
    assert.deepEqual([status, text], [204, '']);
    assert.deepEqual(await names(server), []);
    assert.equal(readFileSync(join(root, 'configurable-agents.yaml'), 'utf8'), 'plugins: []\n');
    assert.deepEqual(readLock(join(root, 'configurable-agents.lock.json'))?.plugins, {});
  });

  it('are changed one after the other, however many ask at once', async () => {
    const server = await opened();
    const all = ['a', 'b', 'c', 'd'].map((name) => add(server, archive(`${name}.tgz`, { name })));
    assert.deepEqual(
      (await Promise.all(all)).map(({ status }) => status),
      [201, 201, 201, 201],
    );
    assert.deepEqual(new Set(await names(server)), new Set(['a@1.0.0', 'b@1.0.0', 'c@1.0.0', 'd@1.0.0']));
    assert.deepEqual(Object.keys(readLock(join(root, 'configurable-agents.lock.json'))?.plugins ?? {}).length, 4);
  });

  describe('are not changed', () => {
    it('without the token, also from this machine, where anybody may look', async () => {
      const server = await opened();
      const source = archive('acme.tgz');
      assert.deepEqual(refusal(await server.post('/api/plugins', { source })), [401, 'TOKEN_REQUIRED', PROBLEM]);
      const wrong = await server.post('/api/plugins', { source }, { Authorization: 'Bearer other' });
      assert.deepEqual(refusal(wrong), [401, 'TOKEN_REQUIRED', PROBLEM]);
      assert.deepEqual(refusal(await remove(server, 'acme', {})), [401, 'TOKEN_REQUIRED', PROBLEM]);
      assert.equal((await server.get('/api/plugins')).status, 200);
    });

    it('by a server that was not started for it, nor before it knows who asks', async () => {
      const server = await opened({ mayInstall: false });
      const refused = await add(server, archive('acme.tgz'));
      assert.deepEqual(refusal(refused), [403, 'PLUGIN_INSTALL_OFF', PROBLEM]);
      assert.match(String(refused.body['detail']), /start it with --allow-plugin-install/);
      assert.deepEqual(refusal(await remove(server, 'http')), [403, 'PLUGIN_INSTALL_OFF', PROBLEM]);
      assert.equal((await server.post('/api/plugins', { source: 'x' })).status, 401);
      const embedded = await openTestServer({ token: TOKEN });
      assert.deepEqual(refusal(await add(embedded, './x')), [403, 'PLUGIN_INSTALL_OFF', PROBLEM]);
    });

    it('for what was not granted: each thing is named, with what must be the same when it is granted', async () => {
      const server = await opened();
      const source = archive('acme.tgz', { capabilities: { net: ['api.acme.example:443'], subprocess: true } });
      const refused = await add(server, source);
      assert.deepEqual(refusal(refused), [409, 'PLUGIN_NOT_GRANTED', PROBLEM]);
      const errors = refused.body['errors'] as readonly Record<string, unknown>[];
      assert.deepEqual(
        errors.map(({ plugin, version, from, message }) => [plugin, version, from, message]),
        [
          ['acme', '1.0.0', null, 'send requests to api.acme.example:443'],
          ['acme', '1.0.0', null, 'start other programs'],
        ],
      );
      archive('acme.tgz', { capabilities: { subprocess: true }, code: '// other' });
      const integrity = errors[0]?.['integrity'];
      assert.deepEqual(refusal(await add(server, source, { grant: true, integrity })), [
        409,
        'PLUGIN_LOCK_DRIFT',
        PROBLEM,
      ]);
      assert.deepEqual(await names(server), []);
    });

    it('where that takes away what a registered workflow uses', async () => {
      const server = await opened();
      await add(server, archive('acme.tgz'));
      await server.register('hello', HELLO);
      const refused = await remove(server, 'acme');
      assert.deepEqual(refusal(refused), [409, 'PLUGIN_IN_USE', PROBLEM]);
      assert.match(String(refused.body['detail']), /the workflow hello uses the action acme/);
      assert.deepEqual(await hello(server), { text: '1.0.0 hi' });
      assert.match(readFileSync(join(root, 'configurable-agents.yaml'), 'utf8'), /acme\.tgz/);
    });

    it('where a file cannot be written: what was at work goes on', async () => {
      const server = await opened();
      await add(server, archive('acme.tgz'));
      chmodSync(join(root, 'configurable-agents.lock.json'), 0o444);
      const refused = await add(server, archive('2.tgz', { version: '2.0.0' }));
      assert.deepEqual(refusal(refused), [403, 'PLUGIN_READ_ONLY', PROBLEM]);
      assert.deepEqual(refusal(await remove(server, 'acme')), [403, 'PLUGIN_READ_ONLY', PROBLEM]);
      assert.deepEqual(await names(server), ['acme@1.0.0']);
    });

    it('by other files under the version that is at work, where they break: that goes on', async () => {
      const server = await opened();
      writeFiles(join(root, 'acme'), pluginFiles());
      assert.equal((await add(server, './acme')).status, 201);
      await server.register('hello', HELLO);
      writeFiles(join(root, 'acme'), pluginFiles({ code: 'throw new Error("no luck");' }));
      assert.deepEqual(refusal(await add(server, './acme')), [422, 'PLUGIN_LOAD_FAILED', PROBLEM]);
      writeFiles(join(root, 'acme'), pluginFiles({ code: '// mended' }));
      assert.equal((await add(server, './acme')).status, 200);
      assert.deepEqual(await hello(server), { text: '1.0.0 hi' });
    });

    it('by a body that says something else', async () => {
      const server = await opened();
      for (const body of [
        {},
        { source: 7 },
        { source: './x', grant: 'yes' },
        { source: './x', isolation: 'vm' },
        { source: './x', more: 1 },
      ])
        assert.equal((await server.post('/api/plugins', body, GIVEN)).status, 422, JSON.stringify(body));
    });

    it('by what is broken: each way has a code, no stack is shown, and nothing is left', async () => {
      const server = await opened();
      writeFileSync(join(root, 'out.tgz'), tarball([{ path: 'package/../../evil.js', content: 'x' }]));
      writeFileSync(join(root, 'big.tgz'), tarball([{ path: 'package/a', size: 2 ** 32 }]));
      writeFileSync(join(root, 'text.tgz'), 'no tarball');
      const stale = pluginFiles();
      writeFileSync(
        join(root, 'stale.tgz'),
        packed({ ...stale, 'index.js': (stale['index.js'] ?? '').replaceAll('1.0.0', '1.0.1') }),
      );
      const sdk = pluginFiles();
      writeFileSync(
        join(root, 'sdk.tgz'),
        packed({ ...sdk, 'plugin.json': (sdk['plugin.json'] ?? '').replace('"^1"', '"^99"') }),
      );
      for (const [source, status, code] of [
        ['./nothing', 422, 'PLUGIN_PACKAGE_INVALID'],
        ['../../etc', 422, 'PLUGIN_PACKAGE_INVALID'],
        ['nothing', 422, 'PLUGIN_PACKAGE_INVALID'],
        ['', 422, 'PLUGIN_PACKAGE_INVALID'],
        ['./out.tgz', 422, 'PLUGIN_PACKAGE_INVALID'],
        ['./text.tgz', 422, 'PLUGIN_PACKAGE_INVALID'],
        ['./big.tgz', 413, 'PLUGIN_TOO_LARGE'],
        ['./sdk.tgz', 422, 'PLUGIN_SDK_RANGE'],
        [archive('throws.tgz', { code: 'throw new Error("no luck");' }), 422, 'PLUGIN_LOAD_FAILED'],
        ['./stale.tgz', 422, 'PLUGIN_MANIFEST_STALE'],
        [archive('http.tgz', { name: 'http' }), 409, 'PLUGIN_CONFLICT'],
      ] as const) {
        const refused = await add(server, source);
        assert.deepEqual(refusal(refused), [status, code, PROBLEM], `${source}: ${refused.text}`);
        assert.doesNotMatch(refused.text, /\\n\s+at |node:internal/);
      }
      assert.deepEqual(refusal(await remove(server, 'nothing')), [404, 'PLUGIN_NOT_FOUND', PROBLEM]);
      assert.deepEqual(refusal(await remove(server, 'http')), [404, 'PLUGIN_NOT_FOUND', PROBLEM]);
      writeFileSync(join(root, 'configurable-agents.yaml'), 'plugin: []\n');
      assert.deepEqual(refusal(await add(server, archive('acme.tgz'))), [409, 'CONFIG_INVALID', PROBLEM]);
      assert.deepEqual(await names(server), []);
      assert.deepEqual(readdirSync(join(root, 'data', 'plugins')), ['node_modules']);
      assert.equal(existsSync(join(root, 'configurable-agents.lock.json')), false);
    });
  });

  describe('on the page /plugins', () => {
    const page = async (server: TestServer): Promise<string> =>
      (await server.get('/plugins', { Accept: 'text/html' })).text;

    it('are those that were added, with what each may do, and those of the product', async () => {
      const server = await opened();
      assert.match(await page(server), /No plugin was added[^]*configurable-agents plugins add \.\/acme/);
      await add(server, archive('acme.tgz', NET), { grant: true });
      const text = await page(server);
      assert.match(
        text,
        /<td class="strong">acme<\/td>[^]*\.\/acme\.tgz[^]*send requests to api\.acme\.example:443[^]*action acme/,
      );
      assert.match(text, /plugin-http/);
      assert.match(text, /href="\/plugins" aria-current="page"/);
    });

    it('is asked for the token from elsewhere, as every page', async () => {
      const server = await openTestServer({ token: TOKEN, allowedHosts: ['hooks.example.org'] });
      const response = await server.get('/plugins', { 'X-Forwarded-For': '192.0.2.7' });
      assert.equal(response.status, 401);
    });
  });
});
