// JSON from outside, read strictly: valid UTF-8 without a mark, no duplicate keys, no `__proto__`, no half of a character, no number that would
// be infinite, bounded depth. A scan over the text finds what JSON.parse would let pass, and knows the position of a syntax error, which JSON.parse often does not tell.
import type { Json } from '@configurable-agents/plugin-sdk';

/** JSON.parse takes millions of levels, but JSON.stringify and structuredClone die at about 20,000. */
export const MAX_DEPTH = 64;

export type StrictJson =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly message: string; readonly line: number; readonly column: number };

class Refusal extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Parses bytes of JSON. Lines and columns count from 1, columns in UTF-16 units. */
export function parseStrictJson(
  bytes: Uint8Array,
  { maxDepth = MAX_DEPTH }: { readonly maxDepth?: number } = {},
): StrictJson {
  let text: string;
  try {
    text = UTF8.decode(bytes);
  } catch {
    const { text: lossy, at } = firstBadByte(bytes);
    return { ok: false, message: 'the body is not valid UTF-8', ...positionOf(lossy, at) };
  }
  try {
    return { ok: true, value: read(text, maxDepth) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, message: error.message, ...positionOf(text, error.at) };
    throw error;
  }
}

function read(text: string, maxDepth: number): Json {
  if (text.charCodeAt(0) === 0xfeff) throw new Refusal('the body begins with a byte order mark; leave it out', 0);
  try {
    new Scan(text, maxDepth, 'quick').run();
    return JSON.parse(text) as Json;
  } catch (error) {
    // The first mistake is told, and where it stands.
    new Scan(text, maxDepth, 'exact').run();
    throw error;
  }
}

/** The text with a sign in the place of each byte that is no UTF-8, and where the first of them stands. */
function firstBadByte(bytes: Uint8Array): { readonly text: string; readonly at: number } {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  let offset = 0;
  let from = 0;
  for (;;) {
    const at = text.indexOf('\ufffd', from);
    offset += Buffer.byteLength(text.slice(from, at));
    const isMeant = bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd;
    if (at === -1 || !isMeant) return { text, at: Math.max(0, at) };
    offset += 3;
    from = at + 1;
  }
}

function positionOf(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: at - start + 1 };
}

