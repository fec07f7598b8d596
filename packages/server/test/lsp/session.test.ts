// A person at work: what is typed, what is shown, what is asked for and applied.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { closeEditor, Editor, openEditor, stopEditors } from '../support/editor.ts';
import type { Position, Range } from '../support/editor.ts';

const FLOW = `state:
  type: object
  properties:
    topic: { type: string }
    score: { type: integer, default: 0 }
nodes:
  - name: draft
    llm: { provider: echo, model: any }
    prompt: "Write about {topic}"
    output_schema: { type: object, properties: { score: { type: integer } }, required: [score] }
    outputs: [score]
  - name: notify
    uses: http
    with: { method: GET, url: "https://example.org/{topic}/{draft.score}" }
    when: draft.score > 5 && state.score > 5
edges:
  - { from: draft, to: notify }
`;

type Edit = { readonly range: Range; readonly newText: string };
type Changes = { readonly changes: { readonly [uri: string]: readonly Edit[] } };
type Action = { readonly title: string; readonly kind: string; readonly edit?: Changes; readonly data?: unknown };

describe('an editing session', function () {
  this.timeout(30_000);
  let cwd = '';
  let uri = '';
  let editor: Editor;

  beforeEach(async () => {
    cwd = realpathSync(mkdtempSync(join(tmpdir(), 'configurable-agents-lsp-')));
    uri = pathToFileURL(join(cwd, 'flow.yaml')).href;
    editor = await openEditor({ cwd });
  });
  afterEach(async () => {
    await stopEditors();
    rmSync(cwd, { recursive: true });
  });

  const place = (text: string, into = 0): { readonly textDocument: object; readonly position: Position } => {
    const at = editor.textOf(uri).indexOf(text);
    assert.ok(at >= 0, `${text} is there`);
    return { textDocument: { uri }, position: editor.at(uri, at + into) };
  };

  it('shows a mistake while it is there, with its code, its page and its version', async () => {
    assert.deepEqual((await editor.open(uri, FLOW, 'yaml')).diagnostics, []);
    const { diagnostics, version } = await editor.replace(uri, 'about {topic}', 'about {topik}');
    assert.equal(version, 2);
    const [shown, ...others] = diagnostics;
    assert.deepEqual(others, []);
    assert.equal(shown?.code, 'W203');
    assert.equal(shown.severity, 1);
    assert.match(shown.message, /^unknown name `topik`\ndid you mean `topic`\?/);
    const { line, character } = editor.at(uri, editor.textOf(uri).indexOf('topik'));
    assert.deepEqual(shown.range, { start: { line, character }, end: { line, character: character + 5 } });
    const page = readFileSync(fileURLToPath(shown.codeDescription?.href ?? ''), 'utf8');
    assert.match(page, /W203 unknown-name/);
    assert.deepEqual((await editor.replace(uri, 'topik', 'topic')).diagnostics, []);
  });

  it('shows what a finding has to do with', async () => {
    const { diagnostics } = await editor.open(uri, FLOW.replace('name: notify', 'name: draft'), 'yaml');
    assert.ok(diagnostics.some(({ relatedInformation = [] }) => relatedInformation.length > 0));
  });

  it('completes a state field in a template that is being typed', async () => {
    await editor.open(uri, FLOW.replace('{draft.score}', '{st}'), 'yaml');
    const items = await editor.ask<readonly { readonly label: string; readonly textEdit: Edit }[]>(
      'textDocument/completion',
      place('{st}', 3),
    );
    const state = items.find(({ label }) => label === 'state');
    assert.ok(state);
    await editor.apply(uri, [state.textEdit]);
    await editor.replace(uri, '{state}', '{state.}');
    const fields = await editor.ask<typeof items>('textDocument/completion', place('{state.}', 7));
    assert.deepEqual(
      fields.map(({ label }) => label),
      ['topic', 'score'],
    );
    const [topic] = fields;
    assert.ok(topic);
    assert.deepEqual((await editor.apply(uri, [topic.textEdit])).diagnostics, []);
    assert.ok(editor.textOf(uri).includes('{topic}/{state.topic}"'));
  });

  it('knows the events of vendors in conditions and inputs: what they hold, and what is not always there', async () => {
    const entry = (uses: string, event: string, when: string, text: string): string =>
      `state:
  type: object
  properties:
    text: { type: string }
triggers:
  - uses: ${uses}
    events: [${event}]
    when: ${when}
    inputs: { text: '${text}' }
nodes:
  - { name: done, uses: set, with: { x: '{text}' } }
`;
    for (const [i, [uses, event, path, label]] of (
      [
        ['github', 'push', 'event.head_commit.', 'message'],
        ['github', 'pull_request.opened', 'event.pull_request.', 'draft'],
        ['stripe', 'charge.succeeded', 'event.data.object.', 'receipt_email'],
        ['slack', 'app_mention', 'event.event.', 'thread_ts'],
      ] as const
    ).entries()) {
      uri = pathToFileURL(join(cwd, `event-${i}.yaml`)).href;
      await editor.open(uri, entry(uses, event, path, `{${path}}`), 'yaml');
      for (const mark of [`when: ${path}`, `text: '{${path}`]) {
        const items = await editor.ask<readonly { readonly label: string }[]>(
          'textDocument/completion',
          place(mark, mark.length),
        );
        const labels = items.map((item) => item.label);
        assert.ok(labels.includes(label), `${label} at ${mark}: ${labels.join(', ')}`);
      }
    }
    uri = pathToFileURL(join(cwd, 'push.yaml')).href;
    const when = 'event.head_commit != null && event.head_commit.mesage != "" && event.organization.id > 0';
    const misspelt = await editor.open(uri, entry('github', 'push', when, 'x'), 'yaml');
    assert.deepEqual(
      misspelt.diagnostics.map(({ severity, code }) => [severity, code]),
      [[2, 'W203']],
    );
    assert.match(misspelt.diagnostics[0]?.message ?? '', /there is no field `mesage`[^]*did you mean `message`/);
    const spelt = await editor.replace(uri, 'mesage', 'message');
    assert.deepEqual(
      spelt.diagnostics.map(({ severity, code }) => [severity, code]),
      [[1, 'W411']],
    );
    assert.match(spelt.diagnostics[0]?.message ?? '', /`event.organization` is not always there[^]*has\(event.org/);
    const { contents } = await editor.ask<{ readonly contents: { readonly value: string } }>(
      'textDocument/hover',
      place('head_commit.message', 14),
    );
    assert.match(contents.value, /message: string/);
    const guarded = await editor.replace(
      uri,
      'event.organization.id',
      'has(event.organization) && event.organization.id',
    );
    assert.deepEqual(guarded.diagnostics, []);
  });

  it('renames a node in edges, templates and conditions', async () => {
    await editor.open(uri, FLOW, 'yaml');
    const asked = place('from: draft', 7);
    const prepared = await editor.ask<{ readonly placeholder: string }>('textDocument/prepareRename', asked);
    assert.equal(prepared.placeholder, 'draft');
    const { changes } = await editor.ask<Changes>('textDocument/rename', { ...asked, newName: 'sketch' });
    assert.deepEqual((await editor.apply(uri, changes[uri] ?? [])).diagnostics, []);
    assert.equal(editor.textOf(uri), FLOW.replaceAll('draft', 'sketch'));
  });

  it('says why a name cannot be taken', async () => {
    await editor.open(uri, FLOW, 'yaml');
    await assert.rejects(
      editor.ask('textDocument/rename', { ...place('from: draft', 7), newName: 'topic' }),
      /there is a `topic` already/,
    );
  });

  it('applies a quick fix', async () => {
    const { diagnostics } = await editor.open(uri, FLOW.replace('about {topic}', 'about {topik}'), 'yaml');
    const asked = {
      textDocument: { uri },
      range: diagnostics[0]?.range,
      context: { diagnostics: [], only: ['quickfix'] },
    };
    const actions = await editor.ask<readonly Action[]>('textDocument/codeAction', asked);
    assert.deepEqual(
      actions.map(({ title, kind }) => [title, kind]),
      [['rename to `topic`', 'quickfix']],
    );
    await editor.apply(uri, actions[0]?.edit?.changes[uri] ?? []);
    assert.equal(editor.textOf(uri), FLOW);
  });

  it('fixes everything that is safe, and works it out when it is chosen', async () => {
    const lazy = await openEditor({
      cwd,
      capabilities: { textDocument: { codeAction: { resolveSupport: { properties: ['edit'] } } } },
    });
    await lazy.open(uri, FLOW.replace('about {topic}', 'about {topik}').replace('uses: http', 'uses: htpp'), 'yaml');
    const asked = {
      textDocument: { uri },
      range: { start: lazy.at(uri, 0), end: lazy.at(uri, 0) },
      context: { diagnostics: [], only: ['source.fixAll'] },
    };
    const [action, ...others] = await lazy.ask<readonly Action[]>('textDocument/codeAction', asked);
    assert.deepEqual(others, []);
    assert.equal(action?.edit, undefined);
    const { edit } = await lazy.ask<Action>('codeAction/resolve', action);
    await lazy.apply(uri, edit?.changes[uri] ?? []);
    assert.equal(lazy.textOf(uri), FLOW);
  });

  it('shows types, declarations, places, an outline, colours and ceilings', async () => {
    await editor.open(uri, FLOW, 'yaml');
    const asked = place('{draft.score}', 2);
    const hover = await editor.ask<{ readonly contents: { readonly value: string } }>('textDocument/hover', asked);
    assert.match(hover.contents.value, /readonly score: number/);
    const target = await editor.ask<{ readonly range: Range }>('textDocument/definition', asked);
    assert.equal(editor.offset(uri, target.range.start), FLOW.indexOf('draft'));
    const places = await editor.ask<readonly unknown[]>('textDocument/references', {
      ...asked,
      context: { includeDeclaration: false },
    });
    assert.equal(places.length, 3);
    assert.equal((await editor.ask<readonly unknown[]>('textDocument/documentHighlight', asked)).length, 4);
    const outline = await editor.ask<readonly { readonly name: string }[]>('textDocument/documentSymbol', {
      textDocument: { uri },
    });
    assert.deepEqual(
      outline.map(({ name }) => name),
      ['state', 'nodes', 'edges'],
    );
    const { data } = await editor.ask<{ readonly data: readonly number[] }>('textDocument/semanticTokens/full', {
      textDocument: { uri },
    });
    assert.equal(data.length % 5, 0);
    assert.ok(data.length > 50);
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const hints = await editor.ask<readonly { readonly label: string }[]>('textDocument/inlayHint', {
      textDocument: { uri },
      range,
    });
    assert.ok(hints.some(({ label }) => label.endsWith('LLM calls')));
  });

  it('is told of a configuration that is saved', async () => {
    await editor.open(
      uri,
      FLOW.replace('    score: {', '    unused: { type: string, default: "" }\n    score: {'),
      'yaml',
    );
    assert.deepEqual(
      (await editor.shown(uri)).diagnostics.map(({ code }) => code),
      ['W413'],
    );
    writeFileSync(join(cwd, 'configurable-agents.yaml'), 'rules: { unused-field: off }\n');
    await editor.tell('textDocument/didSave', {
      textDocument: { uri: pathToFileURL(join(cwd, 'configurable-agents.yaml')).href },
    });
    await editor.until(() => editor.published.at(-1)?.diagnostics.length === 0);
  });

  it('asks to be told of files that change, where the editor can tell', async () => {
    const capabilities = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };
    const watching = new Editor({ cwd });
    const asked = new Promise((resolve) => {
      watching.connection.onRequest('client/registerCapability', (params) => {
        resolve(params);
        return null;
      });
    });
    await watching.ask('initialize', { processId: process.pid, rootUri: null, capabilities });
    await watching.tell('initialized', {});
    assert.match(JSON.stringify(await asked), /didChangeWatchedFiles.*\{yaml,yml\}/);
  });

  it('says that a configuration is wrong, and goes on without it', async () => {
    writeFileSync(join(cwd, 'configurable-agents.yaml'), 'rulez: {}\n');
    const said = new Promise((resolve) => editor.connection.onNotification('window/showMessage', resolve));
    const { diagnostics } = await editor.open(uri, FLOW.replace('about {topic}', 'about {topik}'), 'yaml');
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['W203'],
    );
    assert.match(JSON.stringify(await said), /unknown key `rulez`; did you mean `rules`/);
  });

  it('checks a workflow with the other one that is open beside it', async () => {
    const child = pathToFileURL(join(cwd, 'child.yaml')).href;
    const text =
      'state:\n  properties:\n    site: { type: string }\nnodes:\n  - { name: a, uses: set, with: { s: "{site}" } }\n';
    writeFileSync(join(cwd, 'child.yaml'), text);
    await editor.open(child, text, 'yaml');
    const parent = 'nodes:\n  - name: begin\n    workflow: ./child.yaml\n    with: { site: here }\n';
    assert.deepEqual((await editor.open(uri, parent, 'yaml')).diagnostics, []);
    await editor.replace(child, 'site: {', 'place: {');
    await editor.until(() => (editor.published.findLast((each) => each.uri === uri)?.diagnostics.length ?? 0) > 0);
    const target = await editor.ask<{ readonly uri: string }>('textDocument/definition', place('child.yaml', 2));
    assert.equal(target.uri, child);
  });

  it('leaves other YAML alone, and takes what it said back when a file is closed', async () => {
    const other = pathToFileURL(join(cwd, 'compose.yaml')).href;
    assert.deepEqual((await editor.open(other, 'services:\n  web: { image: x, ports: [\n', 'yaml')).diagnostics, []);
    assert.equal(
      await editor.ask('textDocument/completion', {
        textDocument: { uri: other },
        position: { line: 0, character: 0 },
      }),
      null,
    );
    assert.equal((await editor.open(uri, FLOW.replace('{topic}"', '{topik}"'), 'yaml')).diagnostics.length, 1);
    await editor.tell('textDocument/didClose', { textDocument: { uri } });
    await editor.until(() => editor.published.at(-1)?.uri === uri && editor.published.at(-1)?.diagnostics.length === 0);
  });

  it('ends with status 0, and has said nothing on standard error', async () => {
    await editor.open(uri, FLOW, 'yaml');
    assert.equal(await closeEditor(editor), 0);
    assert.equal(editor.said, '');
  });
});
