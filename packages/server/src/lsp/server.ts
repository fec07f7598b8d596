// The protocol shell: messages in, messages out. What is said about a text is the compiler's; here it is only asked for at the right
// time, and nothing that a client sends ends the process.
import {
  createConnection,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  LSPErrorCodes,
  MessageType,
  ProposedFeatures,
  ResponseError,
} from 'vscode-languageserver/node';
import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import type { Readable, Writable } from 'node:stream';
import type { Snapshot } from '@configurable-agents/compiler/editor';
import { CAPABILITIES } from './capabilities.ts';
import { allEdit, codeActions } from './code-actions.ts';
import { toDiagnostic } from './convert.ts';
import { Documents, snapshotOf } from './documents.ts';
import type { OpenDocument } from './documents.ts';
import * as features from './features.ts';
import type { Asked } from './features.ts';
import { Pages } from './pages.ts';
import { changesOf, fieldsOf, textOf, uriOf, versionOf } from './params.ts';
import { Project } from './project.ts';
import type { LspOptions } from './project.ts';
import { Validation } from './validation.ts';

type Streams = { readonly input: Readable; readonly output: Writable; readonly version: string };

/** Serves one editor until it says `exit` or goes away. */
export function serveEditor(options: LspOptions, { input, output, version }: Streams): void {
  const connection = createConnection(ProposedFeatures.all, input, output);
  const server = new Server(connection, options);
  server.listen(version);
}

/** Before `initialize` and after `shutdown` nothing else is answered. */
type Stage = 'new' | 'open' | 'closed';

class Server {
  readonly #connection: Connection;
  readonly #documents = new Documents();
  readonly #pages = new Pages();
  readonly #project: Project;
  readonly #validation: Validation;
  #stage: Stage = 'new';
  #isLazy = false;
  #isWatching = false;

