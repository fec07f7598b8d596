// Headers that make a request safe to send again, and a change safe beside another one.
import { createHash } from 'node:crypto';
import type { Context } from 'koa';
import type { Once } from '@configurable-agents/core';
import { Problem } from '../problem.ts';

export const KEY_HEADER: { readonly [name: string]: string } = {
  'Idempotency-Key':
    'Your name for this request, 1 to 255 printable characters. Sent again within 30 days, it is answered with the run that it started.',
};

/** The sender's name for a request, with what tells it from another one; undefined where it has none. */
export function onceOf(ctx: Context, body: unknown): Once | undefined {
  const key = ctx.req.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e][\x20-\x7e]{0,254}$/.test(key)) {
    throw new Problem(
      422,
      'IDEMPOTENCY_KEY_INVALID',
      'the header `Idempotency-Key` must be 1 to 255 printable ASCII characters',
    );
  }
  const request = JSON.stringify([ctx.method, ctx.path, body]);
  return { key, digest: createHash('sha256').update(request).digest('base64url') };
}

/** The entity tag of a workflow: its revision. */
export function tagOf(revision: number): string {
  return `"${revision}"`;
}

/** Answers 304 where the caller has this already. */
export function isKnown(ctx: Context, tag: string): boolean {
  ctx.set('ETag', tag);
  ctx.set('Cache-Control', 'no-cache');
  // By hand: an expression with blanks around the comma looks on from every one of them.
  const known = ctx
    .get('If-None-Match')
    .split(',')
    .map((each) => each.trim());
  if (!known.some((each) => each.replace(/^W\//, '') === tag)) return false;
  ctx.status = 304;
  return true;
}

/** The revision that a change expects, by `If-Match`; null where there must be none yet, by `If-None-Match: *`. */
export function expectedRevision(ctx: Context): { readonly expected?: number | null } {
  const [match, none] = [ctx.get('If-Match'), ctx.get('If-None-Match')];
  if (none !== '' && none !== '*') throw wrong('If-None-Match', 'must be * here: no workflow of this name yet');
  if (none === '*') return { expected: null };
  if (match === '') return {};
  const [, revision] = /^"(\d{1,9})"$/.exec(match) ?? [];
  if (revision === undefined) throw wrong('If-Match', 'must be the `ETag` of the workflow, such as "3"');
  return { expected: Number(revision) };
}

function wrong(header: string, what: string): Problem {
  return new Problem(422, 'HEADER_INVALID', `the header \`${header}\` ${what}`);
}
