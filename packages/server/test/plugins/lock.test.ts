import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ManifestCapabilities } from '@configurable-agents/plugin-sdk';
import { driftOf } from '../../src/plugins/drift.ts';
import type { Found } from '../../src/plugins/drift.ts';
import { EMPTY_LOCK, lockText, readLock, withLocked, withoutLocked, writeLock } from '../../src/plugins/lock.ts';
import type { Lock, LockedPlugin } from '../../src/plugins/lock.ts';
import { clausesOf } from '../../src/plugins/words.ts';
import { writeWhole } from '../../src/plugins/write.ts';

const INTEGRITY = `sha512-${'A'.repeat(86)}==`;
const OTHER = `sha512-${'B'.repeat(86)}==`;
const locked: LockedPlugin = {
  version: '1.0.0',
  source: './acme',
  integrity: INTEGRITY,
  capabilities: { net: ['api.acme.example:443'] },
  isolation: 'worker',
};
const lock: Lock = { version: 1, plugins: { acme: locked } };
const found = (
  change: Partial<NonNullable<Found['plugin']>> = {},
  isolation: Found['isolation'] = 'worker',
): readonly Found[] => [
  {
    source: './acme',
    isolation,
    plugin: { name: 'acme', version: '1.0.0', integrity: INTEGRITY, capabilities: locked.capabilities, ...change },
  },
];

