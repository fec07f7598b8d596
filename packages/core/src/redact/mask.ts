// Hiding texts wherever they are, in the forms that encodings give them.
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { formsOf } from './forms.ts';
import { MASK } from './path.ts';

export type Mask = {
  /** There is nothing to hide. */
  readonly isEmpty: boolean;
  readonly text: (text: string) => string;
  /** A value with its texts, its keys and its numbers masked; what holds them stays as it is. */
  readonly json: <T extends Json>(value: T) => T;
  readonly occursIn: (text: string) => boolean;
  /** How many characters at the end of a text may be the beginning of one that is hidden. */
  readonly beginning: (text: string) => number;
};

/** Shorter texts would mask ordinary words. */
export const SHORTEST = 4;
/** So many texts are looked for; of a run with more nothing is shown at all. */
export const MOST_TEXTS = 10_000;
/** Says in the place of texts that everything is hidden. */
export const EVERYTHING = '';

/** Of more texts not every form is looked for: it would take too long. */
const MOST_FORMED = 200;
/** As many as one expression is compiled of: V8 refuses very long ones. */
const AT_ONCE = 500;

export const NO_MASK: Mask = {
  isEmpty: true,
  text: (text) => text,
  json: (value) => value,
  occursIn: () => false,
  beginning: () => 0,
};

const ALL: Mask = {
  isEmpty: false,
  text: (text) => (text === '' ? text : MASK),
  json: (value) => walked(value, { text: () => MASK, number: () => MASK, key: (key) => key }) as typeof value,
  occursIn: () => true,
  beginning: (text) => text.length,
};

/** What hides these texts; `EVERYTHING` among them hides all. */
export function maskOf(texts: Iterable<string>): Mask {
  const wanted = new Set(texts);
  if (wanted.has(EVERYTHING)) return ALL;
  // A text may begin with another one: the longer goes first.
  const all = [...wanted].flatMap((text) => [...escaped(text), ...(wanted.size > MOST_FORMED ? [] : formsOf(text))]);
  const forms = [...new Set(all)].toSorted((a, b) => b.length - a.length);
  if (forms.length === 0) return NO_MASK;
  const patterns = chunks(forms).map((each) => new RegExp(each.map(literal).join('|'), 'g'));
  const text = (searched: string): string => patterns.reduce((clean, each) => clean.replace(each, MASK), searched);
  const number = (value: number): Json => (wanted.has(String(value)) ? MASK : value);
  return {
    isEmpty: false,
    text,
    json: (value) => walked(value, { text, number, key: text }) as typeof value,
    occursIn: (searched) => forms.some((form) => searched.includes(form)),
    beginning: (searched) => Math.max(0, ...forms.map((form) => overlap(searched, form))),
  };
}

function escaped(text: string): readonly string[] {
  return [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text.toWellFormed())];
}

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function chunks(forms: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(forms.length / AT_ONCE) }, (_, i) =>
    forms.slice(i * AT_ONCE, (i + 1) * AT_ONCE),
  );
}

/** The length of the longest end of a text with which a form begins, and does not end. */
export function overlap(text: string, form: string): number {
  for (let length = Math.min(text.length, form.length - 1); length > 0; length -= 1)
    if (text.endsWith(form.slice(0, length))) return length;
  return 0;
}

type Change = {
  readonly text: (text: string) => string;
  readonly number: (value: number) => Json;
  readonly key: (key: string) => string;
};

function walked(value: Json, change: Change): Json {
  if (typeof value === 'string') return change.text(value);
  if (typeof value === 'number') return change.number(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => walked(item, change));
  const out: { [key: string]: Json } = {};
  for (const [key, child] of Object.entries(value as JsonObject)) {
    // Two keys may come out as one: none of their values goes.
    let name = change.key(key);
    for (let i = 2; Object.hasOwn(out, name); i += 1) name = `${change.key(key)} ${i}`;
    Object.defineProperty(out, name, {
      value: walked(child, change),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return out;
}

/** The texts of a value that can be looked for. */
export function textsIn(value: Json, add: (text: string) => void): void {
  if (typeof value === 'string' || typeof value === 'number') {
    const text = String(value);
    if (text.length >= SHORTEST) add(text);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const child of Object.values(value as JsonObject)) textsIn(child, add);
}
