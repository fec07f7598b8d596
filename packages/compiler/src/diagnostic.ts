import { CODES } from './codes.ts';
import type { Code } from './codes.ts';
import type { Meant } from './expression/suggest.ts';
import { renaming } from './fix/rename.ts';
import type { Observer } from './observer.ts';
import type { Source, Span } from './source.ts';
import type { TextEdit } from './text-edit.ts';

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
  readonly edits: readonly TextEdit[];
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
  /** A name that is meant instead: the reporter makes the fix of it. */
  readonly meant?: Meant | undefined;
  /** The span of a key's value, or of an item, that is to go with its key and what separates it. */
  readonly remove?: { readonly title: string; readonly span: Span };
  /** The name is a field that an object does not declare. */
  readonly reason?: 'undeclared-field' | undefined;
};

export type Reporter = {
  readonly report: (finding: Finding) => void;
  readonly list: () => readonly Diagnostic[];
  /** Replaces each finding, or leaves it out. */
  readonly revise: (change: (finding: Finding) => Finding | undefined) => void;
  /** Told of every text and expression, where somebody wants to know. */
  readonly read?: Observer['read'];
};

/** More findings of a kind than this help nobody, and hostile input must not make the compiler spin. */
const MOST = 200;

/** Collects findings of one source, in order of place. Beyond the most that are kept they are counted. */
export function openReporter(source: Source, { read }: Partial<Pick<Observer, 'read'>> = {}): Reporter {
  let found: Finding[] = [];
  const seen = new Set<string>();
  const left: { [S in Severity]: number } = { error: MOST, warning: MOST, info: MOST };
  return {
    ...(read === undefined ? {} : { read }),
    report: (finding) => {
      // What an alias or a default brings to many places stands in one.
      const key = `${finding.code} ${finding.span.join(' ')} ${finding.message}`;
      if (seen.has(key)) return;
      seen.add(key);
      const severity = severityOf(finding);
      left[severity] -= 1;
      if (left[severity] >= 0) found.push(finding);
    },
    revise: (change) => {
      found = found.flatMap((finding) => change(finding) ?? []);
    },
    list: () => {
      const listed = found.toSorted((a, b) => a.span[0] - b.span[0]).map((finding) => toDiagnostic(finding, source));
      const more = Object.values(left).reduce((sum, each) => sum + Math.max(0, -each), 0);
      if (more === 0) return listed;
      const message = `${more} more ${more === 1 ? 'finding is' : 'findings are'} not shown`;
      const severity = left.error < 0 ? 'error' : 'warning';
      const end: Span = [source.text.length, source.text.length];
      const help = 'mend the first ones: many often have one cause';
      return [...listed, toDiagnostic({ code: 'W011', span: end, severity, message, help }, source)];
    },
  };
}

export function severityOf({ code, severity }: Finding): Severity {
  return severity ?? CODES[code].severity;
}

function toDiagnostic(finding: Finding, source: Source): Diagnostic {
  const { code, span, message, help, severity, related } = finding;
  const fix = finding.fix ?? renaming(finding, source);
  const place = ([start, end]: Span): Omit<Related, 'message'> => {
    const [from, to] = [source.positionOf(start), source.positionOf(Math.max(start, end))];
    return { file: source.file, line: from.line, column: from.column, end_line: to.line, end_column: to.column };
  };
  const { name, severity: usual } = CODES[code];
  return {
    code,
    name,
    severity: severity ?? usual,
    message,
    ...place(span),
    ...(help === undefined ? {} : { help }),
    ...(related === undefined
      ? {}
      : { related: related.map((each) => ({ message: each.message, ...place(each.span) })) }),
    ...(fix === undefined ? {} : { fixes: [fixOf(fix)] }),
  };
}

function fixOf({ title, span: [start, end], text, applicability = 'safe' }: NonNullable<Finding['fix']>): Fix {
  return { title, applicability, edits: [{ start, end, text }] };
}
