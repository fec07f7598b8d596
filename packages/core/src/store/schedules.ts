// Rows of schedules: how far each is, by workflow and trigger entry.
import type { ExecutionGraph, Schedule } from '../graph/graph.ts';
import type { Progress } from '../schedule/due.ts';
import type { ScheduleRow, WorkflowRow } from './rows.ts';
import type { Store, Write } from './store.ts';

type At = { readonly workflow: string; readonly trigger: string };

/** How far a schedule is, with the times that it was counted by: after a change of these it begins anew. */
export type ScheduleProgress = At &
  Progress & {
    readonly spec: string;
    /** Since when no slot of it starts; null where they do. */
    readonly paused: number | null;
  };

/** What makes the times of a schedule. */
export function specOf({ cron, every_ms: every, timezone }: Schedule): string {
  return JSON.stringify([cron ?? null, every ?? null, timezone]);
}

export function storedSchedules(store: Pick<Store, 'all'>): readonly ScheduleProgress[] {
  return store.all('SELECT * FROM schedules').map(toProgress);
}

/** A row of the table as it is stored. */
export function toProgress(row: unknown): ScheduleProgress {
  const { workflow, trigger, spec, slot, waiting, paused } = row as At & {
    readonly spec: string;
    readonly slot: number;
    readonly waiting: string;
    readonly paused?: number | null;
  };
  return { workflow, trigger, spec, slot, waiting: JSON.parse(waiting) as number[], paused: paused ?? null };
}

export function scheduleWrite({ workflow, trigger, spec, slot, waiting, paused }: ScheduleProgress): Write {
  return {
    sql: `INSERT INTO schedules(workflow, trigger, spec, slot, waiting, paused) VALUES(?, ?, ?, ?, ?, ?)
          ON CONFLICT(workflow, trigger) DO UPDATE
          SET spec = excluded.spec, slot = excluded.slot, waiting = excluded.waiting, paused = excluded.paused`,
    values: [workflow, trigger, spec, slot, JSON.stringify(waiting), paused],
  };
}

export function scheduleDelete({ workflow, trigger }: At): Write {
  return { sql: 'DELETE FROM schedules WHERE workflow = ? AND trigger = ?', values: [workflow, trigger] };
}

/** The schedules of workflows, with how far each is. */
export function scheduleRows(
  workflows: readonly WorkflowRow[],
  { graph, rows }: { readonly graph: (hash: string) => ExecutionGraph | undefined; readonly rows: readonly unknown[] },
): readonly ScheduleRow[] {
  const known = rows.map(toProgress);
  return workflows.flatMap(({ name: workflow, hash }) =>
    (graph(hash)?.triggers ?? []).flatMap(({ name, enabled, schedule }) => {
      if (schedule === undefined) return [];
      const row = known.find((each) => each.workflow === workflow && each.trigger === name);
      const iso = (ms: number): string => new Date(ms).toISOString();
      return [
        {
          workflow_name: workflow,
          trigger: name,
          enabled,
          schedule,
          last_at: row === undefined ? null : iso(row.slot),
          waiting: (row?.waiting ?? []).map(iso),
          paused_at: row?.paused == null ? null : iso(row.paused),
        },
      ];
    }),
  );
}
