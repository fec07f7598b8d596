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
