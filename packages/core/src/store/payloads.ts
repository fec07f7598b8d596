// Large values of facts, stored once for each content: what a node gave, what it wrote and what the run ends with are often one text.
// Pure: who calls it reads and writes the rows.
import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';

/** Bytes of JSON that a value may have to stand in its fact. */
export const MOST_INLINE: number = 2 ** 20;

/** Where a value stands in the body of a fact, and the hash of its JSON. */
type Reference = readonly [path: readonly string[], hash: string];

/** A fact's body as it is stored: `body` with null in the place of each large value, `references` (JSON) to say which, or null. */
export type SplitBody = {
  readonly body: string;
  readonly references: string | null;
  /** JSON by its hash. */
  readonly payloads: ReadonlyMap<string, string>;
};

/** Takes the values of more than `most` bytes out of a fact's body: the innermost fields of objects that are large; lists stay whole. */
export function splitBody(fact: object, most: number = MOST_INLINE): SplitBody {
  const body = JSON.stringify(fact);
  // A character has three bytes at most, of which most texts are far away.
  if (body.length * 3 <= most || Buffer.byteLength(body) <= most) return { body, references: null, payloads: NONE };
  const payloads = new Map<string, string>();
  const references: Reference[] = [];
  const keep = (path: readonly string[], text: string): null => {
    const hash = createHash('sha256').update(text).digest('hex');
    payloads.set(hash, text);
    // What holds others comes back before them.
    references.unshift([path, hash]);
    return null;
  };
  const light = withoutLarge(JSON.parse(body) as JsonObject, [], { most, keep });
  return {
    body: JSON.stringify(light),
    references: references.length === 0 ? null : JSON.stringify(references),
    payloads,
  };
}

const NONE: ReadonlyMap<string, string> = new Map();

type Split = { readonly most: number; readonly keep: (path: readonly string[], text: string) => null };

function withoutLarge(value: JsonObject, path: readonly string[], split: Split): JsonObject {
  const { most, keep } = split;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]): [string, Json] => {
      const text = JSON.stringify(each);
      if (Buffer.byteLength(text) <= most) return [name, each];
      const at = [...path, name];
      if (typeof each !== 'object' || each === null || Array.isArray(each)) return [name, keep(at, text)];
      const light = withoutLarge(each as JsonObject, at, split);
      // Many small fields can be large together.
      const left = JSON.stringify(light);
      return [name, Buffer.byteLength(left) > most ? keep(at, left) : light];
    }),
  );
}

/** A fact's body as it was. `payload` reads the JSON of a hash. */
export function wholeBody(
  body: string,
  references: string | null | undefined,
  payload: (hash: string) => string,
): JsonObject {
  const whole = JSON.parse(body) as JsonObject;
  if (references === null || references === undefined) return whole;
  for (const [path, hash] of JSON.parse(references) as readonly Reference[]) {
    const holder = path.slice(0, -1).reduce((at, name) => at[name] as JsonObject, whole);
    // Not by assignment: a field may be named `__proto__`.
    Object.defineProperty(holder, path.at(-1) ?? '', {
      value: JSON.parse(payload(hash)) as Json,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return whole;
}
