// The host side of lanes: which kind an attempt goes to, and when. Waiting executions are held here or by the kind; runs have
// their turns in both.
import type { ActionNode, ExecutionGraph } from '../graph/graph.ts';
import type { Replacement } from './lane.ts';
import { openPluginGate } from './plugin-limits.ts';
import type { PluginLimits } from './plugin-limits.ts';
import { openPool } from './pool.ts';
import type { Job, JobResult, LaneInit, LaneLog } from './protocol.ts';
import type { LaneTuning } from './tuning.ts';

/** `io`: many executions at once, for what waits. `cpu`: one at a time, for what computes. */
export type LaneKind = 'io' | 'cpu';

/** Which lane an execution takes, and whose limit it is under. */
export type Placement = { readonly kind: LaneKind; readonly plugin: string };

export type LaneJob = Omit<Job, 'id' | 'graph' | 'node'> & {
  readonly graph: ExecutionGraph;
  readonly node: ActionNode;
  /** Wants a thread of its own: it has taken others down. */
  readonly alone: boolean;
  readonly kind: LaneKind;
};

/** How an attempt ended: the lane's result, or lost with its thread, or over its time. */
export type LaneOutcome =
  | { readonly kind: 'result'; readonly result: JobResult }
  | { readonly kind: 'lost'; readonly alone: boolean }
  | { readonly kind: 'timeout' };

/** How the lanes of one kind are. */
export type LaneStats = {
  readonly threads: number;
  /** Executions that all lanes together can hold. */
  readonly capacity: number;
  readonly executing: number;
  /** Executions that wait for a lane. */
  readonly waiting: number;
  /** Executions that were lost with their thread, since the start. */
  readonly lost: number;
  /** Threads that were replaced, since the start, by why. */
  readonly replaced: { readonly [why in Replacement]?: number };
};

export type LanesStats = {
  readonly kinds: { readonly [kind in LaneKind]: LaneStats };
  /** Executions that wait for their plugin's limit. */
  readonly heldBack: number;
};

export type Lanes = {
  /** Runs an attempt; `done` is called once. Returns how to abort it: `done` is then never called. */
  readonly execute: (job: Omit<LaneJob, 'kind'>, done: (outcome: LaneOutcome) => void) => () => void;
  readonly size: number;
  readonly stats: () => LanesStats;
  readonly close: () => Promise<void>;
};

export type LanesOptions = {
  /** Threads of io lanes, which are there always. */
  readonly threads: number;
  /** Threads of cpu lanes at most; they are there while there is work for them. */
  readonly cpuThreads: number;
  readonly placeOf: (job: Pick<LaneJob, 'node' | 'provider'>) => Placement;
  readonly limits: PluginLimits;
  readonly tuning: LaneTuning;
  readonly init: LaneInit;
  readonly env: { readonly [name: string]: string | undefined };
  readonly onLog: (line: LaneLog) => void;
  readonly onWarning: (message: string) => void;
};

/** Executions that one io lane holds at once; more would only queue inside the thread. */
const MAX_PER_LANE = 256;

/** Opens the lanes of both kinds. */
export function openLanes({ threads, cpuThreads, placeOf, limits, ...shared }: LanesOptions): Lanes {
  const io = openPool({ ...shared, kind: 'io', threads, perLane: MAX_PER_LANE });
  const cpu = openPool({ ...shared, kind: 'cpu', threads: cpuThreads, perLane: 1 });
  const gate = openPluginGate(limits);

  return {
    size: threads,
    stats: () => ({ kinds: { io: io.stats(), cpu: cpu.stats() }, heldBack: gate.waiting() }),
    execute: (job, done) => {
      const { kind, plugin } = placeOf(job);
      // A cpu lane holds one execution: who takes others down goes there, whatever it does.
      const pool = kind === 'cpu' || job.alone ? cpu : io;
      let abort: (() => void) | undefined;
      const callOff = gate.pass(plugin, job.runId, (leave) => {
        const end = pool.execute({ ...job, kind }, (outcome) => {
          leave();
          done(outcome);
        });
        abort = () => {
          end();
          leave();
        };
      });
      return () => {
        if (abort === undefined) callOff();
        else abort();
      };
    },
    close: async () => {
      await Promise.all([io.close(), cpu.close()]);
    },
  };
}
