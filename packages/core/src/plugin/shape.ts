// Checks of data whose maker is not trusted, with the JSON path of what is wrong. They read plain data only.

/** What is wrong at a place: `/actions/acme.lookup/effects is "wirte"; it must be …`. */
export class ShapeProblem extends Error {
  readonly path: string;

  constructor(path: string, problem: string) {
    super(`${path === '' ? 'the whole' : path} ${problem}`);
    this.path = path === '' ? '/' : path;
  }
}

/** Throws a `ShapeProblem` where the value is not as it must be. */
export type Check = (value: unknown, path: string) => void;

type Fields = { readonly [name: string]: { readonly check: Check; readonly isOptional?: boolean } };

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

function mustBe(path: string, value: unknown, expected: string): never {
  throw new ShapeProblem(path, `is ${shown(value)}; it must be ${expected}`);
}

export const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const text: Check = (value, path) => {
  if (typeof value !== 'string') mustBe(path, value, 'a text');
};

export const flag: Check = (value, path) => {
  if (typeof value !== 'boolean') mustBe(path, value, 'true or false');
};

export const matching =
  (pattern: RegExp, expected: string): Check =>
  (value, path) => {
    if (typeof value !== 'string' || !pattern.test(value)) mustBe(path, value, expected);
  };

export const oneOf =
  (...values: readonly (string | number)[]): Check =>
  (value, path) => {
    if (values.every((each) => each !== value)) {
      mustBe(path, value, `one of ${values.map((each) => JSON.stringify(each)).join(', ')}`);
    }
  };

export const wholeNumber =
  (least: number, most: number): Check =>
  (value, path) => {
    if (!Number.isInteger(value) || Number(value) < least || Number(value) > most) {
      mustBe(path, value, `a whole number from ${least} to ${most}`);
    }
  };

export const listOf =
  (check: Check): Check =>
  (value, path) => {
    if (!Array.isArray(value)) mustBe(path, value, 'a list');
    for (const [index, item] of value.entries()) check(item, `${path}/${index}`);
  };

/** An object whose keys are names that its maker chose. */
export const mapOf =
  (key: Check, check: Check): Check =>
  (value, path) => {
    if (!isObject(value)) mustBe(path, value, 'an object');
    for (const [name, item] of Object.entries(value)) {
      const place = below(path, name);
      key(name, place);
      check(item, place);
    }
  };

/** An object with these fields; further ones are of a later release, and nobody reads them. */
export const record =
  (fields: Fields): Check =>
  (value, path) => {
    if (!isObject(value)) mustBe(path, value, 'an object');
    for (const [name, { check, isOptional = false }] of Object.entries(fields)) {
      const found = Object.hasOwn(value, name) ? value[name] : undefined;
      if (found !== undefined || !isOptional) check(found, below(path, name));
    }
  };

export const must = (check: Check): Fields[string] => ({ check });
export const may = (check: Check): Fields[string] => ({ check, isOptional: true });

/** The first of two checks for objects, the second for anything else. */
export const objectOr =
  (object: Check, other: Check): Check =>
  (value, path) =>
    (isObject(value) ? object : other)(value, path);

/**
 * Whether the value is plain JSON within bounds: no deeper than `depth`, no more than `size` characters, no key that is a prototype to
 * JavaScript. What refers to itself is deeper than any bound.
 */
export function assertPlain(
  value: unknown,
  { depth, size }: { readonly depth: number; readonly size: number },
  path = '',
): void {
  let left = size;
  const visit = (each: unknown, place: string, level: number): void => {
    if (level > depth) throw new ShapeProblem(path, `is nested deeper than ${depth} levels, or contains itself`);
    left -= typeof each === 'string' ? each.length + 2 : 2;
    if (left < 0) throw new ShapeProblem(path, `is larger than ${size} characters`);
    if (each === null || typeof each === 'string' || typeof each === 'boolean') return;
    if (typeof each === 'number') {
      if (!Number.isFinite(each)) mustBe(place, each, 'a finite number');
      return;
    }
    if (typeof each !== 'object') mustBe(place, each, 'JSON');
    for (const [key, item] of Object.entries(each)) {
      if (key === '__proto__') throw new ShapeProblem(place, 'has a key `__proto__`; no name may be that');
      left -= key.length;
      if (item !== undefined) visit(item, below(place, key), level + 1);
    }
  };
  visit(value, path, 0);
}
