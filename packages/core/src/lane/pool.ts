// The attempts of one kind of lane: who waits, who runs where, whose time is up. Plain piscina calls let only 3 to 5 appends share
// a commit, lanes that hold many attempts 120 to 200.
import { TurnoverMap } from '../turnover-map.ts';
import { openCrew } from './crew.ts';
import { fairQueue } from './fair-queue.ts';
import type { Ending, Lane } from './lane.ts';
import { answered } from './pulse.ts';
import type { FromLane, Job, JobResult, KeptAnswer, LaneCarrier, LaneLog, LaneText } from './protocol.ts';
import type { LaneTuning } from './tuning.ts';
import type { LaneKind, LaneOutcome, LaneStats } from './lanes.ts';
import type { ActionNode, ExecutionGraph } from '../graph/graph.ts';
import type { Json } from '@configurable-agents/plugin-sdk';

export type LaneJob = {
  /** What goes to the lane, but for its number there. */
  readonly message: Omit<Job, 'id'>;
  readonly graph: ExecutionGraph;
  readonly node: ActionNode;
  /** Wants a thread of its own: it has taken others down. */
  readonly alone: boolean;
  readonly kind: LaneKind;
};

/** A piece of what a model says. `begins`: it takes the place of what the attempt said before. */
export type Said = Pick<Job, 'runId' | 'workflowName' | 'key' | 'attempt' | 'node'> & {
  readonly text: string;
  readonly begins: boolean;
};

/** Where the answers are that nodes with `cache` give again. A node sees its own only, whatever its lane says. */
export type Answers = {
  readonly recall: (job: LaneJob, key: string) => Json | undefined;
  readonly keep: (job: LaneJob, kept: readonly KeptAnswer[]) => void;
};

/** `unsent`: it waited for a lane while its pool was retired, and begins elsewhere. */
export type PoolOutcome = LaneOutcome | { readonly kind: 'unsent' };

export type PoolOptions = {
  /** Lanes go without work as they come with it; otherwise those that came stay. */
  readonly isElastic: boolean;
  /** Lanes that are there before there is work. Default 0. */
  readonly warm?: number;
  readonly threads: number;
  /** Executions that one lane holds at once. */
  readonly perLane: number;
  readonly tuning: LaneTuning;
  readonly carrier: LaneCarrier;
  readonly onLog: (line: LaneLog) => void;
  /** A piece of what a model says in an attempt. */
  readonly onText?: (said: Said) => void;
  /** Default: nothing is kept. */
  readonly answers?: Answers;
  readonly onWarning: (message: string) => void;
};

export type Pool = {
  readonly execute: (job: LaneJob, done: (outcome: PoolOutcome) => void) => () => void;
  /** Resolves once a thread has started. */
  readonly ready: Promise<void>;
  /** Hands back what waits, and lets what runs end. Resolves once every thread has ended. */
  readonly retire: () => Promise<void>;
  readonly stats: () => LaneStats;
  readonly close: () => Promise<void>;
};

type Attempt = { readonly id: number; readonly job: LaneJob; readonly done: (outcome: PoolOutcome) => void };
type Pending = Attempt & { readonly lane: Lane; readonly timer: NodeJS.Timeout };

/** Node's timers hold at most so many milliseconds; a longer limit is none. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** Names in a warning. */
const MOST_NAMES = 3;

