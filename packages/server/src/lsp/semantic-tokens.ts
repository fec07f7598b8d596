import type { SemanticToken, TokenKind } from '@configurable-agents/compiler/editor';
import type { TextDocument } from 'vscode-languageserver-textdocument';

/** The protocol's words for the kinds, in the order of their numbers. */
const LEGEND: readonly (readonly [kind: TokenKind, type: string])[] = [
  ['number', 'number'],
  ['string', 'string'],
  ['keyword', 'keyword'],
  ['operator', 'operator'],
  ['node', 'class'],
  ['variable', 'variable'],
  ['parameter', 'parameter'],
  ['property', 'property'],
  ['function', 'function'],
];

export const TOKEN_TYPES: readonly string[] = LEGEND.map(([, type]) => type);

/** Five numbers for each token: lines and characters after the one before, length, type, no modifiers. */
export function encodeTokens(text: TextDocument, tokens: readonly SemanticToken[]): { readonly data: number[] } {
  const data: number[] = [];
  let [line, character] = [0, 0];
  for (const { kind, span } of tokens) {
    const at = text.positionAt(span[0]);
    data.push(at.line - line, at.line === line ? at.character - character : at.character, span[1] - span[0]);
    data.push(
      LEGEND.findIndex(([each]) => each === kind),
      0,
    );
    ({ line, character } = at);
  }
  return { data };
}
