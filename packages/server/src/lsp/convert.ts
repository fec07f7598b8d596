// From what the compiler's editor functions say, in offsets, to what the protocol says, in lines and characters.
import { CompletionItemKind, DiagnosticSeverity, SymbolKind } from 'vscode-languageserver/node';
import type { CompletionItem, Diagnostic, DocumentSymbol, Range, TextEdit } from 'vscode-languageserver/node';
import type {
  CompletionItem as Completion,
  DocumentSymbol as Symbol,
  ItemKind,
  Snapshot,
  TextEdit as Edit,
} from '@configurable-agents/compiler/editor';
import type { Diagnostic as Finding, Related } from '@configurable-agents/compiler';
import type { TextDocument } from 'vscode-languageserver-textdocument';

export const SOURCE = 'configurable-agents';

export function rangeAt(text: TextDocument, [start, end]: readonly [number, number]): Range {
  return { start: text.positionAt(start), end: text.positionAt(end) };
}

export type Place = {
  readonly text: TextDocument;
  readonly source: Snapshot['source'];
};

/** By offset, since the protocol ends lines at a lone carriage return too. */
export function placeOf(
  { line, column, end_line: endLine, end_column: endColumn }: Omit<Related, 'message' | 'file'>,
  { text, source }: Place,
): Range {
  return rangeAt(text, [source.startOf(line) + column - 1, source.startOf(endLine) + endColumn - 1]);
}

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const;

/** `pageOf` gives the address of a code's page. */
export function toDiagnostic(
  finding: Finding,
  { pageOf, ...place }: Place & { readonly pageOf: (code: Finding['code']) => string | undefined },
): Diagnostic {
  const { code, severity, message, help, related = [] } = finding;
  const href = pageOf(code);
  return {
    range: placeOf(finding, place),
    severity: SEVERITIES[severity],
    code,
    source: SOURCE,
    message: help === undefined ? message : `${message}\n${help}`,
    ...(href === undefined ? {} : { codeDescription: { href } }),
    ...(related.length === 0
      ? {}
      : {
          relatedInformation: related.map((each) => ({
            location: { uri: place.text.uri, range: placeOf(each, place) },
            message: each.message,
          })),
        }),
  };
}

export function toEdit(text: TextDocument, { start, end, text: newText }: Edit): TextEdit {
  return { range: rangeAt(text, [start, end]), newText };
}

const ITEM_KINDS: { readonly [K in ItemKind]: CompletionItemKind } = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  node: CompletionItemKind.Class,
  field: CompletionItemKind.Variable,
  name: CompletionItemKind.Variable,
  property: CompletionItemKind.Field,
  function: CompletionItemKind.Function,
  keyword: CompletionItemKind.Keyword,
  action: CompletionItemKind.Module,
  provider: CompletionItemKind.Module,
  model: CompletionItemKind.Value,
  trigger: CompletionItemKind.Event,
  event: CompletionItemKind.Event,
  schema: CompletionItemKind.Struct,
};

/** `order` keeps the items as they were given. */
export function toCompletion(text: TextDocument, item: Completion, order: number): CompletionItem {
  const { label, kind, detail, documentation, span, text: newText } = item;
  return {
    label,
    kind: ITEM_KINDS[kind],
    sortText: String(order).padStart(4, '0'),
    textEdit: { range: rangeAt(text, span), newText },
    ...(detail === undefined ? {} : { detail }),
    ...(documentation === undefined ? {} : { documentation: { kind: 'markdown', value: documentation } }),
  };
}

const SYMBOL_KINDS: { readonly [K in Symbol['kind']]: SymbolKind } = {
  section: SymbolKind.Namespace,
  field: SymbolKind.Variable,
  node: SymbolKind.Class,
  trigger: SymbolKind.Event,
  model: SymbolKind.Constant,
  schema: SymbolKind.Struct,
  edge: SymbolKind.Operator,
  test: SymbolKind.Method,
};

export function toSymbol(text: TextDocument, { name, kind, detail, span, nameSpan, children }: Symbol): DocumentSymbol {
  return {
    name,
    kind: SYMBOL_KINDS[kind],
    ...(detail === undefined ? {} : { detail }),
    range: rangeAt(text, span),
    selectionRange: rangeAt(text, nameSpan),
    children: children.map((child) => toSymbol(text, child)),
  };
}
