// `plugins build`: plugin.json out of the code.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildManifest } from '../../src/author/manifest-file.ts';
import { readPackage } from '../../src/author/package.ts';
import { describeFailure } from '../../src/cli/failure.ts';
import { MODULES } from '../support/author.ts';
import { run } from '../support/cli.ts';
import type { Ran } from '../support/cli.ts';
import { pluginFiles, writeFiles } from '../support/packages.ts';

describe('plugins build', function () {
  this.timeout(60_000);
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-build-'));
    symlinkSync(MODULES, join(cwd, 'node_modules'));
  });
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));
  const build = async (...args: readonly string[]): Promise<Ran> => await run(['plugins', 'build', ...args], { cwd });
  const read = (path: string): string => readFileSync(join(cwd, path), 'utf8');

  it('writes it, and says whether it was current', async () => {
    const { 'plugin.json': expected = '', ...files } = pluginFiles();
    writeFiles(join(cwd, 'acme'), files);
    const missing = await build('acme', '--check');
    assert.equal(missing.status, 1);
    assert.match(
      missing.out,
      /^PLUGIN_MANIFEST_STALE: acme\/plugin\.json is not there; write it: configurable-agents plugins build acme\n$/,
    );
    assert.ok(!existsSync(join(cwd, 'acme', 'plugin.json')));
    assert.deepEqual(await build('acme').then(({ status, out }) => [status, out]), [0, 'written  acme/plugin.json\n']);
    assert.deepEqual(JSON.parse(read('acme/plugin.json')), JSON.parse(expected));
    assert.deepEqual(await build('acme').then(({ status, out }) => [status, out]), [0, 'current  acme/plugin.json\n']);
    writeFileSync(join(cwd, 'acme', 'plugin.json'), '{}');
    const stale = await build('acme', '--check', '--json');
    assert.equal(stale.status, 1);
    const { status, written } = JSON.parse(stale.out) as { readonly status: string; readonly written: boolean };
    assert.deepEqual([status, written], ['stale', false]);
    assert.equal(read('acme/plugin.json'), '{}');
  });

  it('gives the bytes that the repository has for its own plugins', async () => {
    const folder = join(import.meta.dirname, '..', '..', '..', 'plugins');
    for (const name of ['slack', 'github']) {
      // The sources of the repository run under its condition; a folder of an author has none.
      cpSync(join(folder, name), join(cwd, name), {
        recursive: true,
        filter: (path) => !/node_modules|dist/.test(path),
      });
      const json = JSON.parse(read(`${name}/package.json`)) as object;
      writeFileSync(join(cwd, name, 'package.json'), JSON.stringify({ ...json, exports: './src/index.ts' }));
      assert.equal((await build(name)).status, 0);
      assert.equal(read(`${name}/plugin.json`), readFileSync(join(folder, name, 'plugin.json'), 'utf8'), name);
    }
  });

  it('says what is wrong with a package, and leaves what is there', async () => {
    const wrong: readonly (readonly [name: string, files: { readonly [path: string]: string }, message: RegExp])[] = [
      [
        'throws',
        pluginFiles({ code: 'throw new Error("no key");' }),
        /PLUGIN_LOAD_FAILED: [^\n]*cannot be loaded: no key\n$/,
      ],
      [
        'ends',
        pluginFiles({ code: 'process.exit(3);' }),
        /PLUGIN_LOAD_FAILED: [^\n]* ended before it told its manifest: it ended with 3/,
      ],
      ['lacks', pluginFiles({ code: 'import "left-pad-of-nobody";' }), /PLUGIN_LOAD_FAILED: [^\n]*left-pad-of-nobody/],
      [
        'older',
        pluginFiles({ packageJson: { version: '2.0.0' } }),
        /PLUGIN_VERSION_DIFFERS: older is 2\.0\.0 by package\.json and 1\.0\.0 by its code; write/,
      ],
      [
        'unbuilt',
        pluginFiles({ packageJson: { exports: './dist/index.js', scripts: { compile: 'tsc' } } }),
        /PLUGIN_NOT_BUILT: unbuilt names the module dist\/index\.js in package\.json, and it is not there; compile it: cd unbuilt && npm run compile\n$/,
      ],
    ];
    for (const [name, files, message] of wrong) {
      writeFiles(join(cwd, name), files);
      const { status, err, out } = await build(name);
      assert.ok(status === 1 || status === 3, `${name}: ${status}`);
      assert.match(err, message);
      assert.equal(out, '');
      assert.equal(read(`${name}/plugin.json`), files['plugin.json']);
    }
    const nothing = await build('nowhere');
    assert.equal(nothing.status, 2);
    assert.match(nothing.err, /PLUGIN_PACKAGE_INVALID: nowhere is not there; name the folder of a plugin, or make one/);
    assert.match((await build()).err, /PLUGIN_PACKAGE_INVALID: \. has no package\.json/);
  });

  it('waits for a module only so long, in a thread that it then ends', async () => {
    writeFiles(join(cwd, 'hangs'), pluginFiles({ code: 'for (;;) {}' }));
    // Not ten seconds by the command: they are the default, and a processor computes all the while.
    const failure: unknown = await buildManifest(readPackage(join(cwd, 'hangs')), { timeoutMs: 500 }).catch((e) => e);
    const { status, message } = describeFailure(failure);
    assert.equal(status, 3);
    assert.match(message, /PLUGIN_LOAD_TIMEOUT: [^\n]* has not loaded within 500 ms/);
  });
});
