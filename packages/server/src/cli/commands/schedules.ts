import { shownSchedules } from '../../schedules/shown.ts';
import { Failure } from '../failure.ts';
import { table } from '../output.ts';
import { openSession, openStore } from '../session.ts';
import type { CommandOptions } from '../session.ts';

const MOST = 100;

/** `schedules list [--next N]`: read from the store, whether a server runs or not. */
export async function listSchedules(options: CommandOptions & { readonly next: string }): Promise<void> {
  const count = Number(options.next);
  if (!Number.isInteger(count) || count < 1 || count > MOST) {
    throw new Failure(2, `--next must be a number from 1 to ${MOST}, found ${options.next}`);
  }
  const session = await openSession(options);
  const reader = await openStore(session);
  const items = shownSchedules(reader, { now: Date.now(), count });
  reader.close();
  const { output } = session;
  if (options.json === true) output.json({ items });
  else if (items.length === 0) output.say('no registered workflow has a schedule; docs/schedules.md shows one');
  else {
    const rows = items.map((item) => [
      item.workflow_name,
      item.trigger,
      item.cron ?? `every ${item.every ?? ''}`,
      item.timezone,
      item.enabled ? (item.last_at?.slice(0, 19) ?? '-') : 'disabled',
      item.next.map((slot) => slot.slice(0, 19)).join(' ') || '-',
    ]);
    output.result(table([['WORKFLOW', 'TRIGGER', 'TIMES', 'ZONE', 'LAST (UTC)', 'NEXT (UTC)'], ...rows]));
  }
}
