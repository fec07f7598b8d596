// The smallest durable engine loop that keeps our promises. Of three nodes that do nothing, one after the other, it is eight facts and four
// commits a run: each fact says when it happened, and the next one is decided from the state that all of them make. Integer keys, group
// commit, lanes. What the engine costs is measured against it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MessageChannel } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { EVENT } from '../runtime.ts';
import type { LaneTask } from './lane.ts';

export type DurableLoop = { readonly run: () => Promise<void>; readonly close: () => Promise<void> };

const TRIGGER = { name: 'manual', uses: 'manual' };

type Fact =
  | { kind: 'run.started'; time: number; workflow: string; inputs: object; trigger: object }
  | { kind: 'node.scheduled'; time: number; node: string; attempt: number }
  | { kind: 'node.completed'; time: number; node: string; output: object }
  | { kind: 'run.finished'; time: number; result: object };

type State = {
  readonly sequence: number;
  readonly status: 'new' | 'running' | 'finished';
  readonly nodes: { readonly [node: string]: 'scheduled' | 'completed' };
  readonly data: object;
};

const NEW: State = { sequence: 0, status: 'new', nodes: {}, data: {} };

function evolve(state: State, fact: Fact): State {
  const next = { ...state, sequence: state.sequence + 1 };
  switch (fact.kind) {
    case 'run.started':
      return { ...next, status: 'running', data: fact.inputs };
    case 'node.scheduled':
      return { ...next, nodes: { ...state.nodes, [fact.node]: 'scheduled' } };
    case 'node.completed':
      return {
        ...next,
        nodes: { ...state.nodes, [fact.node]: 'completed' },
        data: { ...state.data, [fact.node]: fact.output },
      };
    case 'run.finished':
      return { ...next, status: 'finished' };
  }
}

function decide({ nodes: seen, data }: State, nodes: readonly string[]): Fact | undefined {
  const time = Date.now();
  const next = nodes.find((node) => seen[node] !== 'completed');
  if (next === undefined) return { kind: 'run.finished', time, result: data };
  return seen[next] === 'scheduled' ? undefined : { kind: 'node.scheduled', time, node: next, attempt: 1 };
}

export function openDurableLoop(threads: number, { nodes: count = 3 }: { readonly nodes?: number } = {}): DurableLoop {
  const nodes = Array.from({ length: count }, (_, i) => `node${i}`);
  const store = openStore();
  const lanes = openLanes(threads);
  let lastRun = 0;

  /** What follows from a fact, all of it in one commit. */
  async function step(run: number, before: State, fact: Fact): Promise<State> {
    const heard = evolve(before, fact);
    const decided = decide(heard, nodes);
    const state = decided === undefined ? heard : evolve(heard, decided);
    await store.commit({
      run,
      sequence: before.sequence,
      facts: decided === undefined ? [fact] : [fact, decided],
      state,
    });
    return state;
  }

  return {
    run: async () => {
      const run = (lastRun += 1);
      const time = Date.now();
      let state = await step(run, NEW, {
        kind: 'run.started',
        time,
        workflow: 'bench',
        inputs: EVENT,
        trigger: TRIGGER,
      });
      for (const node of nodes) {
        const output = await lanes.execute({ key: `${run}/${node}`, node, attempt: 1, input: state.data });
        state = await step(run, state, { kind: 'node.completed', time: Date.now(), node, output });
      }
      if (state.status !== 'finished') throw new Error('invariant: the loop ends with its last node');
    },
    close: async () => {
      await lanes.close();
      store.close();
    },
  };
}

type Step = {
  readonly run: number;
  /** Of the last fact before these. */
  readonly sequence: number;
  readonly facts: readonly Fact[];
  readonly state: State;
};

type Store = { readonly commit: (step: Step) => Promise<void>; readonly close: () => void };

function openStore(): Store {
  const dir = mkdtempSync(join(tmpdir(), 'bench-floor-'));
  const db = new DatabaseSync(join(dir, 'floor.db'));
  db.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
    CREATE TABLE runs(id INTEGER PRIMARY KEY, workflow TEXT, status TEXT, created INTEGER, updated INTEGER);
    CREATE TABLE journal(run INTEGER, seq INTEGER, kind TEXT, body TEXT, PRIMARY KEY(run, seq)) WITHOUT ROWID;`);
  const insert = db.prepare('INSERT INTO journal VALUES(?, ?, ?, ?)');
  const upsert = db.prepare(`INSERT INTO runs VALUES(?, ?, ?, ?, ?)
    ON CONFLICT(id) DO UPDATE SET status = excluded.status, updated = excluded.updated`);
  let group: Step[] = [];
  let committed = Promise.withResolvers<void>();

  function write({ run, sequence, facts, state }: Step): void {
    for (const [i, fact] of facts.entries()) insert.run(run, sequence + i + 1, fact.kind, JSON.stringify(fact));
    const now = Date.now();
    if (sequence === 0 || state.status === 'finished') upsert.run(run, 'bench', state.status, now, now);
  }

  function flush(): void {
    const [steps, done] = [group, committed];
    group = [];
    committed = Promise.withResolvers<void>();
    db.exec('BEGIN');
    for (const step of steps) write(step);
    db.exec('COMMIT');
    done.resolve();
  }

  return {
    commit: (step) => {
      if (group.push(step) === 1) setImmediate(flush);
      return committed.promise;
    },
    close: () => {
      db.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

type Lanes = {
  readonly execute: (task: Omit<LaneTask, 'id'>) => Promise<object>;
  readonly close: () => Promise<void>;
};

function openLanes(threads: number): Lanes {
  const pool = new Piscina({
    filename: fileURLToPath(new URL('lane.ts', import.meta.url)),
    minThreads: threads,
    maxThreads: threads,
    atomics: 'disabled',
  });
  const waiting = new Map<number, (output: object) => void>();
  const lanes: Promise<unknown>[] = [];
  const ports = Array.from({ length: threads }, () => {
    const { port1, port2 } = new MessageChannel();
    lanes.push(pool.run({ port: port2 }, { name: 'lane', transferList: [port2] }));
    port1.on('message', (batch: readonly (readonly [number, object])[]) => {
      for (const [id, output] of batch) {
        const done = waiting.get(id);
        waiting.delete(id);
        done?.(output);
      }
    });
    return port1;
  });
  let nextId = 0;
  let outbox: LaneTask[][] = ports.map(() => []);

  function post(): void {
    const full = outbox;
    outbox = ports.map(() => []);
    for (const [i, tasks] of full.entries()) if (tasks.length > 0) ports[i]?.postMessage(tasks);
  }

  return {
    execute: (task) =>
      new Promise((resolve) => {
        const id = (nextId += 1);
        waiting.set(id, resolve);
        if (outbox.every((tasks) => tasks.length === 0)) queueMicrotask(post);
        outbox[id % ports.length]?.push({ id, ...task });
      }),
    close: async () => {
      for (const port of ports) port.postMessage('drain');
      await Promise.all(lanes);
      await pool.destroy();
    },
  };
}
