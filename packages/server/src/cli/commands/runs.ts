import type { GateResult, NodeRow, RunDetail, RunRow, StoreReader } from '@configurable-agents/core';
import type { Json } from '@configurable-agents/plugin-sdk';
import { cost, duration, tokens } from '../../dashboard/format.ts';
import { parseMoment } from '../../times.ts';
import { Failure, noSuchRun } from '../failure.ts';
import { expectOk, findHolder } from '../holder.ts';
import { modelInputOf } from '../../model-input.ts';
import { table } from '../output.ts';
import { printable } from '../printable.ts';
import { openRuntime, openSession, openStore } from '../session.ts';
import type { CommandOptions } from '../session.ts';

type ListOptions = CommandOptions & {
  readonly workflow?: string;
  readonly status?: string;
  readonly since?: string;
  readonly limit: string;
};

/** `runs list` */
export async function listRuns(options: ListOptions): Promise<void> {
  const session = await openSession(options);
  const reader = await openStore(session);
  const limit = Number(options.limit);
  if (!Number.isInteger(limit) || limit < 1)
    throw new Failure(2, `--limit must be a number from 1, found ${options.limit}`);
  const page = reader.runs({
    limit,
    ...(options.workflow === undefined ? {} : { workflow: options.workflow }),
    ...(options.status === undefined ? {} : { status: options.status }),
    ...(options.since === undefined ? {} : { since: moment(options.since) }),
  });
  reader.close();
  const { output } = session;
  if (options.json === true) output.json(page);
  else if (page.items.length === 0) output.say('no run; start one: configurable-agents run FILE');
  else output.result(listed(page.items));
}

/** Runs as a table; where one is queued, a column says what it waits for. */
function listed(runs: readonly RunRow[]): string {
  const isQueued = runs.some(({ waits }) => waits !== undefined);
  const head = ['RUN', 'STATUS', 'WORKFLOW', 'CREATED', 'TIME', 'TOKENS', ...(isQueued ? ['WAITS'] : [])];
  const waits = (run: RunRow): readonly string[] =>
    isQueued ? [printable(run.waits?.text.replace('waits: ', '') ?? '')] : [];
  return table([head, ...runs.map((run) => [...cells(run), ...waits(run)])]);
}

/** `10m` ago, or a time. `option` is where it was given. */
export function moment(since: string, option = '--since'): number {
  const time = parseMoment(since, Date.now());
  if (time === undefined)
    throw new Failure(2, `${option} must be a duration such as 10m or an ISO 8601 time, found ${since}`);
  return time;
}

function cells(run: RunRow): readonly string[] {
  return [
    run.run_id,
    run.status,
    printable(run.workflow_name),
    run.created_at.slice(0, 19),
    duration(run.duration_ms),
    tokens(run.usage),
  ];
}

/** `runs show RUN_ID` */
export async function showRun(id: string, options: CommandOptions): Promise<void> {
  const session = await openSession(options);
  const reader = await openStore(session);
  const run = detailOf(reader, id);
  reader.close();
  if (options.json === true) session.output.json(run);
  else session.output.result(describe(run));
}

function detailOf(reader: StoreReader, id: string): RunDetail {
  const run = reader.detail(id);
  if (run !== undefined) return run;
  reader.close();
  throw noSuchRun(id);
}

const REDACTED = {
  hidden: 'values are shown as ***',
  removed: 'values were taken out of the store; it cannot go on',
} as const;

function describe(run: RunDetail): string {
  const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));
  const indent = (text: string): string =>
    text
      .split('\n')
      .map((line) => `    ${printable(line)}`)
      .join('\n');
  const node = (row: NodeRow): string => {
    const took =
      row.started_at === null || row.finished_at === null
        ? null
        : Date.parse(row.finished_at) - Date.parse(row.started_at);
    const head = `  ${row.key}  ${row.status}${row.attempt > 1 ? ` (attempt ${row.attempt})` : ''}  ${duration(took)}  ${tokens(row.usage)}`;
    const body =
      row.error === null
        ? row.output === null
          ? ''
          : `\n${indent(show(row.output))}`
        : `\n    ${printable(row.error.message)} (${row.error.code})`;
    return head + told(row.input) + body;
  };
  const lines = [
    `run       ${run.run_id}`,
    `workflow  ${run.workflow_name}${run.revision === null ? '' : ` revision ${run.revision}`}`,
    `status    ${run.status}`,
    ...(run.waits === undefined ? [] : [`          ${printable(run.waits.text)}`]),
    ...(run.redaction === undefined ? [] : [`redaction ${REDACTED[run.redaction]}`]),
    `trigger   ${run.trigger.name}`,
    ...(run.trigger.parent_run_id === undefined ? [] : [`parent    ${run.trigger.parent_run_id}`]),
    `created   ${run.created_at}`,
    `took      ${duration(run.duration_ms)}`,
    `usage     ${tokens(run.usage)}, ${cost(run.usage.cost_usd)}`,
    ...(run.error === null
      ? []
      : [`error     ${run.error.node ?? ''} ${printable(run.error.message)} (${run.error.code})`]),
    ...(run.gates ?? []).map(gateLine),
    '',
    'inputs',
    indent(show(run.inputs)),
    'nodes',
    ...run.nodes.map(node),
    'result',
    indent(show(run.result)),
  ];
  return lines.join('\n');
}

const VERDICTS = { true: 'passed', false: 'not passed', null: 'unknown' } as const;

function gateLine({ name, metric, value, min, max, action, passed }: GateResult): string {
  const wanted = [...(min === undefined ? [] : [`at least ${min}`]), ...(max === undefined ? [] : [`at most ${max}`])];
  return `gate      ${printable(name)} ${VERDICTS[`${passed}`]}: ${metric} is ${value ?? 'unknown'}, ${wanted.join(', ')} (${action})`;
}

/** Models that were asked in vain, the tools that the one that answered called, and what nobody had to be asked. */
function told(input: Json): string {
  const { fallbacks, calls, cached, saved } = modelInputOf(input);
  const spared = saved === '' ? '' : `, which saved ${saved}`;
  return [
    ...fallbacks.map(({ model, message }) => `instead of ${model}: ${message}`),
    ...calls.map(({ name, input: given, isError, durationMs }) => {
      const took = durationMs === null ? '' : `, ${duration(durationMs)}`;
      return `called ${name} ${JSON.stringify(given)}${isError ? ', failed' : ''}${took}`;
    }),
    ...(cached === 0 ? [] : [`${cached} ${cached === 1 ? 'answer' : 'answers'} of the model from the cache${spared}`]),
  ]
    .map((line) => `\n    ${printable(line)}`)
    .join('');
}

/** `runs cancel RUN_ID`: through the server that holds the store, else here. */
export async function cancelRun(id: string, options: CommandOptions): Promise<void> {
  const session = await openSession(options);
  const reader = await openStore(session);
  const row = reader.run(id);
  reader.close();
  if (row === undefined) throw noSuchRun(id);
  const { output, settings } = session;
  if (row.finished_at !== null) throw new Failure(1, `the run ${id} is over: ${row.status}`);
  const holder = await findHolder(settings.dataDir.value);
  if (holder === undefined) {
    const runtime = await openRuntime(session, options);
    try {
      await runtime.cancel(id, 'asked for on the command line');
    } finally {
      await runtime.close();
    }
  } else {
    expectOk(await holder.call((api) => api.POST('/api/runs/{id}/cancel', { params: { path: { id } }, body: {} })));
  }
  if (options.json === true) output.json({ run_id: id, status: 'cancelled' });
  else output.say(`cancelled ${id}`);
}
