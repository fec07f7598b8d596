// What may be done about the findings of a document: their fixes, one by one or all that are safe.
import { compile } from '../compile.ts';
import type { Diagnostic, Fix } from '../diagnostic.ts';
import { repair } from '../fix/repair.ts';
import type { Span } from '../source.ts';
import { changeOf } from '../text-edit.ts';
import type { TextEdit } from '../text-edit.ts';
import type { Snapshot } from './snapshot.ts';

export type CodeAction = {
  readonly title: string;
  readonly diagnostic: Diagnostic;
  readonly applicability: Fix['applicability'];
  readonly edits: readonly TextEdit[];
};

/** The fixes of the findings that touch a span. */
export function actionsAt({ result, source }: Snapshot, [start, end]: Span): readonly CodeAction[] {
  const isTouched = (finding: Diagnostic): boolean => {
    const from = source.startOf(finding.line) + finding.column - 1;
    const to = source.startOf(finding.end_line) + finding.end_column - 1;
    return from <= end && start <= to;
  };
  return result.diagnostics
    .filter((finding) => finding.file === source.file && isTouched(finding))
    .flatMap((diagnostic) =>
      (diagnostic.fixes ?? []).map(({ title, applicability, edits }) => ({ title, diagnostic, applicability, edits })),
    );
}

/** What `validate --fix` does, as one edit; undefined where nothing is to be repaired. */
export function fixAll({ source, options }: Snapshot): TextEdit | undefined {
  const check = (text: string): readonly Diagnostic[] => compile(text, options).diagnostics;
  const { text } = repair(source.text, { check, file: source.file });
  if (text === source.text) return undefined;
  const {
    span: [start, end],
    by,
  } = changeOf(source.text, text);
  return { start, end, text: text.slice(start, end + by) };
}
