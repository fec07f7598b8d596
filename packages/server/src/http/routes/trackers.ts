import { Type } from '@configurable-agents/plugin-sdk';
import { Problem } from '../../problem.ts';
import { route } from '../api/route.ts';
import type { Route } from '../api/route.ts';
import { TRACKER_DETAIL } from '../api/schemas/operation.ts';
import { page } from '../api/schemas/parts.ts';
import { pageOfList } from '../page.ts';
import { MOMENT, parseMoment } from '../../times.ts';

export const TRACKER_ROUTES: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/trackers',
    access: 'read',
    id: 'listTrackers',
    group: 'operation',
    summary: 'How far each tracker is, and what hinders it.',
    isPaged: true,
    answers: { 200: { description: 'A page of them.', schema: page(TRACKER_DETAIL) } },
    handle: (ctx, { runtime }, { page: asked }) => {
      ctx.body = pageOfList(runtime.health().trackers, asked, ({ name }) => name);
    },
  }),
  route({
    method: 'post',
    path: '/api/trackers/{name}/replay',
    access: 'admin',
    id: 'replayTracker',
    group: 'operation',
    summary: 'Sends a tracker the runs that were open at a time or later again.',
    body: Type.Object(
      { since: Type.String({ description: 'ISO 8601, or a duration before now such as `10m`.' }) },
      { additionalProperties: false },
    ),
    answers: { 202: { description: 'How far it is.', schema: TRACKER_DETAIL } },
    problems: [409, 503],
    handle: async (ctx, { runtime, now }, { params: { name }, body }) => {
      const since = parseMoment(body.since, now());
      if (since === undefined) {
        const message = `\`since\` must be ${MOMENT}`;
        throw new Problem(422, 'BODY_INVALID', message, { errors: [{ path: '/since', message }] });
      }
      ctx.body = await runtime.replayTracker(name, since);
      ctx.status = 202;
    },
  }),
];
