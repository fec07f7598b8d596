// Packages that are broken, or mean harm: each is refused with a code, and nothing is written.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { RuntimeError } from '@configurable-agents/core';
import { readFolder } from '../../src/plugins/folder.ts';
import { MAX_BYTES, MAX_FILES, MAX_JSON_BYTES } from '../../src/plugins/limits.ts';
import { unpack } from '../../src/plugins/store.ts';
import { readTarball } from '../../src/plugins/tarball.ts';
import { packed, pluginFiles, tarball, tarEntry, writeFiles } from '../support/packages.ts';
import type { TarEntry } from '../support/packages.ts';

const good = pluginFiles();
const entries: readonly TarEntry[] = Object.entries(good).map(([path, content]) => ({
  path: `package/${path}`,
  content,
}));
const and = (...more: readonly TarEntry[]): Buffer => tarball([...entries, ...more]);
const pax = (records: Record<string, string>): TarEntry => ({
  path: 'PaxHeader/x',
  type: 'x',
  content: Object.entries(records)
    .map(([key, value]) => {
      const rest = ` ${key}=${value}\n`;
      let length = rest.length + 1;
      while (`${length}${rest}`.length !== length) length++;
      return `${length}${rest}`;
    })
    .join(''),
});
const without = (name: string): Buffer =>
  packed(Object.fromEntries(Object.entries(good).filter(([path]) => path !== name)));
const withFile = (name: string, content: string): Buffer => packed({ ...good, [name]: content });
const manifest = JSON.parse(good['plugin.json'] ?? '') as { readonly [key: string]: unknown };
const packageJson = JSON.parse(good['package.json'] ?? '') as { readonly [key: string]: unknown };
const told = (change: object): Buffer => withFile('plugin.json', JSON.stringify({ ...manifest, ...change }));
const json = (change: object): Buffer => withFile('package.json', JSON.stringify({ ...packageJson, ...change }));
const INVALID = 'PLUGIN_PACKAGE_INVALID';

