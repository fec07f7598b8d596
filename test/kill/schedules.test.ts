// A schedule by the second, and a server that is killed in the middle of it: each slot has one run, and none is missing.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, dataOf } from '@configurable-agents/client';
import { openReader } from '@configurable-agents/core';
import { startServer } from '../support/server.ts';
import type { ServerProcess } from '../support/server.ts';

const WORKFLOW = `name: tick
triggers:
  - uses: schedule
    every: 1s
    catch_up: all
nodes:
  - name: note
    llm: { provider: echo, model: echo }
    prompt: Tick
`;

const KILLS = 3;

describe('a server that is killed while it runs a schedule', function () {
  this.timeout(90_000);
  let folder: string;
  let server: ServerProcess | undefined;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'configurable-agents-ticks-'));
    await writeFile(join(folder, 'tick.yaml'), WORKFLOW);
  });
  after(async () => {
    await server?.kill();
    await rm(folder, { recursive: true, force: true });
  });

  const start = async (): Promise<ServerProcess> =>
    await startServer({ dataDir: join(folder, 'data'), workflowsDir: folder });

  async function succeeded(of: ServerProcess): Promise<number> {
    const answer = await createClient(of).GET('/api/runs', { params: { query: { status: 'succeeded', limit: 1000 } } });
    return dataOf(answer).items.length;
  }

  async function until(of: ServerProcess, count: number): Promise<void> {
    while ((await succeeded(of)) < count) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  it('starts one run for each slot, over all kills', async () => {
    server = await start();
    const { response: registered } = await createClient(server).POST('/api/workflows', {
      body: { name: 'tick', config_path: 'tick.yaml' },
    });
    assert.equal(registered.status, 201);
    for (let kill = 1; kill <= KILLS; kill += 1) {
      // The kill comes at any moment of the work on a slot: what is asked takes another time each round.
      await until(server, kill * 2);
      await server.kill();
      server = await start();
    }
    await until(server, KILLS * 2 + 2);
    await server.stop();
    const reader = openReader(join(folder, 'data'));
    const { items } = reader.deliveries({ limit: 1000 });
    const runs = reader.runs({ limit: 1000 }).items;
    reader.close();
    const slots = items
      .map(({ dedupe_key: key }) => Date.parse(key?.slice(key.indexOf(':') + 1) ?? ''))
      .toSorted((a, b) => a - b);
    assert.deepEqual(
      slots,
      slots.map((_slot, i) => (slots[0] ?? 0) + i * 1000),
      'no slot is missing, and none is there twice',
    );
    assert.equal(runs.length, slots.length);
    assert.deepEqual(new Set(items.map(({ verdict }) => verdict)), new Set(['accepted']));
    assert.equal(new Set(items.flatMap((delivery) => delivery.runs)).size, slots.length);
  });
});
