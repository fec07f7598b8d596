// A request held against its route: what the handler gets, or every violation at once.
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { Context } from 'koa';
import { engineForAjv } from '@configurable-agents/core/pattern';
import { Type } from '@configurable-agents/plugin-sdk';
import type { JsonObject, TSchema } from '@configurable-agents/plugin-sdk';
import { Problem } from '../../problem.ts';
import { readObject } from '../json-body.ts';
import type { Asked, Call, Route } from './route.ts';
import { violationsOf } from './violation.ts';

type Properties = { readonly [name: string]: TSchema };

/** What a list may be asked for. */
const PAGE: Properties = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 9999, description: 'At most this many.' })),
  cursor: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9_-]{1,256}$',
      'x-expected': 'a `next_cursor` of this list',
      description: '`next_cursor` of the page before.',
    }),
  ),
};

/** The parameters of a route's query, those of pages with them. */
export function queryOf({ query, isPaged }: Route): Properties {
  const { properties: own = {} }: { readonly properties?: Properties } = query ?? {};
  return isPaged === true ? { ...own, ...PAGE } : own;
}

export type Reader = (ctx: Context) => Promise<Call<string, unknown, unknown>>;

/** The reader of requests to a route. Its validators are compiled when the first one comes. */
export function readerOf(route: Route): Reader {
  const { openQuery, body, params = {} } = route;
  const properties = queryOf(route);
  const query = once(() => Type.Object(properties, { additionalProperties: openQuery === true }));
  const fields = once(() => body ?? {});
  const path = once(() => Type.Object(params));
  return async (ctx) => {
    const named = (ctx as Context & { readonly params?: { readonly [name: string]: string } }).params ?? {};
    // What cannot be the name of anything is not there.
    if (!path()(named)) throw new Problem(404, 'NOT_FOUND', notThere(path(), ctx));
    const asked = given(ctx, properties);
    if (!query()(asked)) throw refused('QUERY_INVALID', query(), 'query parameter');
    const { limit, cursor, ...rest } = asked as Asked;
    const page = { ...(limit === undefined ? {} : { limit }), ...(cursor === undefined ? {} : { cursor }) };
    return { params: named, query: { ...rest }, page, body: body === undefined ? {} : await bodyOf(ctx, fields()) };
  };
}

async function bodyOf(ctx: Context, validate: ValidateFunction): Promise<JsonObject> {
  const body = await readObject(ctx);
  if (validate(body)) return body;
  throw refused('BODY_INVALID', validate, 'field');
}

/** The query with numbers and booleans as such. A parameter without a value is none. */
function given(ctx: Context, properties: { readonly [name: string]: TSchema }): { readonly [name: string]: unknown } {
  const asked: { [name: string]: unknown } = {};
  for (const [name, text] of Object.entries(ctx.query)) {
    if (Array.isArray(text)) {
      const message = `the query parameter \`${name}\` is there twice`;
      throw new Problem(422, 'QUERY_INVALID', message, { errors: [{ path: `/${name}`, message }] });
    }
    if (text === undefined || text === '') continue;
    const type = Object.hasOwn(properties, name) ? (properties[name] as { readonly type?: unknown }).type : undefined;
    if (type === 'integer' && /^\d{1,15}$/.test(text)) asked[name] = Number(text);
    else if (type === 'boolean' && (text === 'true' || text === 'false')) asked[name] = text === 'true';
    else asked[name] = text;
  }
  return asked;
}

/** Violations of one request that are told: the first ones are enough to mend it. */
const MOST_TOLD = 100;

function refused(code: 'BODY_INVALID' | 'QUERY_INVALID', { errors }: ValidateFunction, noun: string): Problem {
  const violations = violationsOf((errors ?? []).slice(0, MOST_TOLD), noun);
  const detail = violations.map(({ message }) => message).join('; ');
  return new Problem(422, code, detail, { errors: violations });
}

function notThere({ errors }: ValidateFunction, ctx: Context): string {
  const [first] = violationsOf(errors ?? [], 'part of the path');
  return `there is nothing at ${ctx.path}${first === undefined ? '' : `: ${first.message}`}`;
}

// The requests of strangers too: what a schema here says by a pattern takes time linear to what is sent.
const code = { regExp: engineForAjv() };
const ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true, validateFormats: false, code });

function once(schema: () => TSchema): () => ValidateFunction {
  let validate: ValidateFunction | undefined;
  return () => (validate ??= ajv.compile(schema()));
}
