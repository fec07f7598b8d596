import { shownSchedules } from '../../schedules/shown.ts';
import { route } from '../api/route.ts';
import type { Route } from '../api/route.ts';
import { page } from '../api/schemas/parts.ts';
import { SCHEDULE } from '../api/schemas/workflow.ts';
import { pageOfList } from '../page.ts';

const SHOWN = 5;

export const SCHEDULE_ROUTES: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/schedules',
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
];
