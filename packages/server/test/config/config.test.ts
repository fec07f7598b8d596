import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config/file.ts';
import { nearest } from '@configurable-agents/core/graph';
import { pluginSources } from '../../src/config/plugins.ts';
import { CONFIG_SCHEMA } from '../../src/config/schema.ts';
import { loadSettings } from '../../src/config/settings.ts';
import { findConfigured } from '../../src/plugins/configured.ts';

describe('configuration', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'configurable-agents-config-'))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const put = (text: string): string => {
    const path = join(root, 'configurable-agents.yaml');
    writeFileSync(path, text);
    return path;
  };

  it('prefers flag to environment to file to default, and remembers which', async () => {
    put('data_dir: from-file\nworkflows_dir: flows\n');
    const inner = join(root, 'a', 'b');
    mkdirSync(inner, { recursive: true });
    const env = { CONFIGURABLE_AGENTS_DATA_DIR: 'from-env' };
    const of = (options: object, at: object = {}): ReturnType<typeof loadSettings> =>
      loadSettings(options, { env: {}, cwd: inner, ...at });
    assert.deepEqual((await of({})).dataDir, { value: join(root, 'from-file'), from: 'file', exists: false });
    assert.deepEqual((await of({}, { env })).dataDir, {
      value: join(inner, 'from-env'),
      from: 'environment',
      exists: false,
    });
    assert.deepEqual((await of({ dataDir: 'x' }, { env })).dataDir, {
      value: join(inner, 'x'),
      from: 'flag',
      exists: false,
    });
    assert.deepEqual((await of({})).workflowsDir, { value: join(root, 'flows'), from: 'file' });
    assert.equal((await of({ provider: 'echo' })).provider?.from, 'flag');
  });

  it('finds the nearest data folder upward', async () => {
    mkdirSync(join(root, '.configurable-agents'));
    mkdirSync(join(root, 'a'));
    const { dataDir } = await loadSettings({}, { env: {}, cwd: join(root, 'a') });
    assert.deepEqual(dataDir, { value: join(root, '.configurable-agents'), from: 'default', exists: true });
  });

  for (const [what, text, message] of [
    [
      'an unknown key, with the nearest',
      'data_dri: x',
      /:1:1 unknown key `data_dri`; did you mean `data_dir`\?|unknown key `data_dri`; did you mean `data_dir`\?/,
    ],
    [
      'an unknown key in an entry',
      'plugins: [{ source: ./a, isolatoin: x }]',
      /unknown key `plugins\.0\.isolatoin`; did you mean `isolation`\?/,
    ],
    ['an isolation that there is not', 'plugins: [{ source: ./a, isolation: vm }]', /must be one of worker$/],
    [
      'an entry without a source',
      'plugins: [{ isolation: worker }]',
      /:1:\d+ `plugins\.0` must have required property 'source'/,
    ],
    ['an unknown key inside', 'limits: { worker: 2 }', /unknown key `limits\.worker`; did you mean `workers`\?/],
    [
      'a value of the wrong type, with its place',
      'data_dir: x\nlimits:\n  workers: many',
      /:3:12 `limits\.workers` must be integer/,
    ],
    ['broken YAML, with its place', 'plugins: [', /configurable-agents\.yaml:\d+:\d+ /],
    ['a list instead of a map', '- a', /must be object/],
  ] as const) {
    it(`refuses ${what}`, () => assert.throws(() => readConfig(put(text)), message));
  }

  it('tells every finding at once', () => {
    assert.throws(
      () => readConfig(put('a: 1\nb: 2')),
      (error: Error) => error.message.split('\n').length === 2,
    );
  });

  it('takes an empty file', () => assert.deepEqual(readConfig(put('# nothing\n')).config, {}));

  it('publishes its schema', () => {
    const published = JSON.parse(
      readFileSync(new URL('../../schema/configurable-agents.schema.json', import.meta.url), 'utf8'),
    ) as unknown;
    assert.deepEqual(published, CONFIG_SCHEMA);
  });

  it('finds plugins by folder, module and package name, and says which is missing', () => {
    const config = put('');
    const folder = join(root, 'acme');
    mkdirSync(folder);
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ exports: { '.': { types: './x.d.ts', default: './main.js' } } }),
    );
    const installed = join(root, 'node_modules', 'foo');
    mkdirSync(installed, { recursive: true });
    writeFileSync(join(installed, 'package.json'), JSON.stringify({ name: 'foo', main: 'lib.js' }));
    writeFileSync(join(root, 'one.js'), '');
    const find = (...named: string[]): ReturnType<typeof findConfigured> =>
      findConfigured(named, { configPath: config, dataDir: root, lock: undefined });
    assert.deepEqual(
      find('./acme', './one.js', 'foo').map(({ specifier }) =>
        specifier.slice(specifier.lastIndexOf(root) + root.length),
      ),
      ['/acme/main.js', '/one.js', '/node_modules/foo/lib.js'],
    );
    assert.throws(() => find('./nope'), /`\.\/nope` is not there/);
    assert.throws(() => find('nope-nope'), /npm install nope-nope/);
    assert.ok(pluginSources().every(({ specifier, firstParty }) => firstParty && specifier.startsWith('file:')));
  });

  it('finds the nearest name, or none', () => {
    assert.equal(nearest('plugin', ['plugins', 'providers']), 'plugins');
    assert.equal(nearest('zebra', ['plugins', 'providers']), undefined);
  });
});
