// The documents that the editor has open, each with what the compiler says of its text.
import { fileURLToPath } from 'node:url';
import { isAbsolute, relative } from 'node:path';
import { openSnapshot } from '@configurable-agents/compiler/editor';
import type { EditorOptions, Snapshot } from '@configurable-agents/compiler/editor';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isWorkflowText } from '../cli/validate/files.ts';
import type { Change } from './params.ts';

export type OpenDocument = {
  readonly uri: string;
  /** Undefined for a text that is in no file. */
  readonly path: string | undefined;
  /** The file's name as findings show it: from the working directory, as on the command line. */
  readonly file: string;
  readonly text: TextDocument;
  /** Whether it is a workflow: other YAML is none of the server's business. Once it was one, it stays one. */
  isWorkflow: boolean;
  /** How long the last compile took. */
  costMs: number;
  /** The tree of the last text that was right as YAML. */
  before?: Pick<Snapshot, 'known'>;
  snapshot?: { readonly version: number; readonly options: EditorOptions; readonly of: Snapshot };
};

/** What an editor may call the language of a file that is a workflow whatever is in it. */
const OWN_LANGUAGES: ReadonlySet<string> = new Set(['configurable-agents', 'workflow']);

export class Documents {
  readonly #open = new Map<string, OpenDocument>();

  get(uri: string): OpenDocument | undefined {
    return this.#open.get(uri);
  }

  all(): readonly OpenDocument[] {
    return [...this.#open.values()];
  }

  /** The text of a file as the editor has it. */
  textOf(file: string): string | undefined {
    return this.all()
      .find((document) => document.file === file)
      ?.text.getText();
  }

  open({
    uri,
    language,
    version,
    text,
  }: {
    readonly uri: string;
    readonly language: string;
    readonly version: number;
    readonly text: string;
  }): OpenDocument {
    const path = pathOf(uri);
    const document: OpenDocument = {
      uri,
      path,
      file: path === undefined ? uri : shown(path),
      text: TextDocument.create(uri, language, version, text),
      isWorkflow: OWN_LANGUAGES.has(language) || isWorkflowText(text),
      costMs: 0,
    };
    this.#open.set(uri, document);
    return document;
  }

  change(uri: string, changes: readonly Change[], version: number): OpenDocument | undefined {
    const document = this.#open.get(uri);
    if (document === undefined) return undefined;
    TextDocument.update(document.text, [...changes], version);
    document.isWorkflow ||= isWorkflowText(document.text.getText());
    return document;
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }
}

/** What the compiler makes of the text as it is now. Made once for each version. */
export function snapshotOf(document: OpenDocument, options: EditorOptions): Snapshot {
  const { text, snapshot } = document;
  if (snapshot?.version === text.version && snapshot.options === options) return snapshot.of;
  const start = performance.now();
  const of = openSnapshot(text.getText(), { ...options, file: document.file, now: Date.now() }, document.before);
  document.costMs = performance.now() - start;
  document.snapshot = { version: text.version, options, of };
  // Of a text that is broken for a moment nothing can be used; the one before it can be, once it is whole again.
  if (of.known !== undefined) document.before = { known: of.known };
  return of;
}

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

function shown(path: string): string {
  const near = relative(process.cwd(), path);
  return near === '' || near.startsWith('..') || isAbsolute(near) ? path : near;
}
