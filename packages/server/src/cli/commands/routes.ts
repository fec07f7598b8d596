import { registeredRoutes } from '../../routes/registered.ts';
import { table } from '../output.ts';
import { openSession, openStore } from '../session.ts';
import type { CommandOptions } from '../session.ts';

/** `routes`: read from the store, whether a server runs or not. */
export async function listRoutes(options: CommandOptions): Promise<void> {
  const session = await openSession(options);
  const reader = await openStore(session);
  const items = registeredRoutes(reader);
  reader.close();
  const { output } = session;
  if (options.json === true) return output.json({ items, next_cursor: null });
  if (items.length === 0)
    return output.say('no workflow is registered; register one: configurable-agents workflows register FILE');
  const rows = items.map((row) => [
    row.route ?? 'at its times',
    row.workflow_name,
    row.trigger,
    row.enabled ? (row.events?.join(' ') ?? 'all events') : 'disabled',
  ]);
  output.result(table([['ROUTE', 'WORKFLOW', 'TRIGGER', 'TAKES'], ...rows]));
}
