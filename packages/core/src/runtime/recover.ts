// At start: replay every open run of the store and go on where its journal ends.
import type { Fact } from '../engine/fact.ts';
import { replay } from '../engine/replay.ts';
import type { ExecutionGraph } from '../graph/graph.ts';
import { NOTHING_HIDDEN } from '../hiding/hidden.ts';
import { storedHidden } from '../store/hidden.ts';
import { wholeBody } from '../store/payloads.ts';
import type { StoreReader } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { newOpenRun } from './open-run.ts';
import type { StoredRun } from './children.ts';
import { childOutcomeOf } from './outcome.ts';
import type { OpenRun } from './open-run.ts';
import type { RunLoop } from './run-loop.ts';
import { RuntimeError } from '../errors.ts';

type OpenRow = {
  readonly run: number;
  readonly id: string;
  readonly graph: string;
  readonly status: string;
  readonly redaction: number | null;
};

const ROW = 'SELECT run, id, graph, status, redaction FROM runs';

/** Resumes the open runs, oldest first. Returns how many. What was under way and never completed is written as lost. */
export function recover(
  store: Store,
  { loop, graph }: { readonly loop: RunLoop; readonly graph: (hash: string) => ExecutionGraph },
): number {
  const rows = store.all(`${ROW} WHERE finished IS NULL ORDER BY run`) as readonly OpenRow[];
  const begun = new Map<number, OpenRun>();
  for (const row of rows) if (row.status !== 'queued') begun.set(row.run, openRow(store, row, graph));
  // Of many executions that died with the process nobody knows which one to blame, if any.
  const running = [...begun.values()].flatMap(({ state }) =>
    [...state.executions.values()].filter(({ status, items }) => status === 'running' && items === null),
  );
  // Those that wait are read one after the other: the loop does not keep all of them.
  for (const row of rows)
    loop.resume(begun.get(row.run) ?? openRow(store, row, graph), { alone: running.length === 1 });
  return rows.length;
}

/** A run of the store that is not open, replayed. */
export function loadRun(
  store: Store,
  { runId, graph }: { readonly runId: string; readonly graph: (hash: string) => ExecutionGraph },
): OpenRun {
  const row = store.get(`${ROW} WHERE id = ?`, runId) as OpenRow | undefined;
  if (row === undefined) throw new RuntimeError('RUN_NOT_FOUND', `there is no run ${runId}`);
  return openRow(store, row, graph);
}

/** Runs that are not open: how each ended, and how to open it again. */
export function storedRuns({
  store,
  reader,
  graph,
}: {
  readonly store: Store;
  readonly reader: Pick<StoreReader, 'run'>;
  readonly graph: (hash: string) => ExecutionGraph;
}): (runId: string) => StoredRun | undefined {
  return (runId) => {
    const row = reader.run(runId);
    if (row === undefined) return undefined;
    const load = (): OpenRun => loadRun(store, { runId, graph });
    return { outcome: row.finished_at === null ? null : childOutcomeOf(load()), open: load };
  };
}

function openRow(store: Store, row: OpenRow, graph: (hash: string) => ExecutionGraph): OpenRun {
  const facts = store.all('SELECT kind, body, refs FROM journal WHERE run = ? ORDER BY seq', row.run) as readonly {
    readonly kind: string;
    readonly body: string;
    readonly refs: string | null;
  }[];
  const payload = (hash: string): string =>
    (store.get('SELECT body FROM payloads WHERE hash = ?', hash) as { readonly body: string }).body;
  const state = replay(
    row.id,
    facts.map(({ kind, body, refs }) => ({ kind, ...wholeBody(body, refs, payload) }) as Fact),
  );
  const hidden = row.redaction === null ? NOTHING_HIDDEN : storedHidden(store, row.run);
  return newOpenRun({ id: row.id, run: row.run, graph: graph(row.graph), state, hidden });
}
