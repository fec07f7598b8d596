// The lanes of one set of plugins. Code that a thread has imported stays there until the thread ends, so other plugins get other
// threads; the former ones end what they have and go.
import { openPool } from './pool.ts';
import type { Pool, PoolOptions } from './pool.ts';
import type { LaneKind, Placement } from './lanes.ts';
import type { LaneJob } from './pool.ts';
import type { LaneInit } from './protocol.ts';

/** Where each execution goes, and what threads load for it. */
export type LaneSetup = {
  readonly placeOf: (job: Pick<LaneJob, 'node' | 'provider'>) => Placement;
  readonly init: LaneInit;
};

export type Generation = Pick<LaneSetup, 'placeOf'> & {
  readonly pools: { readonly [kind in LaneKind]: Pool };
  /** Resolves once a thread has started. */
  readonly ready: Promise<void>;
  /** Takes nothing new: what waits is handed back as unsent, what runs goes on. Resolves once its threads have ended. */
  readonly retire: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type GenerationOptions = Omit<PoolOptions, 'kind' | 'threads' | 'perLane' | 'init'> & {
  /** Threads of io lanes, which are there always. */
  readonly threads: number;
  /** Threads of cpu lanes at most; they are there while there is work for them. */
  readonly cpuThreads: number;
};

/** Executions that one io lane holds at once; more would only queue inside the thread. */
const MAX_PER_LANE = 256;

export function openGeneration(
  { threads, cpuThreads, ...shared }: GenerationOptions,
  { placeOf, init }: LaneSetup,
): Generation {
  const io = openPool({ ...shared, init, kind: 'io', threads, perLane: MAX_PER_LANE });
  const cpu = openPool({ ...shared, init, kind: 'cpu', threads: cpuThreads, perLane: 1 });
  return {
    placeOf,
    pools: { io, cpu },
    ready: io.ready,
    retire: async () => {
      await Promise.all([io.retire(), cpu.retire()]);
    },
    close: async () => {
      await Promise.all([io.close(), cpu.close()]);
    },
  };
}
