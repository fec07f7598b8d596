// Three-node runs: durable, one at a time and 200 at a time, beside the smallest durable loop; in memory; and the dispatch of a
// node beside the plain pool.
import { dispatch } from './dispatch.ts';
import { openDurableLoop } from './floor/durable-loop.ts';
import { load, median, share } from './measure.ts';
import type { Benchmark } from './measure.ts';
import { openThreeNodes } from './runtime.ts';

const THREADS = 2;

type Measured = { readonly perSecond: number; readonly oneMs: number };

async function measure(
  run: () => Promise<unknown>,
  { warmUp, total, single }: { readonly warmUp: number; readonly total: number; readonly single: number },
): Promise<Measured> {
  await load(run, { total: warmUp, inFlight: 200 });
  const { perSecond } = await load(run, { total, inFlight: 200 });
  const { latencies } = await load(run, { total: single, inFlight: 1 });
  return { perSecond, oneMs: median(latencies) };
}

export const durable: Benchmark = {
  name: 'durable',
  run: async ({ quick }) => {
    // V8 has compiled what runs often, and its heap has its size, after some ten thousand runs.
    const size = quick ? { warmUp: 1000, total: 2000, single: 200 } : { warmUp: 40_000, total: 30_000, single: 1500 };
    const loop = openDurableLoop(THREADS);
    const floor = await measure(() => loop.run(), size);
    await loop.close();
    const onDisk = await openThreeNodes({ threads: THREADS, memory: false });
    const ours = await measure(onDisk.run, size);
    await onDisk.close();
    const inMemory = await openThreeNodes({ threads: THREADS, memory: true });
    const quickly = await measure(inMemory.run, size);
    await inMemory.close();

    return [
      {
        ...share(
          { name: 'durable 3-node runs, 200 at a time', value: ours.perSecond, unit: 'runs/s', floor: floor.perSecond },
          0,
        ),
        target: '>= 5000 runs/s',
        met: ours.perSecond >= 5000,
      },
      {
        name: 'durable 3-node run, one at a time, median',
        value: ours.oneMs,
        unit: 'ms',
        floor: floor.oneMs,
        ratio: ours.oneMs / floor.oneMs,
        target: '<= 2 ms',
        met: ours.oneMs <= 2,
      },
      {
        name: 'in-memory 3-node run, one at a time, median',
        value: quickly.oneMs,
        unit: 'ms',
        ratio: null,
        target: '<= 0.3 ms',
        met: quickly.oneMs <= 0.3,
      },
      {
        name: 'in-memory 3-node runs, 200 at a time',
        value: quickly.perSecond,
        unit: 'runs/s',
        floor: ours.perSecond,
        ratio: quickly.perSecond / ours.perSecond,
        target: 'shown beside the durable ones',
        met: true,
      },
      await dispatch({ threads: THREADS, total: size.total * 2 }),
    ];
  },
};