const DIGITS = /-?(?:0|[1-9]\d*)(?:\.\d+)?/y;
const EXPONENT = /[eE][+-]?\d+/y;
/** Numbers of fewer signs, without an exponent, are all finite. */
const LONG_NUMBER = 309;
const BLANK = /[ \t\n\r]+/y;
// oxlint-disable-next-line no-control-regex
const PLAIN = /[^"\\\u0000-\u001f]+/y;
const ESCAPED = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const LITERAL = /true|false|null/y;
const [QUOTE, BACKSLASH, BRACE, BRACKET] = [0x22, 0x5c, 0x7b, 0x5b];

/**
 * Recursive descent over RFC 8259; its depth is bounded by `maxDepth`. A quick one leaves control characters in strings to JSON.parse: a
 * string without escapes is then over at the next quote, which is found sooner than each of its characters is looked at.
 */
class Scan {
  private readonly text: string;
  private readonly maxDepth: number;
  private readonly isQuick: boolean;
  private at = 0;
  /** Where the next backslash stands, as far as it was looked for: before `at` it says nothing any more. */
  private backslash = -1;

  constructor(text: string, maxDepth: number, how: 'quick' | 'exact') {
    this.text = text;
    this.maxDepth = maxDepth;
    this.isQuick = how === 'quick';
  }

  run(): void {
    this.blank();
    if (this.at === this.text.length) throw new Refusal('the body is empty; a JSON value is expected', this.at);
    this.value(1, undefined);
    this.blank();
    if (this.at < this.text.length) this.unexpected('the end of the body');
  }

  /** `holder` is the key that holds the value. */
  private value(depth: number, holder: string | undefined): void {
    const first = this.text.charCodeAt(this.at);
    if (first === BRACE || first === BRACKET) {
      if (depth > this.maxDepth) throw new Refusal(`nested deeper than ${this.maxDepth} levels`, this.at);
      if (first === BRACE) this.object(depth, holder);
      else this.list(depth);
    } else if (first === QUOTE) this.string();
    else if (!this.number() && !this.match(LITERAL)) this.unexpected('a JSON value');
  }

  private number(): boolean {
    const start = this.at;
    if (!this.match(DIGITS)) return false;
    const isScientific = this.match(EXPONENT);
    if ((isScientific || this.at - start >= LONG_NUMBER) && !Number.isFinite(Number(this.text.slice(start, this.at)))) {
      // JSON.parse makes it Infinity, which is null wherever it is written as JSON again.
      throw new Refusal('the number that begins here is beyond 1.8e308, the largest that can be kept', start);
    }
    return true;
  }

  private object(depth: number, holder: string | undefined): void {
    const keys = new Set<string>();
    this.at += 1;
    this.blank();
    if (this.skip('}')) return;
    do {
      this.blank();
      const start = this.at;
      if (this.text.charCodeAt(start) !== QUOTE) this.unexpected('a key in double quotes');
      const key = this.string();
      if (key === '__proto__') throw new Refusal('the key "__proto__" is refused', start);
      // Code that sets values by path would write to what all objects share. Either of the two alone is a name like others.
      if (key === 'prototype' && holder === 'constructor') {
        throw new Refusal('the key "prototype" in "constructor" is refused', start);
      }
      if (keys.has(key)) throw new Refusal(`the key ${JSON.stringify(key)} is there twice`, start);
      keys.add(key);
      this.blank();
      if (!this.skip(':')) this.unexpected('`:`');
      this.blank();
      this.value(depth + 1, key);
      this.blank();
    } while (this.skip(','));
    if (!this.skip('}')) this.unexpected('`,` or `}`');
  }

  private list(depth: number): void {
    this.at += 1;
    this.blank();
    if (this.skip(']')) return;
    do {
      this.blank();
      this.value(depth + 1, undefined);
      this.blank();
    } while (this.skip(','));
    if (!this.skip(']')) this.unexpected('`,` or `]`');
  }

  /** Skips a string and returns it as it is read. */
  private string(): string {
    const start = this.at;
    const end = this.isQuick ? this.text.indexOf('"', start + 1) : -1;
    if (end > start && this.nextBackslash() > end) {
      this.at = end + 1;
      return this.text.slice(start + 1, end);
    }
    let hasEscapes = false;
    this.at += 1;
    this.match(PLAIN);
    while (this.text.charCodeAt(this.at) === BACKSLASH) {
      hasEscapes = true;
      if (!this.match(ESCAPED)) throw new Refusal('unknown escape in a string', this.at);
      this.match(PLAIN);
    }
    if (this.at >= this.text.length) throw new Refusal('the string that begins here is not closed', start);
    if (!this.skip('"')) throw new Refusal('a control character in a string must be escaped', this.at);
    if (!hasEscapes) return this.text.slice(start + 1, this.at - 1);
    const value = JSON.parse(this.text.slice(start, this.at)) as string;
    if (value.isWellFormed()) return value;
    throw new Refusal('the string that begins here has half of a character: a surrogate without the other one', start);
  }

  private nextBackslash(): number {
    if (this.backslash < this.at) {
      const next = this.text.indexOf('\\', this.at);
      this.backslash = next < 0 ? Infinity : next;
    }
    return this.backslash;
  }

  private blank(): void {
    // Most places have none.
    if (this.text.charCodeAt(this.at) <= 0x20) this.match(BLANK);
  }

  private match(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const found = pattern.test(this.text);
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  private skip(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  private unexpected(expected: string): never {
    const found = this.text[this.at];
    const what = found === undefined ? 'the body ends' : `found ${JSON.stringify(found)}`;
    throw new Refusal(`${what} where ${expected} is expected`, this.at);
  }
}
