// What a client does that no editor should: the server answers with an error, or not at all, and lives on.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { compile } from '@configurable-agents/compiler';
import { lsp } from '../../src/cli/commands/lsp.ts';
import { ownManifests } from '../../src/config/plugins.ts';
import { run } from '../support/cli.ts';
import { closeEditor, Editor, openEditor, stopEditors } from '../support/editor.ts';

const FLOW = `state:
  type: object
  properties:
    topic: { type: string }
nodes:
  - name: draft
    llm: { provider: echo, model: any }
    prompt: |
      Write about {topic}
  - name: send
    when: size(topic) > 2
    uses: http
    with: { method: GET, url: "https://example.org/{draft}" }
edges:
  - { from: draft, to: send }
`;
const POSITION = { line: 8, character: 20 };
const METHODS =
  'completion hover definition references documentHighlight prepareRename rename documentSymbol semanticTokens/full inlayHint codeAction'
    .split(' ')
    .map((name) => `textDocument/${name}`);

/** A message as it goes over the wire. */
function frame(message: object): string {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

describe('the language server', function () {
  this.timeout(60_000);
  let cwd = '';
  let uri = '';

  beforeEach(() => {
    cwd = realpathSync(mkdtempSync(join(tmpdir(), 'configurable-agents-lsp-')));
    uri = pathToFileURL(join(cwd, 'flow.yaml')).href;
  });
  afterEach(async () => {
    await stopEditors();
    rmSync(cwd, { recursive: true });
  });

  it('says what it can do, in UTF-16', async () => {
    const editor = new Editor({ cwd });
    const { capabilities, serverInfo } = await editor.ask<{
      readonly capabilities: {
        readonly positionEncoding: string;
        readonly textDocumentSync: { readonly change: number };
      };
      readonly serverInfo: { readonly name: string };
    }>('initialize', { processId: null, rootUri: null, capabilities: {} });
    assert.equal(capabilities.positionEncoding, 'utf-16');
    assert.equal(capabilities.textDocumentSync.change, 2);
    assert.equal(serverInfo.name, 'configurable-agents');
  });

  it('answers nothing before `initialize` and after `shutdown`, and ends without a shutdown with 1', async () => {
    const editor = new Editor({ cwd });
    await editor.tell('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text: FLOW } });
    await assert.rejects(editor.ask('textDocument/hover', { textDocument: { uri }, position: POSITION }), {
      code: -32_002,
    });
    await editor.ask('initialize', { processId: null, rootUri: null, capabilities: {} });
    await assert.rejects(editor.ask('initialize', { processId: null, rootUri: null, capabilities: {} }), {
      code: -32_600,
    });
    assert.equal(await editor.ask('textDocument/hover', { textDocument: { uri }, position: POSITION }), null);
    const other = await openEditor({ cwd });
    await other.ask('shutdown', undefined);
    await assert.rejects(other.ask('textDocument/hover', { textDocument: { uri }, position: POSITION }), {
      code: -32_600,
    });
    const ended = once(editor.child, 'exit');
    await editor.tell('exit', undefined);
    assert.deepEqual(await ended, [1, null]);
  });

  it('ignores notifications and refuses requests that it does not know', async () => {
    const editor = await openEditor({ cwd });
    await editor.tell('$/setTrace', { value: 'off' });
    await editor.tell('workspace/unheardOf', { a: 1 });
    await assert.rejects(editor.ask('textDocument/unheardOf', {}), { code: -32_601 });
    assert.deepEqual((await editor.open(uri, FLOW)).diagnostics, []);
  });

  it('refuses invalid parameters by their code', async () => {
    const editor = await openEditor({ cwd });
    await editor.open(uri, FLOW);
    const bad: readonly unknown[] = [
      {},
      { textDocument: 1 },
      { textDocument: { uri: 7 } },
      { textDocument: null, position: [] },
    ];
    for (const method of METHODS)
      for (const params of bad) await assert.rejects(editor.ask(method, params), { code: -32_602 }, method);
    const places: readonly unknown[] = [
      undefined,
      { line: -1, character: 0 },
      { line: 'a', character: 0 },
      { line: 0.5, character: 1 },
      null,
    ];
    for (const position of places)
      await assert.rejects(editor.ask('textDocument/hover', { textDocument: { uri }, position }), { code: -32_602 });
    await assert.rejects(editor.ask('textDocument/rename', { textDocument: { uri }, position: POSITION }), {
      code: -32_602,
    });
    await editor.ask('codeAction/resolve', { title: 'no data' });
  });

  it('forgets notifications that make no sense', async () => {
    const editor = await openEditor({ cwd });
    await editor.open(uri, FLOW);
    for (const method of ['textDocument/didOpen', 'textDocument/didChange', 'workspace/didChangeWatchedFiles'])
      for (const params of [
        undefined,
        [],
        { textDocument: { uri: 7 } },
        { textDocument: { uri, version: 'x' }, contentChanges: 3 },
      ])
        await editor.tell(method, params);
    const change = (contentChanges: unknown): Promise<void> =>
      editor.tell('textDocument/didChange', { textDocument: { uri, version: 9 }, contentChanges });
    await change([{ text: 5 }]);
    await change([{ text: 'x', range: { start: { line: -5, character: 0 }, end: { line: 1, character: 1 } } }]);
    await editor.tell('textDocument/didChange', {
      textDocument: { uri: `${uri}.other`, version: 2 },
      contentChanges: [],
    });
    const symbols = await editor.ask<readonly unknown[]>('textDocument/documentSymbol', { textDocument: { uri } });
    assert.equal(symbols.length, 3, 'the text is as it was');
  });

  it('knows nothing of a file that is not open, and of one that has gone', async () => {
    const editor = await openEditor({ cwd });
    await editor.open(uri, FLOW);
    await editor.tell('textDocument/didClose', { textDocument: { uri } });
    for (const method of METHODS)
      assert.equal(await editor.ask(method, { textDocument: { uri }, position: POSITION, newName: 'x' }), null, method);
    const lost = pathToFileURL(join(cwd, 'no', 'such', 'folder', 'flow.yaml')).href;
    assert.deepEqual((await editor.open(lost, FLOW)).diagnostics, []);
    assert.deepEqual((await editor.open('untitled:Untitled-1', FLOW)).diagnostics, []);
  });

  it('gives up what was cancelled before its turn', async () => {
    const editor = await openEditor({ cwd });
    await editor.open(uri, FLOW);
    const { promise, resolve } = Promise.withResolvers<string>();
    let out = '';
    editor.child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (/"id":"late"[^]*\}$/.test(out)) resolve(out);
    });
    const params = { textDocument: { uri }, position: POSITION };
    // In one piece, so that the second message is there when the first one has its turn.
    const request = frame({ id: 'late', method: 'textDocument/completion', params });
    editor.child.stdin.write(request + frame({ method: '$/cancelRequest', params: { id: 'late' } }));
    assert.match(await promise, /"code":-32800/);
    await editor.tell('$/cancelRequest', { id: 4711 });
    assert.ok(await editor.ask('textDocument/hover', params));
  });

  it('answers requests in whatever order they are waited for', async () => {
    const editor = await openEditor({ cwd });
    await editor.open(uri, FLOW);
    const params = { textDocument: { uri }, position: POSITION, newName: 'other', context: { diagnostics: [] } };
    const range = { start: POSITION, end: POSITION };
    const answers = await Promise.allSettled(
      METHODS.map((method) => editor.ask(method, { ...params, range })).toReversed(),
    );
    assert.deepEqual(
      answers.filter(({ status }) => status === 'rejected'),
      [],
    );
  });

  it('survives what is no message', async () => {
    const editor = await openEditor({ cwd });
    editor.child.stdin.write('Content-Length: 9\r\n\r\nnot json!');
    editor.child.stdin.write(frame({ id: 1, method: 5 }));
    editor.child.stdin.write(frame({ what: 'is this' }));
    assert.deepEqual((await editor.open(uri, FLOW)).diagnostics, []);
  });

  it('publishes for the last version of a burst, never for one that is past', async () => {
    const editor = await openEditor({ cwd });
    await editor.open(uri, FLOW);
    for (let i = 0; i < 40; i += 1) await editor.type(uri, { start: 0, end: 0, text: i % 2 === 0 ? '#' : '\n' });
    const { version } = await editor.shown(uri);
    assert.equal(version, 41);
    const versions = editor.published.map((each) => each.version ?? 0);
    assert.deepEqual(
      versions,
      versions.toSorted((a, b) => a - b),
    );
    assert.ok(versions.length < 41, `${versions.length} of 41 versions were compiled`);
  });

  it('takes a text that is broken as YAML, empty, huge or no text at all', async () => {
    const editor = await openEditor({ cwd });
    for (const [i, text] of [
      '',
      '\u0000',
      '"',
      '- - - -',
      '{'.repeat(500),
      `a: ${'x'.repeat(1_100_000)}`,
      '&a [*a, *a]',
      '\uFEFF',
      '%YAML 1.1\n---\n',
    ].entries()) {
      const name = pathToFileURL(join(cwd, `odd-${i}.yaml`)).href;
      assert.ok((await editor.open(name, text)).diagnostics.length > 0, JSON.stringify(text.slice(0, 20)));
      for (const method of ['textDocument/documentSymbol', 'textDocument/completion', 'textDocument/hover'])
        await editor.ask(method, { textDocument: { uri: name }, position: { line: 0, character: 0 } });
    }
  });

  it('keeps fifty files apart', async () => {
    const editor = await openEditor({ cwd });
    const files = Array.from({ length: 50 }, (_, i) => pathToFileURL(join(cwd, `flow-${i}.yaml`)).href);
    await Promise.all(
      files.map((each, i) => editor.open(each, FLOW.replace('{draft}', i % 2 === 0 ? '{draft}' : '{drift}'))),
    );
    await Promise.all(files.map((each) => editor.type(each, { start: 0, end: 0, text: '# note\n' })));
    for (const [i, each] of files.entries()) {
      const { diagnostics, version } = await editor.shown(each);
      assert.deepEqual([version, diagnostics.length], [2, i % 2], each);
    }
  });

  it('shows after a thousand random edits what `compile` says of the text', async function () {
    this.timeout(300_000);
    const seed = Date.now() & 0x7fff_ffff;
    console.log(`      seed ${seed}`);
    const pieces = [
      '',
      '',
      'x',
      ' ',
      '\n',
      '\r\n',
      '\r',
      '  - ',
      '{',
      '}',
      '"',
      "'",
      ': ',
      '[',
      '#',
      '{topic}',
      '${{ ',
      '\u{1F600}',
      '\t',
      '- name: y\n',
    ];
    const edit = fc.record({
      at: fc.nat(2000),
      length: fc.oneof(fc.constant(0), fc.nat(8)),
      text: fc.constantFrom(...pieces),
    });
    const edits = fc.sample(edit, { seed, numRuns: 1000 });
    const editor = await openEditor({ cwd });
    await editor.open(uri, FLOW);
    const plugins = ownManifests();
    for (const [i, { at, length, text }] of edits.entries()) {
      const all = editor.textOf(uri);
      // A text that has grown wild is started over, so that edits meet a workflow and not only ruins.
      if (i % 25 === 24) await editor.type(uri, { start: 0, end: all.length, text: FLOW });
      else
        await editor.type(uri, {
          start: at % (all.length + 1),
          end: Math.min(all.length, (at % (all.length + 1)) + length),
          text,
        });
      const now = editor.textOf(uri);
      const { diagnostics } = await editor.shown(uri);
      const expected = compile(now, { file: 'flow.yaml', plugins }).diagnostics;
      assert.deepEqual(
        diagnostics.map(({ code }) => code),
        expected.map(({ code }) => code),
        `seed ${seed}, edit ${i}: ${JSON.stringify(now)}`,
      );
      for (const [n, { range }] of diagnostics.entries()) {
        const { line, column } = expected[n] ?? { line: 0, column: 0 };
        const start = offsetOf(now, line, column);
        assert.deepEqual(range.start, editor.at(uri, start), `seed ${seed}, edit ${i}`);
      }
      if (i % 10 === 0)
        await editor.ask('textDocument/completion', {
          textDocument: { uri },
          position: editor.at(uri, at % (now.length + 1)),
        });
    }
    assert.equal(await closeEditor(editor), 0);
  });

  it('has a help, and knows one way to speak', async () => {
    const help = await run(['lsp', '--help'], { cwd });
    assert.equal(help.status, 0);
    assert.match(help.out, /Language Server Protocol[^]*lsp --stdio/);
    assert.equal((await run(['lsp', '--socket=1'], { cwd })).status, 2);
  });

  it('tells a person on a terminal what it is for', async () => {
    const { isTTY } = process.stdin;
    process.stdin.isTTY = true;
    try {
      await assert.rejects(lsp({}, '1.0.0'), {
        status: 2,
        message: /speaks with an editor[^]*configurable-agents validate FILE/,
      });
    } finally {
      process.stdin.isTTY = isTTY;
    }
  });

  it('ends when the editor goes away', async () => {
    const editor = await openEditor({ cwd });
    const ended = once(editor.child, 'exit');
    editor.child.stdin.end();
    assert.deepEqual(await ended, [1, null]);
  });
});

function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split('\n').slice(0, line - 1);
  return lines.reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
}
