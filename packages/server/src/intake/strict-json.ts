// JSON from outside, read strictly: valid UTF-8 without a mark, no duplicate keys, no `__proto__`, bounded depth. A scan over the
// text finds what JSON.parse would let pass, and knows the position of a syntax error, which JSON.parse often does not tell.
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

/** Parses bytes of JSON. Lines and columns count from 1, columns in UTF-16 units. */
export function parseStrictJson(
  bytes: Uint8Array,
  { maxDepth = MAX_DEPTH }: { readonly maxDepth?: number } = {},
): StrictJson {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { ok: false, message: 'the body is not valid UTF-8', line: 1, column: 1 };
  }
  try {
    if (text.charCodeAt(0) === 0xfeff) throw new Refusal('the body begins with a byte order mark; leave it out', 0);
    new Scan(text, maxDepth).run();
    return { ok: true, value: JSON.parse(text) as Json };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, message: error.message, ...positionOf(text, error.at) };
    throw error;
  }
}

function positionOf(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: at - start + 1 };
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const BLANK = /[ \t\n\r]*/y;
const ESCAPED = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y;

/** Recursive descent over RFC 8259; its depth is bounded by `maxDepth`. */
class Scan {
  private readonly text: string;
  private readonly maxDepth: number;
  private at = 0;

  constructor(text: string, maxDepth: number) {
    this.text = text;
    this.maxDepth = maxDepth;
  }

  run(): void {
    this.blank();
    if (this.at === this.text.length) throw new Refusal('the body is empty; a JSON value is expected', this.at);
    this.value(1);
    this.blank();
    if (this.at < this.text.length) this.unexpected('the end of the body');
  }

  private value(depth: number): void {
    const first = this.text[this.at];
    if (first === '{' || first === '[') {
      if (depth > this.maxDepth) throw new Refusal(`nested deeper than ${this.maxDepth} levels`, this.at);
      if (first === '{') this.object(depth);
      else this.list(depth);
      return;
    }
    if (first === '"') {
      this.string();
      return;
    }
    for (const word of ['true', 'false', 'null']) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return;
      }
    }
    if (!this.match(NUMBER)) this.unexpected('a JSON value');
  }

  private object(depth: number): void {
    const keys = new Set<string>();
    this.at += 1;
    this.blank();
    if (this.skip('}')) return;
    do {
      this.blank();
      const start = this.at;
      if (this.text[start] !== '"') this.unexpected('a key in double quotes');
      this.string();
      const key = JSON.parse(this.text.slice(start, this.at)) as string;
      if (key === '__proto__') throw new Refusal('the key "__proto__" is refused', start);
      if (keys.has(key)) throw new Refusal(`the key ${JSON.stringify(key)} is there twice`, start);
      keys.add(key);
      this.blank();
      if (!this.skip(':')) this.unexpected('`:`');
      this.blank();
      this.value(depth + 1);
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
      this.value(depth + 1);
      this.blank();
    } while (this.skip(','));
    if (!this.skip(']')) this.unexpected('`,` or `]`');
  }

  private string(): void {
    const start = this.at;
    this.at += 1;
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (Number.isNaN(code)) throw new Refusal('the string that begins here is not closed', start);
      if (code < 0x20) throw new Refusal('a control character in a string must be escaped', this.at);
      this.at += 1;
      if (code === 0x22) return;
      if (code === 0x5c && !this.match(ESCAPED)) throw new Refusal('unknown escape in a string', this.at - 1);
    }
  }

  private blank(): void {
    this.match(BLANK);
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
