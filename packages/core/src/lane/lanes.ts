// The host side of lanes. piscina gives threads, sizing, resource limits and life cycle; each thread runs one long task, a
// lane. Plain piscina calls let only 3 to 5 appends share a commit, lanes 120 to 200.
import { MessageChannel } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { ActionNode, ExecutionGraph } from '../graph/graph.ts';
import type { FromLane, Job, JobResult, LaneInit, LaneLog, ToLane } from './protocol.ts';

export type LaneJob = Omit<Job, 'id' | 'graph' | 'node'> & {
  readonly graph: ExecutionGraph;
  readonly node: ActionNode;
  /** Wants a thread of its own. */
  readonly alone: boolean;
};

/** How an attempt ended: the lane's result, or lost with its thread, or over its time. */
export type LaneOutcome =
  | { readonly kind: 'result'; readonly result: JobResult }
  | { readonly kind: 'lost'; readonly alone: boolean }
  | { readonly kind: 'timeout' };

export type Lanes = {
  /** Runs an attempt; `done` is called once. Returns how to abort it: `done` is then never called. */
  readonly execute: (job: LaneJob, done: (outcome: LaneOutcome) => void) => () => void;
  readonly size: number;
  readonly inFlight: () => number;
  readonly close: () => Promise<void>;
};

export type LanesOptions = {
  readonly threads: number;
  readonly init: LaneInit;
  readonly env: { readonly [name: string]: string | undefined };
  readonly onLog: (line: LaneLog) => void;
  readonly onWarning: (message: string) => void;
};

/** Executions that one io lane holds at once; more would only queue inside the thread. */
const MAX_PER_LANE = 256;
/** A lane that does not answer an abort for so long is blocked, and its thread is ended. */
const ABORT_ANSWER_MS = 5000;
/** Graphs that a lane keeps. */
const MAX_GRAPHS = 256;

type Pending = {
  readonly lane: Lane;
  readonly job: LaneJob;
  readonly done: (outcome: LaneOutcome) => void;
  timer: NodeJS.Timeout;
};
type Waiting = { readonly id: number; readonly job: LaneJob; readonly done: (outcome: LaneOutcome) => void };
type Lane = {
  readonly port: MessagePort;
  readonly end: AbortController;
  readonly graphs: Set<string>;
  readonly jobs: Set<number>;
  readonly unanswered: Map<number, NodeJS.Timeout>;
  outbox: Job[];
  isExclusive: boolean;
};

