// What an editor asks about a text and a place in it. Pure functions over plain offsets; apart from the compiler, which needs none of
// it.
export { openSnapshot } from './snapshot.ts';
export type { EditorOptions, Snapshot } from './snapshot.ts';
export { complete } from './complete.ts';
export type { CompletionItem, ItemKind } from './complete.ts';
export { hoverAt } from './hover.ts';
export type { Hover } from './hover.ts';
export { definitionAt, referencesAt, renamableAt, renameAt } from './navigate.ts';
export type { Renaming, Target } from './navigate.ts';
export type { TextEdit } from '../text-edit.ts';
export type { NameKind, Occurrence } from './occurrences.ts';
export { symbolsOf } from './symbols.ts';
export type { DocumentSymbol } from './symbols.ts';
export { tokensOf } from './tokens.ts';
export type { SemanticToken, TokenKind } from './tokens.ts';
export { actionsAt, fixAll } from './actions.ts';
export type { CodeAction } from './actions.ts';
export { hintsOf } from './hints.ts';
export type { InlayHint } from './hints.ts';
