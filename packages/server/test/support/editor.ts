// An editor: the real command in a process of its own, spoken to as editors do.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { MessageConnection } from 'vscode-jsonrpc/node';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { start } from './cli.ts';

export type Position = { readonly line: number; readonly character: number };
export type Range = { readonly start: Position; readonly end: Position };
export type Shown = {
  readonly range: Range;
  readonly severity: number;
  readonly code: string;
  readonly message: string;
  readonly codeDescription?: { readonly href: string };
  readonly relatedInformation?: readonly { readonly message: string }[];
};
export type Published = { readonly uri: string; readonly version?: number; readonly diagnostics: readonly Shown[] };

type Options = {
  readonly cwd: string;
  readonly args?: readonly string[];
  /** The whole command line, in the place of `lsp --stdio`. */ readonly command?: readonly string[];
  readonly capabilities?: object;
};

const open = new Set<Editor>();

export class Editor {
  readonly child: ChildProcessWithoutNullStreams;
  readonly connection: MessageConnection;
  readonly published: Published[] = [];
  readonly #texts = new Map<string, TextDocument>();
  #wake: (() => void)[] = [];
  said = '';

  constructor({ cwd, args = [], command = ['lsp', '--stdio', ...args] }: Options) {
    this.child = start(command, { cwd });
    this.child.stderr.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    this.connection = createMessageConnection(
      new StreamMessageReader(this.child.stdout),
      new StreamMessageWriter(this.child.stdin),
    );
    this.connection.onNotification('textDocument/publishDiagnostics', (params: Published) => {
      this.published.push(params);
      for (const wake of this.#wake.splice(0)) wake();
    });
    this.child.once('exit', () => {
      for (const wake of this.#wake.splice(0)) wake();
    });
    this.connection.listen();
    open.add(this);
  }

  async ask<T>(method: string, params: unknown): Promise<T> {
    return await this.connection.sendRequest<T>(method, params);
  }

  async tell(method: string, params: unknown): Promise<void> {
    await this.connection.sendNotification(method, params);
  }

  async open(uri: string, text: string, language = 'configurable-agents'): Promise<Published> {
    this.#texts.set(uri, TextDocument.create(uri, language, 1, text));
    await this.tell('textDocument/didOpen', { textDocument: { uri, languageId: language, version: 1, text } });
    return await this.shown(uri);
  }

  textOf(uri: string): string {
    return this.#document(uri).getText();
  }

  at(uri: string, offset: number): Position {
    return this.#document(uri).positionAt(offset);
  }

  offset(uri: string, position: Position): number {
    return this.#document(uri).offsetAt(position);
  }

  /** Types over a stretch of the text, without waiting for an answer. */
  async type(
    uri: string,
    { start: from, end, text }: { readonly start: number; readonly end: number; readonly text: string },
  ): Promise<void> {
    const document = this.#document(uri);
    const change = { range: { start: document.positionAt(from), end: document.positionAt(end) }, text };
    const version = document.version + 1;
    TextDocument.update(document, [change], version);
    await this.tell('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [change] });
  }

  /** Replaces a text that stands once. */
  async replace(uri: string, from: string, to: string): Promise<Published> {
    const at = this.textOf(uri).indexOf(from);
    assert.ok(at >= 0 && this.textOf(uri).indexOf(from, at + 1) < 0, `\`${from}\` stands once`);
    await this.type(uri, { start: at, end: at + from.length, text: to });
    return await this.shown(uri);
  }

  /** Takes edits of the server into the text. */
  async apply(uri: string, edits: readonly { readonly range: Range; readonly newText: string }[]): Promise<Published> {
    const document = this.#document(uri);
    const text = TextDocument.applyEdits(document, [...edits] as Parameters<typeof TextDocument.applyEdits>[1]);
    await this.type(uri, { start: 0, end: document.getText().length, text });
    return await this.shown(uri);
  }

  /** What is shown of the text as it is now. */
  async shown(uri: string): Promise<Published> {
    const { version } = this.#document(uri);
    const find = (): Published | undefined =>
      this.published.findLast((each) => each.uri === uri && each.version === version);
    await this.until(() => find() !== undefined);
    return find() as Published;
  }

  /** Waits until something is shown that a test takes. */
  async until(test: () => boolean): Promise<void> {
    while (!test()) {
      assert.equal(this.child.exitCode, null, `the server is gone: ${this.said}`);
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }

  #document(uri: string): TextDocument {
    const document = this.#texts.get(uri);
    assert.ok(document, `${uri} is open`);
    return document;
  }
}

/** An editor that has been greeted. */
export async function openEditor(options: Options): Promise<Editor> {
  const editor = new Editor(options);
  await editor.ask('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(options.cwd).href,
    capabilities: options.capabilities ?? {},
  });
  await editor.tell('initialized', {});
  return editor;
}

/** `shutdown` and `exit`; gives the status that the process ended with. */
export async function closeEditor(editor: Editor): Promise<number | null> {
  open.delete(editor);
  const closed = once(editor.child, 'close');
  await editor.ask('shutdown', undefined);
  await editor.tell('exit', undefined);
  await closed;
  editor.connection.dispose();
  return editor.child.exitCode;
}

/** Call it in `afterEach`: what a test has left open is ended. */
export async function stopEditors(): Promise<void> {
  for (const { child, connection } of open) {
    connection.dispose();
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const closed = once(child, 'close');
    child.kill('SIGKILL');
    await closed;
  }
  open.clear();
}
