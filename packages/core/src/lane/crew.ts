// The lanes of one kind: opened, watched, retired, replaced.
import { openLane } from './lane.ts';
import type { Ending, Lane, Replacement } from './lane.ts';
import { beat } from './pulse.ts';
import type { FromLane, LaneCarrier } from './protocol.ts';
import type { LaneTuning } from './tuning.ts';

export type Crew = {
  /** The least busy lane that takes one more now, opened for it where the kind does so. */
  readonly choose: () => Lane | undefined;
  /** A lane has work again. */
  readonly wake: (lane: Lane) => void;
  /** The work of a lane may be done: one that has retired ends, an elastic one waits a while for more. */
  readonly settleDown: (lane: Lane) => void;
  /** Takes a lane out of the choice; another takes its place at once, where there is room for both. */
  readonly retire: (lane: Lane, why: Ending, where?: string) => void;
  /** Ends a thread with all that runs there. */
  readonly replace: (lane: Lane, why: Ending, where: string) => void;
  /** Takes every lane out of the choice for good; each ends with its work. Resolves once all have. */
  readonly retireAll: () => Promise<void>;
  readonly threads: () => number;
  readonly replaced: () => { readonly [why in Replacement]?: number };
  readonly close: () => Promise<void>;
};

export type CrewOptions = {
  /** Lanes go without work as they come with it; otherwise those that came stay. */
  readonly isElastic: boolean;
  /** Lanes that are there before there is work. Default 0. */
  readonly warm?: number;
  readonly threads: number;
  readonly perLane: number;
  readonly tuning: LaneTuning;
  /** Opens threads, or processes, twice `threads` at most: a retired one ends its work while another one has taken its place. */
  readonly carrier: LaneCarrier;
  /** Computing blocks its thread, and is bounded by its timeout. */
  readonly isComputing: (lane: Lane) => boolean;
  /** What a lane runs, for warnings. */
  readonly describe: (lane: Lane) => string;
  readonly onMessage: (lane: Lane, message: FromLane) => void;
  /** A lane has gone with what it ran. */
  readonly onGone: (lane: Lane, why: Ending, error: Error | undefined) => void;
  /** A lane has come. */
  readonly onRoom: () => void;
  readonly onWarning: (message: string) => void;
};

/** Before a thread that ended while it started is opened again. */
const START_AGAIN_MS = 1000;

const REASONS: { readonly [why in Ending]: string } = {
  crashed: 'ended by itself',
  memory: 'ran out of memory',
  blocked: 'does not answer and is ended',
  overdue: 'goes on with what was aborted and is replaced',
  forging: 'sends what no lane sends and is ended',
  leaking: 'keeps too much memory while idle and is replaced',
  idle: 'had nothing to do',
  renewed: 'makes room for other plugins',
};

/** One that has started before one that has not, then the less busy one. */
function isBetter(lane: Lane, best: Lane): boolean {
  if (lane.pulse.isReady !== best.pulse.isReady) return lane.pulse.isReady;
  return lane.jobs.size < best.jobs.size;
}

