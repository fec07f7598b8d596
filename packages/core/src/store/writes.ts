// Facts and rows as writes: the SQL of the write side, each statement once.
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { countsUntil, NO_ADMISSION } from '../admit/admission.ts';
import type { Fact, ModelUse } from '../engine/fact.ts';
import type { RunState } from '../engine/state.ts';
import { billionths } from '../engine/usage.ts';
import { splitBody } from './payloads.ts';
import { FACT_INSERT } from './fact-rows.ts';
import type { Write } from './store.ts';

/** A fact, and the large values that it refers to. */
export function factWrites(
  fact: Fact,
  at: { readonly pos: number; readonly run: number; readonly sequence: number },
): readonly Write[] {
  // JSON leaves out what is undefined. The kind has a column of its own.
  const { body, references, payloads } = splitBody({ ...fact, kind: undefined });
  const own = { sql: FACT_INSERT, values: [at.pos, at.run, at.sequence, fact.kind, body, references] };
  const used =
    'models' in fact && fact.models !== undefined ? useWrites(fact.node, fact.models, { ...at, time: fact.time }) : [];
  if (references === null && used.length === 0) return [own];
  const sql = 'INSERT OR IGNORE INTO payloads(hash, body) VALUES(?, ?)';
  const refers = 'INSERT OR IGNORE INTO payload_refs(hash, run) VALUES(?, ?)';
  return [
    ...[...payloads].flatMap(([hash, text]): readonly Write[] => [
      { sql, values: [hash, text] },
      { sql: refers, values: [hash, at.run] },
    ]),
    own,
    ...used,
  ];
}

/** What an attempt used, beside its fact: costs are summed up over these rows. */
function useWrites(
  node: string,
  models: readonly ModelUse[],
  { pos, run, time }: { readonly pos: number; readonly run: number; readonly time: number },
): readonly Write[] {
  return models.map((use, part) => ({
    sql: `INSERT INTO model_use(pos, part, run, time, node, provider, model, calls, unknown_calls, input_tokens, output_tokens,
          cost_billionths, prices) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    values: [
      pos,
      part,
      run,
      time,
      node,
      use.provider,
      use.model,
      use.calls,
      use.unknown_calls,
      use.input_tokens,
      use.output_tokens,
      use.cost_usd === null ? null : billionths(use.cost_usd),
      use.prices,
    ],
  }));
}

export function runInsert(run: number, state: RunState): Write {
  return {
    sql: `INSERT INTO runs(run, id, workflow, revision, graph, status, trigger, created, started, forked_from, admission)
          VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    values: [
      run,
      state.runId,
      state.workflowName,
      state.revision,
      state.graph,
      state.status,
      JSON.stringify(state.trigger),
      state.acceptedAt,
      state.startedAt,
      state.forkedFrom === null ? null : JSON.stringify(state.forkedFrom),
      state.admission === NO_ADMISSION ? null : JSON.stringify(state.admission),
    ],
  };
}

/** The run list's row follows the journal in the same transaction: it never says what the journal does not. */
export function runUpdate(run: number, state: RunState, shown: string = state.status): Write {
  const { input_tokens, output_tokens, cost_usd } = state.usage;
  return {
    sql: `UPDATE runs SET status = ?, started = ?, finished = ?, input_tokens = ?, output_tokens = ?, cost_usd = ?, error = ?,
          counts_until = ? WHERE run = ?`,
    values: [
      shown,
      state.startedAt,
      state.finishedAt,
      input_tokens,
      output_tokens,
      cost_usd,
      state.error === null ? null : JSON.stringify(state.error),
      state.startedAt === null ? null : countsUntil(state.admission, state.startedAt),
      run,
    ],
  };
}

export function graphInsert(hash: string, body: string): Write {
  return { sql: 'INSERT OR IGNORE INTO graphs(hash, body) VALUES(?, ?)', values: [hash, body] };
}

export type LogLine = {
  readonly time: number;
  readonly level: string;
  readonly runId: string | null;
  readonly workflowName: string | null;
  readonly node: string | null;
  readonly message: string;
  readonly fields?: JsonObject;
};

export function logInsert(line: LogLine): Write {
  return {
    sql: 'INSERT INTO logs(time, level, run_id, workflow, node, message, fields) VALUES(?, ?, ?, ?, ?, ?, ?)',
    values: [
      line.time,
      line.level,
      line.runId,
      line.workflowName,
      line.node,
      line.message,
      line.fields === undefined ? null : JSON.stringify(line.fields),
    ],
  };
}
