import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSettings } from '../../src/config/settings.ts';

describe('named environments', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'configurable-agents-environments-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const load = (options: object, text?: string, env = {}): ReturnType<typeof loadSettings> => {
    if (text !== undefined) writeFileSync(join(root, 'configurable-agents.yaml'), text);
    return loadSettings(options, { env, cwd: root });
  };
  const FILE = `data_dir: dev
allowed_hosts: [a]
providers: { google: { api_key_env: KEY, aliases: { x: y } } }
environments:
  production:
    data_dir: prod
    allowed_hosts: [b]
    providers: { google: { aliases: { z: w } } }
  staging: {}
`;

  it('say what is otherwise: objects by key, everything else as a whole', async () => {
    const { config, dataDir, environment } = await load({ environment: 'production' }, FILE);
    assert.deepEqual(config, {
      data_dir: 'prod',
      allowed_hosts: ['b'],
      providers: { google: { api_key_env: 'KEY', aliases: { x: 'y', z: 'w' } } },
    });
    assert.deepEqual([dataDir.value, environment], [join(root, 'prod'), { value: 'production', from: 'flag' }]);
  });

  it('are chosen by the environment too, after the option', async () => {
    const env = { CONFIGURABLE_AGENTS_ENVIRONMENT: 'production' };
    assert.equal((await load({}, FILE, env)).dataDir.value, join(root, 'prod'));
    assert.equal((await load({ environment: 'staging' }, FILE, env)).dataDir.value, join(root, 'dev'));
    assert.equal((await load({}, FILE)).environment, undefined);
  });

  for (const [what, options, text, message] of [
    [
      'a name that is not there',
      { environment: 'prodution' },
      FILE,
      /has no environment `prodution`; did you mean `production`\?/,
    ],
    ['a name of a file without any', { environment: 'x' }, '', /no environment `x`; it has no `environments`/],
    [
      'a name where there is no file',
      { environment: 'x' },
      undefined,
      /`x` \(flag\) is one of a configuration file, and there is none/,
    ],
    [
      'an unknown key in one',
      {},
      'environments: { p: { limits: { worker: 2 } } }',
      /unknown key `environments\.p\.limits\.worker`; did you mean `workers`/,
    ],
    ['one in another', {}, 'environments: { p: { environments: {} } }', /environments\.p/],
  ] as const) {
    it(`refuse ${what}`, async () => {
      await assert.rejects(load(options, text), message);
    });
  }
});
