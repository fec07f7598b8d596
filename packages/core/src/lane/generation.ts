// The lanes of one set of plugins. Code that a thread has imported stays there until the thread ends, so other plugins get other
// threads; the former ones end what they have and go.
import { openApart } from './apart.ts';
import type { Apart, ApartOptions, IsolatedPlugin } from './apart.ts';
import { openPool } from './pool.ts';
import type { Pool, PoolOptions } from './pool.ts';
import type { LaneKind, Placement } from './lanes.ts';
import type { LaneJob } from './pool.ts';
import type { LaneInit } from './protocol.ts';
import { threadCarrier } from './thread.ts';

/** Where each execution goes, and what threads load for it. */
export type LaneSetup = {
  readonly placeOf: (job: Pick<LaneJob, 'node' | 'message'>) => Placement;
  readonly init: LaneInit;
  /** Plugins in processes of their own: threads do not load them. */
  readonly isolated?: readonly IsolatedPlugin[];
};

export type Generation = Pick<LaneSetup, 'placeOf'> & {
  readonly pools: { readonly [kind in LaneKind]: Pool };
  readonly apart: Apart;
  /** Resolves once a thread has started: with the first work, where none is warm. */
  readonly ready: Promise<void>;
  /** Takes nothing new: what waits is handed back as unsent, what runs goes on. Resolves once its threads have ended. */
  readonly retire: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type GenerationOptions = ApartOptions & {
  readonly env: { readonly [name: string]: string | undefined };
  /** Threads of io lanes at most; they come with work and stay. */
  readonly threads: number;
  /** Threads of cpu lanes at most; they are there while there is work for them. */
  readonly cpuThreads: number;
};

/** Executions that one io lane holds at once; more would only queue inside the thread. */
const MAX_PER_LANE = 256;

export function openGeneration(
  { threads, cpuThreads, env, onOutput, ...shared }: GenerationOptions,
  { placeOf, init, isolated = [], warm = 0 }: LaneSetup & { readonly warm?: number },
): Generation {
  const { memoryMb } = shared.tuning;
  const open = (most: number, rest: Pick<PoolOptions, 'isElastic' | 'warm' | 'perLane'>): Pool => {
    // A retired one ends its work while another one has taken its place.
    const carrier = threadCarrier({ most: most * 2, memoryMb, init, env, onWarning: shared.onWarning });
    return openPool({ ...shared, ...rest, carrier, threads: most });
  };
  const io = open(threads, { isElastic: false, warm, perLane: MAX_PER_LANE });
  const cpu = open(cpuThreads, { isElastic: true, perLane: 1 });
  const apart = openApart({ ...shared, ...(onOutput === undefined ? {} : { onOutput }) }, isolated);
  return {
    placeOf,
    pools: { io, cpu },
    apart,
    ready: io.ready,
    retire: async () => {
      await Promise.all([io.retire(), cpu.retire(), apart.retire()]);
    },
    close: async () => {
      await Promise.all([io.close(), cpu.close(), apart.close()]);
    },
  };
}