/** Opens the lanes: `threads` worker threads, each with one lane. */
export function openLanes({ threads, init, env, onLog, onWarning }: LanesOptions): Lanes {
  const pool = new Piscina({
    filename: fileURLToPath(import.meta.resolve('#lane')),
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: Infinity,
    atomics: 'disabled',
    env: { ...env },
  });
  const lanes: Lane[] = [];
  const pending = new Map<number, Pending>();
  let queue: Waiting[] = [];
  let nextId = 0;
  let isClosing = false;

  function open(): void {
    const { port1, port2 } = new MessageChannel();
    const lane: Lane = {
      port: port1,
      end: new AbortController(),
      graphs: new Set(),
      jobs: new Set(),
      unanswered: new Map(),
      outbox: [],
      isExclusive: false,
    };
    port1.on('message', (message: FromLane) => receive(lane, message));
    lanes.push(lane);
    pool
      .run({ port: port2, init }, { name: 'lane', transferList: [port2], signal: lane.end.signal })
      .catch((error: unknown) => {
        // Closing ends threads on purpose.
        if (!isClosing) onWarning(`a worker thread ended: ${error instanceof Error ? error.message : String(error)}`);
      })
      .finally(() => replace(lane));
  }

  /** After a thread has ended: what it ran is lost and said to be, and another lane takes its place. */
  function replace(lane: Lane): void {
    lanes.splice(lanes.indexOf(lane), 1);
    lane.port.close();
    for (const timer of lane.unanswered.values()) clearTimeout(timer);
    const lost = [...lane.jobs];
    lane.jobs.clear();
    if (isClosing) return;
    open();
    for (const id of lost) settle(id, { kind: 'lost', alone: lost.length === 1 });
  }

  function receive(lane: Lane, message: FromLane): void {
    switch (message.kind) {
      case 'results':
        for (const result of message.results) settle(result.id, { kind: 'result', result });
        break;
      case 'logs':
        for (const line of message.logs) onLog(line);
        break;
      case 'aborted':
        clearTimeout(lane.unanswered.get(message.id));
        lane.unanswered.delete(message.id);
        break;
    }
  }

  /** The one way out of `pending`: late results of attempts that were abandoned find nothing here. */
  function settle(id: number, outcome: LaneOutcome): void {
    const entry = release(id);
    entry?.done(outcome);
  }

  function release(id: number): Pending | undefined {
    const entry = pending.get(id);
    if (entry === undefined) return undefined;
    pending.delete(id);
    clearTimeout(entry.timer);
    entry.lane.jobs.delete(id);
    if (entry.lane.jobs.size === 0) entry.lane.isExclusive = false;
    if (queue.length > 0) drainQueue();
    return entry;
  }

  function abort(id: number): Pending | undefined {
    const index = queue.findIndex((waiting) => waiting.id === id);
    if (index >= 0) queue.splice(index, 1);
    const entry = release(id);
    if (entry === undefined) return undefined;
    const { lane } = entry;
    post(lane, { kind: 'abort', id });
    lane.unanswered.set(
      id,
      setTimeout(() => {
        onWarning(
          `a worker thread does not answer; it is ended, with \`${entry.job.node.name}\` of run ${entry.job.runId}`,
        );
        lane.end.abort();
      }, ABORT_ANSWER_MS),
    );
    return entry;
  }

  function post(lane: Lane, message: ToLane): void {
    lane.port.postMessage(message);
  }

  function flush(lane: Lane): void {
    const jobs = lane.outbox;
    lane.outbox = [];
    if (jobs.length > 0) post(lane, { kind: 'jobs', jobs });
  }

  function send(lane: Lane, { id, job, done }: Waiting): void {
    const { graph, node, alone, ...rest } = job;
    teach(lane, graph);
    lane.jobs.add(id);
    lane.isExclusive ||= alone;
    const timer = setTimeout(() => abort(id)?.done({ kind: 'timeout' }), node.timeout_ms);
    pending.set(id, { lane, job, done, timer });
    // One message for all that one turn sends to a lane.
    if (lane.outbox.push({ ...rest, id, graph: graph.hash, node: node.name }) === 1) queueMicrotask(() => flush(lane));
  }

  /** A graph's nodes are posted to a lane once, not with every job. */
  function teach(lane: Lane, graph: ExecutionGraph): void {
    if (lane.graphs.has(graph.hash)) return;
    lane.graphs.add(graph.hash);
    post(lane, { kind: 'graph', hash: graph.hash, nodes: graph.nodes.filter((node) => node.kind === 'action') });
    const [oldest] = lane.graphs;
    if (lane.graphs.size <= MAX_GRAPHS || oldest === undefined) return;
    lane.graphs.delete(oldest);
    post(lane, { kind: 'forget', hash: oldest });
  }

  /** The least busy lane that takes the job now; a job that runs alone takes an empty lane. */
  function choose(alone: boolean): Lane | undefined {
    let best: Lane | undefined;
    for (const lane of lanes) {
      if (lane.isExclusive || lane.jobs.size >= (alone ? 1 : MAX_PER_LANE)) continue;
      if (best === undefined || lane.jobs.size < best.jobs.size) best = lane;
    }
    return best;
  }

  /** In order, so that a job that waits for a lane of its own is not overtaken for ever. */
  function drainQueue(): void {
    for (let head = queue[0]; head !== undefined; head = queue[0]) {
      const lane = choose(head.job.alone);
      if (lane === undefined) return;
      queue.shift();
      send(lane, head);
    }
  }

  for (let i = 0; i < threads; i += 1) open();

  return {
    size: threads,
    inFlight: () => pending.size + queue.length,
    execute: (job, done) => {
      const waiting = { id: (nextId += 1), job, done };
      const lane = queue.length === 0 ? choose(job.alone) : undefined;
      if (lane === undefined) queue.push(waiting);
      else send(lane, waiting);
      return () => void abort(waiting.id);
    },
    close: async () => {
      isClosing = true;
      for (const { timer } of pending.values()) clearTimeout(timer);
      pending.clear();
      queue = [];
      for (const lane of lanes) post(lane, { kind: 'drain' });
      await pool.destroy();
    },
  };
}
