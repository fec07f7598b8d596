// Colours of what stands in templates and conditions, which an editor takes for plain text.
import { lexemesOf } from '../expression/load.ts';
import type { Lexeme } from '../expression/parser.ts';
import type { Reading } from '../observer.ts';
import { spanIn } from '../parse/span-map.ts';
import type { Span } from '../source.ts';
import type { Snapshot } from './snapshot.ts';

export type TokenKind =
  'number' | 'string' | 'keyword' | 'operator' | 'node' | 'variable' | 'parameter' | 'property' | 'function';

export type SemanticToken = { readonly span: Span; readonly kind: TokenKind };

/** The tokens of all expressions, in the order of the text; none goes over the end of its line. */
export function tokensOf({ readings, source, context }: Snapshot): readonly SemanticToken[] {
  const found = new Map<number, SemanticToken>();
  for (const reading of readings) {
    if (reading.kind === 'text') continue;
    for (const { image, ...token } of tokensIn(reading)) {
      const written = source.text.slice(...token.span);
      // What the front end of the flow dialect made is not written.
      const isMade = context?.document.isFlow === true && written !== image;
      if (written !== '' && !written.includes('\n') && !isMade) found.set(token.span[0], token);
    }
  }
  const sorted = [...found.values()].toSorted((a, b) => a.span[0] - b.span[0]);
  // A value with escapes in it has more characters than its text: what would overlap is left out.
  return sorted.filter(({ span }, i) => span[1] <= (sorted[i + 1]?.span[0] ?? Infinity));
}

function tokensIn(reading: Reading): readonly (SemanticToken & { readonly image: string })[] {
  const { scalar, at, dialect } = reading;
  // A condition may be written as a boolean.
  const text = String(scalar.value).slice(...at);
  const lexemes = lexemesOf(text, dialect);
  return lexemes.flatMap((lexeme, i) => {
    const kind = kindOf(lexeme, { before: lexemes[i - 1], after: lexemes[i + 1], reading });
    if (kind === undefined) return [];
    const start = at[0] + lexeme.start;
    const span = spanIn(scalar, [start, start + lexeme.image.length]);
    return [{ kind, span, image: lexeme.image }];
  });
}

type Around = {
  readonly before: Lexeme | undefined;
  readonly after: Lexeme | undefined;
  readonly reading: Reading;
};

function kindOf({ kind, image }: Lexeme, { before, after, reading: { scope } }: Around): TokenKind | undefined {
  if (kind === 'bracket') return undefined;
  if (kind !== 'name') return kind;
  if (after?.image === '(') return 'function';
  if (before?.image === '.') return 'property';
  if (scope.isNode(image)) return 'node';
  return scope.typeOf(image) === undefined ? 'parameter' : 'variable';
}
