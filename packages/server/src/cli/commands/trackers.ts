import type { TrackerStatus } from '@configurable-agents/core';
import { plural } from '../../dashboard/format.ts';
import { Failure } from '../failure.ts';
import { expectOk, findHolder } from '../holder.ts';
import { table } from '../output.ts';
import { printable } from '../printable.ts';
import { openRuntime, openSession, openStore } from '../session.ts';
import type { CommandOptions, Session } from '../session.ts';
import { moment } from './runs.ts';

/** `trackers status`: of the server that holds the store, else as the store has it. */
export async function trackerStatuses(options: CommandOptions): Promise<void> {
  const session = await openSession(options);
  const { output, settings } = session;
  const reader = await openStore(session);
  const stored = reader.trackers();
  reader.close();
  const holder = await findHolder(settings.dataDir.value);
  const items: readonly TrackerStatus[] =
    holder === undefined ? stored : expectOk(await holder.call((api) => api.GET('/api/trackers'))).items;
  if (options.json === true) output.json({ items });
  else if (items.length === 0) output.say('no tracker has read from this store; docs/trackers.md tells of them');
  else
    output.result(table([['TRACKER', 'LAG', 'DROPPED', 'REPLAY', 'STATE', 'LAST ERROR (UTC)'], ...items.map(cells)]));
}

function cells({ name, lag, dropped, error, last_error: last, replay }: TrackerStatus): readonly string[] {
  return [
    name,
    String(lag),
    String(dropped),
    replay === null ? '-' : `${replay.left} left`,
    error === null ? 'ok' : 'held',
    last === null ? '-' : printable(`${last.at.slice(0, 19)} ${last.message}`),
  ];
}

/** `trackers replay NAME --since TIME`: through the server that holds the store, else here, and then until all is sent. */
export async function replayTracker(name: string, options: CommandOptions & { readonly since: string }): Promise<void> {
  const since = moment(options.since);
  const session = await openSession(options);
  // Says where it looked when there is none.
  (await openStore(session)).close();
  const { output, settings } = session;
  const holder = await findHolder(settings.dataDir.value);
  if (holder === undefined) {
    const sent = await replayHere(session, options, { name, since });
    if (options.json === true) output.json(sent);
    else output.result(`sent again to ${name}`);
    return;
  }
  const body = { since: new Date(since).toISOString() };
  const ask = { params: { path: { name } }, body };
  const status = expectOk(await holder.call((api) => api.POST('/api/trackers/{name}/replay', ask)));
  if (options.json === true) output.json(status);
  else output.result(describe(status));
}

function describe({ name, replay }: TrackerStatus): string {
  return replay === null
    ? `nothing that ${name} was sent is of a run since then`
    : `${name} reads ${plural(replay.left, 'fact')} again; configurable-agents trackers status shows how far it is`;
}

const LOOK_MS = 50;

async function replayHere(
  session: Session,
  options: CommandOptions,
  { name, since }: { readonly name: string; readonly since: number },
): Promise<TrackerStatus> {
  const { output } = session;
  const runtime = await openRuntime(session, options, { recover: false, write: output.say });
  try {
    await runtime.replayTracker(name, since);
    for (;;) {
      const status = runtime.health().trackers.find((tracker) => tracker.name === name);
      if (status === undefined) throw new Failure(3, `the tracker ${name} is gone`);
      if (status.error !== null)
        throw new Failure(
          3,
          `${name} does not get through: ${status.error}; what is left of it is sent when an engine runs on this store`,
        );
      if (status.replay === null && status.lag === 0) return status;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  } finally {
    await runtime.close();
  }
}
