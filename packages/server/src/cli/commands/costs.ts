import type { CostFilter, CostGroup, CostReport, CostRow, CostSum } from '@configurable-agents/core';
import { costsCsv, FIELDS_OF, gapsIn, nameOf, shownCosts } from '../../costs/shown.ts';
import { cost } from '../../dashboard/format.ts';
import { Failure } from '../failure.ts';
import { table } from '../output.ts';
import { printable } from '../printable.ts';
import { openSession, openStore } from '../session.ts';
import type { CommandOptions } from '../session.ts';
import { moment } from './runs.ts';

type CostOptions = CommandOptions & {
  readonly by: CostGroup;
  readonly since?: string;
  readonly until?: string;
  readonly workflow?: string;
  readonly run?: string;
  readonly csv?: boolean;
};

/** `costs`: read from the store, whether a server runs or not. */
export async function showCosts(options: CostOptions): Promise<void> {
  const { by, since, until, workflow, run } = options;
  if (options.json === true && options.csv === true) throw new Failure(2, 'give one of --json and --csv');
  const filter: CostFilter = {
    ...(since === undefined ? {} : { since: moment(since) }),
    ...(until === undefined ? {} : { until: moment(until, '--until') }),
    ...(workflow === undefined ? {} : { workflow }),
    ...(run === undefined ? {} : { run }),
  };
  const session = await openSession(options);
  const reader = await openStore(session);
  const report = costsOf(() => reader.costs(by, filter), reader.close);
  const { output } = session;
  if (options.json === true) output.json(shownCosts(report));
  else if (options.csv === true) output.result(costsCsv(report));
  else if (report.items.length === 0) output.say('no call of a model; a run makes some: configurable-agents run FILE');
  else output.result(tableOf(report));
  if (options.json !== true) for (const gap of gapsIn(report)) output.say(`note: ${gap}`);
}

function costsOf(read: () => CostReport, close: () => void): CostReport {
  try {
    return read();
  } finally {
    close();
  }
}

const HEADS: { readonly [field in keyof CostRow]?: string } = {
  workflow_name: 'WORKFLOW',
  node: 'NODE',
  provider: 'PROVIDER',
  model: 'MODEL',
  day: 'DAY (UTC)',
};

function tableOf({ by, items, total }: CostReport): string {
  const heads = FIELDS_OF[by].map((field) => HEADS[field] ?? '');
  return table([
    [...heads, 'RUNS', 'CALLS', 'UNKNOWN', 'INPUT', 'OUTPUT', 'COST'],
    ...items.map((row) => [...nameOf(by, row).map(printable), ...cells(row)]),
    [...heads.map((_, i) => (i === 0 ? 'TOTAL' : '')), ...cells(total)],
  ]);
}

function cells(sum: CostSum): readonly string[] {
  const number = (value: number | null): string => (value === null ? '-' : value.toLocaleString('en-US'));
  const { runs, calls, unknown_calls: unknown, input_tokens: input, output_tokens: out, cost_usd: usd } = sum;
  return [number(runs), number(calls), number(unknown), number(input), number(out), usd === null ? '-' : cost(usd)];
}
