// Quick fixes, and everything that is safe at once. The latter takes some compiles, so it is worked out when it is chosen.
import { actionsAt, fixAll } from '@configurable-agents/compiler/editor';
import type { Snapshot } from '@configurable-agents/compiler/editor';
import { CodeActionKind } from 'vscode-languageserver/node';
import type { CodeAction, WorkspaceEdit } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { toDiagnostic, toEdit } from './convert.ts';
import type { Asked } from './features.ts';
import type { Pages } from './pages.ts';
import { fieldsOf, rangeOf } from './params.ts';

type Means = {
  readonly pages: Pages;
  /** Whether the editor asks for an action's edit when it is chosen. */
  readonly isLazy: boolean;
};

export function codeActions({ text, snapshot, params }: Asked, { pages, isLazy }: Means): readonly CodeAction[] {
  const range = rangeOf(params['range']);
  const span = [text.offsetAt(range.start), text.offsetAt(range.end)] as const;
  const { only } = params['context'] === undefined ? {} : fieldsOf(params['context'], 'context');
  const place = { text, source: snapshot.source, pageOf: pages.of };
  const fixes = isWanted(CodeActionKind.QuickFix, only) ? actionsAt(snapshot, span) : [];
  return [
    ...fixes.map(({ title, diagnostic, applicability, edits }) => ({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(diagnostic, place)],
      ...(applicability === 'safe' ? { isPreferred: true } : {}),
      edit: { changes: { [text.uri]: edits.map((edit) => toEdit(text, edit)) } },
    })),
    ...(isWanted(CodeActionKind.SourceFixAll, only) && hasSafe(snapshot)
      ? [allAction({ text, snapshot, isLazy })]
      : []),
  ];
}

/** A kind stands for those below it; without a wish everything is wanted. */
function isWanted(kind: string, only: unknown): boolean {
  return !Array.isArray(only) || only.some((each) => kind === each || kind.startsWith(`${String(each)}.`));
}

function hasSafe({ result }: Snapshot): boolean {
  return result.diagnostics.some(({ fixes = [] }) => fixes.some(({ applicability }) => applicability === 'safe'));
}

type All = { readonly text: TextDocument; readonly snapshot: Snapshot; readonly isLazy: boolean };

function allAction({ text, snapshot, isLazy }: All): CodeAction {
  return {
    title: 'Fix everything that can be fixed safely',
    kind: CodeActionKind.SourceFixAll,
    ...(isLazy ? { data: { uri: text.uri } } : { edit: allEdit({ text, snapshot }) }),
  };
}

/** What `validate --fix` would make of the text. */
export function allEdit({ text, snapshot }: Pick<All, 'text' | 'snapshot'>): WorkspaceEdit {
  const edit = fixAll(snapshot);
  return { changes: { [text.uri]: edit === undefined ? [] : [toEdit(text, edit)] } };
}
