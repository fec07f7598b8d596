// The operator's page on plugins: its commands in order, with what each says, in a folder with two releases of a plugin.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { packed, pluginFiles } from '../packages/server/test/support/packages.ts';
import { codeBlocks, readText } from './support/markdown.ts';
import { BIN, CONDITIONS, startServer } from './support/server.ts';
import type { ServerProcess } from './support/server.ts';

const PAGE = readText('docs/plugins.md');
const blocks = codeBlocks(PAGE).filter(({ info }) => info.startsWith('operator'));
const PAGE_URL = 'http://127.0.0.1:8000';

type Step = { readonly command: string; readonly said: string };

/** Commands begin with `$ `; what follows is what they say. */
function stepsOf(text: string): readonly Step[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((step) => {
      const [command = '', ...lines] = step.split('\n');
      return { command, said: lines.join('\n').trimEnd() };
    });
}

/** `…` stands for anything. */
function pattern(said: string): RegExp {
  const parts = said.split('…').map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('[^]*')}$`);
}

describe('the page on plugins', function () {
  this.timeout(120_000);
  let work: string;
  let env: NodeJS.ProcessEnv;
  let server: ServerProcess | undefined;

  before(function () {
    if (spawnSync('bash', ['-c', 'command -v curl']).status !== 0) this.skip();
    work = realpathSync(mkdtempSync(join(tmpdir(), 'configurable-agents-plugins-page-')));
    const bin = join(work, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'configurable-agents'), `#!/bin/sh\nexec "${process.execPath}" "${BIN}" "$@"\n`);
    chmodSync(join(bin, 'configurable-agents'), 0o755);
    const path = [bin, dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);
    env = { PATH: path, HOME: work, NO_COLOR: '1', NODE_OPTIONS: CONDITIONS.join(' ') };
    const net = ['api.acme.example:443'];
    const secrets = { apiKey: { env: 'ACME_KEY' } };
    const files = {
      'acme-1.0.0.tgz': pluginFiles({ capabilities: { net }, secrets }),
      'acme-1.1.0.tgz': pluginFiles({ version: '1.1.0', capabilities: { net, subprocess: true } }),
    };
    mkdirSync(join(work, 'project'));
    for (const [name, content] of Object.entries(files)) writeFileSync(join(work, 'project', name), packed(content));
  });
  after(async () => {
    await server?.stop();
    rmSync(work, { recursive: true, force: true, maxRetries: 5 });
  });

  it('has commands to run', () => assert.ok(blocks.length >= 6));

  for (const { info, text, line } of blocks) {
    const steps = stepsOf(text);
    it(`says at line ${line} what is said: ${steps.map(({ command }) => command.slice(0, 60)).join('; ')}`, async () => {
      const cwd = join(work, 'project');
      if (info === 'operator server') {
        assert.match(
          text,
          /^\$ configurable-agents dashboard --port 8000 --allow-plugin-install\nready http:\/\/127\.0\.0\.1:8000\n$/,
        );
        server = await startServer({
          dataDir: join(cwd, '.configurable-agents'),
          workflowsDir: cwd,
          options: ['--config', join(cwd, 'configurable-agents.yaml'), '--allow-plugin-install'],
        });
        return;
      }
      const url = server?.url ?? PAGE_URL;
      let before = '';
      for (const { command, said } of steps) {
        // Variables of a command are there for those after it.
        const isVariable = /^[A-Z]+=/.test(command);
        const script = `${before}${command}`.replaceAll(PAGE_URL, url);
        if (isVariable) before += `${command}\n`;
        const { stdout, stderr } = spawnSync('bash', ['-c', script], { cwd, env, encoding: 'utf8' });
        assert.match(`${stdout}${stderr}`.trimEnd(), pattern(said.replaceAll(PAGE_URL, url)));
      }
    });
  }

  it('lists each refusal with the status that the API answers', () => {
    const answered = [...readText('packages/server/src/http/errors.ts').matchAll(/^ {2}(PLUGIN_\w+): \[(\d+)/gm)];
    const listed = [...PAGE.matchAll(/^\| `(PLUGIN_\w+)` +\| (\d+) /gm)];
    const inOrder = (found: readonly RegExpMatchArray[]): readonly string[] =>
      found.map(([, code, status]) => `${String(code)} ${String(status)}`).toSorted((a, b) => a.localeCompare(b));
    assert.ok(answered.length > 10);
    assert.deepEqual(inOrder(listed), inOrder(answered));
  });
});
