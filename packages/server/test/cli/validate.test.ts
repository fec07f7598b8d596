import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, start } from '../support/cli.ts';

const GOOD = 'nodes:\n  - name: a\n    uses: set\n    with: { v: 1 }\n';
const SLIP = 'nodes: # all\r\n  - name: a\r\n    usess: set\r\n    with: { v: 1 }\r\n';
const WARNED = `${GOOD}descripton: what it is for\n`;

describe('validate', function () {
  this.timeout(30_000);
  let cwd: string;
  beforeEach(() => (cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-validate-'))));
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));

  const write = (name: string, text: string): void => writeFileSync(join(cwd, name), text);
  const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');
  const validate = (...args: string[]): ReturnType<typeof run> => run(['validate', ...args], { cwd });

  describe('names', () => {
    it('takes a folder: workflows in it and below, nothing hidden, nothing installed, no other YAML', async () => {
      for (const folder of ['deep', 'node_modules', '.hidden']) mkdirSync(join(cwd, folder));
      for (const file of ['deep/a.yml', 'b.yaml', 'node_modules/c.yaml', '.hidden/d.yaml']) write(file, GOOD);
      write('compose.yaml', 'services: {}\n');
      const { status, err } = await validate('.');
      assert.equal(status, 0);
      assert.equal(err, '1 YAML file without `nodes` skipped: compose.yaml\n2 files: valid\n');
    });

    it('takes globs, and each file once', async () => {
      write('a.yaml', GOOD);
      write('b.yaml', GOOD);
      const { err } = await validate('*.yaml', 'a.yaml');
      assert.equal(err, '2 files: valid\n');
    });

    it('tells of a name that stands for nothing', async () => {
      for (const [name, sentence] of [
        ['gone.yaml', 'there is no file gone.yaml'],
        ['*.yaml', 'no file matches *.yaml'],
        ['.', 'there is no workflow file in .; name one: configurable-agents validate FILE'],
      ] as const) {
        const { status, err } = await validate(name);
        assert.deepEqual([status, err], [2, `error: ${sentence}\n`]);
      }
    });
  });

  describe('--fix', () => {
    it('writes what it repaired, keeps the rest of the file, its mode and the link to it', async () => {
      write('real.yaml', SLIP);
      chmodSync(join(cwd, 'real.yaml'), 0o640);
      symlinkSync('real.yaml', join(cwd, 'flow.yaml'));
      const { status, out, err } = await validate('flow.yaml', '--fix');
      assert.deepEqual([status, out], [0, '']);
      assert.equal(err, 'repaired flow.yaml:3:5 W101 rename to `uses`\n1 file: valid\n');
      assert.equal(read('real.yaml'), SLIP.replace('usess', 'uses'));
      assert.equal(statSync(join(cwd, 'real.yaml')).mode & 0o777, 0o640);
    });

    it('writes nothing with --dry-run', async () => {
      write('a.yaml', SLIP);
      const { status, err } = await validate('a.yaml', '--fix', '--dry-run');
      assert.equal(status, 1);
      assert.match(err, /^would repair a\.yaml:3:5 W101 rename to `uses`$/m);
      assert.equal(read('a.yaml'), SLIP);
    });

    it('guesses only with --unsafe-fixes', async () => {
      const text = GOOD.replace('uses:', 'descripshun: x\n    uses:');
      write('a.yaml', text);
      assert.equal((await validate('a.yaml', '--fix')).status, 1);
      assert.equal(read('a.yaml'), text);
      assert.equal((await validate('a.yaml', '--fix', '--unsafe-fixes')).status, 0);
      assert.match(read('a.yaml'), /description: x/);
    });

    it('leaves a file alone that is not UTF-8', async () => {
      const bytes = Buffer.from(SLIP.replace('all', 'caf\u00e9'), 'latin1');
      writeFileSync(join(cwd, 'a.yaml'), bytes);
      assert.equal((await validate('a.yaml', '--fix')).status, 1);
      assert.ok(readFileSync(join(cwd, 'a.yaml')).equals(bytes));
    });

    it('says how many it would repair, and in JSON how many it did', async () => {
      write('a.yaml', SLIP);
      assert.match((await validate('a.yaml')).err, /^--fix repairs one of them$/m);
      const { out } = await validate('a.yaml', '--fix', '--format', 'json');
      const { summary } = JSON.parse(out) as { readonly summary: object };
      assert.deepEqual(summary, { files: 1, errors: 0, warnings: 0, repaired: 1 });
    });
  });

  describe('how bad findings are', () => {
    it('warnings are errors with --strict', async () => {
      write('a.yaml', WARNED);
      assert.equal((await validate('a.yaml')).status, 0);
      const { status, out } = await validate('a.yaml', '--strict');
      assert.equal(status, 1);
      assert.match(out, /error W101 unknown-key/);
    });

    it('--max-warnings bounds them', async () => {
      write('a.yaml', WARNED);
      assert.equal((await validate('a.yaml', '--max-warnings', '1')).status, 0);
      const { status, err } = await validate('a.yaml', '--max-warnings', '0');
      assert.equal(status, 1);
      assert.match(err, /^1 warning, and --max-warnings allows 0$/m);
    });

    it('`rules` of the configuration file decides, by code or name', async () => {
      write('a.yaml', WARNED);
      write('configurable-agents.yaml', 'rules: { unknown-key: off }\n');
      assert.deepEqual(await validate('a.yaml').then(({ status, out }) => [status, out]), [0, '']);
      write('configurable-agents.yaml', 'rules: { W101: error }\n');
      assert.equal((await validate('a.yaml')).status, 1);
    });

    it('`rules` tells of a name that is no rule, and of a severity that is none', async () => {
      write('a.yaml', GOOD);
      write('configurable-agents.yaml', 'rules: { unknown-keys: off }\n');
      assert.match((await validate('a.yaml')).err, /there is no rule `unknown-keys`; did you mean `unknown-key`\?/);
      write('configurable-agents.yaml', 'rules: { unknown-key: fatal }\n');
      assert.match(
        (await validate('a.yaml')).err,
        /:1:23 `rules.unknown-key` must be one of error, warning, info, off/,
      );
    });
  });

  describe('--baseline', () => {
    it('leaves out what it holds, wherever that has moved, and nothing else', async () => {
      write('a.yaml', WARNED);
      assert.equal((await validate('--baseline', 'known.json', '--update-baseline')).status, 0);
      write('a.yaml', `# a line more\n\n${WARNED}`);
      const known = await validate('--baseline', 'known.json', '--max-warnings', '0');
      assert.deepEqual([known.status, known.out], [0, '']);
      write('a.yaml', `${WARNED}versoin: "1"\n`);
      const more = await validate('--baseline', 'known.json', '--max-warnings', '0');
      assert.equal(more.status, 1);
      assert.match(more.out, /versoin/);
      assert.doesNotMatch(more.out, /descripton/);
    });

    it('says when what it holds is gone', async () => {
      write('a.yaml', WARNED);
      await validate('--baseline', 'known.json', '--update-baseline');
      write('a.yaml', GOOD);
      assert.match((await validate('--baseline', 'known.json')).err, /^1 finding of known\.json is gone/m);
    });

    it('is made by --update-baseline, and is no other file', async () => {
      write('a.yaml', GOOD);
      const missing = await validate('--baseline', 'known.json');
      assert.deepEqual(
        [missing.status, missing.err],
        [2, 'error: there is no baseline known.json; make it: --baseline known.json --update-baseline\n'],
      );
      write('other.json', '{"version":1,"findings":[]}');
      assert.match((await validate('--baseline', 'other.json')).err, /^error: other\.json is no baseline/);
    });
  });

  it('says which options do not go together', async () => {
    for (const [args, sentence] of [
      [['--watch', '-'], '--watch needs files'],
      [['--fix', '-'], '--fix needs files'],
      [['--watch', '--fix'], '--watch only reads'],
      [['--dry-run'], '--unsafe-fixes and --dry-run go with --fix'],
      [['--update-baseline'], '--update-baseline needs --baseline FILE'],
      [['--max-warnings', 'few'], "option '--max-warnings <n>' argument 'few' is invalid"],
    ] as const) {
      const { status, err } = await validate(...args);
      assert.equal(status, 2, args.join(' '));
      assert.ok(err.includes(sentence), err);
    }
  });

  it('--watch checks again when a file changes, comes or goes, and ends by Ctrl-C', async () => {
    write('a.yaml', GOOD);
    const child = start(['validate', '.', '--watch'], { cwd });
    let seen = '';
    const shown = async (text: string): Promise<void> => {
      while (!seen.includes(text)) {
        const [chunk] = (await once(child.stderr, 'data')) as [Buffer];
        seen += chunk.toString();
      }
      seen = seen.slice(seen.indexOf(text) + text.length);
    };
    await shown('1 file: valid\nwaiting for changes; Ctrl-C ends\n');
    write('a.yaml', SLIP);
    await shown('1 file: 1 error\n');
    write('b.yaml', GOOD);
    await shown('2 files: 1 error\n');
    rmSync(join(cwd, 'a.yaml'));
    await shown('1 file: valid\n');
    rmSync(join(cwd, 'b.yaml'));
    await shown('error: there is no workflow file in .');
    write('b.yaml', GOOD);
    await shown('1 file: valid\n');
    child.kill('SIGINT');
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    assert.ok(code === 130 || signal === 'SIGINT', `${code} ${signal}`);
  });
});

describe('explain', () => {
  it('tells of one code, by code or name, and of all without one', async () => {
    const cwd = tmpdir();
    const { out } = await run(['explain', 'w203'], { cwd });
    assert.match(out, /^W203 unknown-name \(error\)\n/);
    assert.equal((await run(['explain', 'unknown-name'], { cwd })).out, out);
    assert.match((await run(['explain'], { cwd })).out, /^W203 {2}unknown-name +error {4}A template/m);
    const { code } = JSON.parse((await run(['explain', 'W203', '--json'], { cwd })).out) as { readonly code: string };
    assert.equal(code, 'W203');
  });

  it('suggests the nearest', async () => {
    const { status, err } = await run(['explain', 'unknown-nme'], { cwd: tmpdir() });
    assert.deepEqual([status, err], [2, 'error: unknown-nme is no code of a finding; did you mean unknown-name?\n']);
  });
});
