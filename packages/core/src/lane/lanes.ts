// The host side of lanes: which kind an attempt goes to, and when. Waiting executions are held here or by the kind; runs have
// their turns in both.
import { RuntimeError } from '../errors.ts';
import { within } from '../within.ts';
import { openGeneration } from './generation.ts';
import type { Generation, GenerationOptions, LaneSetup } from './generation.ts';
import type { Replacement } from './lane.ts';
import { addStats, sumStats } from './stats.ts';
import { openPluginGate } from './plugin-limits.ts';
import type { PluginLimits } from './plugin-limits.ts';
import type { LaneJob } from './pool.ts';
import type { JobResult } from './protocol.ts';

/** `io`: many executions at once, for what waits. `cpu`: one at a time, for what computes. */
export type LaneKind = 'io' | 'cpu';

/** Which lane an execution takes, whose limit it is under, and what it runs in, as `NAME@VERSION`. */
export type Placement = { readonly kind: LaneKind; readonly plugin: string; readonly release?: string };

/**
 * How an attempt ended: the lane's result, or lost with its thread, or over its time. `plugin` is what it ran in, as `NAME@VERSION`:
 * of the threads that had it, which may be those of a former version.
 */
export type LaneOutcome = { readonly plugin?: string } & (
  | { readonly kind: 'result'; readonly result: JobResult }
  | { readonly kind: 'lost'; readonly alone: boolean }
  | { readonly kind: 'timeout' }
);

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

/** As lanes are counted: those of threads by their kind, and those of processes. */
export type LaneTier = LaneKind | 'process';

export type LanesStats = {
  readonly kinds: { readonly [tier in LaneTier]: LaneStats };
  /** Executions that wait for their plugin's limit. */
  readonly heldBack: number;
};

export type Lanes = {
  /**
   * Runs an attempt; `done` is called once. Returns how to abort it: `done` is then never called. `mayBegin` is asked where other plugins
   * have come while the attempt waited; when it says no, nothing more is heard of the attempt.
   */
  readonly execute: (
    job: Omit<LaneJob, 'kind'>,
    done: (outcome: LaneOutcome) => void,
    mayBegin?: () => boolean,
  ) => () => void;
  /**
   * Opens threads for another set of plugins, and sends there what begins from now on, also what waits for a lane. What runs ends where
   * it is. `commit` is called at the moment of the change; when it throws, or no thread starts, all stays as it was and that is thrown.
   */
  readonly renew: (setup: LaneSetup, commit?: () => void) => Promise<void>;
  readonly size: number;
  readonly stats: () => LanesStats;
  readonly close: () => Promise<void>;
};

export type LanesOptions = GenerationOptions & LaneSetup & { readonly limits: PluginLimits };

/** Threads that have not started by then never will: there is no memory for them, or no room. */
const START_LIMIT_MS = 30_000;

/** Opens the lanes of both kinds. */
export function openLanes({ placeOf, init, isolated = [], limits, ...options }: LanesOptions): Lanes {
  const gate = openPluginGate(limits);
  const retiring = new Set<Generation>();
  let current = openGeneration(options, { placeOf, init, isolated });
  /** What the threads counted that are gone. */
  let past: { readonly [tier in LaneTier]?: LaneStats } = {};
  let isClosing = false;
  const closed = Promise.withResolvers<void>();

  function send(job: Omit<LaneJob, 'kind'>, done: (outcome: LaneOutcome) => void, again: () => () => void): () => void {
    const { placeOf: place, pools, apart } = current;
    const { kind, plugin, release } = place(job);
    // A cpu lane holds one execution: who takes others down goes there, whatever it does.
    const asked = kind === 'cpu' || job.alone ? 'cpu' : 'io';
    const pool = apart.poolOf(plugin, asked) ?? pools[asked];
    let abort = pool.execute({ ...job, kind }, (outcome) => {
      if (outcome.kind === 'unsent') abort = again();
      else done(release === undefined ? outcome : { ...outcome, plugin: release });
    });
    return () => abort();
  }

  function retire(generation: Generation): void {
    retiring.add(generation);
    void generation.retire().then(async () => {
      if (isClosing) return;
      retiring.delete(generation);
      const of = (tier: LaneTier): LaneStats => addStats(past[tier], statsOf(generation, tier));
      past = { io: of('io'), cpu: of('cpu'), process: of('process') };
      await generation.close();
    });
  }

  async function renew(setup: LaneSetup, commit: () => void = () => {}): Promise<void> {
    // One that starts shows that there is room.
    const next = openGeneration(options, { ...setup, warm: 1 });
    try {
      await within(START_LIMIT_MS, Promise.race([next.ready, closed.promise]), notStarted);
      if (isClosing) throw new RuntimeError('RUNTIME_CLOSED', 'the engine is closing; send it again later');
      commit();
    } catch (error) {
      await next.close();
      throw error;
    }
    const former = current;
    current = next;
    retire(former);
  }

  return {
    size: options.threads,
    stats: () => {
      const of = (tier: LaneTier): LaneStats =>
        sumStats(
          statsOf(current, tier),
          [...retiring].map((generation) => statsOf(generation, tier)),
          past[tier],
        );
      return { kinds: { io: of('io'), cpu: of('cpu'), process: of('process') }, heldBack: gate.waiting() };
    },
    execute: (job, done, mayBegin = () => true) => {
      let abort: (() => void) | undefined;
      let asked = current;
      const callOff = gate.pass(current.placeOf(job).plugin, job.message.runId, (leave) => {
        const begin = (): (() => void) => {
          if (asked !== current && !mayBegin()) {
            leave();
            return () => {};
          }
          asked = current;
          return send(job, ended, begin);
        };
        const ended = (outcome: LaneOutcome): void => {
          leave();
          done(outcome);
        };
        const end = begin();
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
    renew,
    close: async () => {
      isClosing = true;
      closed.resolve();
      await Promise.all([current, ...retiring].map((generation) => generation.close()));
    },
  };
}

function statsOf({ pools, apart }: Generation, tier: LaneTier): LaneStats {
  return tier === 'process' ? apart.stats() : pools[tier].stats();
}

function notStarted(): RuntimeError {
  const message = `no worker thread has started within ${START_LIMIT_MS} ms; the former plugins stay at work: free memory, and try again`;
  return new RuntimeError('PLUGIN_LOAD_TIMEOUT', message);
}
