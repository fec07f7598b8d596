// The author's path of the plugin guide: its commands, in order, in an empty folder, with npm's cache and no network.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { codeBlocks, readText, ROOT } from './support/markdown.ts';

const blocks = codeBlocks(readText('docs/plugin-guide.md')).filter(({ info }) => /^path\b/.test(info));
const BIN = join(ROOT, 'packages', 'server', 'bin', 'configurable-agents.js');

describe("the author's path of the plugin guide", function () {
  this.timeout(120_000);
  let work: string;
  let env: NodeJS.ProcessEnv;
  before(() => {
    work = realpathSync(mkdtempSync(join(tmpdir(), 'configurable-agents-path-')));
    const bin = join(work, 'bin');
    mkdirSync(bin);
    // As the command is when it is installed for the whole machine.
    writeFileSync(join(bin, 'configurable-agents'), `#!/bin/sh\nexec "${process.execPath}" "${BIN}" "$@"\n`);
    chmodSync(join(bin, 'configurable-agents'), 0o755);
    const { NODE_OPTIONS: _options, NODE_TEST_CONTEXT: _context, ...rest } = process.env;
    const path = [bin, dirname(process.execPath), rest['PATH'] ?? ''].join(delimiter);
    env = { ...rest, PATH: path, NO_COLOR: '1', npm_config_offline: 'true', npm_config_update_notifier: 'false' };
  });
  after(() => rmSync(work, { recursive: true, force: true, maxRetries: 5 }));

  it('has commands to run', () => assert.ok(blocks.length >= 4));

  for (const [at, { info, text }] of blocks.entries()) {
    const isDev = info === 'path dev';
    it(text.trim().split('\n').join('; '), async () => {
      const cwd = at === 0 ? work : join(work, 'acme');
      const child = spawn('bash', ['-euc', isDev ? `exec ${text}` : text], { cwd, env, detached: true });
      let output = '';
      const collect = (chunk: Buffer): void => {
        output += chunk.toString();
        // Ctrl-C goes to all that a terminal runs.
        if (isDev && output.includes('waiting for changes') && child.pid !== undefined)
          process.kill(-child.pid, 'SIGINT');
      };
      child.stdout.on('data', collect);
      child.stderr.on('data', collect);
      await once(child, 'close');
      if (isDev) assert.match(output, /"text": "Hello, Ada!"/);
      else assert.equal(child.exitCode, 0, output);
    });
  }

  it('ends with a reference, and a tarball of JavaScript', () => {
    const dir = join(work, 'acme');
    assert.match(readFileSync(join(dir, 'REFERENCE.md'), 'utf8'), /^# acme 0\.1\.0\n/);
    assert.ok(existsSync(join(dir, 'dist', 'index.js')));
    assert.deepEqual(globSync('*.tgz', { cwd: dir }), ['configurable-agents-plugin-acme-0.1.0.tgz']);
  });
});
