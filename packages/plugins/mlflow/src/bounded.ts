import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { cut, wellFormed } from './limits.ts';

/**
 * Largest artifact, in bytes. It is that of a request's body: what stands before a server, such as nginx by default, refuses
 * more than a megabyte, and it goes through in one request's time over a slow line too.
 */
export const MOST_ARTIFACT_BYTES = 1_000_000;

/** A value as JSON for people to read, of at most `most` bytes: what is too large in it is cut, or left out with a note. */
export function boundedJson(value: JsonObject, most: number = MOST_ARTIFACT_BYTES): string {
  const fitting = fit(value, most);
  const pretty = JSON.stringify(fitting, null, 2);
  const text = Buffer.byteLength(pretty) <= most ? pretty : JSON.stringify(fitting);
  return text.toWellFormed();
}

/** Most bytes of one attribute of a span: a page with many of them is to open quickly. */
const MOST_ATTRIBUTE_BYTES = 64_000;

/** A value of at most `most` bytes as JSON, cut as `boundedJson` does. */
export function boundedValue(value: Json, most: number = MOST_ATTRIBUTE_BYTES): Json {
  return fit(value, most);
}

/** A text of at most `most` bytes; one that is longer ends with a note after `# `. */
export function boundedText(text: string, most: number = MOST_ARTIFACT_BYTES): string {
  const bytes = Buffer.byteLength(text);
  if (bytes <= most) return text.toWellFormed();
  const note = `\n# cut here: the whole file has ${bytes} bytes\n`;
  // A streaming decoder keeps back a character that the cut broke.
  const head = new TextDecoder().decode(Buffer.from(text).subarray(0, most - note.length), { stream: true });
  return head + note;
}

function sizeOf(value: Json): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** Each member of what is too large may have its share, so that small ones stay whole beside a large one. */
function fit(value: Json, most: number): Json {
  const bytes = sizeOf(value);
  if (bytes <= most) return value;
  const note = `[left out, ${bytes} bytes]`;
  if (typeof value === 'string')
    return most < LEAST_SHARE ? note : cut(value, Math.floor((most - 2) / MOST_ESCAPED_BYTES));
  if (typeof value !== 'object' || value === null) return note;
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    const each = Math.floor(most / (items.length + 1));
    return each < LEAST_SHARE ? note : items.map((item) => fit(item, each - 1));
  }
  const members = Object.entries(value);
  const share = Math.floor(most / (members.length + 1));
  if (share < LEAST_SHARE) return note;
  const kept = members.map(([name, member]): readonly [string, Json] => [
    cut(wellFormed(name), LONGEST_NAME),
    fit(member, share - Math.min(sizeOf(name), LONGEST_NAME * MOST_ESCAPED_BYTES) - 2),
  ]);
  const whole = Object.fromEntries(kept);
  return sizeOf(whole) <= most ? whole : note;
}

/** A note and a short name take no more. */
const LEAST_SHARE = 100;
const LONGEST_NAME = 1000;
/** A control character is six bytes in JSON, such as `\u0001`. */
const MOST_ESCAPED_BYTES = 6;
