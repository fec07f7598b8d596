// The requests about a document: each gets its compiled text and the parameters, and answers in the protocol's words.
import {
  complete,
  definitionAt,
  hintsOf,
  hoverAt,
  referencesAt,
  renamableAt,
  renameAt,
  symbolsOf,
  tokensOf,
} from '@configurable-agents/compiler/editor';
import type { Snapshot } from '@configurable-agents/compiler/editor';
import { ErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type {
  CompletionItem,
  DocumentHighlight,
  DocumentSymbol,
  Hover,
  InlayHint,
  Location,
  Range,
  SemanticTokens,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { rangeAt, toCompletion, toEdit, toSymbol } from './convert.ts';
import type { OpenDocument } from './documents.ts';
import { fieldsOf, positionOf, rangeOf, textOf } from './params.ts';
import { encodeTokens } from './semantic-tokens.ts';

export type Asked = {
  readonly document: OpenDocument;
  readonly text: TextDocument;
  readonly snapshot: Snapshot;
  readonly params: { readonly [name: string]: unknown };
};

const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function offsetOf({ text, params }: Asked): number {
  return text.offsetAt(positionOf(params['position']));
}

export function completion(asked: Asked): readonly CompletionItem[] {
  const { text, snapshot, params } = asked;
  const offset = offsetOf(asked);
  // A blank opens a value; in prose it is a blank.
  const context = params['context'] === undefined ? {} : fieldsOf(params['context'], 'context');
  const isBlank =
    context['triggerCharacter'] === ' ' && !/[:\-,[{&|=<>(!?+*/%] $/.test(snapshot.source.text.slice(0, offset));
  return isBlank ? [] : complete(snapshot, offset).map((item, order) => toCompletion(text, item, order));
}

export function hover(asked: Asked): Hover | null {
  const found = hoverAt(asked.snapshot, offsetOf(asked));
  return found === undefined
    ? null
    : { contents: { kind: 'markdown', value: found.text }, range: rangeAt(asked.text, found.span) };
}

export function definition(asked: Asked): Location | null {
  const { text, snapshot } = asked;
  const found = definitionAt(snapshot, offsetOf(asked));
  if (found === undefined) return null;
  if (found.file === undefined) return { uri: text.uri, range: rangeAt(text, found.span) };
  return { uri: pathToFileURL(resolve(found.file)).href, range: START };
}

export function references(asked: Asked): readonly Location[] {
  const context = fieldsOf(asked.params['context'] ?? {}, 'context');
  return referencesAt(asked.snapshot, offsetOf(asked))
    .filter(({ role }) => role === 'use' || context['includeDeclaration'] !== false)
    .map(({ span }) => ({ uri: asked.text.uri, range: rangeAt(asked.text, span) }));
}

export function highlights(asked: Asked): readonly DocumentHighlight[] {
  return referencesAt(asked.snapshot, offsetOf(asked)).map(({ span, role }) => ({
    range: rangeAt(asked.text, span),
    kind: role === 'declaration' ? 3 : 2,
  }));
}

export function prepareRename(asked: Asked): { readonly range: Range; readonly placeholder: string } | null {
  const found = renamableAt(asked.snapshot, offsetOf(asked));
  return found === undefined ? null : { range: rangeAt(asked.text, found.span), placeholder: found.name };
}

export function rename(asked: Asked): WorkspaceEdit {
  const { text, snapshot, params } = asked;
  const renamed = renameAt(snapshot, offsetOf(asked), textOf(params, 'newName'));
  if ('refused' in renamed) throw new ResponseError(ErrorCodes.InvalidRequest, renamed.refused);
  return { changes: { [text.uri]: renamed.edits.map((edit) => toEdit(text, edit)) } };
}

export function symbols({ text, snapshot }: Asked): readonly DocumentSymbol[] {
  return symbolsOf(snapshot).map((symbol) => toSymbol(text, symbol));
}

export function semanticTokens({ text, snapshot }: Asked): SemanticTokens {
  return encodeTokens(text, tokensOf(snapshot));
}

export function inlayHints({ text, snapshot, params }: Asked): readonly InlayHint[] {
  const range = rangeOf(params['range']);
  const [start, end] = [text.offsetAt(range.start), text.offsetAt(range.end)];
  return hintsOf(snapshot)
    .filter(({ at }) => start <= at && at <= end)
    .map(({ at, label, tooltip }) => ({
      position: text.positionAt(at),
      label,
      paddingLeft: true,
      tooltip: { kind: 'markdown', value: tooltip },
    }));
}
