import type { Context } from 'koa';
import { Problem } from '../problem.ts';
import { MOMENT, parseDuration, parseMoment } from '../times.ts';

const MAX_WAIT_MS = 300_000;

/** One value of the query; 422 when it is there twice. */
export function queryText(ctx: Context, name: string): string | undefined {
  const value = ctx.query[name];
  if (Array.isArray(value)) throw invalid(name, 'is there twice');
  return value === '' ? undefined : value;
}

/** How long the caller wants to wait for the end, by `?wait=30s` or `Prefer: wait=30`; undefined when it does not. */
export function waitOf(ctx: Context): number | undefined {
  const asked = queryText(ctx, 'wait') ?? /(?:^|[,;\s])wait=(\w+)/.exec(ctx.get('Prefer'))?.[1];
  if (asked === undefined) return undefined;
  const wait = parseDuration(asked);
  if (wait === undefined) throw invalid('wait', 'must be a duration such as 30s');
  return Math.min(wait, MAX_WAIT_MS);
}

/** `limit` and `cursor` of a list. */
export function pageOf(ctx: Context): { readonly limit?: number; readonly cursor?: string } {
  const limit = queryText(ctx, 'limit');
  const cursor = queryText(ctx, 'cursor');
  if (limit !== undefined && !/^[1-9]\d{0,3}$/.test(limit)) throw invalid('limit', 'must be a number from 1 to 9999');
  if (cursor !== undefined && !/^[\w-]{1,256}$/.test(cursor))
    throw invalid('cursor', 'must be a `next_cursor` of this list');
  return { ...(limit === undefined ? {} : { limit: Number(limit) }), ...(cursor === undefined ? {} : { cursor }) };
}

/** A moment: ISO 8601, or a duration before now such as `10m`. Milliseconds since the epoch. */
export function sinceOf(ctx: Context, now: number): number | undefined {
  return momentOf(ctx, 'since', now);
}

/** The same of any parameter. */
export function momentOf(ctx: Context, name: string, now: number): number | undefined {
  const given = queryText(ctx, name);
  if (given === undefined) return undefined;
  const time = parseMoment(given, now);
  if (time === undefined) throw invalid(name, `must be ${MOMENT}`);
  return time;
}

/** One of a few words. */
export function oneOf<Word extends string>(ctx: Context, name: string, words: readonly Word[]): Word | undefined {
  const given = queryText(ctx, name);
  const found = words.find((word) => word === given);
  if (given !== undefined && found === undefined) throw invalid(name, `must be one of ${words.join(', ')}`);
  return found;
}

function invalid(name: string, what: string): Problem {
  const message = `the query parameter \`${name}\` ${what}`;
  return new Problem(422, 'QUERY_INVALID', message, { errors: [{ path: `/${name}`, message }] });
}
