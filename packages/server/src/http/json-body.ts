import type { Context } from 'koa';
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { parseStrictJson } from '../intake/strict-json.ts';
import { Problem } from '../problem.ts';
import { readBody } from './body.ts';

const MAX_BYTES = 4 * 1024 * 1024;

/** Parses bytes strictly; 400 with the position otherwise. */
export function parseBody(bytes: Uint8Array, { maxDepth }: { readonly maxDepth?: number } = {}): Json {
  if (bytes.length === 0) throw new Problem(400, 'BODY_EMPTY', 'the body is empty; a JSON object is expected');
  const parsed = parseStrictJson(bytes, maxDepth === undefined ? {} : { maxDepth });
  if (parsed.ok) return parsed.value;
  const { message, line, column } = parsed;
  throw new Problem(400, 'JSON_INVALID', `line ${line}, column ${column}: ${message}`, {
    errors: [{ line, column, message }],
  });
}

/** The JSON object of an API request. */
export async function readObject(ctx: Context): Promise<JsonObject> {
  const body = parseBody(await readBody(ctx, MAX_BYTES));
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as JsonObject;
  throw new Problem(422, 'BODY_INVALID', 'the body must be a JSON object');
}

/** `any` is any JSON value. */
type Kind = 'string' | 'object' | 'any';
type Problems = { readonly path: string; readonly message: string }[];

/** Checks the shape of an API body: every unknown, missing or ill-typed field at once. */
export function checkFields(
  body: JsonObject,
  fields: { readonly [name: string]: { readonly kind: Kind; readonly required?: boolean } },
): void {
  const errors: Problems = [];
  for (const name of Object.keys(body)) {
    if (Object.hasOwn(fields, name)) continue;
    errors.push({
      path: `/${name}`,
      message: `unknown field \`${name}\`; known are ${Object.keys(fields).join(', ')}`,
    });
  }
  for (const [name, { kind, required = false }] of Object.entries(fields)) {
    const value = body[name];
    if (value === undefined) {
      if (required) errors.push({ path: `/${name}`, message: `\`${name}\` is required` });
      continue;
    }
    const found = Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;
    if (kind !== 'any' && found !== kind)
      errors.push({ path: `/${name}`, message: `\`${name}\` must be a ${kind}, found ${found}` });
  }
  if (errors.length === 0) return;
  throw new Problem(422, 'BODY_INVALID', errors.map(({ message }) => message).join('; '), { errors });
}

/** A field that `checkFields` found to be a text. */
export function textOf(body: JsonObject, name: string): string | undefined {
  const value = body[name];
  return typeof value === 'string' ? value : undefined;
}

/** A field that `checkFields` found to be an object. */
export function objectOf(body: JsonObject, name: string): JsonObject {
  const value = body[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
