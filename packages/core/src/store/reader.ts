// The read side: a connection of its own, opened read-only, also from another process while a server writes.
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { waitsOf } from '../admit/hold.ts';
import type { Fact } from '../engine/fact.ts';
import { replay } from '../engine/replay.ts';
import { explainRun } from '../explain/explain-run.ts';
import type { ExecutionGraph } from '../graph/graph.ts';
import { storedPauses, wholeAdmission } from './admission.ts';
import { hideFact } from '../hiding/hide-fact.ts';
import { hideExplanation, hideRun } from '../hiding/hide-seen.ts';
import type { Hidden } from '../hiding/hidden.ts';
import { CALLBACK, DISABLED_ENDPOINTS, toCallback, toEndpoint } from './callbacks.ts';
import { connectReadOnly, storePath } from './connect.ts';
import { sumCosts } from './costs.ts';
import { hiddenReads } from './hidden.ts';
import type { HiddenReads } from './hidden.ts';
import { lastPos, toCursor, trackerStatus } from './cursors.ts';
import { groupFailures } from './failures.ts';
import { feedReads, JOURNAL } from './feed-reads.ts';
import { describeRun } from './describe.ts';
import { accessReads } from './access-reads.ts';
import { approvalReads } from './approval-reads.ts';
import { deliveryReads } from './delivery-reads.ts';
import { DEFAULT_LIMIT, MOST, pageOf, toEntry, toLog, toRun, toWorkflow } from './mapping.ts';
import type { Raw } from './mapping.ts';
import { wholeBody } from './payloads.ts';
import type { JournalEntry, RunFilter, RunRow, Page, StoreReader } from './rows.ts';
import { runsQuery } from './runs-query.ts';
import { scheduleRows } from './schedules.ts';
import { assertCurrent, STORE_VERSION, storeVersion } from './schema.ts';