/** What is wrong, the bytes of the tarball, the code, and a word of the message. */
const BROKEN: readonly (readonly [what: string, bytes: () => Buffer, code: string, message: RegExp])[] = [
  ['a name that leads out', () => and({ path: 'package/../../evil.js' }), INVALID, /leads out of its folder/],
  ['a name that leads out at its end', () => and({ path: 'package/lib/..' }), INVALID, /leads out of its folder/],
  ['a name that begins with ..', () => and({ path: '../evil.js' }), INVALID, /leads out of its folder/],
  ['a name with a step of one dot', () => and({ path: 'package/./index.js' }), INVALID, /leads out of its folder/],
  ['an absolute name', () => and({ path: '/etc/evil' }), INVALID, /is absolute/],
  ['a name with a drive', () => and({ path: 'C:/evil.js' }), INVALID, /is absolute/],
  ['a name with backslashes', () => and({ path: 'package\\..\\..\\evil.js' }), INVALID, /not every file system/],
  ['a name with a control character', () => and({ path: 'package/a\u001b[31m.js' }), INVALID, /control character/],
  ['a name with a line break', () => and({ path: 'package/a\nb.js' }), INVALID, /control character/],
  ['a name that reads from right to left', () => and({ path: 'package/a\u202esj.b' }), INVALID, /control character/],
  ['a name with an empty step', () => and({ path: 'package//a.js' }), INVALID, /empty or too long/],
  [
    'a long name of an extended header',
    () => and(pax({ path: `package/${'a/'.repeat(600)}x` }), { path: 'x' }),
    INVALID,
    /longer than/,
  ],
  [
    'a step that is too long',
    () => and(pax({ path: `package/${'a'.repeat(300)}` }), { path: 'x' }),
    INVALID,
    /empty or too long/,
  ],
  [
    'a way out by an extended header',
    () => and(pax({ path: '../../evil.js' }), { path: 'package/x' }),
    INVALID,
    /leads out/,
  ],
  ['a link', () => and({ path: 'package/link.js', type: '2', link: '/etc/passwd' }), INVALID, /SymbolicLink/],
  ['a link inside', () => and({ path: 'package/link.js', type: '2', link: 'index.js' }), INVALID, /SymbolicLink/],
  [
    'a link to a folder, and a file in it',
    () => and({ path: 'package/out', type: '2', link: '/tmp' }, { path: 'package/out/x' }),
    INVALID,
    /SymbolicLink/,
  ],
  ['a hard link', () => and({ path: 'package/hard.js', type: '1', link: 'package/index.js' }), INVALID, /is a Link/],
  ['a hard link out', () => and({ path: 'package/hard.js', type: '1', link: '/etc/passwd' }), INVALID, /is a Link/],
  [
    'a link whose end an extended header names',
    () => and(pax({ linkpath: '/etc/passwd' }), { path: 'package/x', type: '2', link: 'y' }),
    INVALID,
    /SymbolicLink/,
  ],
  ['a character device', () => and({ path: 'package/null', type: '3' }), INVALID, /CharacterDevice/],
  ['a block device', () => and({ path: 'package/sda', type: '4' }), INVALID, /BlockDevice/],
  ['a pipe', () => and({ path: 'package/pipe', type: '6' }), INVALID, /FIFO/],
  ['an entry of a type that there is not', () => and({ path: 'package/odd', type: 'Z' }), INVALID, /package\/odd/],
  ['a second folder beside the first', () => and({ path: 'other/index.js' }), INVALID, /beside the folder "package"/],
  ['a file beside the folder', () => tarball([{ path: 'package.json', content: '{}' }]), INVALID, /beside its folder/],
  ['a name twice', () => and({ path: 'package/index.js', content: 'evil' }), INVALID, /twice/],
  ['a name twice but for its case', () => and({ path: 'package/INDEX.js' }), INVALID, /twice/],
  ['a file that is also a folder', () => and({ path: 'package/index.js/x' }), INVALID, /cannot be unpacked/],
  [
    'more files than there may be',
    () => and(...Array.from({ length: MAX_FILES }, (_, i) => ({ path: `package/f${i}` }))),
    'PLUGIN_TOO_LARGE',
    /files are taken/,
  ],
  [
    'a size that lies',
    () => tarball([{ path: 'package/package.json', content: '{}', size: 1_000_000 }]),
    INVALID,
    /no gzipped tarball/,
  ],
  [
    'a size beyond the limit',
    () => tarball([{ path: 'package/x', size: MAX_BYTES + 1 }]),
    'PLUGIN_TOO_LARGE',
    /too large/,
  ],
  [
    'a size that an extended header raises',
    () => tarball([pax({ size: String(MAX_BYTES * 2) }), { path: 'package/x' }]),
    'PLUGIN_TOO_LARGE',
    /too large/,
  ],
  [
    'a huge extended header',
    () => and({ path: 'PaxHeader/x', type: 'x', content: Buffer.alloc(1_000_000, 'a') }, { path: 'package/x' }),
    INVALID,
    /./,
  ],
  [
    'a broken check sum',
    () => gzipSync(Buffer.concat([tarEntry({ path: 'package/x' }).fill('9', 148, 152), Buffer.alloc(1024)])),
    INVALID,
    /no gzipped tarball/,
  ],
  ['bytes that are no tarball', () => gzipSync('hello '.repeat(1000)), INVALID, /no gzipped tarball/],
  ['bytes that are not gzipped', () => Buffer.from('hello'), INVALID, /no gzipped tarball/],
  ['nothing at all', () => Buffer.alloc(0), INVALID, /./],
  ['an archive without a file', () => tarball([]), INVALID, /./],
  ['half a tarball', () => packed(good).subarray(0, 300), INVALID, /no gzipped tarball/],
  ['a tarball in a tarball', () => gzipSync(packed(good)), INVALID, /compressed twice/],
  ['no package.json', () => without('package.json'), INVALID, /has no package\.json/],
  ['a package.json that is broken', () => withFile('package.json', '{\n  "name": }'), INVALID, /line 2, column 11/],
  ['a package.json that is empty', () => withFile('package.json', ''), INVALID, /broken package\.json/],
  ['a package.json that is a list', () => withFile('package.json', '[]'), INVALID, /no JSON object/],
  [
    'a package.json with a name twice',
    () => withFile('package.json', '{"name":"a","name":"b"}'),
    INVALID,
    /broken package\.json/,
  ],
  ['a package.json with __proto__', () => withFile('package.json', '{"__proto__":{"main":"x"}}'), INVALID, /__proto__/],
  [
    'a package.json that is too deep',
    () => withFile('package.json', `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`),
    INVALID,
    /broken package\.json/,
  ],
  [
    'a package.json that is huge',
    () => withFile('package.json', `{"a":"${'x'.repeat(MAX_JSON_BYTES)}"}`),
    'PLUGIN_TOO_LARGE',
    /has a package\.json of/,
  ],
  [
    'a package.json that is no UTF-8',
    () => and({ path: 'package/package.json', content: Buffer.from([0xff]) }),
    INVALID,
    /twice/,
  ],
  ['a name that is no text', () => json({ name: 1 }), INVALID, /`name` is no text/],
  ['a version that is no text', () => json({ version: {} }), INVALID, /`version` is no text/],
  ['a main that is no text', () => json({ main: ['x'] }), INVALID, /`main` is no text/],
  ['files that are no list', () => json({ files: 'dist' }), INVALID, /`files` is no list of texts/],
  ['files with a number in it', () => json({ files: [1] }), INVALID, /`files` is no list of texts/],
  ['dependencies that are a list', () => json({ dependencies: ['x'] }), INVALID, /`dependencies` is no object/],
  ['a dependency without a range', () => json({ dependencies: { x: null } }), INVALID, /`dependencies` is no object/],
  ['a dependency by a path', () => json({ dependencies: { x: 'file:../../..' } }), INVALID, /only versions and ranges/],
  [
    'a dependency by an address',
    () => json({ dependencies: { x: 'https://evil.example/x.tgz' } }),
    INVALID,
    /only versions and ranges/,
  ],
  [
    'a dependency by git',
    () => json({ dependencies: { x: 'git+ssh://evil.example/x' } }),
    INVALID,
    /only versions and ranges/,
  ],
  ['a dependency by a repository', () => json({ dependencies: { x: 'evil/x' } }), INVALID, /only versions and ranges/],
  ['a main outside', () => json({ exports: undefined, main: '../../outside.js' }), INVALID, /outside of itself/],
  [
    'a main that goes in and out',
    () => json({ exports: undefined, main: './lib/../../x.js' }),
    INVALID,
    /outside of itself/,
  ],
  ['an absolute main', () => json({ exports: undefined, main: '/etc/passwd' }), INVALID, /outside of itself/],
  ['an export outside', () => json({ exports: { '.': { import: '../x.js' } } }), INVALID, /outside of itself/],
  ['an export with a backslash', () => json({ exports: '..\\x.js' }), INVALID, /outside of itself/],
  ['a module that is not there', () => json({ exports: './dist/index.js' }), INVALID, /does not hold: dist\/index\.js/],
  ['no plugin.json', () => without('plugin.json'), INVALID, /has no plugin\.json; .*plugins build/],
  [
    'a plugin.json that is broken',
    () => withFile('plugin.json', '{"name": "acme",}'),
    INVALID,
    /broken plugin\.json: line 1, column 17/,
  ],
  ['a plugin.json that is a text', () => withFile('plugin.json', '"acme"'), INVALID, /no JSON object/],
  [
    'a plugin.json that is huge',
    () => withFile('plugin.json', `{"a":"${'x'.repeat(MAX_JSON_BYTES)}"}`),
    'PLUGIN_TOO_LARGE',
    /has a plugin\.json of/,
  ],
  ['another version in plugin.json', () => told({ version: '2.0.0' }), INVALID, /1\.0\.0 by package\.json and 2\.0\.0/],
  ['a name that leads out, in plugin.json', () => told({ name: '../evil' }), 'PLUGIN_INVALID', /\/name/],
  ['a name with a control character, in plugin.json', () => told({ name: 'a\u0007b' }), 'PLUGIN_INVALID', /\/name/],
  ['a version that leads out', () => told({ version: '../../1' }), 'PLUGIN_INVALID', /\/version/],
  ['an SDK that is to come', () => told({ sdk: '^99' }), 'PLUGIN_SDK_RANGE', /\^99/],
  ['actions that are a list', () => told({ actions: [] }), 'PLUGIN_INVALID', /\/actions/],
  ['capabilities that are a list', () => told({ capabilities: ['net'] }), 'PLUGIN_INVALID', /\/capabilities/],
  ['net that is a text', () => told({ capabilities: { net: '*' } }), 'PLUGIN_INVALID', /\/capabilities\/net/],
  ["another plugin's action", () => told({ actions: { http: manifest['actions'] } }), 'PLUGIN_INVALID', /\/actions/],
];

