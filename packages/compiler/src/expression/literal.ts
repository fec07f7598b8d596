// Literals: tokens' texts as values.
import type { Expression, Span } from '@configurable-agents/core/expression';
import { SyntaxProblem } from './syntax-error.ts';

const SIMPLE: { readonly [character: string]: string } = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '?': '?',
  '"': '"',
  "'": "'",
  '`': '`',
};

type Quoted = { readonly inner: string; readonly start: number; readonly isRaw: boolean };

/** What is between the quotes. `at` is the literal's offset in the expression. */
function open(literal: string, at: number): Quoted {
  const prefix = /^[a-zA-Z]*/.exec(literal)?.[0] ?? '';
  const quote = literal.startsWith('"""', prefix.length) || literal.startsWith("'''", prefix.length) ? 3 : 1;
  const start = prefix.length + quote;
  return { inner: literal.slice(start, literal.length - quote), start: at + start, isRaw: /r/i.test(prefix) };
}

const ESCAPE = /\\(?:[xX]([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2})|([\s\S]|$))/g;

/** The value of a text literal, escapes as CEL has them. */
export function textOf(literal: string, at: number): string {
  const { inner, start, isRaw } = open(literal, at);
  if (isRaw) return inner;
  return inner.replaceAll(ESCAPE, (match, x, u, U, octal, simple, index: number) => {
    const digits: string | undefined = x ?? u ?? U;
    const point = digits === undefined ? Number.parseInt(String(octal), 8) : Number.parseInt(digits, 16);
    const text = simple === undefined ? codePoint(point) : SIMPLE[String(simple)];
    return text ?? wrongEscape(match, start + index);
  });
}

function codePoint(point: number): string | undefined {
  const isSurrogate = point >= 0xd800 && point <= 0xdfff;
  return point <= 0x10_ff_ff && !isSurrogate ? String.fromCodePoint(point) : undefined;
}

function wrongEscape(match: string, at: number): never {
  throw new SyntaxProblem(`\`${match}\` is no escape; write \`\\\\\` for a backslash`, [at, at + match.length]);
}

/** The value of a bytes literal: texts are UTF-8, and escapes by number are single bytes. */
export function bytesOf(literal: string, at: number): Uint8Array {
  const { inner, start, isRaw } = open(literal, at);
  if (isRaw) return Buffer.from(inner, 'utf8');
  const parts: Uint8Array[] = [];
  let done = 0;
  for (const { 0: match, 1: x, 2: u, 3: U, 4: octal, 5: simple, index } of inner.matchAll(ESCAPE)) {
    parts.push(Buffer.from(inner.slice(done, index), 'utf8'));
    done = index + match.length;
    if (u !== undefined || U !== undefined) wrongEscape(match, start + index);
    const byte =
      x === undefined ? (octal === undefined ? undefined : Number.parseInt(octal, 8)) : Number.parseInt(x, 16);
    const text = SIMPLE[simple ?? ''];
    if (byte !== undefined) parts.push(Buffer.from([byte]));
    else if (text !== undefined) parts.push(Buffer.from(text, 'utf8'));
    else wrongEscape(match, start + index);
  }
  parts.push(Buffer.from(inner.slice(done), 'utf8'));
  return Buffer.concat(parts);
}

const [INT_LIMIT, UINT_LIMIT] = [2n ** 63n, 2n ** 64n];

/** An integer literal. It may be 2^63, which is one too many unless a minus stands before it: see precedence.ts. */
export function intLiteral(text: string, at: Span): Expression {
  const value = BigInt(text);
  if (value > INT_LIMIT) throw new SyntaxProblem(`\`${text}\` is too large for an int, which has 64 bits`, at);
  return { kind: 'int', value: value.toString(), at };
}

export function uintLiteral(text: string, at: Span): Expression {
  const value = BigInt(text.slice(0, -1));
  if (value >= UINT_LIMIT) throw new SyntaxProblem(`\`${text}\` is too large for a uint, which has 64 bits`, at);
  return { kind: 'uint', value: value.toString(), at };
}

export function doubleLiteral(text: string, at: Span): Expression {
  const value = Number(text);
  if (!Number.isFinite(value)) throw new SyntaxProblem(`\`${text}\` is too large for a number`, at);
  return { kind: 'double', value, at };
}

/** Refuses the one integer that only fits with a minus. */
export function assertFits(tree: Expression): void {
  if (tree.kind === 'int' && BigInt(tree.value) === INT_LIMIT)
    throw new SyntaxProblem(`\`${tree.value}\` is too large for an int, which has 64 bits`, tree.at);
}
