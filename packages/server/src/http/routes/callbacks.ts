import type { Context } from 'koa';
import type { CallbackRow } from '@configurable-agents/core';
import { Problem } from '../../problem.ts';
import type { Deps } from '../deps.ts';
import { checkFields, readObject, textOf } from '../json-body.ts';
import { pageOf, queryText } from '../query.ts';

const STATUSES: readonly CallbackRow['status'][] = ['pending', 'delivered', 'failed', 'disabled'];

/** `GET /api/callbacks?status=` */
export function listCallbacks(ctx: Context, { runtime }: Deps): void {
  const given = queryText(ctx, 'status');
  const status = STATUSES.find((each) => each === given);
  if (given !== undefined && status === undefined) {
    throw new Problem(422, 'QUERY_INVALID', `\`status\` must be one of ${STATUSES.join(', ')}, found ${given}`);
  }
  const { cursor, ...page } = pageOf(ctx);
  const at = cursor === undefined ? {} : { cursor: Buffer.from(cursor, 'base64url').toString() };
  const found = runtime.reader.callbacks({ ...page, ...at, ...(status === undefined ? {} : { status }) });
  const next = found.next_cursor;
  ctx.body = { ...found, next_cursor: next === null ? null : Buffer.from(next).toString('base64url') };
}

/** `POST /api/callbacks/:id/retry`: one that was not delivered is sent again, now. */
export async function retryCallback(ctx: Context, { runtime }: Deps, id: string): Promise<void> {
  checkFields(await readObject(ctx), {});
  await runtime.retryCallback(id);
  ctx.status = 202;
  ctx.body = runtime.reader.callback(id);
}

/** `POST /api/callbacks/retry {url}`: the same with all that were not delivered to a URL. */
export async function retryCallbacks(ctx: Context, { runtime }: Deps): Promise<void> {
  const body = await readObject(ctx);
  checkFields(body, { url: { kind: 'string', required: true } });
  const url = textOf(body, 'url') ?? '';
  await runtime.retryCallbacks(url);
  ctx.status = 202;
  ctx.body = { url };
}