describe('broken packages', function () {
  this.timeout(30_000);
  let root: string;
  beforeEach(() => (root = realpathSync(mkdtempSync(join(tmpdir(), 'configurable-agents-broken-')))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const take = async (path: string): Promise<unknown> =>
    await unpack(await readTarball(path), { dataDir: join(root, 'data'), where: path });

  /** Below the data folder there is nothing but the link to the SDK. */
  function assertNothingWritten(): void {
    const left = existsSync(join(root, 'data', 'plugins')) ? readdirSync(join(root, 'data', 'plugins')) : [];
    assert.deepEqual(
      left.filter((name) => name !== 'node_modules'),
      [],
    );
    assert.deepEqual(
      readdirSync(root).filter((name) => name !== 'data'),
      ['broken.tgz'],
    );
  }

  it('are many', () => assert.ok(BROKEN.length >= 75));

  it('differ from one that is not', async () => {
    writeFileSync(join(root, 'good.tgz'), packed(good));
    await take(join(root, 'good.tgz'));
  });

  for (const [what, bytes, code, message] of BROKEN) {
    it(`are refused for ${what}`, async () => {
      const path = join(root, 'broken.tgz');
      writeFileSync(path, bytes());
      await assert.rejects(take(path), (error: unknown) => {
        assert.ok(error instanceof RuntimeError, String(error));
        assert.equal(error.code, code, error.message);
        assert.match(error.message, message);
        assert.doesNotMatch(error.message, /\n\s+at /);
        // eslint-disable-next-line no-control-regex
        assert.doesNotMatch(error.message, /[\u0000-\u0009\u000b-\u001f]/);
        return true;
      });
      assertNothingWritten();
    });
  }

  it('are refused for a gigabyte of zeros, as soon as its size is known', async () => {
    const path = join(root, 'broken.tgz');
    const size = 1024 * 1024 * 1024;
    const megabyte = Buffer.alloc(1024 * 1024);
    // A file of gzip may have many parts, so that one of them is compressed once.
    const part = gzipSync(megabyte);
    writeFileSync(
      path,
      Buffer.concat([gzipSync(tarEntry({ path: 'package/zeros', size })), ...Array(1024).fill(part)]),
    );
    assert.ok(statSync(path).size < 10_000_000);
    const before = process.memoryUsage().rss;
    await assert.rejects(take(path), { code: 'PLUGIN_TOO_LARGE' });
    assert.ok(process.memoryUsage().rss - before < 256 * 1024 * 1024);
    assertNothingWritten();
  });

  it('are refused for a gigabyte of zeros in many small files, before all are unpacked', async () => {
    const path = join(root, 'broken.tgz');
    const size = 1024 * 1024;
    const content = gzipSync(Buffer.alloc(size));
    const files = Array.from({ length: 1024 }, (_, i) => [gzipSync(tarEntry({ path: `package/${i}`, size })), content]);
    writeFileSync(path, Buffer.concat(files.flat()));
    await assert.rejects(take(path), { code: 'PLUGIN_TOO_LARGE' });
    assertNothingWritten();
  });

  it('are refused for a tarball that is not there, or a folder', async () => {
    await assert.rejects(take(join(root, 'none.tgz')), { code: INVALID, message: /is not there/ });
    await assert.rejects(take(root), { code: INVALID, message: /is no file/ });
  });

  it('do without what npm never packs: settings of npm, version control, installed packages', async () => {
    writeFileSync(
      join(root, 'odd.tgz'),
      and(
        { path: 'package/.npmrc', content: 'registry=http://evil.example\n' },
        { path: 'package/node_modules/x/index.js' },
        { path: 'package/.git/config' },
        { path: 'package/package-lock.json', content: '{}' },
      ),
    );
    const files = await readTarball(join(root, 'odd.tgz'));
    assert.deepEqual([...files.keys()].toSorted(), ['README.md', 'index.js', 'package.json', 'plugin.json']);
  });

  for (const [what, files, code] of [
    ['no package.json', { 'plugin.json': '{}' }, INVALID],
    ['a broken plugin.json', { ...good, 'plugin.json': '{' }, INVALID],
    ['a module outside', { ...good, 'package.json': '{"main":"../x.js"}' }, INVALID],
    ['a module that is not built', { ...good, 'package.json': '{"main":"dist/x.js"}' }, INVALID],
    ['another version', { ...good, 'package.json': '{"version":"3.0.0","main":"index.js"}' }, INVALID],
    ['a name with a slash', { ...good, 'plugin.json': JSON.stringify({ ...manifest, name: 'a/b' }) }, 'PLUGIN_INVALID'],
  ] as const) {
    it(`are refused as folders for ${what}`, () => {
      const folder = writeFiles(join(root, 'folder'), files);
      assert.throws(() => readFolder(folder), { code });
    });
  }

  it('are refused as folders for a package.json that is a folder', () => {
    writeFiles(join(root, 'folder'), { 'package.json/x': '' });
    assert.throws(() => readFolder(join(root, 'folder')), { code: INVALID, message: /is no file/ });
  });
});
