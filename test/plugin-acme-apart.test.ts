// The example of a plugin from outside, with one of each kind, at work in a server in processes of its own.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signedDelivery } from '@configurable-agents/plugin-sdk/testing';
import { API_KEY, startService } from '../examples/plugin-acme/test/fake-service.ts';
import type { FakeService } from '../examples/plugin-acme/test/fake-service.ts';
import { readText, ROOT } from './support/markdown.ts';
import { startServer } from './support/server.ts';
import type { ServerProcess } from './support/server.ts';

const EXAMPLE = join(ROOT, 'examples', 'plugin-acme');
const SECRET = `whsec_${Buffer.from('the secret of this test').toString('base64')}`;
/** Loads only where it may not read the disk, and sees nothing of the environment but its key. */
const APART = `import { readFileSync } from 'node:fs';
let isOpen = true;
try { readFileSync('/etc/passwd'); } catch { isOpen = false; }
if (isOpen || process.env.HOME !== undefined) throw new Error('nothing keeps it apart');
`;

type Run = { readonly status: string; readonly result: unknown; readonly error: unknown };

/** The package as it is, from its source, with the SDK of this repository. */
function install(folder: string, baseUrl: string): string {
  const plugin = join(folder, 'acme');
  for (const path of ['src', 'plugin.json']) cpSync(join(EXAMPLE, path), join(plugin, path), { recursive: true });
  const index = join(plugin, 'src', 'index.ts');
  writeFileSync(index, `${APART}${readFileSync(index, 'utf8')}`);
  const {
    exports: _built,
    files: _files,
    ...json
  } = JSON.parse(readText('examples/plugin-acme/package.json')) as {
    readonly [key: string]: unknown;
  };
  writeFileSync(join(plugin, 'package.json'), JSON.stringify({ ...json, exports: './src/index.ts' }));
  mkdirSync(join(plugin, 'node_modules', '@configurable-agents'), { recursive: true });
  symlinkSync(
    join(ROOT, 'packages', 'plugins', 'sdk'),
    join(plugin, 'node_modules', '@configurable-agents', 'plugin-sdk'),
  );
  const config = join(folder, 'configurable-agents.yaml');
  writeFileSync(
    config,
    `plugins: [{ source: ./acme, isolation: process }]\nactions: { acme: { base_url: '${baseUrl}' } }\n`,
  );
  return config;
}

describe('examples/plugin-acme in processes of its own', function () {
  this.timeout(60_000);
  let folder: string;
  let service: FakeService;
  let server: ServerProcess;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'configurable-agents-acme-'));
    service = await startService();
    const workflowsDir = join(folder, 'workflows');
    mkdirSync(workflowsDir);
    server = await startServer({
      dataDir: join(folder, 'data'),
      workflowsDir,
      env: { ACME_API_KEY: API_KEY, WEBHOOK_SECRET_ACME_PARCEL: SECRET },
      options: ['--config', install(folder, service.url), '--provider', 'acme'],
    });
  });
  after(async () => {
    await server?.kill();
    service?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const json = async (
    path: string,
    init?: RequestInit,
  ): Promise<{ readonly status: number; readonly body: unknown }> => {
    const response = await fetch(`${server.url}${path}`, init);
    return { status: response.status, body: await response.json() };
  };

  async function deliver(secret: string): Promise<{ readonly status: number; readonly body: unknown }> {
    const { genuine } = signedDelivery({
      scheme: 'standard',
      body: { type: 'parcel.delivered', number: 'AC123456', city: 'Graz' },
      secret,
      nowMs: Date.now(),
      id: `msg_${secret.length}`,
    });
    const headers = Object.entries(genuine.headers).map(([name, [value = '']]): [string, string] => [name, value]);
    return await json('/webhooks/acme.parcel', {
      method: 'POST',
      headers: [['content-type', 'application/json'], ...headers],
      body: Buffer.from(genuine.rawBody),
    });
  }

  it('hears of a delivery, asks, writes and keeps its ledger', async () => {
    const { items } = (await json('/api/plugins')).body as {
      readonly items: readonly { readonly name: string; readonly isolation: string }[];
    };
    assert.equal(items.find(({ name }) => name === 'acme')?.isolation, 'process');
    const source = readText('examples/plugin-acme/example/workflow.yaml');
    const registered = await json('/api/workflows', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'parcel_delivered', source }),
    });
    assert.equal(registered.status, 201, JSON.stringify(registered.body));

    const forged = await deliver(`whsec_${Buffer.from('another secret').toString('base64')}`);
    assert.equal(forged.status, 401, JSON.stringify(forged.body));
    const accepted = await deliver(SECRET);
    assert.equal(accepted.status, 202, JSON.stringify(accepted.body));
    const [{ run_id: id }] = (accepted.body as { readonly runs: readonly [{ readonly run_id: string }] }).runs;

    let run: Run;
    do {
      await new Promise((resolve) => setTimeout(resolve, 50));
      run = (await json(`/api/runs/${id}`)).body as Run;
    } while (['queued', 'running', 'waiting'].includes(run.status));
    assert.deepEqual(
      [run.status, run.result],
      ['succeeded', 'Dear customer: Your parcel AC123456 is delivered in Graz.'],
      JSON.stringify(run.error),
    );
    const entries = (): readonly string[] =>
      [...service.ledger.values()].filter((entry) => entry.run === id).map(({ event }) => event);
    while (!entries().includes('run.finished')) await new Promise((resolve) => setTimeout(resolve, 50));
    assert.deepEqual(entries(), ['run.accepted', 'run.finished']);
    assert.equal(await server.stop(), 0);
  });
});
