// One entry for each request of the API: how it is asked and answered, as schemas. Requests are checked by it, the OpenAPI document and
// the client's types are made from it.
import type { Context } from 'koa';
import type { Static, TSchema } from '@configurable-agents/plugin-sdk';
import type { Access } from '../access.ts';
import type { Deps } from '../deps.ts';

export type Method = 'get' | 'post' | 'delete';

/** One way a request is answered. */
export type Answer = {
  readonly description: string;
  /** JSON of this schema; none for an answer without a body. */
  readonly schema?: TSchema;
  /** The media type where it is not `application/json`. */
  readonly type?: string;
  readonly headers?: { readonly [name: string]: string };
};

export type Answers = { readonly [status: number]: Answer };

/** A page of a list, as it is asked for. */
export type Asked = { readonly limit?: number; readonly cursor?: string };

export type Route = {
  readonly method: Method;
  /** With parameters as `{name}`. */
  readonly path: string;
  /** Who may ask. */
  readonly access: Access;
  /** `operationId` of the document: it never changes. */
  readonly id: string;
  readonly group: Group;
  readonly summary: string;
  readonly description?: string;
  /** What a parameter of the path may be; one that is not named here is any text. */
  readonly params?: { readonly [name: string]: TSchema };
  /** An object whose properties are the parameters of the query. Any other is refused, but where `openQuery` is set. */
  readonly query?: TSchema;
  readonly openQuery?: true;
  /** Adds `limit` and `cursor`. */
  readonly isPaged?: true;
  /** Request headers that the route reads, with what they say. */
  readonly headers?: { readonly [name: string]: string };
  /** The JSON object of the body. Without it the handler reads the body itself, where there is one. */
  readonly body?: TSchema;
  /** Any body, of a media type of the caller's choice: the handler reads it. */
  readonly openBody?: string;
  readonly answers: Answers;
  /** Statuses of refusals of its own, besides those that every route of its kind has. */
  readonly problems?: readonly number[];
  /** Throws for who may not ask: before anything of the request is read. */
  readonly check?: (ctx: Context, deps: Deps) => unknown;
  readonly handle: (ctx: Context, deps: Deps, call: AnyCall) => void | Promise<void>;
};

export const GROUPS = {
  workflows: 'Workflows, their revisions and schedules.',
  runs: 'Runs: start, read, follow, and what people do to them.',
  approvals: 'Questions that runs ask.',
  webhooks: 'Deliveries of others, and what became of them.',
  costs: 'What models cost.',
  plugins: 'Plugins that are at work.',
  access: 'Tokens, and what callers changed.',
  operation: 'Health, metrics, trackers, the store.',
} as const;
export type Group = keyof typeof GROUPS;

/** A request that fits its route. */
export type Call<Params extends string, Query, Body> = {
  readonly params: { readonly [name in Params]: string };
  readonly query: Query;
  readonly page: Asked;
  readonly body: Body;
};
type AnyCall = Call<string, unknown, unknown>;

type ParamOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | ParamOf<Rest> : never;
type ValueOf<Schema> = Schema extends TSchema ? Static<Schema> : unknown;

type Entry<Path extends string, Query, Body> = Omit<Route, 'path' | 'query' | 'body' | 'handle'> & {
  readonly path: Path;
  readonly query?: Query;
  readonly body?: Body;
  readonly handle: (
    ctx: Context,
    deps: Deps,
    call: Call<ParamOf<Path>, ValueOf<Query>, ValueOf<Body>>,
  ) => void | Promise<void>;
};

/**
 * An entry of the table of routes, whose handler gets what the schemas say.
 *
 * @example
 * route({ method: 'get', path: '/api/runs/{id}', id: 'showRun', …, handle: (ctx, deps, { params }) => showRun(ctx, deps, params.id) })
 */
export function route<
  const Path extends string,
  Query extends TSchema | undefined = undefined,
  Body extends TSchema | undefined = undefined,
>(entry: Entry<Path, Query, Body>): Route {
  // A call is made from the very schemas that its type comes from.
  return entry as unknown as Route;
}
