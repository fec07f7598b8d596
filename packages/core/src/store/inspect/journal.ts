// Whether the journal is whole, and the list of runs says what it says.
import type { DatabaseSync } from 'node:sqlite';
import type { Fact } from '../../engine/fact.ts';
import { replay } from '../../engine/replay.ts';
import { isFinished, shownStatus } from '../../engine/state.ts';
import { wholeBody } from '../payloads.ts';
import { some } from './finding.ts';
import type { Finding } from './finding.ts';

const RESTORE = 'restore a backup of before: configurable-agents restore FILE';

const GAPS = `SELECT r.id, count(j.seq) AS facts, max(j.seq) AS last FROM runs r LEFT JOIN journal j USING(run)
  GROUP BY r.run HAVING facts = 0 OR min(j.seq) <> 1 OR last <> facts`;

const ORDER = `SELECT DISTINCT r.id FROM
  (SELECT run, pos, lag(pos) OVER (PARTITION BY run ORDER BY seq) AS before FROM journal) j JOIN runs r USING(run)
  WHERE j.before >= j.pos`;

const ORPHANS = `SELECT count(*) AS facts FROM journal
  WHERE run NOT IN (SELECT run FROM runs) AND run NOT IN (SELECT run FROM removing)`;

/** Sequences without holes from 1 in each run, positions that grow with them, no fact of a run that is not there. */
export function journalFindings(db: DatabaseSync): readonly Finding[] {
  const gaps = db.prepare(GAPS).all();
  const order = db.prepare(ORDER).all();
  const orphans = Number(db.prepare(ORPHANS).get()?.['facts']);
  const findings: Finding[] = [];
  if (gaps.length > 0) {
    const runs = gaps.map(({ id, facts, last }) => `${String(id)} (${String(facts)} facts, the last is ${last ?? 0})`);
    findings.push(fail('journal', `facts are missing in ${some(runs)}: these runs cannot be replayed; ${RESTORE}`));
  }
  if (order.length > 0) {
    const runs = some(order.map(({ id }) => String(id)));
    findings.push(fail('journal', `positions go back in ${runs}: trackers may have missed facts; ${RESTORE}`));
  }
  if (orphans > 0) {
    findings.push(fail('journal', `${orphans} facts belong to runs that the list does not have; ${RESTORE}`));
  }
  if (findings.length > 0) return findings;
  const { facts } = db.prepare('SELECT count(*) AS facts FROM journal').get() as { readonly facts: number };
  return [{ name: 'journal', status: 'ok', message: `${facts} facts, without a gap` }];
}

type RunRow = {
  readonly run: number;
  readonly id: string;
  readonly workflow: string;
  readonly graph: string;
  readonly status: string;
  readonly started: number | null;
  readonly finished: number | null;
  readonly input_tokens: number | null;
  readonly output_tokens: number | null;
  readonly cost_usd: number | null;
  readonly error: string | null;
};

/** Every row of the list against a replay of its journal. */
export function replayFindings(db: DatabaseSync): readonly Finding[] {
  const facts = db.prepare('SELECT kind, body, refs FROM journal WHERE run = ? ORDER BY seq');
  const payloads = db.prepare('SELECT body FROM payloads WHERE hash = ?');
  const payload = (hash: string): string => String(payloads.get(hash)?.['body'] ?? 'null');
  const wrong: string[] = [];
  let count = 0;
  for (const each of db.prepare('SELECT * FROM runs ORDER BY run').iterate()) {
    const row = each as unknown as RunRow;
    count += 1;
    const differs = differenceOf(row, () =>
      facts
        .all(row.run)
        .map(({ kind, body, refs }) => ({ kind, ...wholeBody(String(body), refs as string | null, payload) }) as Fact),
    );
    if (differs !== undefined) wrong.push(`${row.id} (${differs})`);
  }
  if (wrong.length === 0)
    return [{ name: 'runs', status: 'ok', message: `${count} runs, each as a replay of its journal has it` }];
  return [
    fail('runs', `the list and the journal differ for ${some(wrong)}: trust the journal (runs show); ${RESTORE}`),
  ];
}

function differenceOf(row: RunRow, facts: () => readonly Fact[]): string | undefined {
  try {
    const state = replay(row.id, facts());
    const always = { workflow: state.workflowName, graph: state.graph, status: shownStatus(state) };
    const { input_tokens, output_tokens, cost_usd } = state.usage;
    const error = state.error === null ? null : JSON.stringify(state.error);
    // The row of an open run follows its status only.
    const told = isFinished(state)
      ? {
          ...always,
          started: state.startedAt,
          finished: state.finishedAt,
          input_tokens,
          output_tokens,
          cost_usd,
          error,
        }
      : { ...always, finished: null };
    const field = (Object.keys(told) as (keyof RunRow)[]).find(
      (name) => row[name] !== (told as { readonly [field: string]: unknown })[name],
    );
    return field === undefined
      ? undefined
      : `${field} is ${row[field]}, by its journal ${(told as { readonly [field: string]: unknown })[field]}`;
  } catch (error) {
    return `it cannot be replayed: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function fail(name: string, message: string): Finding {
  return { name, status: 'fail', message };
}
