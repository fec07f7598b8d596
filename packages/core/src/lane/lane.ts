// One lane, as the host sees it: a way to a long task on a thread or a process of its own, and what runs there.
import type { ExecutionGraph } from '../graph/graph.ts';
import { newPulse } from './pulse.ts';
import type { Pulse } from './pulse.ts';
import type { FromLane, Job, LaneCarrier, ToLane } from './protocol.ts';

/** Why a thread was ended, or ended by itself. */
export type Ending = Replacement | Leaving;

/** Why a thread was ended that nobody misses: it had nothing to do, or others have come for other plugins. */
export type Leaving = 'idle' | 'renewed';

/** Why another thread had to take the place of one. */
export type Replacement = 'crashed' | 'memory' | 'blocked' | 'overdue' | 'leaking' | 'forging';

export type Lane = {
  readonly pulse: Pulse;
  /** Attempts that somebody waits for. */
  readonly jobs: Set<number>;
  /** Attempts that were abandoned and have not ended: how to call off the judgement of each. */
  readonly stragglers: Map<number, Straggler>;
  /** Takes nothing new and ends when its last attempt has. */
  retired: Ending | undefined;
  readonly post: (message: ToLane) => void;
  /** Sends a job with the next message; the graph's nodes go to a lane once, not with every job. */
  readonly send: (job: Job, graph: ExecutionGraph) => void;
  /** Takes a job back that was sent in this turn and has not left. False where it has. */
  readonly recall: (id: number) => boolean;
  /** Lets the task return; its thread ends with it. */
  readonly drain: (why: Ending) => void;
  /** Ends the thread, whatever it does. */
  readonly end: (why: Ending) => void;
};

export type Straggler = { readonly callOff: () => void; isAnswered: boolean; isOverdue: boolean };

type LaneOptions = {
  readonly carrier: LaneCarrier;
  readonly onMessage: (lane: Lane, message: FromLane) => void;
  /** Called once, when the thread has ended. */
  readonly onEnd: (lane: Lane, why: Ending, error: Error | undefined) => void;
};

/** Graphs that a lane keeps. */
const MAX_GRAPHS = 256;

export function openLane({ carrier, onMessage, onEnd }: LaneOptions): Lane {
  const graphs = new Set<string>();
  let outbox: Job[] = [];
  let why: Ending | undefined;

  const post = (message: ToLane): void => carried.post(message);

  function teach(graph: ExecutionGraph): void {
    if (graphs.has(graph.hash)) return;
    graphs.add(graph.hash);
    post({ kind: 'graph', hash: graph.hash, nodes: graph.nodes.filter((node) => node.kind === 'action') });
    const [oldest] = graphs;
    if (graphs.size <= MAX_GRAPHS || oldest === undefined) return;
    graphs.delete(oldest);
    post({ kind: 'forget', hash: oldest });
  }

  function flush(): void {
    const jobs = outbox;
    outbox = [];
    if (jobs.length > 0) post({ kind: 'jobs', jobs });
  }

  const lane: Lane = {
    pulse: newPulse(),
    jobs: new Set(),
    stragglers: new Map(),
    retired: undefined,
    post,
    send: (job, graph) => {
      teach(graph);
      // One message for all that one turn sends to a lane.
      if (outbox.push(job) === 1) queueMicrotask(flush);
    },
    recall: (id) => {
      const index = outbox.findIndex((job) => job.id === id);
      if (index >= 0) outbox.splice(index, 1);
      return index >= 0;
    },
    drain: (reason) => {
      why ??= reason;
      post({ kind: 'drain' });
    },
    end: (reason) => {
      why ??= reason;
      carried.end();
    },
  };
  const carried = carrier.start({
    message: (message) => onMessage(lane, message),
    ended: ({ why: found, error }) => {
      for (const { callOff } of lane.stragglers.values()) callOff();
      onEnd(lane, why ?? found ?? 'crashed', error);
    },
  });
  return lane;
}
