import { CODES } from './codes.ts';
import type { Code } from './codes.ts';
import type { Source, Span } from './source.ts';

export type Severity = 'error' | 'warning' | 'info';

/** A finding about a document, in the shape that `validate --format json` prints. Lines and columns count from 1. */
export type Diagnostic = {
  readonly code: Code;
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly end_line: number;
  readonly end_column: number;
  readonly help?: string;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
};

export type Related = Pick<Diagnostic, 'message' | 'file' | 'line' | 'column' | 'end_line' | 'end_column'>;

/** Edits by offset into the file. Only `safe` ones may be applied without a person. */
export type Fix = {
  readonly title: string;
  readonly applicability: 'safe' | 'unsafe' | 'placeholder';
  readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[];
};

export type Finding = {
  readonly code: Code;
  readonly span: Span;
  readonly message: string;
  readonly help?: string | undefined;
  readonly severity?: Severity;
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  /** `safe` unless said otherwise. */
  readonly fix?: {
    readonly title: string;
    readonly span: Span;
    readonly text: string;
    readonly applicability?: Fix['applicability'];
  };
  /** The name is a field that an object does not declare. */
  readonly reason?: 'undeclared-field' | undefined;
};

export type Reporter = { readonly report: (finding: Finding) => void; readonly list: () => readonly Diagnostic[] };

/** More findings than this help nobody, and hostile input must not make the compiler spin. */
const MOST = 200;

/** Collects findings of one source, in order of place. */
export function openReporter(source: Source): Reporter {
  const found: { readonly at: number; readonly diagnostic: Diagnostic }[] = [];
  const place = ([start, end]: Span): Omit<Related, 'message'> => {
    const [from, to] = [source.positionOf(start), source.positionOf(Math.max(start, end))];
    return { file: source.file, line: from.line, column: from.column, end_line: to.line, end_column: to.column };
  };
  return {
    report: ({ code, span, message, help, severity, related, fix }) => {
      if (found.length >= MOST) return;
      const { name, severity: usual } = CODES[code];
      const diagnostic: Diagnostic = {
        code,
        name,
        severity: severity ?? usual,
        message,
        ...place(span),
        ...(help === undefined ? {} : { help }),
        ...(related === undefined
          ? {}
          : { related: related.map((each) => ({ message: each.message, ...place(each.span) })) }),
        ...(fix === undefined
          ? {}
          : {
              fixes: [
                {
                  title: fix.title,
                  applicability: fix.applicability ?? 'safe',
                  edits: [{ start: fix.span[0], end: fix.span[1], text: fix.text }],
                },
              ],
            }),
      };
      found.push({ at: span[0], diagnostic });
    },
    list: () => found.toSorted((a, b) => a.at - b.at).map(({ diagnostic }) => diagnostic),
  };
}
