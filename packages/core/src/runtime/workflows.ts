import { RuntimeError } from '../errors.ts';
import type { ExecutionGraph } from '../graph/graph.ts';
import type { Store, Write } from '../store/store.ts';
import { graphInsert } from '../store/writes.ts';
import type { Registration, Runtime } from './api.ts';

type Registered = {
  readonly name: string;
  readonly path: string | null;
  readonly source: string;
  readonly graph: ExecutionGraph;
  readonly expected?: number | null;
};
type Current = { readonly revision: number; readonly hash: string; readonly source: string };

type Host = {
  readonly assertOpen: () => void;
  /** Throws where this engine cannot run the graph: said when it is registered, not when its first run comes. */
  readonly assertRunnable: (graph: ExecutionGraph) => void;
  /** What readers remember of registered workflows is old. */
  readonly forget: () => void;
  /** Called when what is registered under a name has changed. */
  readonly onChange: (name: string) => void;
};

/** Registers workflows: one revision for each change of source or graph. Open runs keep the graph they started with. */
export function openWorkflows(
  store: Store,
  { assertOpen, assertRunnable, forget, onChange }: Host,
): Pick<Runtime, 'register' | 'unregister'> {
  const currentOf = (name: string): Current | undefined =>
    store.get('SELECT revision, hash, source FROM workflows WHERE name = ? AND current = 1', name) as
      Current | undefined;

  // Registrations of one name follow each other, so that two at once get two revisions.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const next = last.then(task);
    last = next.catch(() => {});
    return next;
  };

  async function register({ name, path, source, graph, expected }: Registered): Promise<Registration> {
    assertOpen();
    assertRunnable(graph);
    const current = currentOf(name);
    if (expected !== undefined) assertRevision(name, { current, expected });
    if (current !== undefined && current.hash === graph.hash && current.source === source) {
      return { name, revision: current.revision, change: 'unchanged' };
    }
    const newest = store.get('SELECT max(revision) AS revision FROM workflows WHERE name = ?', name) as {
      readonly revision: number | null;
    };
    const revision = (newest.revision ?? 0) + 1;
    const writes: Write[] = [
      graphInsert(graph.hash, JSON.stringify(graph)),
      { sql: 'UPDATE workflows SET current = 0 WHERE name = ?', values: [name] },
      {
        sql: 'INSERT INTO workflows(name, revision, hash, path, source, registered, current) VALUES(?, ?, ?, ?, ?, ?, 1)',
        values: [name, revision, graph.hash, path, source, Date.now()],
      },
    ];
    await store.write(writes);
    forget();
    onChange(name);
    return { name, revision, change: current === undefined ? 'created' : 'updated' };
  }

  async function unregister(
    name: string,
    { force = false, expected }: { readonly force?: boolean; readonly expected?: number } = {},
  ): Promise<boolean> {
    assertOpen();
    if (expected !== undefined) assertRevision(name, { current: currentOf(name), expected });
    const open = store.get('SELECT run FROM runs WHERE workflow = ? AND finished IS NULL LIMIT 1', name);
    if (open !== undefined && !force) return false;
    await store.write([{ sql: 'UPDATE workflows SET current = 0 WHERE name = ?', values: [name] }]);
    forget();
    onChange(name);
    return true;
  }

  return {
    register: (workflow) => inTurn(() => register(workflow)),
    unregister: (name, options) => inTurn(() => unregister(name, options)),
  };
}

function assertRevision(
  name: string,
  { current, expected }: { readonly current: Current | undefined; readonly expected: number | null },
): void {
  const found = current?.revision ?? null;
  if (found === expected) return;
  const there = found === null ? 'is not registered' : `is at revision ${found}`;
  const wanted = expected === null ? 'not to be registered yet' : `to be at revision ${expected}`;
  throw new RuntimeError('REVISION_CONFLICT', `${name} ${there}, and was expected ${wanted}; look at it again first`);
}
