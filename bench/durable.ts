// Three-node runs: durable, one at a time and 200 at a time, beside the smallest durable loop; in memory; and the dispatch of a
// node beside the plain pool.
import { dispatch } from './dispatch.ts';
import { openDurableLoop } from './floor/durable-loop.ts';
import { load, median, share } from './measure.ts';
import type { Benchmark } from './measure.ts';
import { openThreeNodes } from './runtime.ts';
import type { OpenWorkflow } from './runtime.ts';

const THREADS = 2;

type Measured = { readonly perSecond: number; readonly oneMs: number };

type Size = { readonly warmUp: number; readonly rounds: number; readonly total: number; readonly single: number };

/** The medians of each of them, which take turns: what slows the machine down for a while slows all of them. */
async function inTurns(takers: readonly OpenWorkflow[], { warmUp, rounds, total, single }: Size): Promise<Measured[]> {
  for (const { run } of takers) await load(run, { total: warmUp, inFlight: 200 });
  const taken = takers.map(({ run }) => ({ run, rates: [] as number[], times: [] as number[] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { run, rates, times } of taken) {
      rates.push((await load(run, { total, inFlight: 200 })).perSecond);
      times.push(...(await load(run, { total: single, inFlight: 1 })).latencies);
    }
  }
  return taken.map(({ rates, times }) => ({ perSecond: median(rates), oneMs: median(times) }));
}

export const durable: Benchmark = {
  name: 'durable',
  run: async ({ quick }) => {
    // V8 has compiled what runs often, and its heap has its size, after some ten thousand runs.
    const size = quick
      ? { warmUp: 1000, rounds: 1, total: 2000, single: 200 }
      : { warmUp: 40_000, rounds: 5, total: 10_000, single: 500 };
    const takers = [
      openDurableLoop(THREADS),
      await openThreeNodes({ threads: THREADS, memory: false }),
      await openThreeNodes({ threads: THREADS, memory: true }),
    ];
    const [floor, ours, quickly] = (await inTurns(takers, size)) as [Measured, Measured, Measured];
    for (const { close } of takers) await close();

    return [
      {
        name: 'durable 3-node runs, 200 at a time',
        value: ours.perSecond,
        unit: 'runs/s',
        ratio: null,
        target: '>= 5000 runs/s',
        met: ours.perSecond >= 5000,
      },
      share(
        {
          name: 'the same, beside the smallest durable loop',
          value: ours.perSecond,
          unit: 'runs/s',
          floor: floor.perSecond,
        },
        0.6,
      ),
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
      await dispatch({ threads: THREADS, total: size.total * 6 }),
    ];
  },
};
