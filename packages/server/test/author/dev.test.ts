// `plugins dev`: a round for each save.
import assert from 'node:assert/strict';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SOURCES } from '../../src/author/dev/watched.ts';
import { AUTHOR_ENV, createdIn } from '../support/author.ts';
import { run, start } from '../support/cli.ts';

const WAITING = 'waiting for changes; Ctrl-C ends\n';

type Round = { readonly out: string; readonly err: string };

/** The command, and what it says up to where it waits. */
class Dev {
  readonly child: ChildProcessWithoutNullStreams;
  #out = '';
  #err = '';
  #wake = (): void => {};

  constructor(args: readonly string[], cwd: string) {
    this.child = start(['plugins', 'dev', ...args], { cwd, env: AUTHOR_ENV });
    this.child.stdin.end();
    this.child.stdout.on('data', (chunk: Buffer) => (this.#out += chunk.toString()));
    this.child.stderr.on('data', (chunk: Buffer) => {
      this.#err += chunk.toString();
      this.#wake();
    });
    this.child.once('close', () => this.#wake());
  }

  /** The next round, whose output is taken away. */
  async round(): Promise<Round> {
    while (!this.#err.includes(WAITING)) {
      assert.equal(this.child.exitCode, null, this.#err);
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    const end = this.#err.indexOf(WAITING) + WAITING.length;
    const round = { out: this.#out, err: this.#err.slice(0, end) };
    [this.#out, this.#err] = ['', this.#err.slice(end)];
    return round;
  }

  /** Its exit status, after Ctrl-C. */
  async stopped(): Promise<number | null> {
    const closed = once(this.child, 'close');
    this.child.kill('SIGINT');
    await closed;
    return this.child.exitCode;
  }
}

describe('plugins dev', function () {
  this.timeout(120_000);
  let cwd: string;
  let dir: string;
  let dev: Dev | undefined;
  beforeEach(async () => {
    cwd = realpathSync(mkdtempSync(join(tmpdir(), 'configurable-agents-dev-')));
    dir = await createdIn(cwd, 'acme');
  });
  afterEach(() => {
    dev?.child.kill('SIGKILL');
    rmSync(cwd, { recursive: true, force: true });
  });
  const save = (path: string, change: (before: string) => string): void => {
    const before = readFileSync(join(dir, path), 'utf8');
    const after = change(before);
    assert.notEqual(after, before);
    writeFileSync(join(dir, path), after);
  };

  it('runs the example, again with what was saved, says what is wrong with a broken save, and ends at Ctrl-C', async () => {
    dev = new Dev(['acme', '--input', 'name=Grace'], cwd);
    const first = await dev.round();
    assert.match(first.out, /info {2}greeting \w+ greet greeting$/m);
    assert.match(first.out, /run\.finished succeeded\n\{\n {2}"text": "Hello, Grace!"\n\}\n$/);
    assert.match(first.err, /^succeeded in /);

    save('src/index.ts', (text) =>
      text.replace("?? 'Hello'", "?? 'Howdy'").replace('Greets somebody', 'Greets anybody'),
    );
    const second = await dev.round();
    assert.match(second.out, /"text": "Howdy, Grace!"/);
    assert.match(second.err, /^plugin\.json written\nsucceeded/);
    assert.match(readFileSync(join(dir, 'plugin.json'), 'utf8'), /Greets anybody/);

    save('src/index.ts', (text) => text.replace('return { text:', 'return { txt:'));
    const broken = await dev.round();
    assert.equal(broken.out, '');
    assert.match(broken.err, /^error: it does not compile:\n[^]*src\/index\.ts\(\d+,\d+\): error TS/);

    save('src/index.ts', (text) => text.replace('return { txt:', 'return { text:'));
    assert.match((await dev.round()).out, /"text": "Howdy, Grace!"/);

    save('example/workflow.yaml', (text) => text.replace('acme.greet', 'acme.gret'));
    const unknown = await dev.round();
    assert.match(unknown.err, /acme\.gret[^]*error: [^\n]*is not a valid workflow/);

    assert.equal(await dev.stopped(), 130);
  });

  it('says what is wrong with code that throws as it is loaded, and with a run that fails', async () => {
    save('src/index.ts', (text) => `throw new Error('no licence');\n${text}`);
    // Code that cannot be reached is an error of the compiler's, and this is about the code.
    save('package.json', (text) =>
      text.replace('"tsc -p tsconfig.build.json"', '"tsc -p tsconfig.build.json --allowUnreachableCode"'),
    );
    dev = new Dev([], dir);
    assert.match((await dev.round()).err, /^error: PLUGIN_LOAD_FAILED: [^\n]*no licence/);
    save('src/index.ts', (text) =>
      text
        .replace("throw new Error('no licence');\n", '')
        .replace('return { text:', 'if (input.name) throw new Error("not today");\n return { text:'),
    );
    const failed = await dev.round();
    assert.match(failed.out, /error greeting \w+ greet node\.failed/);
    assert.match(failed.err, /greet: [^\n]*not today/);
    assert.equal(await dev.stopped(), 130);
  });

  it('prints JSON by --json: lines as those of `logs`, a result as that of `run`', async () => {
    dev = new Dev(['--json'], dir);
    const { out } = await dev.round();
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly [key: string]: unknown });
    assert.ok(lines.some(({ event, message }) => event === 'log' && message === 'greeting'));
    assert.deepEqual(lines.at(-1)?.['result'], { text: 'Hello, Ada!' });
    assert.equal(await dev.stopped(), 130);
  });

  it('ends at Ctrl-C in the middle of a run', async () => {
    save('src/index.ts', (text) =>
      text.replace(
        '      run({ input, context }) {',
        '      async run({ input, context }) {\n        context.log.info("waits");\n        await new Promise(() => {});',
      ),
    );
    dev = new Dev([], dir);
    let out = '';
    dev.child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    while (!out.includes('node.scheduled')) await once(dev.child.stdout, 'data');
    assert.equal(await dev.stopped(), 130);
  });

  it('needs a workflow that is there', async () => {
    const { status, err } = await run(['plugins', 'dev', 'acme', '--workflow', 'nowhere.yaml'], { cwd });
    assert.equal(status, 2);
    assert.equal(err, 'error: there is no file nowhere.yaml; name the workflow that is to be run: --workflow FILE\n');
  });

  it('watches sources, workflows and settings, and not what it writes itself', () => {
    for (const path of ['index.ts', 'a/b.mts', 'flow.yaml', 'package.json', 'data.json']) assert.match(path, SOURCES);
    for (const path of [
      'plugin.json',
      '.configurable-agents-1.tmp',
      '.index.ts.swp',
      'a/.b.ts',
      'x.log',
      'package-lock.json',
    ])
      assert.doesNotMatch(path, SOURCES);
  });
});
