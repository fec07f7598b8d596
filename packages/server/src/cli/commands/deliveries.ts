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
      row.event_type,
      row.received_at.slice(0, 19),
      row.dedupe_key ?? '-',
      row.runs.join(' ') || '-',
    ]);
    output.result(table([['DELIVERY', 'TRIGGER', 'EVENT', 'RECEIVED', 'ID', 'RUNS'], ...rows]));
  }
}
