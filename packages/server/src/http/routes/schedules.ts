import type { ScheduleRow } from '@configurable-agents/core';
import { Type } from '@configurable-agents/plugin-sdk';
import { Problem } from '../../problem.ts';
import { shownSchedules } from '../../schedules/shown.ts';
import { route } from '../api/route.ts';
import type { Route } from '../api/route.ts';
import { page } from '../api/schemas/parts.ts';
import { BACKFILLED, SCHEDULE } from '../api/schemas/workflow.ts';
import type { Deps } from '../deps.ts';
import { pageOfList } from '../page.ts';

const SHOWN = 5;
const NAME = { name: Type.String({ description: 'Name of the workflow.' }) };
const ENTRY = Type.String({ description: 'Its entry; may be left out where the workflow has one schedule.' });

export const SCHEDULE_ROUTES: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/schedules',
    access: 'read',
    id: 'listSchedules',
    group: 'workflows',
    summary: 'Schedules of the registered workflows, with their next five slots.',
    isPaged: true,
    answers: { 200: { description: 'A page of them.', schema: page(SCHEDULE) } },
    handle: (ctx, { runtime, now }, { page: asked }) => {
      const all = shownSchedules(runtime.reader, { now: now(), count: SHOWN });
      ctx.body = pageOfList(all, asked, ({ workflow_name: name, trigger }) => `${name} ${trigger}`);
    },
  }),
  ...(['pause', 'resume'] as const).map((verb) =>
    route({
      method: 'post',
      path: `/api/schedules/{name}/${verb}`,
      access: 'admin',
      id: `${verb}Schedule`,
      group: 'workflows',
      summary: verb === 'pause' ? 'Slots of a schedule pass without a run.' : 'A schedule goes on with its next slot.',
      params: NAME,
      body: Type.Object({ trigger: Type.Optional(ENTRY) }, { additionalProperties: false }),
      answers: { 200: { description: 'The schedule.', schema: SCHEDULE } },
      problems: [409, 503],
      handle: async (ctx, deps, { params: { name }, body }) => {
        const { runtime } = deps;
        const trigger = triggerOf(deps, name, body.trigger);
        await (verb === 'pause' ? runtime.pauseSchedule(name, trigger) : runtime.resumeSchedule(name, trigger));
        ctx.body = shownSchedules(runtime.reader, { now: deps.now(), count: SHOWN }).find(
          (each) => each.workflow_name === name && each.trigger === trigger,
        );
      },
    }),
  ),
  route({
    method: 'post',
    path: '/api/schedules/{name}/backfill',
    access: 'run',
    id: 'backfillSchedule',
    group: 'workflows',
    summary: 'Starts the slots of a time that has passed, where they have no run yet: 1,000 at most.',
    params: NAME,
    body: Type.Object(
      {
        from: Type.String({ description: 'The first slot is not before it: RFC 3339.' }),
        to: Type.Optional(Type.String({ description: 'The last slot is not after it: RFC 3339; now without it.' })),
        trigger: Type.Optional(ENTRY),
      },
      { additionalProperties: false },
    ),
    answers: { 202: { description: 'The slots, each with its run.', schema: BACKFILLED } },
    problems: [409, 429, 503],
    handle: async (ctx, deps, { params: { name }, body: { from, to, trigger: given } }) => {
      const trigger = triggerOf(deps, name, given);
      const range = { from: timeOf('from', from), to: to === undefined ? deps.now() : timeOf('to', to) };
      const items = await deps.runtime.backfillSchedule(name, trigger, range);
      ctx.status = 202;
      ctx.body = { workflow_name: name, trigger, items };
    },
  }),
];

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
