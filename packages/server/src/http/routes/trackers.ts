import type { Context } from 'koa';
import { Problem } from '../../problem.ts';
import type { Deps } from '../deps.ts';
import { checkFields, readObject, textOf } from '../json-body.ts';
import { MOMENT, parseMoment } from '../query.ts';

/** `GET /api/trackers`: how far each is, and what hinders it. */
export function listTrackers(ctx: Context, { runtime }: Deps): void {
  ctx.body = { items: runtime.health().trackers };
}

/** `POST /api/trackers/:name/replay {since}`: sends it the runs that were open then or later again. 202 with how far it is. */
export async function replayTracker(ctx: Context, { runtime, now }: Deps, name: string): Promise<void> {
  const body = await readObject(ctx);
  checkFields(body, { since: { kind: 'string', required: true } });
  const since = parseMoment(textOf(body, 'since') ?? '', now());
  if (since === undefined) {
    const message = `\`since\` must be ${MOMENT}`;
    throw new Problem(422, 'BODY_INVALID', message, { errors: [{ path: '/since', message }] });
  }
  const status = await runtime.replayTracker(name, since);
  ctx.status = 202;
  ctx.body = status;
}
