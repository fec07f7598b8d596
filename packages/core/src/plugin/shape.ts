// Checks of data whose maker is not trusted, with the JSON path of what is wrong. They read plain data only.

/** A place in data. Written out only where something is wrong there: most places are right, and there are many. */
export type Place = { readonly above: Place; readonly key: string | number } | undefined;

/** What is wrong at a place: `/actions/acme.lookup/effects is "wirte"; it must be …`. */
export class ShapeProblem extends Error {
  readonly path: string;

  constructor(place: Place, problem: string) {
    const path = pointerOf(place);
    super(`${path === '' ? 'the whole' : path} ${problem}`);
    this.path = path === '' ? '/' : path;
  }
}

function pointerOf(place: Place): string {
  return place === undefined ? '' : below(pointerOf(place.above), String(place.key));
}

/** Throws a `ShapeProblem` where the value is not as it must be. */
export type Check = (value: unknown, place: Place) => void;

export type Fields = { readonly [name: string]: { readonly check: Check; readonly isOptional?: boolean } };

/** Longest text that is shown of what was found. */
const SHOWN = 60;

/** The place below another one, as a JSON pointer. */
export function below(path: string, key: string): string {
  return `${path}/${shownKey(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Control characters would write over what a terminal shows. */
function shownKey(key: string): string {
  const text = JSON.stringify(key.slice(0, SHOWN));
  return text.slice(1, -1);
}

/** A value as it was found, short. */
export function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'function') return 'a function';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

function mustBe(place: Place, value: unknown, expected: string): never {
  throw new ShapeProblem(place, `is ${shown(value)}; it must be ${expected}`);
}

export const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const text: Check = (value, place) => {
  if (typeof value !== 'string') mustBe(place, value, 'a text');
};

export const flag: Check = (value, place) => {
  if (typeof value !== 'boolean') mustBe(place, value, 'true or false');
};

export const matching =
  (pattern: RegExp, expected: string): Check =>
  (value, place) => {
    if (typeof value !== 'string' || !pattern.test(value)) mustBe(place, value, expected);
  };

export const oneOf =
  (...values: readonly (string | number | boolean)[]): Check =>
  (value, place) => {
    if (values.every((each) => each !== value)) {
      mustBe(place, value, `one of ${values.map((each) => JSON.stringify(each)).join(', ')}`);
    }
  };

export const wholeNumber =
  (least: number, most: number): Check =>
  (value, place) => {
    if (!Number.isInteger(value) || Number(value) < least || Number(value) > most) {
      mustBe(place, value, `a whole number from ${least} to ${most}`);
    }
  };

export const listOf =
  (check: Check): Check =>
  (value, place) => {
    if (!Array.isArray(value)) mustBe(place, value, 'a list');
    for (const [index, item] of value.entries()) check(item, { above: place, key: index });
  };

/** An object whose keys are names that its maker chose. */
export const mapOf =
  (key: Check, check: Check): Check =>
  (value, place) => {
    if (!isObject(value)) mustBe(place, value, 'an object');
    for (const [name, item] of Object.entries(value)) {
      const inner = { above: place, key: name };
      key(name, inner);
      check(item, inner);
    }
  };

/** An object with these fields; further ones are of a later release, and nobody reads them. */
export function record(fields: Fields): Check {
  const known = new Map(Object.entries(fields));
  const needed = [...known].filter(([, { isOptional }]) => isOptional !== true);
  return (value, place) => {
    if (!isObject(value)) mustBe(place, value, 'an object');
    for (const [key, found] of Object.entries(value)) {
      if (found !== undefined) known.get(key)?.check(found, { above: place, key });
    }
    for (const [key, { check }] of needed) {
      if (!Object.hasOwn(value, key) || value[key] === undefined) check(undefined, { above: place, key });
    }
  };
}

export const must = (check: Check): Fields[string] => ({ check });
export const may = (check: Check): Fields[string] => ({ check, isOptional: true });

/** The first of two checks for objects, the second for anything else. */
export const objectOr =
  (object: Check, other: Check): Check =>
  (value, place) =>
    (isObject(value) ? object : other)(value, place);

/**
 * Whether the value is plain JSON within bounds: no deeper than `depth`, no more than `size` characters, no key that is a prototype to
 * JavaScript. What refers to itself is deeper than any bound.
 */
export function assertPlain(value: unknown, { depth, size }: { readonly depth: number; readonly size: number }): void {
  let left = size;
  const visit = (each: unknown, place: Place, level: number): void => {
    if (level > depth) throw new ShapeProblem(undefined, `is nested deeper than ${depth} levels, or contains itself`);
    left -= typeof each === 'string' ? each.length + 2 : 2;
    if (left < 0) throw new ShapeProblem(undefined, `is larger than ${size} characters`);
    if (each === null || typeof each === 'string' || typeof each === 'boolean') return;
    if (typeof each === 'number') {
      if (!Number.isFinite(each)) mustBe(place, each, 'a finite number');
      return;
    }
    if (typeof each !== 'object') mustBe(place, each, 'JSON');
    for (const [key, item] of Object.entries(each)) {
      if (key === '__proto__') throw new ShapeProblem(place, 'has a key `__proto__`; no name may be that');
      left -= key.length;
      if (item !== undefined) visit(item, { above: place, key }, level + 1);
    }
  };
  visit(value, undefined, 0);
}
