import { fail } from '../error.ts';
import { Special, Uint } from './special.ts';
import type { Value } from './value.ts';

type Normal = string | boolean | number | bigint;

/** Keys that are equal are one: `1`, `1u` and `1.0` find the same entry. Undefined for what can be no key. */
function normal(key: Value): Normal | undefined {
  if (typeof key === 'string' || typeof key === 'boolean') return key;
  if (typeof key === 'number') return key;
  const whole = typeof key === 'bigint' ? key : key instanceof Uint ? key.value : undefined;
  if (whole === undefined) return undefined;
  const near = Number(whole);
  return Number.isSafeInteger(near) ? near : whole;
}

/** A map that an expression made. Maps of JSON stay plain objects. */
export class CelMap extends Special {
  readonly kind = 'map';
  readonly #entries: Map<Normal, readonly [key: Value, value: Value]> = new Map();

  get size(): number {
    return this.#entries.size;
  }

  get(key: Value): Value | undefined {
    const found = normal(key);
    return found === undefined ? undefined : this.#entries.get(found)?.[1];
  }

  entries(): IterableIterator<readonly [Value, Value]> {
    return this.#entries.values();
  }

  /** For whoever builds the map, before anybody else sees it. A key may come once. */
  add(key: Value, value: Value): void {
    const found = normal(key);
    if (found === undefined || typeof key === 'number')
      fail('EXPRESSION_TYPE', 'a key of a map is text, a bool, an int or a uint');
    if (this.#entries.has(found)) fail('EXPRESSION_KEY', `the key ${String(found)} is there twice`);
    this.#entries.set(found, [key, value]);
  }
}
