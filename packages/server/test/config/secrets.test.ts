import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadIfThere, loadNamed } from '../../src/config/dotenv.ts';
import { resolveSecrets } from '../../src/config/secret-values.ts';
import { run } from '../support/cli.ts';

const HIDDEN = 'hidden-value-of-this-test';

describe('secrets', function () {
  this.timeout(30_000);
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'configurable-agents-secrets-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const put = (name: string, text: string): string => {
    writeFileSync(join(root, name), text);
    return join(root, name);
  };

  describe('of .env', () => {
    it('fill what the environment does not have, and say where they came from', () => {
      const env: Record<string, string | undefined> = { A: 'set', EMPTY: '' };
      const origins = new Map<string, string>();
      const path = put('.env', 'A=other\nB="two words"\nEMPTY=x\n# C=3\n');
      assert.deepEqual(loadIfThere(path, { env, origins }), []);
      assert.deepEqual([env, [...origins]], [{ A: 'set', B: 'two words', EMPTY: '' }, [['B', path]]]);
      assert.deepEqual(loadIfThere(join(root, 'gone'), { env, origins }), []);
    });

    it('do not steer how programs start, unless somebody names the file', () => {
      const path = put('.env', 'NODE_OPTIONS=--require=./evil.js\nLD_PRELOAD=x\nPATH=.\nNODES=1\n');
      const env: Record<string, string | undefined> = {};
      assert.deepEqual(loadIfThere(path, { env, origins: new Map() }).toSorted(), [
        'LD_PRELOAD',
        'NODE_OPTIONS',
        'PATH',
      ]);
      assert.deepEqual({ ...env }, { NODES: '1' });
      loadNamed(path, { env, origins: new Map() });
      assert.equal(env['LD_PRELOAD'], 'x');
    });
  });

  type Sources = Parameters<typeof resolveSecrets>[0]['sources'];
  const resolved = async (
    env: Record<string, string | undefined>,
    sources: Sources = {},
  ): Promise<{ env: Record<string, string | undefined>; origins: Map<string, string> }> => {
    const origins = new Map<string, string>();
    const names = (): Promise<ReadonlySet<string>> => Promise.resolve(new Set(['GOOGLE_API_KEY']));
    await resolveSecrets({ env, origins, sources, configPath: join(root, 'configurable-agents.yaml'), names });
    return { env, origins };
  };

  it('come from NAME_FILE of names that hold secrets, and of no other', async () => {
    const path = put('key', `${HIDDEN}\n`);
    const given = { GOOGLE_API_KEY_FILE: path, WEBHOOK_SECRET_GITHUB_FILE: path, SSL_CERT_FILE: path };
    const { env, origins } = await resolved(given);
    assert.deepEqual(
      [env['GOOGLE_API_KEY'], env['WEBHOOK_SECRET_GITHUB'], env['SSL_CERT']],
      [HIDDEN, HIDDEN, undefined],
    );
    assert.equal(origins.get('GOOGLE_API_KEY'), `file ${path} (GOOGLE_API_KEY_FILE)`);
  });

  it('come from files and commands of the configuration where the environment has none', async () => {
    put('key', HIDDEN);
    const command = [process.execPath, '-e', 'console.log(process.argv[1])', '$HOME; x'];
    const { env, origins } = await resolved(
      { SET: 'here' },
      { SET: { file: 'gone' }, A: { file: 'key' }, B: { command } },
    );
    assert.deepEqual([env['SET'], env['A'], env['B']], ['here', HIDDEN, '$HOME; x']);
    assert.deepEqual([...origins.keys()], ['A', 'B']);
    assert.ok(!JSON.stringify([...origins]).includes('$HOME'), 'arguments are not told');
  });

  for (const [what, env, sources, message] of [
    [
      'a file that is not there',
      { WEBHOOK_SECRET_FILE: '/gone' },
      {},
      /^WEBHOOK_SECRET cannot be read from the file \/gone: ENOENT$/,
    ],
    [
      'a name that is there twice',
      { WEBHOOK_SECRET_FILE: '/x', WEBHOOK_SECRET: 'y' },
      {},
      /are both set; which of them is meant/,
    ],
    [
      'a command that fails',
      {},
      { A: { command: [process.execPath, '-e', `console.error("${HIDDEN}"); process.exit(7)`] } },
      /^A cannot be had from the command \S+: exit status 7; run it by hand/,
    ],
    ['a command that is not there', {}, { A: { command: ['/gone/tool', HIDDEN] } }, /the command \/gone\/tool: ENOENT/],
    [
      'a command that says nothing',
      {},
      { A: { command: [process.execPath, '-e', ''] } },
      /: it is empty; run it by hand/,
    ],
  ] as const) {
    it(`refuse ${what}, without a value in the message`, async () => {
      const refused = resolved({ ...env }, sources);
      await assert.rejects(refused, { name: 'ConfigError', message });
      await assert.rejects(refused, (error: Error) => !error.message.includes(HIDDEN));
    });
  }

  it('are told by doctor with where they came from, in a named environment, without the value', async () => {
    put('key', HIDDEN);
    put('.env', `CONFIGURABLE_AGENTS_TOKEN=${HIDDEN}\n`);
    put('.env.production', `WEBHOOK_SECRET_GITHUB=${HIDDEN}\n`);
    put(
      'configurable-agents.yaml',
      `providers: { google: { api_key_env: TEAM_KEY, base_url: 'https://a.example' } }
secrets: { WEBHOOK_SECRET: { command: ['${process.execPath}', -e, 'console.log("${HIDDEN}")'] } }
environments:
  production: { providers: { google: { base_url: 'https://b.example' } }, public_url: 'https://hooks.example.org' }
`,
    );
    const told = await run(['doctor', '--environment', 'production'], {
      cwd: root,
      env: { TEAM_KEY_FILE: join(root, 'key'), WEBHOOK_SECRET_STRIPE: HIDDEN },
    });
    assert.equal(told.status, 0, told.err);
    assert.ok(!(told.out + told.err).includes(HIDDEN));
    for (const line of [
      /^environment +flag +production$/m,
      /^providers +file +\{"google":\{"api_key_env":"TEAM_KEY","base_url":"https:\/\/b\.example"\}\}$/m,
      /^ok +secret CONFIGURABLE_AGENTS_TOKEN: from \S+\/\.env$/m,
      /^ok +secret TEAM_KEY: from file \S+\/key \(TEAM_KEY_FILE\)$/m,
      /^ok +secret WEBHOOK_SECRET: from command \S+node$/m,
      /^ok +secret WEBHOOK_SECRET_GITHUB: from \S+\/\.env\.production$/m,
      /^ok +secret WEBHOOK_SECRET_STRIPE: from the environment$/m,
    ])
      assert.match(told.out, line);
  });

  it('that cannot be had are a failure of doctor, and of a start', async () => {
    put('configurable-agents.yaml', 'secrets: { WEBHOOK_SECRET: { file: gone } }\n');
    const told = await run(['doctor'], { cwd: root });
    assert.equal(told.status, 1);
    assert.match(told.out, /^FAIL +secrets: WEBHOOK_SECRET cannot be read from the file \S+gone: ENOENT$/m);
    const started = await run(['dashboard', '--port', '0'], { cwd: root });
    assert.deepEqual([started.status, started.out], [3, '']);
    assert.match(started.err, /^error: CONFIG_INVALID: WEBHOOK_SECRET cannot be read/m);
  });
});
