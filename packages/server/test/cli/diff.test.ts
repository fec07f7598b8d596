// `diff` of files and of revisions.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../support/cli.ts';
import type { Ran } from '../support/cli.ts';
import { pluginFiles, writeFiles } from '../support/packages.ts';

const workflow = (topic: string, prompt = 'About {topic}'): string =>
  `state: { type: object, properties: { topic: ${topic} } }\nnodes:\n  - { name: draft, llm: { provider: echo, model: echo-1 }, prompt: '${prompt}' }\n`;
const OLD = workflow('{ type: string, default: x }');
const OTHER = workflow('{ type: string, default: x }', 'On {topic}');
const BREAKING = workflow('{ type: string }');

describe('diff', function () {
  this.timeout(30_000);
  let cwd: string;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'configurable-agents-diff-'));
    writeFileSync(join(cwd, 'old.yaml'), OLD);
    writeFileSync(join(cwd, 'other.yaml'), OTHER);
    writeFileSync(join(cwd, 'breaking.yaml'), BREAKING);
  });
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));
  const go = async (...args: string[]): Promise<Ran> => await run(['diff', ...args], { cwd });
  const git = (...args: string[]): void => {
    const who = ['-c', 'user.name=test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...who, ...args], { cwd, stdio: 'ignore' });
  };

  it('prints what differs on stdout and a sentence on stderr, and is exit 0', async () => {
    const { status, out, err } = await go('old.yaml', 'other.yaml');
    assert.equal(status, 0);
    assert.equal(
      out,
      'nodes\n  ~ draft  changed `prompt`\n      prompt: About {topic} → On {topic}\n\nworkflow\n  ~ name  old → other\n',
    );
    assert.equal(err, 'old.yaml → other.yaml: 2 changes\n');
    assert.deepEqual(await only(go('old.yaml', 'old.yaml')), [0, '', 'old.yaml → old.yaml: no difference\n']);
  });

  it('is exit 1 by --exit-code for any change, by --breaking for those that break callers', async () => {
    const statuses = await Promise.all([
      go('old.yaml', 'old.yaml', '--exit-code'),
      go('old.yaml', 'other.yaml', '--exit-code'),
      go('old.yaml', 'other.yaml', '--breaking'),
      go('old.yaml', 'breaking.yaml', '--breaking'),
      go('breaking.yaml', 'old.yaml', '--breaking'),
    ]);
    assert.deepEqual(
      statuses.map(({ status }) => status),
      [0, 1, 0, 1, 0],
    );
    assert.match(
      statuses[3]?.out ?? '',
      /^inputs\n! ~ topic {2}required now: a start without it is refused; default "x" → none$/m,
    );
  });

  it('prints JSON, with --json or --format json', async () => {
    const { out } = await go('old.yaml', 'breaking.yaml', '--json');
    assert.equal((await go('old.yaml', 'breaking.yaml', '--format', 'json')).out, out);
    const found = JSON.parse(out) as {
      version: number;
      equal: boolean;
      breaking: boolean;
      changes: { subject: string }[];
    };
    assert.deepEqual(
      [found.version, found.equal, found.breaking, found.changes[0]?.subject],
      [1, false, true, 'input'],
    );
  });

  it('reads one side from stdin, and shows colour when it is asked to', async () => {
    const { status, out } = await run(['diff', 'old.yaml', '-', '--color', 'always'], { cwd, input: OTHER });
    assert.equal(status, 0);
    assert.ok(out.includes('\u001b[1mnodes\u001b[22m\n'), out);
    assert.equal((await go('-', '-')).status, 2);
  });

  it('takes a file that came or went, as git difftool hands it over', async () => {
    const gone = await go('old.yaml', '/dev/null', '--breaking');
    assert.deepEqual([gone.status, gone.out], [1, 'workflow\n! - old  the whole workflow was removed\n']);
    assert.deepEqual(await only(go('/dev/null', 'old.yaml', '--breaking')), [
      0,
      'workflow\n  + old  the whole workflow was added\n',
      '',
    ]);
  });

  it('prints what docs/diff.md shows', async () => {
    const page = readFileSync(new URL('../../../../docs/diff.md', import.meta.url), 'utf8');
    const [before = '', after = '', shown = ''] = [...page.matchAll(/```(?:yaml|text)\n([^]*?)```/g)].map(
      ([, text]) => text,
    );
    writeFileSync(join(cwd, 'before.yaml'), before);
    writeFileSync(join(cwd, 'after.yaml'), after);
    const { out } = await go('before.yaml', 'after.yaml');
    assert.equal(out, shown);
  });

  it('says which side is wrong', async () => {
    writeFileSync(join(cwd, 'bad.yaml'), OLD.replace('{topic}', '{topik}'));
    const bad = await go('old.yaml', 'bad.yaml');
    assert.equal(bad.status, 1);
    assert.match(
      bad.err,
      /bad\.yaml:3:\d+ error W203[^]*bad\.yaml is not a valid workflow, so that nothing can be compared\n$/,
    );
    const missing = await go('old.yaml', 'nothing.yaml');
    assert.deepEqual([missing.status, missing.err], [2, 'error: there is no file nothing.yaml\n']);
  });

  describe('with git', () => {
    const CHILD = (prompt: string): string =>
      `nodes:\n  - { name: x, prompt: ${prompt}, llm: { provider: echo, model: echo-1 } }\n`;
    beforeEach(() => {
      mkdirSync(join(cwd, 'flows'));
      writeFileSync(join(cwd, 'flows', 'child.yaml'), CHILD('hi'));
      writeFileSync(join(cwd, 'flows', 'w.yaml'), 'nodes:\n  - { name: sub, workflow: ./child.yaml }\n');
      git('init', '-q');
      git('add', '.');
      git('commit', '-q', '-m', 'first');
      git('tag', 'v1');
    });

    it('compares a file with a revision of it, and alone with what was committed last', async () => {
      writeFileSync(join(cwd, 'old.yaml'), OTHER);
      const expected = /^nodes\n {2}~ draft {2}changed `prompt`\n/;
      assert.match((await go('HEAD:old.yaml', 'old.yaml')).out, expected);
      assert.match((await go('old.yaml')).out, expected);
      git('commit', '-q', '-a', '-m', 'second');
      assert.match((await go('v1:old.yaml', 'HEAD:old.yaml')).out, expected);
      assert.deepEqual(await only(go('old.yaml')), [0, '', 'HEAD:./old.yaml → old.yaml: no difference\n']);
    });

    it('takes the workflows that a file names from the same revision', async () => {
      writeFileSync(join(cwd, 'flows', 'child.yaml'), CHILD('hello'));
      for (const old of ['HEAD:flows/w.yaml', 'v1:flows/w.yaml']) {
        const { out, err } = await go(old, 'flows/w.yaml');
        assert.match(out, /~ sub {2}changed `the workflow itself`[^]*its node x: prompt: hi → hello\n/, err);
      }
      const below = await run(['diff', 'HEAD:w.yaml', 'w.yaml'], { cwd: join(cwd, 'flows') });
      assert.match(below.out, /its node x: prompt: hi → hello\n/, below.err);
    });

    it('says that there is no such revision, no such file in it, or no repository', async () => {
      assert.match((await go('nothing:old.yaml', 'old.yaml')).err, /^error: git knows no revision nothing in /);
      assert.deepEqual(await only(go('HEAD:nothing.yaml', 'old.yaml')), [
        2,
        '',
        'error: there is no file nothing.yaml in HEAD\n',
      ]);
      rmSync(join(cwd, '.git'), { recursive: true });
      const none = await run(['diff', 'old.yaml'], { cwd, env: { GIT_CEILING_DIRECTORIES: tmpdir() } });
      assert.equal(none.status, 2);
      assert.match(none.err, /^error: HEAD:\.\/old\.yaml needs git, which says: fatal: not a git repository/);
      const without = await run(['diff', 'old.yaml'], { cwd, env: { PATH: '/nowhere' } });
      assert.deepEqual(
        [without.status, without.err],
        [3, 'error: HEAD:./old.yaml needs git, which says: there is no command git\n'],
      );
    });
  });

  async function only(ran: Promise<Ran>): Promise<readonly unknown[]> {
    const { status, out, err } = await ran;
    return [status, out, err];
  }

  describe('of a workflow with a plugin', () => {
    const files = (net: readonly string[]): Record<string, string> => pluginFiles({ capabilities: { net } });
    const lockOf = (net: readonly string[]): string =>
      JSON.stringify({
        version: 1,
        plugins: {
          acme: {
            version: '1.0.0',
            source: './acme',
            integrity: 'sha512-x',
            capabilities: { net },
            isolation: 'worker',
          },
        },
      });
    beforeEach(() => {
      writeFileSync(join(cwd, 'configurable-agents.yaml'), 'plugins: [./acme]\n');
      writeFileSync(join(cwd, 'flow.yaml'), 'nodes:\n  - { name: a, uses: acme, with: { text: x } }\n');
      writeFiles(join(cwd, 'acme'), files(['api.acme.example:443']));
      // The module is read by nobody; the SDK is not installed here.
      git('init', '--quiet');
    });

    it('tells what the plugin may do since the revision, by its manifest', async () => {
      git('add', '.');
      git('commit', '--quiet', '-m', 'first');
      assert.match((await go('flow.yaml')).err, /: no difference$/m);
      writeFiles(join(cwd, 'acme'), files(['api.acme.example:443', 'evil.example:443']));
      const { out, err } = await go('flow.yaml');
      assert.equal(out, 'may use\n  + host evil.example:443  by the plugin acme\n', err);
      assert.equal((await go('flow.yaml', '--exit-code')).status, 1);
    });

    it('takes the lock file of the revision where there is one: what was granted counts', async () => {
      writeFileSync(join(cwd, 'configurable-agents.lock.json'), lockOf([]));
      git('add', '.');
      git('commit', '--quiet', '-m', 'first');
      rmSync(join(cwd, 'configurable-agents.lock.json'));
      assert.match((await go('flow.yaml')).out, /^may use\n {2}\+ host api\.acme\.example:443/);
    });
  });
});
