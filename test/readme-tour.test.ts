import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { codeBlocks, readText, ROOT } from './support/markdown.ts';
import { freePort } from './support/ports.ts';
import { CONDITIONS } from './support/server.ts';
import { openTerminal } from './support/terminal.ts';
import type { Output, Terminal } from './support/terminal.ts';

const blocks = codeBlocks(readText('README.md')).filter(({ info }) => info.startsWith('tour'));
const README_PORT = '8000';
/** What the second terminal needs again, as the README says. */
const AGAIN = ['export PATH="$PWD/node_modules/.bin:$PATH"', 'cd examples/webhook_integration'];

function hasCommands(...names: readonly string[]): boolean {
  return names.every((name) => spawnSync('bash', ['-c', `command -v ${name}`]).status === 0);
}

/** Waits until a condition holds. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(20);
}

describe('the tour of the README', function () {
  this.timeout(120_000);
  let dataDir: string;
  const terminals: Terminal[] = [];
  const outputs = new Map<string, Output>();
  let serverOutput: Output;

  before(async function () {
    if (!hasCommands('bash', 'curl', 'openssl')) {
      this.skip();
    }
    dataDir = await mkdtemp(join(tmpdir(), 'configurable-agents-tour-'));
    const port = String(await freePort());
    const { WEBHOOK_SECRET: _secret, ...rest } = process.env;
    const env = {
      ...rest,
      CONFIGURABLE_AGENTS_DATA_DIR: join(dataDir, 'store'),
      NODE_OPTIONS: CONDITIONS.join(' '),
      NO_COLOR: '1',
    };
    const [first, second] = [openTerminal({ cwd: ROOT, env }), openTerminal({ cwd: ROOT, env })];
    terminals.push(first, second);
    let terminal = first;
    let server: Promise<Output> | undefined;
    for (const { info, text } of blocks) {
      const commands = text.replaceAll(README_PORT, port);
      if (info === 'tour server') {
        server = first.run(commands);
        await Promise.race([until(() => first.output().stdout.includes('ready ')), server]);
        terminal = second;
        await second.run(AGAIN.join('\n'));
      } else {
        outputs.set(text, await terminal.run(commands));
      }
    }
    assert.ok(server, 'the tour starts no server');
    first.interrupt();
    serverOutput = await server;
  });

  after(async () => {
    await Promise.all(terminals.map((terminal) => terminal.close()));
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });

  const outputOf = (part: string): Output => {
    const [, output] = [...outputs].find(([text]) => text.includes(part)) ?? [];
    assert.ok(output, `no block of the tour has ${part}`);
    return output;
  };

  it('begins with what the second terminal repeats', () => {
    const text = blocks.map((block) => block.text).join('');
    for (const line of AGAIN) assert.ok(text.includes(line), line);
  });

  it('validates and runs the example without a key', () => {
    const { stdout } = outputOf('validate webhook_integration.yaml');
    assert.match(stdout, /\[echo\][\s\S]*Version 1\.4\.2 is live/);
  });

  it('serves on the port that was asked for, and stops by Ctrl-C', () => {
    assert.match(serverOutput.stdout, /^ready http:\/\/127\.0\.0\.1:\d+$/m);
  });

  it('registers the workflow and sends it a signed webhook', () => {
    const { stdout } = outputOf('/api/workflows');
    assert.match(stdout, /"name":\s*"slack_notification"/);
    assert.match(stdout, /"run_id":/);
  });

  it('waits for the result of a delivery that was signed by hand', () => {
    const answer = JSON.parse(outputOf('wait=30s').stdout) as { readonly status: string; readonly result: string };
    assert.equal(answer.status, 'success');
    assert.match(answer.result, /^\[echo\][\s\S]*Hello/);
  });

  it('lists the runs and shows one', () => {
    const { stdout } = outputOf('runs list');
    assert.ok((stdout.match(/succeeded/g) ?? []).length >= 3, stdout);
    assert.match(stdout, /log_event/);
    assert.match(stdout, /run\.finished/);
  });
});
