// Rows of the questions that runs ask, beside the facts that they follow from.
import type { Fact } from '../engine/fact.ts';
import type { RunState } from '../engine/state.ts';
import { isOver } from '../engine/state.ts';
import type { ExecutionGraph } from '../graph/graph.ts';
import type { Write } from './store.ts';

type Run = { readonly id: string; readonly run: number; readonly graph: ExecutionGraph; readonly state: RunState };

/** What facts change in the table of approvals. */
export function approvalWrites({ id, graph, state }: Run, facts: readonly Fact[]): readonly Write[] {
  if (!graph.features.includes('approval')) return [];
  return facts.flatMap((fact): readonly Write[] => {
    if (fact.kind === 'node.waiting' && fact.for === 'approval') {
      const { key, node, message, show, form, wake_at: due, time } = fact;
      return [
        {
          sql: `INSERT INTO approvals(run_id, key, node, message, show, form, created, due) VALUES(?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT(run_id, key) DO UPDATE SET created = excluded.created, due = excluded.due, closed = NULL,
                answer = NULL, answered_by = NULL`,
          values: [id, key, node, message, JSON.stringify(show), JSON.stringify(form), time, due],
        },
      ];
    }
    if (fact.kind === 'approval.answered') {
      return [
        {
          sql: 'UPDATE approvals SET answer = ?, answered_by = ?, closed = ? WHERE run_id = ? AND key = ?',
          values: [JSON.stringify(fact.answer), fact.by, fact.time, id, fact.key],
        },
      ];
    }
    if (fact.kind !== 'node.completed' && fact.kind !== 'node.failed' && fact.kind !== 'node.cancelled') return [];
    const execution = state.executions.get(fact.key);
    if (execution?.waiting?.for !== 'approval' || !isOver(execution.status)) return [];
    const sql = 'UPDATE approvals SET closed = coalesce(closed, ?) WHERE run_id = ? AND key = ?';
    return [{ sql, values: [fact.time, id, fact.key] }];
  });
}
