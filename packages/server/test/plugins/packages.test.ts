import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderIntegrity, readFolder } from '../../src/plugins/folder.ts';
import { integrityOf } from '../../src/plugins/integrity.ts';
import { isPacked } from '../../src/plugins/packlist.ts';
import { referenceOf } from '../../src/plugins/reference.ts';
import { unpack } from '../../src/plugins/store.ts';
import { readTarball } from '../../src/plugins/tarball.ts';
import { packed, pluginFiles, writeFiles } from '../support/packages.ts';
import { openRegistry } from '../support/registry.ts';
import type { Registry } from '../support/registry.ts';

describe('packages of plugins', function () {
  this.timeout(30_000);
  let root: string;
  beforeEach(() => (root = realpathSync(mkdtempSync(join(tmpdir(), 'configurable-agents-packages-')))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  for (const [source, reference] of [
    ['./acme', { kind: 'path', path: './acme' }],
    ['../a/acme', { kind: 'path', path: '../a/acme' }],
    ['/srv/acme', { kind: 'path', path: '/srv/acme' }],
    ['./acme-1.0.0.tgz', { kind: 'tarball', path: './acme-1.0.0.tgz' }],
    ['npm:acme', { kind: 'npm', name: 'acme', range: undefined }],
    ['npm:@scope/acme@^1.2.0', { kind: 'npm', name: '@scope/acme', range: '^1.2.0' }],
    ['npm:acme@>=1 <3', { kind: 'npm', name: 'acme', range: '>=1 <3' }],
    ['acme', { kind: 'package', name: 'acme' }],
    ['@scope/acme', { kind: 'package', name: '@scope/acme' }],
  ] as const) {
    it(`reads ${source} as what it is`, () => assert.deepEqual(referenceOf(source), reference));
  }

  for (const source of [
    'npm:',
    'npm:--registry=http://evil.example',
    'npm:acme@https://evil.example/a.tgz',
    'npm:acme@file:../x',
    'npm:../x',
    'npm:user/repository',
    'user/repository',
    'acme\u0000',
    'git+ssh://host/x',
    '',
  ]) {
    it(`refuses the source ${JSON.stringify(source)}`, () =>
      assert.throws(() => referenceOf(source), { code: 'PLUGIN_PACKAGE_INVALID' }));
  }

  it('packs what `files` lists and what npm always packs', () => {
    const listed = { files: ['dist', '*.md', 'data/*.json', '!dist/**/*.map'], always: ['lib/main.js'] };
    const of = (path: string): boolean => isPacked(path, listed);
    for (const path of ['package.json', 'LICENSE', 'dist/a.js', 'dist/b/c.js', 'NEWS.md', 'data/x.json', 'lib/main.js'])
      assert.ok(of(path), path);
    for (const path of [
      'src/a.ts',
      'dist/a.js.map',
      'data/x/y.json',
      'node_modules/x/index.js',
      '.npmrc',
      'dist/.git/x',
    ])
      assert.ok(!of(path), path);
  });

  for (const [what, packageJson] of [
    ['with `files`', { files: ['index.js', 'plugin.json', 'dist'] }],
    ['without', {}],
  ] as const) {
    it(`gives a folder and what npm packs of it one integrity, ${what}`, async () => {
      const folder = writeFiles(join(root, 'acme'), {
        ...pluginFiles({ packageJson }),
        'dist/more.js': 'export {};\n',
        'dist/deep/ü.js': 'export {};\n',
        'node_modules/other/index.js': 'throw 1;\n',
        ...(what === 'without' ? {} : { 'src/left-out.ts': 'export {};\n' }),
      });
      execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', root], { cwd: folder });
      const files = await readTarball(join(root, 'plugin-acme-1.0.0.tgz'));
      assert.ok(files.has('dist/deep/ü.js'));
      assert.equal(integrityOf(files), folderIntegrity(readFolder(folder)));
    });
  }

  it('changes the integrity with a byte, a name, and where a name ends', () => {
    const of = (files: Record<string, string>): string =>
      integrityOf(new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])));
    const all = [{ a: '1' }, { a: '2' }, { b: '1' }, { a: '', '1': '' }, { a1: '' }].map(of);
    assert.equal(new Set(all).size, all.length);
    assert.equal(of({ a: '1', b: '2' }), of({ b: '2', a: '1' }));
  });

  it('refuses a folder that holds a link, whose end no hash covers', () => {
    const folder = writeFiles(join(root, 'acme'), pluginFiles());
    writeFileSync(join(root, 'outside.js'), '');
    symlinkSync(join(root, 'outside.js'), join(folder, 'linked.js'));
    assert.throws(() => folderIntegrity(readFolder(folder)), { code: 'PLUGIN_PACKAGE_INVALID', message: /linked\.js/ });
  });

  it('refuses a module that a link leads out of the folder', () => {
    const folder = writeFiles(join(root, 'acme'), pluginFiles());
    writeFileSync(join(root, 'outside.js'), '');
    rmSync(join(folder, 'index.js'));
    symlinkSync(join(root, 'outside.js'), join(folder, 'index.js'));
    assert.throws(() => readFolder(folder), { code: 'PLUGIN_PACKAGE_INVALID', message: /leads out of it/ });
  });

  describe('unpacked', () => {
    const unpackIt = async (files = pluginFiles()): ReturnType<typeof unpack> => {
      const path = join(root, 'acme.tgz');
      writeFileSync(path, packed(files));
      return await unpack(await readTarball(path), { dataDir: join(root, 'data'), where: path });
    };

    it('lie below the data folder by name, version and integrity, and find the SDK of the product', async () => {
      const { folder, specifier } = await unpackIt();
      assert.match(folder.slice(root.length), /^\/data\/plugins\/acme@1\.0\.0-[0-9a-f]{12}$/);
      const { plugin } = (await import(specifier)) as { readonly plugin: { readonly name: string } };
      assert.equal(plugin.name, 'acme');
      assert.deepEqual(readdirSync(join(root, 'data', 'plugins')).toSorted(), [
        folder.slice(folder.lastIndexOf('/') + 1),
        'node_modules',
      ]);
    });

    it('are taken as they are where they are there already', async () => {
      const first = await unpackIt();
      assert.equal((await unpackIt()).folder, first.folder);
    });

    it('are refused where somebody changed them', async () => {
      const { folder } = await unpackIt();
      writeFileSync(join(folder, 'index.js'), 'export const plugin = 1;');
      await assert.rejects(unpackIt(), { code: 'PLUGIN_LOCK_DRIFT', message: /are not what was unpacked/ });
    });

    describe('with dependencies', () => {
      let registry: Registry;
      const before = { ...process.env };
      beforeEach(async () => {
        const bytes = packed({
          'package.json': JSON.stringify({ name: 'dep', version: '1.2.0', scripts: { install: 'touch ../../ran' } }),
        });
        registry = await openRegistry([{ name: 'dep', version: '1.2.0', bytes }]);
        process.env['npm_config_registry'] = registry.url;
        process.env['npm_config_cache'] = join(root, 'npm-cache');
      });
      afterEach(async () => {
        process.env = { ...before };
        await registry.close();
      });

      it("get them, not their peers, and nobody's scripts run", async () => {
        const scripts = {
          preinstall: 'touch ran',
          install: 'touch ran',
          postinstall: 'touch ran',
          prepare: 'touch ran',
        };
        const { folder } = await unpackIt(
          pluginFiles({
            packageJson: {
              scripts,
              dependencies: { dep: '^1.0.0' },
              devDependencies: { other: '1' },
              peerDependencies: { '@configurable-agents/plugin-sdk': '^1' },
            },
          }),
        );
        assert.equal(existsSync(join(folder, 'ran')), false);
        assert.match(readFileSync(join(folder, 'node_modules', 'dep', 'package.json'), 'utf8'), /"version":"1\.2\.0"/);
        assert.equal(existsSync(join(folder, 'node_modules', '@configurable-agents')), false);
        assert.deepEqual(registry.asked, ['dep', 'dep/-/1.2.0.tgz']);
      });

      it('leave nothing behind when one cannot be installed', async () => {
        const files = pluginFiles({ packageJson: { dependencies: { dep: '2.0.0' } } });
        await assert.rejects(unpackIt(files), {
          code: 'PLUGIN_PACKAGE_INVALID',
          message: /dependencies of acme: .*dep@2\.0\.0/,
        });
        assert.deepEqual(readdirSync(join(root, 'data', 'plugins')), ['node_modules']);
      });
    });
  });
});
