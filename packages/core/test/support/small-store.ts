// Stores made by hand, row by row: runs with everything that may need them.
import { join } from 'node:path';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { openStore } from '../../src/store/store.ts';
import type { Store, Write } from '../../src/store/store.ts';
import { factWrites, graphInsert, runInsert, runUpdate } from '../../src/store/writes.ts';
import { evolve, initialState, replay } from '@configurable-agents/core/testing';
import type { Fact } from '@configurable-agents/core';
import { wholeBody } from '../../src/store/payloads.ts';

export type Made = {
  readonly id: string;
  readonly run: number;
  /** Null: it is open. */
  readonly finished: number | null;
  readonly parent?: string;
  readonly isAwaited?: boolean;
  readonly source?: string;
  readonly graph?: string;
  /** Text that is large enough to stand by itself. */
  readonly large?: string;
  readonly facts?: number;
};

export function smallStore(): { readonly store: Store; readonly path: string; readonly dataDir: string } {
  const dataDir = mkdtempSync(join(tmpdir(), 'configurable-agents-store-'));
  const path = join(dataDir, 'store.db');
  return { store: openStore({ path, onFatal: (error) => assertNever(error) }), path, dataDir };
}

function assertNever(error: Error): never {
  throw error;
}

/** The rows of a run. `pos` is the position before its first fact. */
export function runRows(made: Made, pos: number): { readonly writes: readonly Write[]; readonly pos: number } {
  const { id, run, finished, parent, isAwaited = true, source, graph = `graph-${id}`, large, facts = 3 } = made;
  const time = (finished ?? 2_000_000) - 1000;
  const accepted: Fact = {
    kind: 'run.accepted',
    time,
    workflow_name: 'made',
    revision: null,
    graph,
    inputs: large === undefined ? {} : { large },
    trigger: {
      name: 'manual',
      uses: 'manual',
      ...(parent === undefined ? {} : { parent_run_id: parent }),
      ...(parent === undefined || !isAwaited ? {} : { parent_key: 'child' }),
    },
    ...(source === undefined ? {} : { forked_from: { run_id: source, sequence: 1 } }),
  };
  const middle = Array.from({ length: Math.max(0, facts - 3) }, (): Fact => ({
    kind: 'signal.received',
    time,
    name: 'ping',
    payload: null,
  }));
  const end: Fact = { kind: 'run.finished', time: finished ?? 0, status: 'succeeded', result: null, error: null };
  const all = [accepted, { kind: 'run.started', time } satisfies Fact, ...middle, ...(finished === null ? [] : [end])];
  const state = all.reduce(evolve, initialState(id));
  const writes = [
    graphInsert(graph, JSON.stringify({ hash: graph })),
    runInsert(run, state),
    runUpdate(run, state),
    ...all.flatMap((fact, i) => factWrites(fact, { pos: pos + i + 1, run, sequence: i + 1 })),
  ];
  return { writes, pos: pos + all.length };
}

/** Every run that the store lists, replayed; throws where something that a run consists of is missing. */
export function replayAll(store: Pick<Store, 'get' | 'all'>): ReadonlyMap<string, { readonly sequence: number }> {
  const runs = store.all('SELECT run, id, graph, finished FROM runs') as readonly {
    readonly run: number;
    readonly id: string;
    readonly graph: string;
    readonly finished: number | null;
  }[];
  return new Map(
    runs.map(({ run, id, graph, finished }) => {
      if (store.get('SELECT 1 AS one FROM graphs WHERE hash = ?', graph) === undefined)
        throw new Error(`the run ${id} has lost its graph`);
      const rows = store.all('SELECT seq, kind, body, refs FROM journal WHERE run = ? ORDER BY seq', run) as readonly {
        readonly seq: number;
        readonly kind: string;
        readonly body: string;
        readonly refs: string | null;
      }[];
      rows.forEach(({ seq }, i) => {
        if (seq !== i + 1) throw new Error(`the journal of ${id} has a gap before ${seq}`);
      });
      const payload = (hash: string): string => {
        const row = store.get('SELECT body FROM payloads WHERE hash = ?', hash) as
          { readonly body: string } | undefined;
        if (row === undefined) throw new Error(`the run ${id} has lost the payload ${hash}`);
        return row.body;
      };
      const state = replay(
        id,
        rows.map(({ kind, body, refs }) => ({ kind, ...wholeBody(body, refs, payload) }) as Fact),
      );
      if (state.finishedAt !== finished) throw new Error(`the run ${id} replays to another end`);
      return [id, state] as const;
    }),
  );
}