describe('the lock file of plugins', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'configurable-agents-lock-'))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const path = (): string => join(root, 'configurable-agents.lock.json');

  it('is read as it was written, with keys in order', () => {
    const both = withLocked(withLocked(EMPTY_LOCK, 'zeta', locked), 'acme', { ...locked, source: 'npm:acme@1.0.0' });
    writeLock(path(), both);
    assert.deepEqual(readLock(path()), both);
    const text = readFileSync(path(), 'utf8');
    assert.match(text, /^{\n {2}"plugins": {\n {4}"acme": {\n {6}"capabilities": {\n/);
    assert.match(text, /\n {6}},\n {6}"integrity": "sha512-A+==",\n {6}"isolation": "worker",\n {6}"source"/);
    assert.ok(text.endsWith('}\n'));
    assert.equal(
      lockText(withLocked(withLocked(EMPTY_LOCK, 'acme', both.plugins['acme'] ?? locked), 'zeta', locked)),
      text,
    );
    assert.deepEqual(readdirSync(root), ['configurable-agents.lock.json']);
  });

  it('may not be there', () => assert.equal(readLock(path()), undefined));

  it('forgets what is removed', () => assert.deepEqual(withoutLocked(lock, 'acme'), EMPTY_LOCK));

  for (const [what, text, message] of [
    ['no JSON', '{\n  "version": 1,\n  "plugins": {', /:3:\d+ /],
    ['another version', '{"version": 2, "plugins": {}}', /:1:13 `version` must be equal to constant/],
    ['no plugins', '{"version": 1}', /:1:1 the file must have required property 'plugins'/],
    ['an unknown key', '{"version": 1, "plugins": {}, "plugin": {}}', /unknown key `plugin`; did you mean `plugins`\?/],
    [
      'an integrity that is none',
      lockText({ version: 1, plugins: { acme: { ...locked, integrity: 'md5-x' } } }),
      /:\d+:\d+ `plugins\.acme\.integrity` must match pattern/,
    ],
    [
      'a version that leads out',
      lockText({ version: 1, plugins: { acme: { ...locked, version: '../..' } } }),
      /`plugins\.acme\.version` must match pattern/,
    ],
    ['a name that leads out', lockText({ version: 1, plugins: { '../x': locked } }), /must match pattern/],
    ['a plugin twice', '{"version": 1, "plugins": {"a": {}, "a": {}}}', /:1:\d+ .*unique/],
  ] as const) {
    it(`is refused with its place where it has ${what}`, () => {
      writeFileSync(path(), text);
      assert.throws(() => readLock(path()), { code: 'CONFIG_INVALID', message });
    });
  }

  it('is not written where nobody may write it', () => {
    writeLock(path(), lock);
    chmodSync(path(), 0o444);
    assert.throws(() => writeLock(path(), EMPTY_LOCK), { code: 'PLUGIN_READ_ONLY', message: /make it writable/ });
    assert.deepEqual(readLock(path()), lock);
    assert.deepEqual(readdirSync(root), ['configurable-agents.lock.json']);
  });

  it('is not written where it is a folder, or its folder is not there', () => {
    mkdirSync(path());
    assert.throws(() => writeLock(path(), lock), { code: 'PLUGIN_READ_ONLY' });
    assert.throws(() => writeLock(join(root, 'none', 'x.json'), lock), { code: 'PLUGIN_READ_ONLY', message: /ENOENT/ });
  });

  it('is written where a link leads, with the permissions that it had', () => {
    mkdirSync(join(root, 'real'));
    writeFileSync(join(root, 'real', 'file'), 'before', { mode: 0o640 });
    symlinkSync(join(root, 'real', 'file'), join(root, 'link'));
    writeWhole(join(root, 'link'), 'after');
    assert.equal(readFileSync(join(root, 'real', 'file'), 'utf8'), 'after');
    assert.equal(statSync(join(root, 'real', 'file')).mode & 0o777, 0o640);
  });
});

describe('what is configured, held against the lock file', () => {
  it('is fine as long as nothing changed', () => assert.deepEqual(driftOf(found(), lock), []));

  it('is fine where it asks for less', () => assert.deepEqual(driftOf(found({ capabilities: { net: [] } }), lock), []));

  for (const [what, configured, code, differences] of [
    ['another version', found({ version: '1.1.0' }), 'PLUGIN_LOCK_DRIFT', ['its version is 1.1.0, locked is 1.0.0']],
    [
      'other files',
      found({ integrity: OTHER }),
      'PLUGIN_LOCK_DRIFT',
      ['its files changed: they are sha512-BBBBBBBBBBBB…, locked are sha512-AAAAAAAAAAAA…'],
    ],
    ['another isolation', found({}, 'process'), 'PLUGIN_LOCK_DRIFT', ['it runs in a process, locked is worker']],
    [
      'wider capabilities',
      found({ capabilities: { net: ['api.acme.example:443', 'evil.example:443'], subprocess: true } }),
      'PLUGIN_NOT_GRANTED',
      ['may now send requests to evil.example:443', 'may now start other programs'],
    ],
    [
      'a plugin that is not locked',
      [
        {
          source: './other',
          isolation: 'worker',
          plugin: { name: 'other', version: '1.0.0', integrity: OTHER, capabilities: { net: [] } },
        },
      ],
      'PLUGIN_NOT_LOCKED',
      ['./other is not in the lock file'],
    ],
    [
      'a plugin named as what every object has',
      [
        {
          source: './x',
          isolation: 'worker',
          plugin: { name: 'constructor', version: '1.0.0', integrity: OTHER, capabilities: { net: [] } },
        },
      ],
      'PLUGIN_NOT_LOCKED',
      ['./x is not in the lock file'],
    ],
  ] as const satisfies readonly (readonly [string, readonly Found[], string, readonly string[]])[]) {
    it(`tells of ${what}`, () => {
      const [finding, ...more] = driftOf(configured, lock);
      assert.deepEqual([finding?.code, finding?.differences, more], [code, differences, []]);
    });
  }

  it('tells of a module that is no package', () => {
    const [finding] = driftOf([{ source: './one.js', isolation: 'worker' }], lock);
    assert.equal(finding?.code, 'PLUGIN_NOT_LOCKED');
    assert.match(finding?.differences[0] ?? '', /no plugin\.json/);
  });

  it('tells everything at once', () => {
    const all = driftOf(
      found({ version: '2.0.0', integrity: OTHER, capabilities: { net: ['x.example:1'], llm: true } }, 'process'),
      lock,
    );
    assert.deepEqual(
      all.map(({ code, differences }) => [code, differences.length]),
      [
        ['PLUGIN_LOCK_DRIFT', 3],
        ['PLUGIN_NOT_GRANTED', 2],
      ],
    );
  });
});

it('each capability is a clause of its own', () => {
  const all: ManifestCapabilities = {
    net: ['api.acme.example:443', { fromConfig: '/base/url' }],
    secrets: ['ACME_KEY'],
    env: ['ACME_REGION'],
    fs: { read: ['/srv/models', { fromConfig: '/model_path' }], write: ['acme/cache'] },
    subprocess: true,
    llm: true,
  };
  assert.deepEqual(clausesOf(all), [
    'send requests to api.acme.example:443',
    'send requests to the address in `base.url` of its configuration',
    'read the secret in ACME_KEY',
    'read the environment variable ACME_REGION',
    'read files at /srv/models',
    'read files at the path in `model_path` of its configuration',
    'write files at acme/cache of the data folder',
    'start other programs',
    'call the models that are set up here, at your cost',
  ]);
  assert.deepEqual(clausesOf({ net: [], subprocess: false, llm: false }), []);
});
