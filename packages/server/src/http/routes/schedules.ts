import type { Context } from 'koa';
import { shownSchedules } from '../../schedules/shown.ts';
import type { Deps } from '../deps.ts';

const SHOWN = 5;

/** `GET /api/schedules`: those of the registered workflows, with their next five slots. */
export function listSchedules(ctx: Context, { runtime, now }: Deps): void {
  ctx.body = { items: shownSchedules(runtime.reader, { now: now(), count: SHOWN }) };
}
