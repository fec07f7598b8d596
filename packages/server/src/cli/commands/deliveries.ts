import type { schemas } from '@configurable-agents/client';
import type { DeliveryRow, StoreReader } from '@configurable-agents/core';
import { bodyOf } from '../../intake/shown-body.ts';
import { Failure } from '../failure.ts';
import { expectOk, findHolder } from '../holder.ts';
import { printable } from '../printable.ts';
import { table } from '../output.ts';
import { openSession, openStore } from '../session.ts';
import type { CommandOptions } from '../session.ts';

/** `deliveries list` */
export async function listDeliveries(options: CommandOptions & { readonly limit: string }): Promise<void> {
  const session = await openSession(options);
  const reader = await openStore(session);
  const page = reader.deliveries({ limit: Number(options.limit) || 50 });
  reader.close();
  const { output } = session;
  if (options.json === true) output.json(page);
  else if (page.items.length === 0)
    output.say('no delivery yet; send one: configurable-agents send WORKFLOW name=value');
  else {
    const rows = page.items.map((row) => [
      row.delivery_id,
      row.trigger,
      printable(row.event_type),
      row.verdict,
      row.received_at.slice(0, 19),
      printable(row.dedupe_key ?? '-'),
      row.runs.join(' ') || '-',
    ]);
    output.result(table([['DELIVERY', 'TRIGGER', 'EVENT', 'VERDICT', 'RECEIVED', 'ID', 'RUNS'], ...rows]));
  }
}

/** `deliveries show ID`: what became of it, its headers and its body; `--raw` gives the exact bytes. */
export async function showDelivery(id: string, options: CommandOptions & { readonly raw?: boolean }): Promise<void> {
  const session = await openSession(options);
  const reader = await openStore(session);
  const { output } = session;
  try {
    const row = reader.delivery(id);
    if (row === undefined) throw new Failure(1, `there is no delivery ${id}; configurable-agents deliveries list`);
    const body = reader.deliveryBody(id);
    if (options.raw === true) process.stdout.write(body);
    else if (options.json === true) output.json({ ...row, ...bodyOf(body) });
    else output.result(describe(row, { body, reader }));
  } finally {
    reader.close();
  }
}

const REDACTED = {
  headers: 'redacted: some headers were not kept',
  body: 'redacted: parts of the body were not kept, so it cannot be handed over again',
} as const;

function describe(
  row: DeliveryRow,
  { body, reader }: { readonly body: Uint8Array; readonly reader: StoreReader },
): string {
  const runs = row.runs.map((run) => `  run ${run} ${reader.run(run)?.status ?? 'unknown'}`);
  const letters = row.dead_letters.map(({ workflow_name: name, code, message }) => `  ${name}: ${code} ${message}`);
  const headers = Object.entries(row.headers).map(([name, value]) => `  ${name}: ${[value].flat().join(', ')}`);
  const shown = bodyOf(body);
  const isKept = row.verdict !== 'refused';
  const lines = [
    `delivery ${row.delivery_id} for ${row.trigger}, ${row.verdict}${row.reason === null ? '' : `: ${row.reason}`}`,
    `received ${row.received_at}, event ${row.event_type}, id ${row.dedupe_key ?? 'none'}, ${row.size} bytes`,
    ...(row.redacted === null ? [] : [REDACTED[row.redacted]]),
    ...(row.redelivery_of === null ? [] : [`repeats ${row.redelivery_of}`]),
    ...runs,
    ...(letters.length === 0 ? [] : ['dead letters', ...letters]),
    'headers',
    ...headers,
    ...(isKept
      ? ('body' in shown ? shown.body : `base64 ${shown.body_base64}`).split('\n')
      : ['the body of a refused delivery is not kept']),
  ];
  // Anybody may have sent it, and nobody has looked at it: no line of it steers the terminal or looks like another line.
  return lines.map(printable).join('\n');
}

/** `deliveries redeliver ID`: by the server that holds the store. */
export async function redeliver(id: string, options: CommandOptions & { readonly workflow?: string }): Promise<void> {
  const { settings, output } = await openSession(options);
  const holder = await findHolder(settings.dataDir.value);
  if (holder === undefined) {
    throw new Failure(3, 'no server runs on this store; start one: configurable-agents dashboard');
  }
  const body = options.workflow === undefined ? {} : { workflow_name: options.workflow };
  const answer = expectOk(
    await holder.call((api) => api.POST('/api/deliveries/{id}/redeliver', { params: { path: { id } }, body })),
  );
  if (options.json === true) output.json(answer);
  else output.result(summary(answer));
}

type Redelivered = schemas['RunAccepted' | 'RunEnded' | 'Delivered' | 'Ignored' | 'Skipped'];

function summary(answer: Redelivered): string {
  if (answer.status === 'ignored') return `ignored: ${printable(answer.reason ?? 'nothing asked for it')}`;
  const runs = 'runs' in answer ? answer.runs : 'run_id' in answer ? [answer] : [];
  const letters = 'dead_letters' in answer ? answer.dead_letters : [];
  const skipped = 'skipped' in answer ? (answer.skipped ?? []) : [];
  return [
    ...runs.map(
      ({ run_id: id, workflow_name: name, duplicate }) =>
        `${name}: run ${id}${duplicate === true ? ' was started before and did not fail; it is not started again' : ''}`,
    ),
    ...letters.map(({ workflow_name: name, message }) => `${name}: dead letter: ${printable(message)}`),
    ...skipped.map(({ workflow_name: name, reason }) => `${name}: skipped: ${printable(reason)}`),
  ].join('\n');
}
