// How long the nodes of a workflow take, from its last runs. Pure but for the reader.
import type { NodeRow, StoreReader } from '@configurable-agents/core';

/** Times are those of executions that succeeded, in milliseconds; null where there is none. */
export type WorkflowStats = {
  readonly workflow_name: string;
  /** How many of the last runs are counted, and what became of them. */
  readonly runs: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly p50_ms: number | null;
  readonly p95_ms: number | null;
  readonly nodes: readonly {
    readonly node: string;
    readonly executions: number;
    readonly failed: number;
    readonly p50_ms: number | null;
    readonly p95_ms: number | null;
  }[];
};

/** Over the newest `count` runs that have ended. */
export function workflowStats(
  reader: Pick<StoreReader, 'runs' | 'detail'>,
  { name, count }: { readonly name: string; readonly count: number },
): WorkflowStats {
  const ended = reader.runs({ workflow: name, limit: count }).items.filter((run) => run.finished_at !== null);
  const byNode = new Map<string, NodeRow[]>();
  for (const { run_id } of ended) {
    for (const row of reader.detail(run_id)?.nodes ?? []) {
      const rows = byNode.get(row.node);
      if (rows === undefined) byNode.set(row.node, [row]);
      else rows.push(row);
    }
  }
  const succeeded = ended.filter(({ status }) => status === 'succeeded');
  return {
    workflow_name: name,
    runs: ended.length,
    succeeded: succeeded.length,
    failed: ended.filter(({ status }) => status === 'failed').length,
    ...percentiles(succeeded.flatMap((run) => run.duration_ms ?? [])),
    nodes: [...byNode].map(([node, rows]) => ({
      node,
      executions: rows.filter(({ attempt }) => attempt > 0).length,
      failed: rows.filter(({ status }) => status === 'failed').length,
      ...percentiles(rows.flatMap(durationOf)),
    })),
  };
}

function durationOf({ status, started_at: started, finished_at: finished }: NodeRow): readonly number[] {
  if (status !== 'succeeded' || started === null || finished === null) return [];
  return [Date.parse(finished) - Date.parse(started)];
}

function percentiles(times: readonly number[]): { readonly p50_ms: number | null; readonly p95_ms: number | null } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number | null => sorted[Math.ceil(share * sorted.length) - 1] ?? null;
  return { p50_ms: at(0.5), p95_ms: at(0.95) };
}
