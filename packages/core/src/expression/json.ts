import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { fail } from './error.ts';
import { typeNameOf } from './functions/convert.ts';
import { showDuration } from './values/duration.ts';
import { Optional } from './values/optional.ts';
import { Duration, Timestamp, Uint } from './values/special.ts';
import { showTimestamp } from './values/timestamp.ts';
import type { CelMap } from './values/map.ts';
import { entriesOf, isMap, isPlain } from './values/value.ts';
import type { PlainObject, Value } from './values/value.ts';

/**
 * A value as JSON: bytes as base64, timestamps as RFC 3339, durations as `1.5s`, an empty optional as null, keys as text. What JSON
 * cannot hold without loss, an integer beyond 2^53 or no finite number, is an error.
 */
export function toJson(value: Value): Json {
  return convert(value, (number) => {
    const near = Number(number);
    if (typeof number === 'bigint' ? Number.isSafeInteger(near) : Number.isFinite(near)) return near;
    return fail(
      'EXPRESSION_JSON',
      `${number} cannot be kept as a JSON number without loss; make it text with string(…)`,
    );
  });
}

/** The same as text, for people and other programs: integers with all their digits, NaN and infinities as strings. */
export function toJsonText(value: Value): string {
  const shown = convert(value, (number) => {
    if (typeof number === 'number') return Number.isFinite(number) ? number : special(number);
    return Number.isSafeInteger(Number(number)) ? Number(number) : rawJson(number.toString());
  });
  return JSON.stringify(shown);
}

/** A number as JSON.stringify is to write it, digit by digit. TypeScript's library does not know the function yet. */
function rawJson(text: string): Json {
  return (JSON as unknown as { readonly rawJSON: (text: string) => Json }).rawJSON(text);
}

function special(value: number): string {
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}

function convert(value: Value, number: (value: number | bigint) => Json): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return number(value);
  if (value instanceof Uint) return number(value.value);
  if (Array.isArray(value)) return convertList(value as readonly Value[], number);
  if (isMap(value)) return convertMap(value, number);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof Timestamp) return showTimestamp(value);
  if (value instanceof Duration) return showDuration(value);
  if (value instanceof Optional) return value.value === undefined ? null : convert(value.value, number);
  return typeNameOf(value) === 'type' ? (value as { readonly name: string }).name : null;
}

// JSON that an expression only passes on stays the same object: a payload may be large, and is not copied.

function convertList(list: readonly Value[], number: (value: number | bigint) => Json): readonly Json[] {
  const made = list.map((item) => convert(item, number));
  return made.every((item, i) => item === list[i]) ? (list as readonly Json[]) : made;
}

function convertMap(map: CelMap | PlainObject, number: (value: number | bigint) => Json): JsonObject {
  const entries = entriesOf(map).map(
    ([key, value]) =>
      [key instanceof Uint ? key.value.toString() : String(key), convert(value, number), value] as const,
  );
  if (isPlain(map) && entries.every(([, made, value]) => made === value)) return map as JsonObject;
  // fromEntries defines own keys, `__proto__` too.
  return Object.fromEntries(entries);
}
