// What `plugins add` and `plugins remove` do to the configuration, the lock file and the data folder where no server runs.
import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
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
import { RuntimeError } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { absoluteSource } from '../../src/plugins/candidate.ts';
import type { Added } from '../../src/plugins/change.ts';
import { readInstallation, removalOf, writeChange } from '../../src/plugins/installation.ts';
import { readLock } from '../../src/plugins/lock.ts';
import type { Lock } from '../../src/plugins/lock.ts';
import { openOfflineChanges } from '../../src/plugins/offline.ts';
import { configuredPlugins } from '../../src/plugins/overview.ts';
import { readPinned } from '../../src/plugins/pinned.ts';
import { packed, pluginFiles, tarball, writeFiles } from '../support/packages.ts';
import type { PackageOptions } from '../support/packages.ts';
import { openRegistry } from '../support/registry.ts';
import type { Registry } from '../support/registry.ts';

const SDK = dirname(dirname(fileURLToPath(import.meta.resolve('@configurable-agents/plugin-sdk'))));
const NET = { capabilities: { net: ['api.acme.example:443'] } };

describe('what is installed changes', function () {
  this.timeout(30_000);
  let root: string;
  let workflows: { readonly name: string; readonly graph: ExecutionGraph }[];
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'configurable-agents-changes-'));
    workflows = [];
    // Packages in folders find their peer as one that npm installed does.
    mkdirSync(join(root, 'node_modules', '@configurable-agents'), { recursive: true });
    symlinkSync(SDK, join(root, 'node_modules', '@configurable-agents', 'plugin-sdk'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const place = (): { readonly configPath: string; readonly dataDir: string } => ({
    configPath: join(root, 'configurable-agents.yaml'),
    dataDir: join(root, 'data'),
  });
  const changes = (): ReturnType<typeof openOfflineChanges> =>
    openOfflineChanges({ ...place(), workflows: () => workflows });
  /** As the command does it, from the folder of the configuration. */
  const add = async (typed: string, { grant = false }: { readonly grant?: boolean } = {}): Promise<Added> =>
    await changes().add({
      source: absoluteSource(typed, { cwd: root, configPath: place().configPath }),
      isGranted: grant,
    });
  const folder = (name: string, options: PackageOptions = {}): string =>
    writeFiles(join(root, name), pluginFiles({ name, ...options }));
  const archive = (file: string, options: PackageOptions = {}): string => {
    writeFileSync(join(root, file), packed(pluginFiles(options)));
    return `./${file}`;
  };
  const config = (text?: string): string => {
    if (text !== undefined) writeFileSync(place().configPath, text);
    return readFileSync(place().configPath, 'utf8');
  };
  const lock = (): Lock => {
    const found = readLock(join(root, 'configurable-agents.lock.json'));
    assert.ok(found !== undefined);
    return found;
  };
  /** All that a change may touch. */
  const state = (): readonly unknown[] => [
    existsSync(place().configPath) && config(),
    readLock(join(root, 'configurable-agents.lock.json')),
    existsSync(place().dataDir) &&
      readdirSync(join(place().dataDir, 'plugins')).filter((name) => name !== 'node_modules'),
  ];
  const refused = async (work: Promise<unknown>, code: string, message: RegExp): Promise<RuntimeError> => {
    const error = await work.then(
      () => assert.fail('it was taken'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof RuntimeError, String(error));
    assert.equal(error.code, code, error.message);
    assert.match(error.message, message);
    return error;
  };

  describe('by a plugin from a folder', () => {
    it('which is used where it is, pinned, and held against the lock file from then on', async () => {
      folder('acme');
      const added = await add('acme');
      assert.deepEqual([added.plugin.name, added.plugin.version, added.from], ['acme', '1.0.0', null]);
      assert.equal(config(), 'plugins:\n  - ./acme\n');
      const { version, source, isolation, capabilities } = lock().plugins['acme'] ?? assert.fail();
      assert.deepEqual([version, source, isolation, capabilities], ['1.0.0', './acme', 'worker', { net: [] }]);
      assert.equal(existsSync(place().dataDir), false);
      assert.equal(readPinned(['./acme'], place()).sources.length, 1);
      writeFileSync(join(root, 'acme', 'index.js'), 'export const plugin = {};');
      assert.throws(() => readPinned(['./acme'], place()), {
        code: 'PLUGIN_LOCK_DRIFT',
        message: /acme: its files changed.*\n.*configurable-agents plugins add \.\/acme$/,
      });
    });

    it('while comments, order and layout of the configuration stay', async () => {
      const before = '# ours\ndata_dir: data # here\n\nlimits: { workers: 2 }\n';
      config(before);
      folder('acme');
      await add('acme');
      assert.equal(config(), `${before}plugins:\n  - ./acme\n`);
    });

    it('again, with another version and other files, in the place of the former', async () => {
      folder('acme');
      await add('acme');
      folder('acme', { version: '1.1.0' });
      const { from, plugin } = await add('acme');
      assert.deepEqual([from, plugin.version, lock().plugins['acme']?.version], ['1.0.0', '1.1.0', '1.1.0']);
      assert.equal(config(), 'plugins:\n  - ./acme\n');
    });

    for (const [what, source, message] of [
      ['a folder that is not there', './nothing', /nothing is not there$/],
      ['a path that is not there', 'plugins/nothing', /plugins\/nothing is not there$/],
      ['a folder that is no package', 'empty', /empty has no package\.json$/],
      ['a package without a manifest', 'bare', /bare has no plugin\.json; its author writes it by: .*plugins build$/],
      ['a tarball that is not there', './nothing.tgz', /nothing\.tgz/],
      ['what npm would take from anywhere', 'npm:acme@file:../x', /has no usable range/],
    ] as const) {
      it(`but not by ${what}`, async () => {
        mkdirSync(join(root, 'empty'));
        writeFiles(join(root, 'bare'), { 'package.json': '{"name": "bare", "version": "1.0.0"}' });
        const before = state();
        await refused(add(source), 'PLUGIN_PACKAGE_INVALID', message);
        assert.deepEqual(state(), before);
      });
    }
  });

  describe('by a tarball', () => {
    it('which is unpacked below the data folder', async () => {
      await add(archive('acme.tgz'));
      assert.equal(config(), 'plugins:\n  - ./acme.tgz\n');
      const [source] = readPinned(['./acme.tgz'], place()).sources;
      assert.match(source?.folder?.slice(root.length) ?? '', /^\/data\/plugins\/acme@1\.0\.0-[0-9a-f]{12}$/);
    });

    it('of another version, which takes the place of the former and leaves its folder', async () => {
      await add(archive('acme-1.tgz'));
      const { from } = await add(archive('acme-2.tgz', { version: '2.0.0' }));
      assert.equal(from, '1.0.0');
      assert.equal(config(), 'plugins:\n  - ./acme-2.tgz\n');
      assert.match(String(state()[2]), /^acme@1\.0\.0-\w+,acme@2\.0\.0-\w+$/);
    });

    it('of the same version with other files only where that is granted: a release is never changed', async () => {
      await add(archive('acme.tgz'));
      archive('acme.tgz', { code: '// another' });
      const before = state();
      await refused(
        add('./acme.tgz'),
        'PLUGIN_LOCK_DRIFT',
        /^acme 1\.0\.0 has other files than those that were locked for this version; .*--grant/,
      );
      assert.deepEqual(state(), before);
      assert.equal((await add('./acme.tgz', { grant: true })).from, '1.0.0');
    });

    it('again in a copy of the project that has no data folder, one plugin after the other', async () => {
      await add(archive('acme.tgz'));
      await add(archive('other.tgz', { name: 'other' }));
      rmSync(place().dataDir, { recursive: true });
      const before = [config(), lock()];
      assert.throws(() => readPinned(['./acme.tgz'], place()), {
        code: 'PLUGIN_NOT_FOUND',
        message: /is locked and not unpacked here: .* add it: configurable-agents plugins add \.\/acme\.tgz$/,
      });
      await add('./acme.tgz');
      await add('./other.tgz');
      assert.deepEqual([config(), lock()], before);
      assert.equal(readPinned(['./acme.tgz', './other.tgz'], place()).sources.length, 2);
    });

    for (const [what, bytes, code, message] of [
      [
        'leads out of its folder',
        [{ path: 'package/../../evil.js', content: 'x' }],
        'PLUGIN_PACKAGE_INVALID',
        /evil\.js/,
      ],
      ['holds a link', [{ path: 'package/a', type: '2', link: '/etc/passwd' }], 'PLUGIN_PACKAGE_INVALID', /link/i],
      ['holds no package', [{ path: 'package/readme.md', content: 'x' }], 'PLUGIN_PACKAGE_INVALID', /package\.json/],
      ['says that it is huge', [{ path: 'package/a', size: 2 ** 32 }], 'PLUGIN_TOO_LARGE', /MiB/],
    ] as const) {
      it(`but not by one that ${what}, of which nothing is written`, async () => {
        writeFileSync(join(root, 'bad.tgz'), tarball(bytes));
        const before = state();
        await refused(add('./bad.tgz'), code, message);
        assert.deepEqual(state(), before);
        assert.equal(existsSync(join(root, 'evil.js')), false);
      });
    }
  });

  describe('by a name of npm', () => {
    let registry: Registry;
    const before = { ...process.env };
    beforeEach(async () => {
      const bytes = (version: string): Buffer => packed(pluginFiles({ version }));
      registry = await openRegistry(
        ['1.0.0', '1.1.0'].map((version) => ({ name: 'plugin-acme', version, bytes: bytes(version) })),
      );
      // As an operator has it: beside the configuration.
      writeFileSync(join(root, '.npmrc'), `registry=${registry.url}/\ncache=${join(root, 'npm-cache')}\n`);
      writeFileSync(join(root, 'package.json'), '{"private": true}');
      for (const name of Object.keys(process.env)) if (/^npm_/i.test(name)) delete process.env[name];
    });
    afterEach(async () => {
      process.env = { ...before };
      await registry.close();
    });

    it('which the registry of the project has, with the version that came', async () => {
      const { plugin } = await add('plugin-acme');
      assert.deepEqual([plugin.version, plugin.source], ['1.1.0', 'npm:plugin-acme@1.1.0']);
      assert.equal(config(), 'plugins:\n  - npm:plugin-acme@1.1.0\n');
      assert.deepEqual([...new Set(registry.asked)], ['plugin-acme', 'plugin-acme/-/1.1.0.tgz']);
      assert.equal(readPinned(['npm:plugin-acme@1.1.0'], place()).sources.length, 1);
    });

    it('with a range, and later without, which is an upgrade', async () => {
      assert.equal((await add('plugin-acme@~1.0.0')).plugin.version, '1.0.0');
      assert.equal((await add('npm:plugin-acme')).from, '1.0.0');
      assert.equal(config(), 'plugins:\n  - npm:plugin-acme@1.1.0\n');
    });

    it('but not where the registry does not have it', async () => {
      const error = await refused(
        add('plugin-nothing'),
        'PLUGIN_PACKAGE_INVALID',
        /npm could not fetch plugin-nothing/,
      );
      assert.doesNotMatch(error.message, /\n|^ *at /m);
      assert.equal(existsSync(place().configPath), false);
    });
  });

  describe('by what is granted:', () => {
    it('a plugin that asks for something is not added before that is granted; each thing is said in words', async () => {
      folder('acme', NET);
      const error = await refused(
        add('acme'),
        'PLUGIN_NOT_GRANTED',
        /^acme 1\.0\.0 asks to send requests to api\.acme\.example:443; grant it by --grant, at the API by "grant": true$/,
      );
      const [ask] = error.details['errors'] as readonly Record<string, unknown>[];
      assert.match(String(ask?.['integrity']), /^sha512-/);
      assert.deepEqual(
        [ask?.['plugin'], ask?.['version'], ask?.['from'], ask?.['message']],
        ['acme', '1.0.0', null, 'send requests to api.acme.example:443'],
      );
      assert.deepEqual(state(), [false, undefined, false]);
    });

    it('what was granted stands in the lock file', async () => {
      folder('acme', NET);
      const { granted } = await add('acme', { grant: true });
      assert.deepEqual(granted, ['send requests to api.acme.example:443']);
      assert.deepEqual(lock().plugins['acme']?.capabilities, NET.capabilities);
    });

    it('a version that asks for the same or for less is added without a question; one that asks for more is not', async () => {
      await add(archive('1.tgz', NET), { grant: true });
      const same = await add(archive('2.tgz', { ...NET, version: '1.0.1' }));
      assert.deepEqual([same.granted, same.dropped], [[], []]);
      const less = await add(archive('3.tgz', { version: '1.1.0' }));
      assert.deepEqual([less.granted, less.dropped], [[], ['send requests to api.acme.example:443']]);
      const wider = archive('4.tgz', { version: '2.0.0', capabilities: { subprocess: true } });
      await refused(
        add(wider),
        'PLUGIN_NOT_GRANTED',
        /^acme 2\.0\.0 asks beyond what was granted to 1\.1\.0 to start other programs;/,
      );
      assert.equal(lock().plugins['acme']?.version, '1.1.0');
      assert.deepEqual((await add(wider, { grant: true })).granted, ['start other programs']);
    });

    it('what changed since it was shown is not added', async () => {
      folder('acme', NET);
      const error = await refused(add('acme'), 'PLUGIN_NOT_GRANTED', /./);
      const [{ integrity } = assert.fail()] = error.details['errors'] as readonly { readonly integrity: string }[];
      folder('acme', { capabilities: { subprocess: true } });
      const again = changes().add({ source: './acme', isGranted: true, integrity });
      await refused(again, 'PLUGIN_LOCK_DRIFT', /acme changed since it was shown; look at it again/);
      assert.equal(existsSync(place().configPath), false);
    });
  });

  describe('whole, or not at all:', () => {
    it('the first lock file pins what runs already, as it is', async () => {
      config('plugins: [./first]\n');
      folder('first', NET);
      folder('acme');
      const { alsoPinned } = await add('acme');
      assert.deepEqual(alsoPinned, ['first']);
      assert.deepEqual(lock().plugins['first']?.capabilities, NET.capabilities);
      assert.equal(readPinned(['./first', './acme'], place()).sources.length, 2);
    });

    it('what is not to be pinned keeps others from it, and is named', async () => {
      config('plugins: [./one.mjs]\n');
      writeFileSync(join(root, 'one.mjs'), 'export const plugin = {};');
      folder('acme');
      await refused(
        add('acme'),
        'PLUGIN_NOT_LOCKED',
        /^the plugin \.\/one\.mjs cannot be pinned: it has no plugin\.json/,
      );
      assert.equal(config(), 'plugins: [./one.mjs]\n');
    });

    it('what breaks as it is loaded is not added', async () => {
      const before = state();
      await refused(
        add(archive('acme.tgz', { code: 'throw new Error("no luck");' })),
        'PLUGIN_LOAD_FAILED',
        /: no luck$/,
      );
      assert.deepEqual(state().slice(0, 2), before.slice(0, 2));
      assert.deepEqual(readdirSync(join(place().dataDir, 'plugins')), ['node_modules']);
    });

    it('what is named as another plugin is not added, and both are named', async () => {
      folder('http');
      const error = await refused(add('http'), 'PLUGIN_CONFLICT', /http/);
      assert.match(error.message, /plugin-http/);
      assert.equal(existsSync(place().configPath), false);
    });

    it('a plugin that is broken does not keep another from being mended', async () => {
      folder('acme');
      folder('other');
      await add('acme');
      await add('other');
      rmSync(join(root, 'other'), { recursive: true });
      folder('acme', { version: '1.1.0' });
      assert.equal((await add('acme')).from, '1.0.0');
    });

    for (const file of ['configurable-agents.yaml', 'configurable-agents.lock.json']) {
      it(`${file} that nobody may write is not written, nor is the other`, async () => {
        folder('acme');
        folder('other');
        await add('acme');
        chmodSync(join(root, file), 0o444);
        const before = state();
        await refused(add('other'), 'PLUGIN_READ_ONLY', new RegExp(`${file.replaceAll('.', '\\.')} cannot be written`));
        await refused(changes().remove('acme'), 'PLUGIN_READ_ONLY', /make it writable/);
        assert.deepEqual(state(), before);
      });
    }

    it('the change of somebody else in the meantime is not lost', async () => {
      folder('acme');
      await add('acme');
      const read = readInstallation(place());
      config('# mine\nplugins:\n  - ./acme\n');
      assert.throws(() => writeChange(read, removalOf(read, 'acme')), {
        code: 'PLUGIN_LOCK_DRIFT',
        message: /was changed by somebody else in this moment; nothing was written, so try again/,
      });
      assert.equal(config(), '# mine\nplugins:\n  - ./acme\n');
      assert.ok(lock().plugins['acme'] !== undefined);
    });
  });

  describe('by removing one:', () => {
    it('it goes from both files, and comments stay', async () => {
      folder('acme');
      folder('other');
      await add('acme');
      await add('other');
      config(config().replace('- ./other', '- ./other # ours'));
      await changes().remove('acme');
      assert.equal(config(), 'plugins:\n  - ./other # ours\n');
      assert.deepEqual(Object.keys(lock().plugins), ['other']);
    });

    it('also one that is only left in the lock file, or that is broken', async () => {
      folder('acme');
      await add('acme');
      rmSync(join(root, 'acme'), { recursive: true });
      config('data_dir: data\n');
      await changes().remove('acme');
      assert.deepEqual([config(), lock().plugins], ['data_dir: data\n', {}]);
    });

    it('not while a registered workflow uses it, which is named', async () => {
      folder('acme');
      await add('acme');
      // Only what says what a graph uses is looked at.
      const graph = { triggers: [], observability: {}, nodes: [{ kind: 'action', uses: 'acme' }] } as unknown;
      workflows.push({ name: 'daily', graph: graph as ExecutionGraph });
      await refused(changes().remove('acme'), 'PLUGIN_IN_USE', /the workflow daily uses the action acme;/);
      assert.equal(config(), 'plugins:\n  - ./acme\n');
    });

    it('not one that is not there, nor one of the product', async () => {
      await refused(
        changes().remove('acme'),
        'PLUGIN_NOT_FOUND',
        /there is no plugin "acme" to remove; none is installed/,
      );
      folder('acme');
      await add('acme');
      await refused(changes().remove('acmee'), 'PLUGIN_NOT_FOUND', /installed are acme$/);
      await refused(changes().remove('http'), 'PLUGIN_NOT_FOUND', /comes with the product and cannot be removed/);
    });
  });

  it('the overview has what is configured with what is wrong with it, then what comes with the product', async () => {
    folder('acme', NET);
    await add('acme', { grant: true });
    await add(archive('other.tgz', { name: 'other', ...NET }), { grant: true });
    writeFileSync(join(root, 'acme', 'index.js'), '');
    rmSync(place().dataDir, { recursive: true });
    config(`${config()}  - ./nothing\n`);
    const [acme, other, nothing, ...own] = await configuredPlugins(place());
    assert.deepEqual(
      [acme, other, nothing].map((plugin) => [plugin?.name, plugin?.version, plugin?.problems.map(({ code }) => code)]),
      [
        ['acme', '1.0.0', ['PLUGIN_LOCK_DRIFT']],
        ['other', '1.0.0', ['PLUGIN_NOT_FOUND']],
        ['./nothing', null, ['CONFIG_INVALID']],
      ],
    );
    assert.deepEqual(other?.may, ['send requests to api.acme.example:443']);
    assert.ok(own.length > 5 && own.every((plugin) => plugin.first_party && plugin.problems.length === 0));
  });
});
