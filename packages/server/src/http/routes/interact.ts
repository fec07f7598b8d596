// What people and other programs do to runs: signal, answer, try again, fork.
import type { Context } from 'koa';
import { Problem } from '../../problem.ts';
import type { Deps } from '../deps.ts';
import { checkFields, objectOf, readObject, textOf } from '../json-body.ts';
import { pageOf, queryText } from '../query.ts';

/** `POST /api/runs/:id/signal {name, payload?}` */
export async function signalRun(ctx: Context, { runtime }: Deps, id: string): Promise<void> {
  const body = await readObject(ctx);
  checkFields(body, { name: { kind: 'string', required: true }, payload: { kind: 'any' } });
  await runtime.signal(id, { name: textOf(body, 'name') ?? '', payload: body['payload'] ?? null });
  accepted(ctx, runtime, id);
}

/** `POST /api/runs/:id/retry {from?}`: the same run under the same keys; with `from` a new run from that node on. */
export async function retryRun(ctx: Context, { runtime }: Deps, id: string): Promise<void> {
  const body = await readObject(ctx);
  checkFields(body, { from: { kind: 'string' } });
  const from = textOf(body, 'from');
  if (from === undefined) {
    await runtime.retry(id);
    accepted(ctx, runtime, id);
  } else accepted(ctx, runtime, (await runtime.fork(id, { from })).run_id);
}

/** `POST /api/runs/:id/resume`: a paused run goes on with its plugins as they are now. */
export async function resumeRun(ctx: Context, { runtime }: Deps, id: string): Promise<void> {
  checkFields(await readObject(ctx), {});
  await runtime.resume(id);
  accepted(ctx, runtime, id);
}

/** `POST /api/runs/:id/resolve {key, output}`: what nobody knew happened, with this output; `retry` sends it again. */
export async function resolveRun(ctx: Context, { runtime }: Deps, id: string): Promise<void> {
  const body = await readObject(ctx);
  checkFields(body, { key: { kind: 'string', required: true }, output: { kind: 'any', required: true } });
  await runtime.resolve(id, { key: textOf(body, 'key') ?? '', output: body['output'] ?? null });
  accepted(ctx, runtime, id);
}

/** `POST /api/runs/:id/fork {from, state?}`: a new run, with other values of state fields where they are given. */
export async function forkRun(ctx: Context, { runtime }: Deps, id: string): Promise<void> {
  const body = await readObject(ctx);
  checkFields(body, { from: { kind: 'string', required: true }, state: { kind: 'object' } });
  const { run_id: forked } = await runtime.fork(id, {
    from: textOf(body, 'from') ?? '',
    state: objectOf(body, 'state'),
  });
  accepted(ctx, runtime, forked);
}

/** `GET /api/approvals?open=true` */
export function listApprovals(ctx: Context, { runtime }: Deps): void {
  const open = queryText(ctx, 'open');
  if (open !== undefined && open !== 'true' && open !== 'false') {
    throw new Problem(422, 'QUERY_INVALID', 'the query parameter `open` must be true or false');
  }
  const { cursor, ...page } = pageOf(ctx);
  const at = cursor === undefined ? {} : { cursor: Buffer.from(cursor, 'base64url').toString() };
  const { items, next_cursor: next } = runtime.reader.approvals({ ...page, ...at, open: open === 'true' });
  ctx.body = { items, next_cursor: next === null ? null : Buffer.from(next).toString('base64url') };
}

/** `POST /api/runs/:id/approvals/:key {answer, by?}`: exactly the fields of the form; 409 with the first answer when there is one. */
export async function answerApproval(
  ctx: Context,
  { runtime }: Deps,
  { id, key }: { readonly id: string; readonly key: string },
): Promise<void> {
  const body = await readObject(ctx);
  checkFields(body, { answer: { kind: 'object', required: true }, by: { kind: 'string' } });
  await runtime.answer(id, { key, answer: objectOf(body, 'answer'), by: textOf(body, 'by') ?? null });
  accepted(ctx, runtime, id);
}

function accepted(ctx: Context, runtime: Deps['runtime'], id: string): void {
  ctx.status = 202;
  ctx.body = runtime.reader.run(id);
}
