// Bodies that the dashboard's own forms send.
import type { Context } from 'koa';
import { Problem } from '../problem.ts';
import { readBody } from './body.ts';
import { assertCsrf } from './gate.ts';
import { isForm } from './guard.ts';

const MAX_BYTES = 1024 * 1024;

/**
 * The fields of a form that a page of this origin sent. A form needs no preflight, so the browser's own word for where it comes
 * from is asked for: `Origin` (which the guard has compared) or `Sec-Fetch-Site`.
 */
export async function readForm(ctx: Context): Promise<URLSearchParams> {
  const { origin, 'sec-fetch-site': site, 'content-type': type } = ctx.req.headers;
  if (origin === undefined && site !== 'same-origin') {
    throw new Problem(403, 'ORIGIN_REFUSED', 'this address takes forms of the dashboard only; programs use /api');
  }
  if (!isForm(type)) {
    throw new Problem(415, 'CONTENT_TYPE_UNSUPPORTED', 'send Content-Type: application/x-www-form-urlencoded');
  }
  const fields = new URLSearchParams((await readBody(ctx, MAX_BYTES)).toString());
  assertCsrf(ctx, fields.get('csrf'));
  return fields;
}
