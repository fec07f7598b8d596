// The table of routes as an OpenAPI 3.1 document. Pure.
import { STATUS_CODES } from 'node:http';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { queryOf } from './call.ts';
import { GROUPS } from './route.ts';
import type { Answer, Route } from './route.ts';
import { PROBLEM } from './schemas/parts.ts';

type Schema = { readonly [keyword: string]: unknown };
type Components = Map<string, unknown>;

const INTRODUCTION = `Every refusal is \`application/problem+json\` (RFC 9457) with a stable \`type\` and \`code\`.
Lists answer \`{items, next_cursor}\` and take \`limit\` and \`cursor\`. Times are ISO 8601 in UTC, durations milliseconds.`;

/** What the server answers, for people and for programs that make clients of it. */
export function openApiDocument(routes: readonly Route[], { version }: { readonly version: string }): JsonObject {
  const components: Components = new Map();
  const paths: { [path: string]: { [method: string]: unknown } } = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method] = operationOf(route, components);
  const document = {
    openapi: '3.1.0',
    info: {
      title: 'configurable-agents',
      version,
      description: INTRODUCTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: Object.entries(GROUPS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: Object.fromEntries([...components].toSorted(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Asked of callers that are not on this machine.' },
      },
    },
  };
  // As it is sent: without what schemas carry for the type checker.
  return JSON.parse(JSON.stringify(document)) as JsonObject;
}

function operationOf(route: Route, components: Components): object {
  const { id, group, summary, description, body, openBody } = route;
  const parameters = parametersOf(route, components);
  return {
    operationId: id,
    tags: [group],
    summary,
    ...(description === undefined ? {} : { description }),
    ...securityOf(route),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined ? {} : requestBody('application/json', hoisted(body, components))),
    ...(openBody === undefined ? {} : requestBody('*/*', { description: openBody })),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.answers).map(([status, answer]) => [status, response(answer, components)]),
      ),
      ...Object.fromEntries(problemsOf(route).map((status) => [status, problem(status, components)])),
    },
  };
}

/** What proves itself in another way, or tells nothing. */
export function isPublic({ access }: Pick<Route, 'access'>): boolean {
  return access === 'public' || access === 'signed';
}

/** Without a token only on this machine, where the route does not take one from everybody; with one of this scope. */
function securityOf({ access }: Route): object {
  if (access === 'public' || access === 'signed') return {};
  return { security: access === 'proven' ? [{ token: ['admin'] }] : [{}, { token: [access] }] };
}

function requestBody(type: string, schema: unknown): object {
  return { requestBody: { required: true, content: { [type]: { schema } } } };
}

function response({ description, schema, type = 'application/json', headers }: Answer, components: Components): object {
  return {
    description,
    ...(headers === undefined ? {} : { headers: Object.fromEntries(Object.entries(headers).map(headerOf)) }),
    ...(schema === undefined ? {} : { content: { [type]: { schema: hoisted(schema, components) } } }),
  };
}

function headerOf([name, description]: readonly [string, string]): readonly [string, object] {
  return [name, { description, schema: { type: 'string' } }];
}

function problem(status: number, components: Components): object {
  return {
    description: STATUS_CODES[status] ?? 'Refused',
    content: { 'application/problem+json': { schema: hoisted(PROBLEM, components) } },
  };
}

/** Refusals that every route of its kind has, and its own. */
export function problemsOf(route: Route): readonly number[] {
  const { path, body, problems = [] } = route;
  const isApi = path.startsWith('/api/');
  const isAsked = body !== undefined || (Object.keys(queryOf(route)).length > 0 && route.openQuery !== true);
  return [
    ...new Set([
      400,
      ...(isPublic(route) && route.method === 'get' ? [] : [401]),
      403,
      ...(path.includes('{') ? [404] : []),
      ...(body === undefined ? [] : [413, 415]),
      ...(isApi && route.method !== 'get' ? [415] : []),
      ...(isAsked || isApi ? [422] : []),
      // To who showed too many wrong tokens.
      ...(isPublic(route) ? [] : [429]),
      ...problems,
    ]),
  ].toSorted((a, b) => a - b);
}

function parametersOf(route: Route, components: Components): readonly object[] {
  const { path, params = {}, headers = {} } = route;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return [
    ...names.map((name) => parameter({ name, in: 'path', required: true }, params[name] ?? { type: 'string' })),
    ...Object.entries(queryOf(route)).map(([name, schema]) => parameter({ name, in: 'query' }, schema)),
    ...Object.entries(headers).map(([name, description]) =>
      parameter({ name, in: 'header' }, { type: 'string', description }),
    ),
  ];

  function parameter(at: object, schema: object): object {
    const { description, ...rest } = hoisted(schema, components) as Schema;
    return { ...at, ...(description === undefined ? {} : { description }), schema: rest };
  }
}

/** A schema whose named parts stand in the components. */
function hoisted(schema: unknown, components: Components): unknown {
  if (Array.isArray(schema)) return schema.map((each) => hoisted(each, components));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { title } = schema as Schema;
  const copy = (): object =>
    Object.fromEntries(
      Object.entries(schema)
        .filter(([keyword]) => keyword !== 'x-expected' && keyword !== 'title')
        .map(([keyword, value]) => [keyword, partOf(keyword, value)]),
    );
  const partOf = (keyword: string, value: unknown): unknown => {
    if (keyword === 'enum') return value;
    if (keyword !== 'properties') return hoisted(value, components);
    // Its keys are names of fields, of which one may be `title`.
    const fields = Object.entries(value as Schema);
    return Object.fromEntries(fields.map(([name, field]) => [name, hoisted(field, components)]));
  };
  if (typeof title !== 'string') return copy();
  if (!components.has(title)) {
    // Before its parts, which may name it.
    components.set(title, {});
    components.set(title, copy());
  }
  return { $ref: `#/components/schemas/${title}` };
}
