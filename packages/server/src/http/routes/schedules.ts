import type { Context } from 'koa';
import type { ScheduleRow } from '@configurable-agents/core';
import { Problem } from '../../problem.ts';
import { shownSchedules } from '../../schedules/shown.ts';
import type { Deps } from '../deps.ts';
import { checkFields, readObject, textOf } from '../json-body.ts';

const SHOWN = 5;

/** `GET /api/schedules`: those of the registered workflows, with their next five slots. */
export function listSchedules(ctx: Context, { runtime, now }: Deps): void {
  ctx.body = { items: shownSchedules(runtime.reader, { now: now(), count: SHOWN }) };
}

/** `POST /api/schedules/:workflow/pause|resume {trigger?}`: `trigger` may be left out where the workflow has one schedule. */
export async function setPaused(
  ctx: Context,
  deps: Deps,
  { workflow, isPaused }: { readonly workflow: string; readonly isPaused: boolean },
): Promise<void> {
  const body = await readObject(ctx);
  checkFields(body, { trigger: { kind: 'string' } });
  const { runtime } = deps;
  const trigger = triggerOf(deps, workflow, textOf(body, 'trigger'));
  await (isPaused ? runtime.pauseSchedule(workflow, trigger) : runtime.resumeSchedule(workflow, trigger));
  ctx.body = shownSchedules(runtime.reader, { now: deps.now(), count: SHOWN }).find(
    (each) => each.workflow_name === workflow && each.trigger === trigger,
  );
}

/** `POST /api/schedules/:workflow/backfill {from, to?, trigger?}`: times of RFC 3339; `to` is now where it is left out. */
export async function backfill(ctx: Context, deps: Deps, workflow: string): Promise<void> {
  const body = await readObject(ctx);
  checkFields(body, { from: { kind: 'string', required: true }, to: { kind: 'string' }, trigger: { kind: 'string' } });
  const trigger = triggerOf(deps, workflow, textOf(body, 'trigger'));
  const from = timeOf('from', textOf(body, 'from') ?? '');
  const end = textOf(body, 'to');
  const to = end === undefined ? deps.now() : timeOf('to', end);
  const items = await deps.runtime.backfillSchedule(workflow, trigger, { from, to });
  ctx.status = 202;
  ctx.body = { workflow_name: workflow, trigger, items };
}

function timeOf(name: string, text: string): number {
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  throw new Problem(
    422,
    'BODY_INVALID',
    `\`${name}\` must be a time such as 2026-06-01T00:00:00Z, found ${JSON.stringify(text)}`,
  );
}

/** The entry that is meant. */
function triggerOf({ runtime }: Deps, workflow: string, given: string | undefined): string {
  if (given !== undefined) return given;
  const own = runtime.reader.schedules().filter((each: ScheduleRow) => each.workflow_name === workflow);
  const [only] = own;
  if (only !== undefined && own.length === 1) return only.trigger;
  if (only === undefined) {
    throw new Problem(
      404,
      'TRIGGER_NOT_FOUND',
      `no workflow ${JSON.stringify(workflow)} with a schedule is registered`,
    );
  }
  const names = own.map(({ trigger }) => trigger).join(', ');
  throw new Problem(422, 'BODY_INVALID', `${workflow} has several schedules; name one of ${names} as \`trigger\``);
}
