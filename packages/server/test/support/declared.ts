// Holds each answer of a test server against the table of routes: its status, its media type, its body with no field that is not declared.
import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { problemsOf } from '../../src/http/api/document.ts';
import { PROBLEM } from '../../src/http/api/schemas/parts.ts';
import { ROUTES } from '../../src/http/api/table.ts';
import type { Route } from '../../src/http/api/route.ts';

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
const validators = new Map<object, ValidateFunction>();

export type Answered = {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly type: string;
  readonly text: string;
};

/** Throws where an answer of a documented route is none of those that it declares. */
export function assertDeclared({ method, path, status, type, text }: Answered): void {
  const route = routeOf(method, path);
  if (route === undefined) return;
  const at = `${method} ${path} answered ${status}`;
  const answer = route.answers[status];
  if (status >= 400) {
    assert.ok(problemsOf(route).includes(status), `${at}, which ${route.id} does not declare: ${text}`);
    assert.match(type, /^application\/problem\+json/, at);
    assertFits(PROBLEM, { at, text });
    return;
  }
  assert.ok(answer !== undefined, `${at}, which ${route.id} does not declare: ${text}`);
  if (answer.schema === undefined) {
    assert.equal(text, '', at);
    return;
  }
  const { type: declared = 'application/json' } = answer;
  assert.ok(type.startsWith(declared), `${at} with ${type}, declared is ${declared}`);
  if (declared === 'application/json') assertFits(answer.schema, { at, text });
}

function routeOf(method: string, path: string): Route | undefined {
  const { pathname } = new URL(path, 'http://localhost');
  return ROUTES.find(
    (route) =>
      route.method === method.toLowerCase() &&
      new RegExp(`^${route.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(pathname),
  );
}

function assertFits(schema: object, { at, text }: { readonly at: string; readonly text: string }): void {
  let validate = validators.get(schema);
  if (validate === undefined) validators.set(schema, (validate = ajv.compile(closed(schema) as object)));
  assert.ok(validate(JSON.parse(text)), `${at}: ${ajv.errorsText(validate.errors)}\n${text.slice(0, 2000)}`);
}

/** Answers may get more fields; the ones of today are all declared. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const parts = Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [keyword, keyword === 'enum' ? value : closed(value)]),
  );
  const isFields = parts['type'] === 'object' && 'properties' in parts && !('additionalProperties' in parts);
  return isFields ? { ...parts, additionalProperties: false } : parts;
}
