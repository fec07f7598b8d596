// Durable three-node runs: one at a time and 200 at a time, beside the smallest durable loop and the plain pool.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { compile } from '@configurable-agents/compiler';
import { createRuntime } from '@configurable-agents/core';
import { openDurableLoop } from './floor/durable-loop.ts';
import { load, median, share } from './measure.ts';
import type { Benchmark } from './measure.ts';

const THREADS = 2;
const WORKFLOW = `name: bench
state: { type: object, properties: { message: { type: string } } }
nodes:
  - { name: log_event, uses: bench.noop, with: { message: "{message}" } }
  - { name: format_notification, uses: bench.noop, with: { message: "{log_event.text}" } }
  - { name: send, uses: bench.noop, with: { message: "{format_notification.text}" } }
`;

export const durable: Benchmark = {
  name: 'durable',
  run: async ({ quick }) => {
    const total = quick ? 2000 : 20_000;
    const single = quick ? 200 : 1500;
    const loop = openDurableLoop(THREADS);
    await load(() => loop.run(), { total: 1000, inFlight: 200 });
    const floor = await load(() => loop.run(), { total, inFlight: 200 });
    const floorOne = await load(() => loop.run(), { total: single, inFlight: 1 });
    await loop.close();

    const dataDir = mkdtempSync(join(tmpdir(), 'bench-'));
    const plugin = { specifier: new URL('noop-plugin.ts', import.meta.url).href, firstParty: true };
    const runtime = await createRuntime({ dataDir, plugins: [plugin], workers: THREADS });
    const { graph } = compile(WORKFLOW, { file: 'bench.yaml', plugins: runtime.manifests });
    if (graph === undefined) throw new Error('the benchmark workflow does not compile');
    const trigger = { name: 'manual', uses: 'manual' };
    const run = async (): Promise<void> => {
      const { run_id } = await runtime.start({
        graph,
        workflowName: 'bench',
        revision: null,
        inputs: { message: 'hello' },
        trigger,
      });
      const outcome = await runtime.result(run_id);
      if (outcome.status !== 'succeeded') throw new Error(`a run ended ${outcome.status}`);
    };
    await load(run, { total: 1000, inFlight: 200 });
    const many = await load(run, { total, inFlight: 200 });
    const one = await load(run, { total: single, inFlight: 1 });
    await runtime.close();
    rmSync(dataDir, { recursive: true, force: true });

    const pool = new Piscina({
      filename: fileURLToPath(new URL('floor/lane.ts', import.meta.url)),
      maxThreads: THREADS,
    });
    await load((i) => pool.run(i, { name: 'noop' }), { total: 2000, inFlight: 200 });
    const plain = await load((i) => pool.run(i, { name: 'noop' }), { total: total * 2, inFlight: 200 });
    await pool.destroy();

    const p50 = median(one.latencies);
    return [
      {
        ...share(
          { name: 'durable 3-node runs, 200 at a time', value: many.perSecond, unit: 'runs/s', floor: floor.perSecond },
          0,
        ),
        target: '>= 3000 runs/s',
        met: many.perSecond >= 3000,
      },
      {
        name: 'durable 3-node run, one at a time, median',
        value: p50,
        unit: 'ms',
        floor: median(floorOne.latencies),
        ratio: p50 / median(floorOne.latencies),
        target: '<= 2 ms',
        met: p50 <= 2,
      },
      {
        ...share(
          {
            name: 'node executions, 200 runs at a time',
            value: many.perSecond * 3,
            unit: 'nodes/s',
            floor: plain.perSecond,
          },
          0,
        ),
        target: 'shown beside plain piscina',
        met: true,
      },
    ];
  },
};
