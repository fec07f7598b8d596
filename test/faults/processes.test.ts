// Processes that share a data directory, and what is done to them from outside. Each is a real server on a free port.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient, dataOf } from '@configurable-agents/client';
import type { schemas } from '@configurable-agents/client';
import { BIN, CONDITIONS, startServer } from '../support/server.ts';
import type { ServerProcess } from '../support/server.ts';
import { readMetrics } from '../support/prometheus.ts';

const WORKFLOW = `name: notify
state: { type: object, properties: { message: { type: string } } }
nodes:
  - { name: pause, uses: wait, with: { duration: 1s } }
  - name: say
    llm: { provider: echo, model: echo }
    prompt: '{message}'
`;

/** Longer than the watch of lanes needs to take a silent thread for blocked. */
const STOPPED_MS = 12_000;

describe('two servers on one store', function () {
  this.timeout(120_000);
  let folder: string;
  const servers: ServerProcess[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'configurable-agents-processes-'));
    await writeFile(join(folder, 'notify.yaml'), WORKFLOW);
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.kill();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const dataDir = (): string => join(folder, 'data');

  async function start(): Promise<ServerProcess> {
    const server = await startServer({ dataDir: dataDir(), workflowsDir: folder });
    servers.push(server);
    return server;
  }

  /** A second server on the same store, which must not start. */
  async function second(): Promise<{ readonly status: number | null; readonly err: string; readonly out: string }> {
    const args = [...CONDITIONS, BIN, 'dashboard', '--port', '0', '--workflows-dir', folder, '--data-dir', dataDir()];
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    const exited = once(child, 'exit') as Promise<[number | null]>;
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { status: (await exited)[0], err, out };
  }

  async function register(server: ServerProcess): Promise<void> {
    const body = { name: 'notify', config_path: 'notify.yaml' };
    dataOf(await createClient(server).POST('/api/workflows', { body }));
  }

  /** The run of a delivery. */
  async function deliver(server: ServerProcess): Promise<string> {
    const response = await fetch(`${server.url}/webhooks/generic`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ workflow_name: 'notify', inputs: { message: 'a' } }),
    });
    assert.ok(response.ok, String(response.status));
    return ((await response.json()) as schemas['RunAccepted']).run_id;
  }

  async function ended(server: ServerProcess, id: string): Promise<string> {
    const api = createClient(server);
    for (;;) {
      const { status, finished_at: at } = dataOf(await api.GET('/api/runs/{id}', { params: { path: { id } } }));
      if (at !== null) return status;
      await delay(50);
    }
  }

  it('are one: the second ends with status 3 and names the first, which goes on', async () => {
    const first = await start();
    await register(first);
    const { status, err, out } = await second();
    assert.deepEqual([status, out], [3, '']);
    assert.ok(err.includes(first.url), err);
    const id = await deliver(first);
    assert.equal(await ended(first, id), 'succeeded');
  });

  it('take turns when the first is killed: the next one starts at once and ends what was open', async () => {
    const first = await start();
    await register(first);
    const id = await deliver(first);
    await first.kill();
    const next = await start();
    assert.equal(await ended(next, id), 'succeeded');
  });

  it('stay one while the first is stopped, and it takes up its work when it is continued, with nobody blamed', async () => {
    const first = await start();
    await register(first);
    const id = await deliver(first);
    process.kill(first.pid, 'SIGSTOP');
    const { status, err } = await second();
    assert.equal(status, 3, err);
    assert.ok(err.includes(String(first.pid)), err);
    await delay(STOPPED_MS);
    process.kill(first.pid, 'SIGCONT');
    assert.equal(await ended(first, id), 'succeeded');
    const families = readMetrics(await (await fetch(`${first.url}/metrics`)).text());
    const value = (name: string): number =>
      families.find((family) => family.name === name)?.samples.reduce((sum, sample) => sum + sample.value, 0) ?? NaN;
    assert.equal(value('configurable_agents_threads_replaced_total'), 0);
    assert.equal(value('configurable_agents_executions_lost_total'), 0);
    assert.equal(await first.stop(), 0);
  });
});
