// What models cost, summed up over the attempts of the runs that the store holds. Every view of costs is one of these sums.
import type { SQLInputValue } from 'node:sqlite';
import type { Raw } from './mapping.ts';

/** What costs are summed by. */
export const COST_GROUPS = ['workflow', 'node', 'model', 'day'] as const;
export type CostGroup = (typeof COST_GROUPS)[number];

/** Which attempts count. Times are those of their ends, in milliseconds since the epoch: from `since` on, up to before `until`. */
export type CostFilter = {
  readonly since?: number;
  readonly until?: number;
  readonly workflow?: string;
  readonly run?: string;
};

/** What was used, as far as it is known; `cost_usd` is without the `unknown_calls`. */
export type CostSum = {
  /** Runs that called a model themselves. */
  readonly runs: number;
  readonly calls: number;
  readonly unknown_calls: number;
  readonly input_tokens: number | null;
  readonly output_tokens: number | null;
  readonly cost_usd: number | null;
};

/** A sum, and what it is of: only the fields of its group are there. */
export type CostRow = {
  readonly workflow_name?: string;
  readonly node?: string;
  readonly provider?: string;
  readonly model?: string;
  /** Of UTC, as `2026-01-31`. */
  readonly day?: string;
} & CostSum;

export type CostReport = {
  readonly by: CostGroup;
  /** The most expensive first; days newest first. */
  readonly items: readonly CostRow[];
  readonly total: CostSum;
  /** As `provider/model`: their tokens are known, and nobody knows their price. */
  readonly cost_unknown_models: readonly string[];
  /** Where the prices are from. */
  readonly prices: readonly string[];
};

type All = (sql: string, ...values: SQLInputValue[]) => readonly Raw[];

const COLUMNS: { readonly [group in CostGroup]: { readonly [field: string]: string } } = {
  workflow: { workflow_name: 'r.workflow' },
  node: { workflow_name: 'r.workflow', node: 'm.node' },
  model: { provider: 'm.provider', model: 'm.model' },
  day: { day: "date(m.time / 1000, 'unixepoch')" },
};

const SUMS = `count(DISTINCT m.run) AS runs, sum(m.calls) AS calls, sum(m.unknown_calls) AS unknown_calls,
  sum(m.input_tokens) AS input_tokens, sum(m.output_tokens) AS output_tokens, sum(m.cost_billionths) AS cost`;

/** Sums the attempts up that the filter lets through. */
export function sumCosts(all: All, by: CostGroup, filter: CostFilter = {}): CostReport {
  const { from, values } = attempts(filter);
  const columns = Object.entries(COLUMNS[by]);
  const names = columns.map(([, column]) => column).join(', ');
  const order = by === 'day' ? `${names} DESC` : `cost DESC NULLS LAST, calls DESC, ${names}`;
  const fields = columns.map(([field, column]) => `${column} AS ${field}`).join(', ');
  const rows = all(`SELECT ${fields}, ${SUMS} ${from} GROUP BY ${names} ORDER BY ${order}`, ...values);
  const [total = {}] = all(`SELECT ${SUMS} ${from}`, ...values);
  const unknown = all(
    `SELECT DISTINCT m.provider || '/' || m.model AS name ${from} AND m.unknown_calls > 0 AND m.prices IS NULL
      AND m.input_tokens IS NOT NULL AND m.output_tokens IS NOT NULL ORDER BY name`,
    ...values,
  );
  const prices = all(`SELECT DISTINCT m.prices AS name ${from} AND m.prices IS NOT NULL ORDER BY name`, ...values);
  const namesOf = (found: readonly Raw[]): readonly string[] => found.map(({ name }) => String(name));
  return {
    by,
    items: rows.map((row) => ({
      ...Object.fromEntries(columns.map(([field]) => [field, String(row[field])])),
      ...sumOf(row),
    })),
    total: sumOf(total),
    cost_unknown_models: namesOf(unknown),
    prices: namesOf(prices),
  };
}

function attempts({ since, until, workflow, run }: CostFilter): {
  readonly from: string;
  readonly values: readonly SQLInputValue[];
} {
  const given: readonly (readonly [condition: string, value: SQLInputValue | undefined])[] = [
    ['m.time >= ?', since],
    ['m.time < ?', until],
    ['r.workflow = ?', workflow],
    ['r.id = ?', run],
  ];
  const conditions = given.flatMap(([condition, value]) => (value === undefined ? [] : [condition]));
  return {
    from: `FROM model_use m JOIN runs r USING(run) WHERE ${['true', ...conditions].join(' AND ')}`,
    values: given.flatMap(([, value]) => (value === undefined ? [] : [value])),
  };
}

function sumOf(row: Raw): CostSum {
  const known = (column: string): number | null => (typeof row[column] === 'number' ? row[column] : null);
  const cost = known('cost');
  return {
    runs: known('runs') ?? 0,
    calls: known('calls') ?? 0,
    unknown_calls: known('unknown_calls') ?? 0,
    input_tokens: known('input_tokens'),
    output_tokens: known('output_tokens'),
    cost_usd: cost === null ? null : cost / 1e9,
  };
}
