// A chain of 40 nodes that each compute fibo(10), as the studies of other engines have it: durable, beside the smallest durable loop, and
// in memory.
import { openDurableLoop } from './floor/durable-loop.ts';
import { load, median } from './measure.ts';
import type { Benchmark } from './measure.ts';
import { graphOf, openWorkflow } from './runtime.ts';

const THREADS = 2;
const NODES = 40;

export const CHAIN: string = `name: chain
nodes:
  - { name: node0, uses: bench.fibo, with: { n: 10 } }
${Array.from({ length: NODES - 1 }, (_, i) => `  - { name: node${i + 1}, uses: bench.fibo, with: { n: '\${{ node${i}.n }}' } }`).join('\n')}
`;

/** The median of a run, one at a time, in milliseconds. */
async function oneMs(run: () => Promise<unknown>, rounds: number): Promise<number> {
  await load(run, { total: Math.ceil(rounds / 4), inFlight: 1 });
  return median((await load(run, { total: rounds, inFlight: 1 })).latencies);
}

export const chain: Benchmark = {
  name: 'chain',
  run: async ({ quick }) => {
    const rounds = quick ? 40 : 400;
    const loop = openDurableLoop(THREADS, { nodes: NODES });
    const floor = await oneMs(loop.run, rounds);
    await loop.close();
    const graph = graphOf(CHAIN);
    const onDisk = await openWorkflow(graph, { threads: THREADS, memory: false });
    const value = await oneMs(onDisk.run, rounds);
    await onDisk.close();
    const inMemory = await openWorkflow(graph, { threads: THREADS, memory: true });
    const quickly = await oneMs(inMemory.run, rounds);
    await inMemory.close();
    return [
      {
        name: 'durable chain of 40 x fibo(10), median',
        value,
        unit: 'ms',
        floor,
        ratio: value / floor,
        target: '<= 15 ms',
        met: value <= 15,
      },
      {
        name: 'in-memory chain of 40 x fibo(10), median',
        value: quickly,
        unit: 'ms',
        floor: value,
        ratio: quickly / value,
        target: 'shown beside the durable one',
        met: true,
      },
    ];
  },
};
