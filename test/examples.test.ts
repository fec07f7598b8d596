import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { createClient, dataOf } from '@configurable-agents/client';
import { compile } from '@configurable-agents/compiler';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { eventSchemasOf } from '../packages/server/src/config/event-schemas.ts';
import { firstPartyManifests } from './support/manifests.ts';
import { readText, ROOT } from './support/markdown.ts';
import { CONDITIONS, startServer } from './support/server.ts';
import type { ServerProcess } from './support/server.ts';

const execute = promisify(execFile);
const workflows = globSync('examples/*/*.yaml', { cwd: ROOT })
  .filter((path) => basename(path) !== 'configurable-agents.yaml')
  .toSorted();
const folder = join(ROOT, 'examples', 'webhook_integration');

const hasTests = (file: string): boolean => /^tests:/m.test(readText(file));

/** Plugins that stand in folders of an example. */
function ownManifests(folderOf: string): readonly PluginManifest[] {
  return globSync(`${folderOf}/*/plugin.json`, { cwd: ROOT }).map(
    (path) => JSON.parse(readText(path)) as PluginManifest,
  );
}

type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** Runs a program to its end, whatever its exit status. */
async function run(file: string, args: readonly string[], env: { readonly [name: string]: string }): Promise<Ended> {
  const { WEBHOOK_SECRET: _secret, ...rest } = process.env;
  try {
    const { stdout, stderr } = await execute(file, args, { env: { ...rest, ...env }, cwd: folder, timeout: 60_000 });
    return { code: 0, stdout, stderr };
  } catch (error) {
    // What execFile throws over an exit status carries it beside the output.
    const { code, stdout, stderr } = error as Ended;
    if (typeof code !== 'number') throw error;
    return { code, stdout, stderr };
  }
}

describe('examples', () => {
  for (const file of workflows) {
    it(`${file} compiles without a finding under the echo provider`, async () => {
      const plugins = [...(await firstPartyManifests()), ...ownManifests(dirname(file))];
      assert.deepEqual(
        compile(readText(file), { file, plugins, provider: 'echo', eventSchemas: eventSchemasOf(plugins) }).diagnostics,
        [],
      );
    });
  }

  it('pass their own tests, which the command runs without a network', async function () {
    this.timeout(120_000);
    const command = ['packages/server/bin/configurable-agents.js', 'test', ...workflows.filter(hasTests), '--json'];
    const { stdout } = await execute(process.execPath, [...CONDITIONS, ...command], { cwd: ROOT });
    const { tests, passed, failed } = JSON.parse(stdout) as {
      tests: readonly object[];
      passed: number;
      failed: number;
    };
    assert.deepEqual([failed, passed], [0, tests.length]);
    assert.ok(tests.length >= 35, `${tests.length} tests`);
  });

  it('of control flow all have tests', () => {
    const without = workflows.filter((file) => /control_flow|triage_issue/.test(file) && !hasTests(file));
    assert.deepEqual(without, []);
  });

  it('say which schema an editor checks them by', () => {
    // That one is, to the byte, the file that the product is built from.
    const own = workflows.filter((file) => !file.endsWith('/webhook_integration.yaml'));
    assert.equal(own.length, workflows.length - 1);
    for (const file of own) {
      const [first = ''] = readText(file).split('\n');
      const schema = /^schema_version:/m.test(readText(file)) ? 'flow' : 'workflow';
      assert.equal(first, `# yaml-language-server: $schema=../../packages/compiler/schema/${schema}.schema.json`, file);
    }
  });

  it('are listed in examples/README.md', () => {
    const index = readText('examples/README.md');
    for (const file of workflows) assert.ok(index.includes(basename(dirname(file))), file);
  });

  describe('webhook_integration', function () {
    this.timeout(60_000);
    const secret = 'the secret of this test';
    let dataDir: string;
    let server: ServerProcess;
    let webhookUrl: string;

    before(async () => {
      dataDir = await mkdtemp(join(tmpdir(), 'configurable-agents-example-'));
      server = await startServer({ dataDir, workflowsDir: folder, env: { WEBHOOK_SECRET: secret } });
      webhookUrl = `${server.url}/webhooks/generic`;
      const { response, error } = await createClient(server).POST('/api/workflows', {
        body: { name: 'slack_notification', config_path: 'webhook_integration.yaml' },
      });
      assert.equal(response.status, 201, JSON.stringify(error));
    });

    after(async () => {
      assert.equal(await server.stop(), 0);
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    });

    const senders: readonly { readonly name: string; readonly command: string; readonly args: readonly string[] }[] = [
      { name: 'test_webhook.sh', command: 'bash', args: [join(folder, 'test_webhook.sh')] },
      { name: 'send.py', command: 'python3', args: [join(folder, 'send.py')] },
      { name: 'send.mjs', command: process.execPath, args: [join(folder, 'send.mjs')] },
    ];
    const countRuns = async (): Promise<number> =>
      dataOf(await createClient(server).GET('/api/runs', { params: { query: { limit: 1000 } } })).items.length;

    for (const { name, command, args } of senders) {
      it(`${name} sends a delivery that is accepted with the secret and refused without`, async function () {
        if (spawnSync(command, ['--version']).status !== 0) this.skip();
        const before = await countRuns();
        const accepted = await run(command, args, { WEBHOOK_URL: webhookUrl, WEBHOOK_SECRET: secret });
        assert.equal(accepted.code, 0, accepted.stderr);
        assert.match(accepted.stdout, /run_id/);
        const sent = (await countRuns()) - before;
        assert.ok(sent >= 1, 'no run was started');
        const forged = await run(command, args, { WEBHOOK_URL: webhookUrl, WEBHOOK_SECRET: 'another secret' });
        assert.notEqual(forged.code, 0);
        const unsigned = await run(command, args, { WEBHOOK_URL: webhookUrl });
        assert.notEqual(unsigned.code, 0);
        assert.equal(await countRuns(), before + sent, 'a refused delivery started a run');
      });
    }
  });

  describe('quickstart', function () {
    this.timeout(60_000);
    const script = join(ROOT, 'examples', 'quickstart.mjs');

    it('shows three runs and a refusal, in plain text, and exits 0', async () => {
      const { code, stdout, stderr } = await run(process.execPath, [...CONDITIONS, script], {});
      assert.equal(code, 0, stderr);
      assert.equal((stdout.match(/✓ succeeded/g) ?? []).length, 3);
      assert.equal((stdout.match(/\b202 accepted/g) ?? []).length, 3);
      assert.match(stdout, /\b401 refused, SIGNATURE_INVALID/);
      assert.equal((stdout.match(/node\.completed/g) ?? []).length, 6);
      assert.match(stdout, /log_event .* ms .* in, .* out/);
      // eslint-disable-next-line no-control-regex
      assert.doesNotMatch(stdout, /\u001b/);
      assert.equal(stderr, '');
    });

    it('says what is wrong with its arguments and exits 1', async () => {
      const { code, stderr } = await run(process.execPath, [...CONDITIONS, script, '--kept'], {});
      assert.equal(code, 1);
      assert.match(stderr, /^quickstart failed: Unknown option '--kept'/);
    });
  });
});
