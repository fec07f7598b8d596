// Values as the kit looks at them: shown in messages, held to be JSON, compared before and after.
import { Check, Errors } from 'typebox/schema';
import type { JsonSchema } from '../json.ts';

/** A value for a message: JSON where it is JSON, cut where it is long. */
export function shown(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  const text = textOf(value);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

const MOST_SHOWN = 300;

function textOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}

/** Whether a value crosses a thread as JSON and comes out the same: no function, no undefined, no NaN, no class, no cycle. */
export function isJson(value: unknown, depth = 0): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth > DEEPEST) return false;
  if (Array.isArray(value)) return value.every((item) => isJson(item, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(value).every((child) => isJson(child, depth + 1));
}

/** What is nested deeper is a cycle, or nothing that a workflow can read. */
const DEEPEST = 200;

/** What is wrong with a value, or undefined. */
export function problemOf(schema: JsonSchema, value: unknown): string | undefined {
  if (typeof schema === 'boolean') return schema ? undefined : 'is not allowed';
  if (Check(schema, value)) return undefined;
  const [, [first]] = Errors(schema, value);
  return first === undefined ? 'does not fit' : `${first.instancePath} ${first.message}`.trim();
}

/** A copy to hand over, and whether it is still what it was. */
export function watched<T>(value: T): { readonly copy: T; readonly isUntouched: () => boolean } {
  const copy = structuredClone(value);
  const before = traceOf(copy);
  return { copy, isUntouched: () => traceOf(copy) === before };
}

/** Bytes as one text: as JSON, a megabyte of them is a list of a million numbers. */
function traceOf(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, each: unknown) =>
    each instanceof Uint8Array ? Buffer.from(each.buffer).toString('latin1') : each,
  );
}

/** Whether something that was thrown says what it is; read by shape, since a plugin may hold another copy of the SDK. */
export function classOf(thrown: unknown): { readonly class: unknown; readonly retryable: unknown } {
  const { class: kind, retryable } = (thrown ?? {}) as { readonly class?: unknown; readonly retryable?: unknown };
  return { class: kind, retryable };
}

/** What a promise rejects with; undefined where it does not. */
export async function thrownBy(task: () => unknown): Promise<{ readonly error: unknown } | undefined> {
  try {
    await task();
    return undefined;
  } catch (error) {
    return { error };
  }
}
