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

/** The value of a quoted text, escapes as CEL has them. `at` is its offset in the expression. */
export function unquote(quoted: string, at: number): string {
  const inner = quoted.slice(1, -1);
  return inner.replaceAll(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2})|([\s\S]))/g,
    (match, x, u, U, octal, simple, index: number) => {
      const digits: string | undefined = x ?? u ?? U;
      const point = digits === undefined ? Number.parseInt(String(octal), 8) : Number.parseInt(digits, 16);
      const text = simple === undefined ? codePoint(point) : SIMPLE[String(simple)];
      if (text === undefined)
        throw new SyntaxProblem(`\`${match}\` is no escape`, [at + 1 + index, at + 1 + index + match.length]);
      return text;
    },
  );
}

function codePoint(point: number): string | undefined {
  const isSurrogate = point >= 0xd800 && point <= 0xdfff;
  return point <= 0x10_ff_ff && !isSurrogate ? String.fromCodePoint(point) : undefined;
}