export function openCrew(options: CrewOptions): Crew {
  const { isElastic, warm = 0, threads, perLane, tuning, carrier, isComputing, describe, onWarning } = options;
  const lanes = new Set<Lane>();
  const idle = new Map<Lane, NodeJS.Timeout>();
  const replaced: { [why in Replacement]?: number } = {};
  const gone = Promise.withResolvers<void>();
  /** Lanes that stay: another takes the place of one that ends. */
  let wanted = isElastic ? 0 : warm;
  /** One has ended, and its place is filled in a moment. */
  let isResting = false;
  let isClosing = false;
  let isRetired = false;
  const watch = setInterval(look, tuning.beatMs);
  watch.unref();

  function open(): Lane {
    const lane = openLane({ carrier, onMessage: options.onMessage, onEnd: ended });
    lanes.add(lane);
    return lane;
  }

  const active = (): number => [...lanes].filter(({ retired }) => retired === undefined).length;

  function fill(): void {
    isResting = false;
    if (isClosing || isRetired) return;
    while (active() < wanted) open();
    options.onRoom();
  }

  function wake(lane: Lane): void {
    clearTimeout(idle.get(lane));
    idle.delete(lane);
  }

  function settleDown(lane: Lane): void {
    if (isClosing || lane.jobs.size > 0) return;
    if (lane.retired !== undefined) {
      if ([...lane.stragglers.values()].every(({ isOverdue }) => isOverdue)) lane.end(lane.retired);
    } else if (isElastic && lane.stragglers.size === 0 && !idle.has(lane)) {
      const timer = setTimeout(() => retire(lane, 'idle'), tuning.idleMs);
      timer.unref();
      idle.set(lane, timer);
    }
  }

  function retire(lane: Lane, why: Ending, where?: string): void {
    if (lane.retired !== undefined || (why !== 'idle' && lanes.size >= threads * 2)) return;
    lane.retired = why;
    wake(lane);
    if (why === 'idle') {
      lane.drain(why);
      return;
    }
    onWarning(`${carrier.name} ${REASONS[why]}, ${where ?? describe(lane)}`);
    fill();
    settleDown(lane);
  }

  function retireAll(): Promise<void> {
    isRetired = true;
    for (const lane of lanes) {
      if (lane.retired !== undefined) continue;
      wake(lane);
      lane.retired = 'renewed';
      // One that still starts hears it when it has.
      if (lane.jobs.size === 0 && lane.stragglers.size === 0) lane.drain('renewed');
    }
    if (lanes.size === 0) gone.resolve();
    return gone.promise;
  }

  function replace(lane: Lane, why: Ending, where: string): void {
    onWarning(`${carrier.name} ${REASONS[why]}, ${where}`);
    lane.end(why);
  }

  function look(): void {
    for (const lane of lanes) {
      const finding = beat(lane.pulse, { isIdle: lane.jobs.size === 0 }, tuning);
      if (finding === 'blocked' && !isComputing(lane)) {
        replace(lane, 'blocked', describe(lane));
        continue;
      }
      lane.post({ kind: 'ping' });
      if (finding === 'leaking') retire(lane, 'leaking');
      // When it was judged there was no room for another one.
      else if (perLane > 1 && [...lane.stragglers.values()].some(({ isOverdue }) => isOverdue)) retire(lane, 'overdue');
    }
  }

  /** After a thread has ended another one takes its place, and what it ran is somebody else's business. */
  function ended(lane: Lane, why: Ending, error: Error | undefined): void {
    lanes.delete(lane);
    wake(lane);
    if (isClosing) return;
    if (isRetired && lanes.size === 0) gone.resolve();
    if (why !== 'idle' && why !== 'renewed') replaced[why] = (replaced[why] ?? 0) + 1;
    if (why === 'crashed' || why === 'memory' || why === 'forging') {
      onWarning(`${carrier.name} ${REASONS[why]}, ${describe(lane)}: ${error?.message ?? 'it returned'}`);
    }
    if (!isRetired && active() < wanted) {
      isResting = true;
      setTimeout(fill, lane.pulse.isReady ? 0 : START_AGAIN_MS);
    }
    options.onGone(lane, why, error);
    options.onRoom();
  }

  function choose(): Lane | undefined {
    let best: Lane | undefined;
    let count = 0;
    for (const lane of lanes) {
      if (lane.retired !== undefined) continue;
      count += 1;
      // What was abandoned holds the place of an elastic lane until it has ended.
      const held = lane.jobs.size + (isElastic ? lane.stragglers.size : 0);
      if (held < perLane && (best === undefined || isBetter(lane, best))) best = lane;
    }
    if (isRetired || isResting || count >= threads || (best !== undefined && (isElastic || best.jobs.size === 0)))
      return best;
    if (!isElastic) wanted = count + 1;
    const opened = open();
    // What is here already takes it: another one needs time to start, and is for what comes after.
    return best ?? opened;
  }

  fill();
  return {
    choose,
    wake,
    settleDown,
    retire,
    replace,
    retireAll,
    threads: () => lanes.size,
    replaced: () => ({ ...replaced }),
    close: async () => {
      isClosing = true;
      clearInterval(watch);
      for (const timer of idle.values()) clearTimeout(timer);
      for (const lane of lanes) lane.drain('idle');
      await carrier.close();
    },
  };
}
