// What is said where a value is read that may not be there.
import type { Expression, Span as LocalSpan } from '@configurable-agents/core/expression';
import type { Reporter } from '../diagnostic.ts';
import type { Absence, Scope } from '../resolve/scope.ts';
import type { Span } from '../source.ts';
import { AGAIN, unguardedReads } from './guard.ts';
import { missingReads } from './missing.ts';

export type Reading = {
  readonly place: {
    readonly scope: Scope;
    readonly reporter: Reporter;
    readonly sure?: ReadonlySet<string>;
    /** Paths of parts that a condition has asked for. */
    readonly present?: ReadonlySet<string>;
  };
  readonly spanOf: (at: LocalSpan) => Span;
  readonly isPlaceholder: boolean;
};

/** A placeholder of what is not there is `null`, in text; an expression fails. */
export function reportAbsent(tree: Expression, { place, spanOf, isPlaceholder }: Reading): void {
  const { scope, reporter, sure = new Set<string>() } = place;
  const isPerhaps = (name: string, known: ReadonlySet<string>): boolean => {
    const absence = sure.has(name) ? undefined : scope.absence(name);
    if (absence === undefined) return false;
    // In text `null` is what a loop's first iteration and the end of a run are expected to have.
    if (absence.kind === 'loop') return !isPlaceholder && !known.has(AGAIN) && !sure.has(AGAIN);
    return absence.kind !== 'end' || !isPlaceholder;
  };
  for (const { name, at } of unguardedReads(tree, isPerhaps)) {
    const { kind, why } = scope.absence(name) as Absence;
    reporter.report({
      code: 'W411',
      severity: isPlaceholder && kind !== 'routes' ? 'warning' : 'error',
      span: spanOf(at),
      message: `\`${name}\` ${why}, and ${isPlaceholder ? 'then this is the text `null`' : 'then this fails'}`,
      help: absenceHelp(name, { kind, isPlaceholder }),
    });
  }
  reportMissing(tree, { place, spanOf, isPlaceholder });
}

/** The same of parts: what not every event has. */
function reportMissing(tree: Expression, { place, spanOf, isPlaceholder }: Reading): void {
  const { scope, reporter, present: sure } = place;
  const { partsOf } = scope;
  if (partsOf === undefined) return;
  for (const { path, at } of missingReads(tree, { schemaOf: partsOf, sure })) {
    // An item in brackets is asked for by its key: `has` takes names only.
    const [, before = path, key] = /^(.*)\[("(?:[^"\\]|\\.)*")\]$/.exec(path) ?? [];
    const test = key === undefined ? `has(${path})` : `${key} in ${before}`;
    reporter.report({
      code: 'W411',
      severity: isPlaceholder ? 'warning' : 'error',
      span: spanOf(at),
      message: `\`${path}\` is not always there, and ${isPlaceholder ? 'then this is the text `null`' : 'then this fails'}`,
      help: isPlaceholder
        ? `say what stands there instead: \`\${{ ${test} ? … : '…' }}\``
        : `ask for it first: \`${test} && …\``,
    });
  }
}

function absenceHelp(
  name: string,
  { kind, isPlaceholder }: { readonly kind: Absence['kind']; readonly isPlaceholder: boolean },
): string {
  const test = isPlaceholder
    ? `say what stands there instead: \`\${{ ${name} != null ? ${name} : '…' }}\``
    : `test it first: \`${name} != null && …\``;
  if (kind === 'skipped') return `${test}, or give this node the same \`when\``;
  if (kind === 'loop') return `${test}, or \`loop.index > 1 && …\``;
  return kind === 'routes' ? `${test}, or give it a value on the other ways too` : test;
}
