// Workflows as they are registered now. Whoever holds the store is the only one who changes them, so every delivery need not read them anew.
import type { StoreReader, WorkflowRow } from '../store/rows.ts';

export type Registered = Pick<StoreReader, 'workflow' | 'workflows'> & {
  /** They have changed. */
  readonly forget: () => void;
};

export function openRegistered(reader: Pick<StoreReader, 'workflows'>): Registered {
  let rows: ReadonlyMap<string, WorkflowRow> | undefined;
  const current = (): ReadonlyMap<string, WorkflowRow> =>
    (rows ??= new Map(reader.workflows().map((row) => [row.name, row])));
  return {
    workflow: (name) => current().get(name),
    workflows: () => [...current().values()],
    forget: () => (rows = undefined),
  };
}