/** Opens the store of a data directory for reading. Throws `STORE_MISSING` when there is none. `now` is the time that waits are told by. */
export function openReader(
  dataDir: string,
  { now: clock = Date.now }: { readonly now?: () => number } = {},
): StoreReader {
  const db = connectReadOnly(dataDir);
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    let statement = statements.get(sql);
    if (statement === undefined) statements.set(sql, (statement = db.prepare(sql)));
    return statement;
  };
  // Rows are what schema.ts declares; mapping.ts names each column's type.
  const all = (sql: string, ...values: SQLInputValue[]): Raw[] => prepare(sql).all(...values);
  const one = (sql: string, ...values: SQLInputValue[]): Raw | undefined => prepare(sql).get(...values);

  const payload = (hash: string): string => String(one('SELECT body FROM payloads WHERE hash = ?', hash)?.['body']);
  const hidden = (): HiddenReads => hiddenReads({ get: one, all });
  const entries = (rows: readonly Raw[]): readonly JournalEntry[] => {
    const hides = hidden();
    return rows.map((row) => toEntry(row, { payload, hidden: hides.of(Number(row['run'])) }));
  };

  const graphs = new Map<string, ExecutionGraph>();
  function graph(hash: string): ExecutionGraph | undefined {
    let found = graphs.get(hash);
    if (found !== undefined) return found;
    const row = one('SELECT body FROM graphs WHERE hash = ?', hash);
    if (row === undefined) return undefined;
    found = JSON.parse(String(row['body'])) as ExecutionGraph;
    graphs.set(hash, found);
    return found;
  }

  function runs(filter: RunFilter = {}): Page<RunRow> {
    const limit = Math.min(filter.limit ?? DEFAULT_LIMIT, MOST);
    const { sql, values } = runsQuery(filter, limit);
    const rows = all(sql, ...values);
    const page = pageOf(rows, { limit, map: toRun, cursor: (row) => String(row['run']) });
    const hides = hidden();
    const keys = new Map(rows.map((row) => [String(row['id']), Number(row['run'])]));
    return { ...page, items: withWaits(page.items).map((run) => hideRun(run, hides.of(keys.get(run.run_id) ?? 0))) };
  }

  /** Why those of the runs wait that are queued. */
  function withWaits(items: readonly RunRow[]): readonly RunRow[] {
    const queued = items.filter(({ status }) => status === 'queued').map(({ run_id }) => run_id);
    // A store that no engine of this release has opened yet tells of no limits.
    if (queued.length === 0 || storeVersion(db) < STORE_VERSION) return items;
    const now = clock();
    const waits = waitsOf(wholeAdmission(all, now), { runs: queued, now });
    return items.map((run) => {
      const wait = waits.get(run.run_id);
      return wait === undefined ? run : { ...run, waits: wait };
    });
  }

  const runRow = (runId: string): Raw | undefined => one('SELECT * FROM runs WHERE id = ?', runId);

  type Told = { readonly run: RunRow; readonly facts: readonly Fact[]; readonly hidden: Hidden };

  /** What somebody makes of a run's whole journal. */
  function told<T>(runId: string, tell: (graph: ExecutionGraph, told: Told) => T): T | undefined {
    const row = runRow(runId);
    if (row === undefined) return undefined;
    const [run = toRun(row)] = withWaits([toRun(row)]);
    const pinned = graph(run.graph);
    if (pinned === undefined) return undefined;
    const facts = all('SELECT * FROM journal WHERE run = ? ORDER BY seq', Number(row['run'])).map(
      ({ kind, body, refs }) => ({ kind, ...wholeBody(String(body), refs as string | null, payload) }) as Fact,
    );
    const hides = hidden().of(Number(row['run']));
    return tell(pinned, { run: hideRun(run, hides), facts, hidden: hides });
  }

  const end = (): number => lastPos({ get: one });

  return {
    graph,
    runs,
    workflows: () => all('SELECT * FROM workflows WHERE current = 1 ORDER BY name').map(toWorkflow),
    workflow: (name) => {
      const row = one('SELECT * FROM workflows WHERE name = ? AND current = 1', name);
      return row && toWorkflow(row);
    },
    revisions: (name) => all('SELECT * FROM workflows WHERE name = ? ORDER BY revision DESC', name).map(toWorkflow),
    revision: (name, revision) => {
      const row = one('SELECT * FROM workflows WHERE name = ? AND revision = ?', name, revision);
      return row && toWorkflow(row);
    },
    run: (runId) => {
      const row = runRow(runId);
      return row && hideRun(toRun(row), hidden().of(Number(row['run'])));
    },
    detail: (runId) =>
      told(runId, (pinned, { run, facts, hidden: hides }) => {
        const seen = facts.map((fact) => hideFact(fact, hides));
        return describeRun(pinned, { run, state: replay(runId, seen) });
      }),
    // Conditions are asked over what the run knew, and then say nothing of it.
    explain: (runId) => told(runId, (pinned, run) => hideExplanation(explainRun(pinned, run), run.hidden)),
    journal: (runId, afterSequence = 0) =>
      entries(all(`${JOURNAL} WHERE r.id = ? AND j.seq > ? ORDER BY j.seq`, runId, afterSequence)),
    entriesAfter: (pos, limit = MOST) => entries(all(`${JOURNAL} WHERE j.pos > ? ORDER BY j.pos LIMIT ?`, pos, limit)),
    ...feedReads({ all, one, iterate: (sql, ...values) => prepare(sql).iterate(...values), payload }),
    lastPos: end,
    trackers: () => all('SELECT * FROM cursors ORDER BY tracker').map((row) => trackerStatus(toCursor(row), end())),
    schedules: () => {
      const workflows = all('SELECT * FROM workflows WHERE current = 1 ORDER BY name').map(toWorkflow);
      // A store that no engine of this release has opened yet has no such table.
      const rows = storeVersion(db) < STORE_VERSION ? [] : all('SELECT * FROM schedules');
      return scheduleRows(workflows, { graph, rows });
    },
    pauses: () =>
      storeVersion(db) < STORE_VERSION
        ? []
        : storedPauses(all).map(({ workflow, trigger, since }) => ({
            workflow_name: workflow,
            trigger,
            since: new Date(since).toISOString(),
          })),
    callbacks: ({ status, url, limit = DEFAULT_LIMIT, cursor } = {}) => {
      assertCurrent(db, storePath(dataDir));
      const [created = '9', id = '~'] = cursor?.split(' ') ?? [];
      const rows = all(
        `SELECT * FROM (${CALLBACK}) WHERE (created, id) < (?, ?) AND (?3 IS NULL OR ?3 = iif(status = 'pending' AND disabled IS NOT NULL,
          'disabled', status)) AND (?4 IS NULL OR ?4 = url) ORDER BY created DESC, id DESC LIMIT ?5`,
        cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(created),
        id,
        status ?? null,
        url ?? null,
        limit + 1,
      );
      return pageOf(rows, {
        limit,
        map: toCallback,
        cursor: (row) => `${String(row['created'])} ${String(row['id'])}`,
      });
    },
    callback: (id) => {
      const row = one(`${CALLBACK} WHERE c.id = ?`, id);
      return row && toCallback(row);
    },
    disabledEndpoints: () => all(DISABLED_ENDPOINTS).map(toEndpoint),
    logsAfter: (id, limit = MOST) => all('SELECT * FROM logs WHERE id > ? ORDER BY id LIMIT ?', id, limit).map(toLog),
    lastLogId: () => Number(one('SELECT max(id) AS id FROM logs')?.['id'] ?? 0),
    failures: (filter, limit) => {
      const hides = hidden();
      const seen = (run: number, message: string): string => hides.of(run).mask.text(message);
      return groupFailures(all, filter, { limit, seen });
    },
    costs: (by, filter) => {
      assertCurrent(db, storePath(dataDir));
      return sumCosts(all, by, filter);
    },
    ...deliveryReads({ get: one, all }),
    ...approvalReads({ get: one, all }),
    ...accessReads(all, () => assertCurrent(db, storePath(dataDir))),
    close: () => db.close(),
  };
}