/** Opens lanes when there is work for them: for good, or elastic ones. */
export function openPool({ onLog, onText = () => {}, answers, ...rest }: PoolOptions): Pool {
  const { isElastic, threads, perLane, tuning } = rest;
  const pending = new TurnoverMap<number, Pending>();
  const queue = fairQueue<Attempt>();
  let lost = 0;
  let nextId = 0;
  let isClosing = false;
  const ready = Promise.withResolvers<void>();
  const crew = openCrew({
    ...rest,
    isComputing: ({ jobs }) => [...jobs].some((id) => pending.get(id)?.job.kind === 'cpu'),
    describe: namesOf,
    onMessage: receive,
    onGone: lose,
    onRoom: drainQueue,
  });

  function receive(lane: Lane, message: FromLane): void {
    switch (message.kind) {
      case 'results':
        for (const result of message.results) finish(lane, result);
        if (isElastic || lane.retired !== undefined) crew.settleDown(lane);
        break;
      case 'logs':
        for (const line of message.logs) onLog(line);
        break;
      case 'texts':
        for (const piece of message.texts) hearText(piece);
        break;
      case 'recall':
        recall(lane, message);
        break;
      case 'aborted': {
        const straggler = lane.stragglers.get(message.id);
        if (straggler !== undefined) straggler.isAnswered = true;
        break;
      }
      case 'pong':
        answered(lane.pulse, message.heapBytes);
        ready.resolve();
        break;
    }
  }

  /** What an attempt says that was abandoned nobody hears. */
  function hearText({ id, text, begins }: LaneText): void {
    const job = pending.get(id)?.job;
    if (job === undefined) return;
    const { runId, workflowName, key, attempt, node } = job.message;
    onText({ runId, workflowName, key, attempt, node, text, begins: begins === true });
  }

  function recall(lane: Lane, { id, key }: Extract<FromLane, { readonly kind: 'recall' }>): void {
    const job = pending.get(id)?.job;
    const answer = job === undefined ? undefined : answers?.recall(job, key);
    lane.post({ kind: 'recalled', id, key, ...(answer === undefined ? {} : { answer }) });
  }

  /** Late results of attempts that were abandoned have nobody who waits for them. */
  function finish(lane: Lane, result: JobResult): void {
    const straggler = lane.stragglers.get(result.id);
    if (straggler === undefined) {
      const attempt = release(result.id);
      if (attempt !== undefined && result.ok && result.kept !== undefined) answers?.keep(attempt.job, result.kept);
      attempt?.done({ kind: 'result', result });
      return;
    }
    straggler.callOff();
    lane.stragglers.delete(result.id);
    drainQueue();
  }

  /** The one way out of `pending`. */
  function release(id: number): Pending | undefined {
    const entry = pending.get(id);
    if (entry === undefined) return undefined;
    pending.delete(id);
    clearTimeout(entry.timer);
    entry.lane.jobs.delete(id);
    if (queue.size() > 0) drainQueue();
    return entry;
  }

  function abandon(attempt: Attempt): Pending | undefined {
    if (queue.remove(attempt.job.message.runId, attempt)) return undefined;
    const { id } = attempt;
    const entry = pending.get(id);
    if (entry === undefined) return undefined;
    const { lane } = entry;
    // The abort would overtake it, and it would run for nobody.
    if (lane.recall(id)) {
      const recalled = release(id);
      crew.settleDown(lane);
      return recalled;
    }
    // An answer that has come is heard before the judgement, also when this thread was held up.
    const timer = setTimeout(() => setImmediate(() => judge(lane, entry)), tuning.graceMs);
    // Before it is released: a cpu lane is not free until the attempt has ended.
    lane.stragglers.set(id, { callOff: () => clearTimeout(timer), isAnswered: false, isOverdue: false });
    lane.post({ kind: 'abort', id });
    return release(id);
  }

  /** After the grace. A thread that answers is left to its other attempts, and ends with the last of them. */
  function judge(lane: Lane, { id, job }: Attempt): void {
    const straggler = lane.stragglers.get(id);
    if (isClosing || straggler === undefined) return;
    straggler.isOverdue = true;
    const where = `with \`${job.node.name}\` of run ${job.message.runId}`;
    if (perLane === 1 || !straggler.isAnswered) crew.replace(lane, straggler.isAnswered ? 'overdue' : 'blocked', where);
    else {
      crew.retire(lane, 'overdue', where);
      crew.settleDown(lane);
    }
  }

  /** What a lane ran is lost, and said to be; unless it was ended for what it sent: it would do so again. */
  function lose(lane: Lane, why: Ending, error: Error | undefined): void {
    const gone = [...lane.jobs];
    if (why === 'forging') {
      for (const id of gone) release(id)?.done({ kind: 'result', result: forged(id, error) });
      return;
    }
    // An abandoned attempt that still ran may be to blame as well as the one that was lost.
    const alone = gone.length + lane.stragglers.size === 1;
    lost += gone.length;
    for (const id of gone) release(id)?.done({ kind: 'lost', alone });
  }

  function forged(id: number, error: Error | undefined): JobResult {
    const message = `${rest.carrier.name} was ended, since ${error?.message ?? 'it broke the protocol'}; what it did until then is not known`;
    return {
      id,
      durationMs: 0,
      ok: false,
      error: { code: 'PLUGIN_FORGERY', class: 'error', message },
      retryable: false,
    };
  }

  function namesOf({ jobs }: Lane): string {
    const names = [...jobs].slice(0, MOST_NAMES).map((id) => `\`${pending.get(id)?.job.node.name ?? ''}\``);
    const more = jobs.size > MOST_NAMES ? `, … (${jobs.size})` : '';
    return names.length === 0 ? 'with nothing to do' : `with ${names.join(', ')}${more}`;
  }

  function send(lane: Lane, attempt: Attempt): void {
    const { graph, node, message } = attempt.job;
    crew.wake(lane);
    lane.jobs.add(attempt.id);
    const limit = Math.min(node.timeout_ms, LONGEST_TIMER_MS);
    const timer = setTimeout(() => abandon(attempt)?.done({ kind: 'timeout' }), limit);
    pending.set(attempt.id, { ...attempt, lane, timer });
    lane.send({ ...message, id: attempt.id }, graph);
  }

  function drainQueue(): void {
    if (isClosing) return;
    while (queue.size() > 0) {
      const lane = crew.choose();
      const attempt = lane === undefined ? undefined : queue.shift();
      if (lane === undefined || attempt === undefined) return;
      send(lane, attempt);
    }
  }

  return {
    execute: (job, done) => {
      const attempt = { id: (nextId += 1), job, done };
      const lane = queue.size() === 0 ? crew.choose() : undefined;
      if (lane === undefined) queue.push(job.message.runId, attempt);
      else send(lane, attempt);
      return () => void abandon(attempt);
    },
    ready: ready.promise,
    retire: async () => {
      const gone = crew.retireAll();
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) next.done({ kind: 'unsent' });
      await gone;
    },
    stats: () => ({
      threads: crew.threads(),
      capacity: threads * perLane,
      executing: pending.size,
      waiting: queue.size(),
      lost,
      replaced: crew.replaced(),
    }),
    close: async () => {
      isClosing = true;
      for (const { timer } of pending.values()) clearTimeout(timer);
      pending.clear();
      await crew.close();
    },
  };
}
