import { shownSchedules } from '../../schedules/shown.ts';
import { Failure } from '../failure.ts';
import { table } from '../output.ts';
import { holderOf, post } from '../post.ts';
import { expectOk } from '../holder.ts';
import { moment } from './runs.ts';
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
      item.enabled ? (item.paused_at === null ? (item.last_at?.slice(0, 19) ?? '-') : 'paused') : 'disabled',
      item.next.map((slot) => slot.slice(0, 19)).join(' ') || '-',
    ]);
    output.result(table([['WORKFLOW', 'TRIGGER', 'TIMES', 'ZONE', 'LAST (UTC)', 'NEXT (UTC)'], ...rows]));
  }
}

type At = { readonly workflow: string; readonly trigger: string | undefined };

/** `schedules pause|resume WORKFLOW [TRIGGER]` */
export async function setSchedulePaused(
  { workflow, trigger, isPaused }: At & { readonly isPaused: boolean },
  options: CommandOptions,
): Promise<void> {
  const path = isPaused ? '/api/schedules/{name}/pause' : '/api/schedules/{name}/resume';
  const ask = { params: { path: { name: workflow } }, body: trigger === undefined ? {} : { trigger } };
  await post(
    options,
    (api) => api.POST(path, ask),
    ({ trigger: name, next: [first = 'none'] }) => {
      const then = isPaused ? 'its slots pass without a run' : `its next slot is ${first}`;
      return `${isPaused ? 'paused' : 'resumed'} ${name} of ${workflow}: ${then}`;
    },
  );
}

/** `schedules backfill WORKFLOW [TRIGGER] --from TIME [--to TIME]` */
export async function backfillSchedule(
  { workflow, trigger }: At,
  options: CommandOptions & { readonly from: string; readonly to?: string },
): Promise<void> {
  const iso = (text: string, name: string): string => new Date(moment(text, name)).toISOString();
  const body = {
    from: iso(options.from, '--from'),
    ...(options.to === undefined ? {} : { to: iso(options.to, '--to') }),
    ...(trigger === undefined ? {} : { trigger }),
  };
  const session = await openSession(options);
  const holder = await holderOf(session);
  const ask = { params: { path: { name: workflow } }, body };
  const answer = expectOk(await holder.call((api) => api.POST('/api/schedules/{name}/backfill', ask)));
  const { output } = session;
  const { items: slots } = answer;
  if (options.json === true) output.json(answer);
  else if (slots.length === 0) output.say('no slot lies in that time');
  else {
    const rows = slots.map(({ scheduled_at: at, run_id: run, duplicate, reason }) => [
      at,
      run ?? '-',
      run === null ? (reason ?? '') : duplicate ? 'had its run' : 'accepted',
    ]);
    output.result(table([['SLOT (UTC)', 'RUN', 'WHAT BECAME OF IT'], ...rows]));
  }
}