  constructor(connection: Connection, options: LspOptions) {
    this.#connection = connection;
    const warn = (message: string): void => this.#notify('window/showMessage', { type: MessageType.Warning, message });
    this.#project = new Project(options, { documents: this.#documents, warn });
    this.#validation = new Validation({
      documents: this.#documents,
      project: this.#project,
      publish: (document, snapshot) => this.#publish(document, snapshot),
      fail: (error) => this.#log(error),
    });
  }

  listen(version: string): void {
    const connection = this.#connection;
    connection.onInitialize((params) => {
      if (this.#stage !== 'new')
        return new ResponseError(ErrorCodes.InvalidRequest, 'the server is initialized already');
      this.#stage = 'open';
      const { resolveSupport } = params.capabilities?.textDocument?.codeAction ?? {};
      this.#isLazy = resolveSupport?.properties?.includes('edit') === true;
      this.#isWatching = params.capabilities?.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
      return { capabilities: CAPABILITIES, serverInfo: { name: 'configurable-agents', version } };
    });
    connection.onInitialized(() => this.#watch());
    connection.onShutdown(() => void (this.#stage = 'closed'));
    process.once('exit', () => this.#pages.remove());
    this.#listenToDocuments();
    this.#answer('textDocument/completion', features.completion);
    this.#answer('textDocument/hover', features.hover);
    this.#answer('textDocument/definition', features.definition);
    this.#answer('textDocument/references', features.references);
    this.#answer('textDocument/documentHighlight', features.highlights);
    this.#answer('textDocument/prepareRename', features.prepareRename);
    this.#answer('textDocument/rename', features.rename);
    this.#answer('textDocument/documentSymbol', features.symbols);
    this.#answer('textDocument/semanticTokens/full', features.semanticTokens);
    this.#answer('textDocument/inlayHint', features.inlayHints);
    this.#answer('textDocument/codeAction', (asked) =>
      codeActions(asked, { pages: this.#pages, isLazy: this.#isLazy }),
    );
    this.#request('codeAction/resolve', async (params, token) => await this.#resolve(params, token));
    connection.listen();
  }

  #listenToDocuments(): void {
    this.#hear('textDocument/didOpen', (params) => {
      const opened = fieldsOf(params['textDocument'], 'textDocument');
      const [uri, text] = [textOf(opened, 'uri'), textOf(opened, 'text')];
      const language = typeof opened['languageId'] === 'string' ? opened['languageId'] : 'yaml';
      this.#validation.request(this.#documents.open({ uri, language, version: versionOf(opened), text }));
    });
    this.#hear('textDocument/didChange', (params) => {
      const version = versionOf(fieldsOf(params['textDocument'], 'textDocument'));
      const document = this.#documents.change(uriOf(params), changesOf(params), version);
      if (document === undefined) return;
      this.#validation.request(document);
      this.#validation.requestOthers(document);
    });
    this.#hear('textDocument/didClose', (params) => {
      const uri = uriOf(params);
      this.#validation.forget(uri);
      if (this.#documents.get(uri) === undefined) return;
      this.#documents.close(uri);
      this.#send(uri, { diagnostics: [] });
    });
    // A configuration, or a workflow that others name, may have been saved: what was known of them is asked for again.
    for (const method of [
      'textDocument/didSave',
      'workspace/didChangeWatchedFiles',
      'workspace/didChangeConfiguration',
    ])
      this.#hear(method, () => this.#validation.requestAll());
  }

  /** Asks to be told of files that change outside of the editor: configurations, and workflows that others name. */
  #watch(): void {
    if (!this.#isWatching) return;
    const watchers = [{ globPattern: '**/*.{yaml,yml}' }];
    this.#connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers })
      .catch((error: unknown) => this.#log(error));
  }

  /** A notification that makes no sense is logged and forgotten: nobody waits for an answer. */
  #hear(method: string, take: (params: { readonly [name: string]: unknown }) => void): void {
    this.#connection.onNotification(method, (...args: readonly unknown[]) => {
      if (this.#stage !== 'open') return;
      try {
        take(fieldsOf(args[0], 'params'));
      } catch (error) {
        this.#log(error);
      }
    });
  }

  #request(method: string, answer: (params: unknown, token: CancellationToken) => Promise<unknown>): void {
    this.#connection.onRequest(method, async (...args: readonly unknown[]) => {
      if (this.#stage === 'new') throw new ResponseError(ErrorCodes.ServerNotInitialized, 'send `initialize` first');
      if (this.#stage === 'closed') throw new ResponseError(ErrorCodes.InvalidRequest, 'the server has shut down');
      // The token is always the last argument.
      return await answer(args[0], args.at(-1) as CancellationToken);
    });
  }

  /** A request about a document: of one that is not open, or no workflow, nothing is known. */
  #answer(method: string, feature: (asked: Asked) => unknown): void {
    this.#request(method, async (given, token) => {
      const params = fieldsOf(given, 'params');
      const document = this.#documents.get(uriOf(params));
      if (document === undefined || !document.isWorkflow) return null;
      return feature({ ...(await this.#compiled(document, token)), params });
    });
  }

  async #compiled(document: OpenDocument, token: CancellationToken): Promise<Omit<Asked, 'params'>> {
    const { text } = document;
    const { version } = text;
    const options = await this.#project.optionsFor(document.path);
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    if (text.version !== version) throw new ResponseError(LSPErrorCodes.ContentModified, 'the text has changed');
    return { document, text, snapshot: snapshotOf(document, options) };
  }

  async #resolve(params: unknown, token: CancellationToken): Promise<unknown> {
    const action = fieldsOf(params, 'params');
    if (action['data'] === undefined) return action;
    const document = this.#documents.get(textOf(fieldsOf(action['data'], 'data'), 'uri'));
    return document === undefined ? action : { ...action, edit: allEdit(await this.#compiled(document, token)) };
  }

  #publish({ uri, text }: OpenDocument, snapshot: Snapshot | undefined): void {
    const { version } = text;
    if (snapshot === undefined) {
      this.#send(uri, { version, diagnostics: [] });
      return;
    }
    const place = { text, source: snapshot.source, pageOf: this.#pages.of };
    this.#send(uri, { version, diagnostics: snapshot.result.diagnostics.map((each) => toDiagnostic(each, place)) });
  }

  #send(uri: string, what: { readonly version?: number; readonly diagnostics: readonly unknown[] }): void {
    this.#notify('textDocument/publishDiagnostics', { uri, ...what });
  }

  #notify(method: string, params: object): void {
    this.#connection.sendNotification(method, params).catch((error: unknown) => this.#log(error));
  }

  /** To the editor's log: standard output belongs to the protocol. */
  #log(error: unknown): void {
    this.#connection.console.error(error instanceof Error ? error.message : String(error));
  }
}
