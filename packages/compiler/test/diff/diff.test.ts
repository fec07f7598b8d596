// What differs between two workflows, by their texts.
import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import { diffGraphs, diffJson, formatDiff } from '@configurable-agents/compiler/diff';
import type { Change, GraphDiff } from '@configurable-agents/compiler/diff';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { PLUGINS } from '../support/plugins.ts';

function graphOf(text: string): ExecutionGraph {
  const { graph, diagnostics } = compile(text, { file: 'w.yaml', plugins: PLUGINS });
  assert.ok(graph, diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
  return graph;
}

function diff(before: string, after: string): GraphDiff {
  return diffGraphs(graphOf(before), graphOf(after), { plugins: PLUGINS });
}

/** `! input added team string, required…`, without what follows from it. */
function said({ changes }: GraphDiff): readonly string[] {
  return changes
    .filter(({ subject }) => subject !== 'bound' && subject !== 'capability')
    .map(
      ({ breaking, subject, kind, name, message }) => `${breaking ? '! ' : ''}${subject} ${kind} ${name}: ${message}`,
    );
}

const state = (fields: string): string => `state:\n  type: object\n  properties:\n${fields}`;
const topic = state('    topic: { type: string }\n');
const draft = (rest = '', prompt = 'About {topic}'): string =>
  `  - { name: draft, llm: { provider: echo, model: m }, prompt: '${prompt}'${rest} }\n`;
const BASE = `${topic}nodes:\n${draft()}`;

describe('the difference of two workflows', () => {
  it('is empty for the same file, and for one that is only laid out or commented otherwise', () => {
    assert.deepEqual(diff(BASE, BASE).changes, []);
    assert.deepEqual(diff(BASE, `# a comment\n${BASE.replace("'About {topic}'", '"About {topic}"')}`).changes, []);
  });

  it('tells of inputs that callers must give, may give, and may not give any more', () => {
    const after = state('    subject: { type: string }\n    limit: { type: integer, default: 3 }\n');
    assert.deepEqual(said(diff(BASE, `${after}nodes:\n${draft('', 'About {subject} {limit}')}`)), [
      '! input added subject: string, required: a start without it is refused',
      'input added limit: integer, optional',
      '! input removed topic: string: a start that gives it is refused',
      'node changed draft: changed `prompt`',
    ]);
  });

  it('tells whether the type of an input got narrower, with a value that is refused now', () => {
    const typed = (type: string): string => `${state(`    topic: ${type}\n`)}nodes:\n${draft()}`;
    const of = (before: string, after: string): Change | undefined => diff(typed(before), typed(after)).changes[0];
    const narrower = of('{ type: number }', '{ type: integer }');
    assert.deepEqual([narrower?.breaking, narrower?.witness], [true, 3.7]);
    assert.match(narrower?.message ?? '', /^narrower: number → integer; 3\.7 is refused now$/);
    assert.deepEqual(of('{ type: integer }', '{ type: number }'), {
      subject: 'input',
      kind: 'changed',
      name: 'topic',
      message: 'wider: integer → number',
      breaking: false,
    });
    assert.deepEqual(of('{ enum: [a, b] }', '{ enum: [b, a] }')?.breaking, false);
    assert.equal(of('{ enum: [a, b] }', '{ enum: [a] }')?.witness, 'b');
    assert.deepEqual(
      [
        of('{ type: string, default: x }', '{ type: string }')?.message,
        of('{ type: string }', '{ type: string, default: x }')?.message,
      ],
      ['required now: a start without it is refused; default "x" → none', 'optional now; default none → "x"'],
    );
  });

  it('tells whether the result got wider, with a value that it may be now', () => {
    const typed = (type: string): string =>
      `${topic}nodes:\n${draft(`, output_schema: { type: object, properties: { n: ${type} }, required: [n], additionalProperties: false }`)}`;
    const of = (before: string, after: string): Change | undefined =>
      diff(typed(before), typed(after)).changes.find(({ subject }) => subject === 'result');
    const wider = of('{ type: integer }', '{ type: number }');
    assert.equal(wider?.breaking, true);
    assert.ok('witness' in wider);
    assert.equal(of('{ type: number }', '{ type: integer }')?.breaking, false);
  });

  it('knows a node of which only the name changed, wherever the name is read', () => {
    const two = (name: string): string =>
      `${topic}nodes:\n${draft().replace('draft', name)}  - { name: post, uses: set, when: 'size(${name}.text) > 3', with: { value: '{${name}.text}' } }\nedges: [{ from: ${name}, to: post }]\n`;
    assert.deepEqual(said(diff(two('draft'), two('write'))), ['node renamed write: was called `draft`']);
  });

  it('takes a node with another name and another prompt for another node', () => {
    const other = `${topic}nodes:\n${draft('', 'On {topic}').replace('draft', 'write')}`;
    assert.deepEqual(said(diff(BASE, other)), [
      'node added write: llm, at the start, before END',
      'node removed draft: llm',
    ]);
  });

  it('tells which keys of a node changed, each with both values', () => {
    const after = `${topic}nodes:\n${draft(", retry: 3, timeout: 9s, when: 'topic != null'", 'On {topic}').replace('model: m', 'model: n')}`;
    const [change] = diff(BASE, after).changes;
    assert.deepEqual(
      change?.parts?.map(({ what, before, after: now }) => [what, before, now]),
      [
        ['llm.model', 'm', 'n'],
        ['prompt', 'About {topic}', 'On {topic}'],
        ['retry', 'none', '3 attempts, 1s × 2 to 1m, with jitter'],
        ['timeout', '2m', '9s'],
        ['when', null, 'topic != null'],
      ],
    );
  });

  it('tells of edges between nodes that stay, and of new nodes by their place', () => {
    const nodes = (edges: string, more = ''): string =>
      `${topic}nodes:\n${draft()}  - { name: a, uses: set, with: { v: 1 } }\n  - { name: b, uses: set, with: { v: 2 } }\n${more}edges: [${edges}]\n`;
    const line = '{ from: draft, to: a }, { from: a, to: b }';
    assert.deepEqual(said(diff(nodes(line), nodes('{ from: draft, to: a }, { from: draft, to: b }'))), [
      'result changed result: narrower: anything → { a?: anything, b?: anything, … }',
      'edge added draft → b: taken whenever its source went through',
      'edge added a → END: taken whenever its source went through',
      'edge removed a → b: taken whenever its source went through',
    ]);
    const more = '  - { name: c, uses: set, with: { v: 3 } }\n';
    assert.deepEqual(
      said(diff(nodes(line), nodes('{ from: draft, to: c }, { from: c, to: a }, { from: a, to: b }', more))),
      [
        'node added c: set, after `draft`, before `a`',
        'edge removed draft → a: taken whenever its source went through',
      ],
    );
  });

  it('tells of what a node sees when somebody else writes a field that it reads', () => {
    const fields = state('    topic: { type: string }\n    note: { type: string, default: x }\n');
    const show = "  - { name: show, uses: set, with: { v: '{note}' } }\n";
    const text = (writes: string): string =>
      `${fields}nodes:\n${draft(writes)}${show}edges: [{ from: draft, to: show }]\n`;
    assert.deepEqual(diff(text(''), text(', outputs: [note]')).changes.find(({ name }) => name === 'show')?.parts, [
      { what: 'what `note` is', before: 'what the run was given', after: 'written by `draft`' },
    ]);
  });

  it('tells of bounds: how many calls of models, of which length, and how long', () => {
    const { changes } = diff(BASE, `${topic}nodes:\n${draft(', retry: 4')}`);
    const bounds = changes
      .filter(({ subject }) => subject === 'bound')
      .map(({ name, message }) => `${name} ${message}`);
    assert.equal(bounds[0], 'LLM calls of a run: 1 → 1-4');
    assert.equal(bounds[1], 'input tokens of a run: 1-∞ (278 + |topic|) → 1-∞ (1,112 + 4·|topic|)');
    assert.match(bounds[2] ?? '', /^time of a run: 0s-2m → 0s-/);
  });

  it('tells of tokens where they differ by more than a few words', () => {
    const told = (prompt: string): readonly string[] =>
      diff(BASE, BASE.replace('About {topic}', prompt))
        .changes.filter(({ subject }) => subject === 'bound')
        .map(({ name, message }) => `${name} ${message}`);
    assert.deepEqual(told('A word or two more about {topic}'), []);
    assert.deepEqual(told('About {topic} and {topic}'), [
      'input tokens of a run: 1-∞ (278 + |topic|) → 1-∞ (283 + 2·|topic|)',
    ]);
  });

  it('tells what a workflow may use beside what it could: hosts, models, secrets, writes', () => {
    const http = (url: string, rest = ''): string =>
      `${topic}nodes:\n${draft()}  - { name: post, uses: http, with: { url: '${url}'${rest} } }\nedges: [{ from: draft, to: post }]\n`;
    const used = ({ changes }: GraphDiff): readonly string[] =>
      changes.filter(({ subject }) => subject === 'capability').map(({ kind, name }) => `${kind} ${name}`);
    assert.deepEqual(used(diff(BASE, http('https://api.example.org/{topic}'))), [
      'added writes by http',
      'added host api.example.org',
    ]);
    assert.deepEqual(
      used(
        diff(
          http('https://api.example.org/x'),
          http('https://api.example.org/x', ", headers: { a: '${{ secrets.KEY }}' }"),
        ),
      ),
      ['added secret KEY'],
    );
    assert.deepEqual(used(diff(BASE, BASE.replace('model: m', 'model: n'))), [
      'added model echo n',
      'removed model echo m',
    ]);
  });

  it('tells what a plugin may do beside what it could, of workflows that use it, also where their files are the same', () => {
    const withHttp = (change: Partial<PluginManifest['capabilities']>): readonly PluginManifest[] =>
      PLUGINS.map((plugin) =>
        plugin.name === 'http' ? { ...plugin, capabilities: { ...plugin.capabilities, ...change } } : plugin,
      );
    const post = `${topic}nodes:\n  - { name: post, uses: http, with: { url: 'https://api.example.org/{topic}' } }\n`;
    const wider = withHttp({
      net: ['api.acme.example:443', { fromConfig: '/base_url' }],
      env: ['ACME_REGION'],
      fs: { read: ['/etc/acme'], write: [{ fromConfig: '/folder' }] },
      subprocess: true,
      llm: true,
      secrets: ['ACME_KEY'],
    });
    const widened = (text: string): GraphDiff =>
      diffGraphs(graphOf(text), graphOf(text), { plugins: wider, pluginsBefore: PLUGINS });
    const { changes, isBreaking } = widened(post);
    assert.deepEqual(
      changes.map(({ kind, name, message }) => `${kind} ${name} ${message}`),
      [
        'added secret ACME_KEY by the plugin http',
        'added host api.acme.example:443 by the plugin http',
        'added host of the configuration (/base_url) by the plugin http',
        'added variable ACME_REGION by the plugin http',
        'added file to read /etc/acme by the plugin http',
        'added file to write of the configuration (/folder) by the plugin http',
        'added other programs by the plugin http',
        'added models of the operator by the plugin http',
      ],
    );
    assert.equal(isBreaking, false);
    assert.deepEqual(widened(BASE).changes, []);
    const back = diffGraphs(graphOf(post), graphOf(post), { plugins: PLUGINS, pluginsBefore: wider });
    assert.deepEqual([...new Set(back.changes.map(({ kind }) => kind))], ['removed']);
  });

  it('tells what changed in a workflow that a node awaits, and in one that that one awaits', () => {
    const files = (prompt: string): Record<string, string> => ({
      './inner.yaml': `nodes:\n  - { name: say, llm: { provider: echo, model: m }, prompt: ${prompt} }\n`,
      './outer.yaml': 'nodes:\n  - { name: sub, workflow: ./inner.yaml }\n',
    });
    const compiled = (prompt: string): ExecutionGraph => {
      const workflow = (name: string): { file: string; source: string } => ({
        file: name,
        source: files(prompt)[name] ?? '',
      });
      const text = 'nodes:\n  - { name: top, workflow: ./outer.yaml }\n';
      const { graph } = compile(text, { file: './w.yaml', plugins: PLUGINS, workflow });
      assert.ok(graph);
      return graph;
    };
    const [change] = diffGraphs(compiled('hi'), compiled('hello'), { plugins: PLUGINS }).changes;
    assert.equal(change?.name, 'top');
    assert.deepEqual(change.parts?.at(-1), {
      what: 'its node sub: its node say: prompt',
      before: 'hi',
      after: 'hello',
    });
  });

  it('tells of triggers, and that who sends to one that is gone breaks', () => {
    const entry = (text: string): string => `${BASE}triggers:\n  - ${text}\n`;
    const inputs = 'inputs: { topic: x }';
    assert.deepEqual(said(diff(BASE, entry(`{ uses: schedule, every: 1h, ${inputs} }`))), [
      'trigger added schedule: schedule, every 1h UTC',
    ]);
    assert.deepEqual(said(diff(entry(`{ uses: schedule, every: 1h, ${inputs} }`), BASE)), [
      'trigger removed schedule: schedule, every 1h UTC',
    ]);
    assert.deepEqual(
      said(diff(entry(`{ uses: generic, ${inputs} }`), entry(`{ uses: generic, require_id: true, ${inputs} }`))),
      ['! trigger changed generic: changed `require_id`'],
    );
    assert.deepEqual(said(diff(entry('{ uses: generic }'), BASE)), ['! trigger removed generic: generic']);
  });

  it('is printed by subject, breaking ones marked, and as JSON with the names of both sides', () => {
    const found = diff(BASE, `${state('    topic: { type: integer }\n')}nodes:\n${draft()}`);
    assert.equal(
      formatDiff(found, { color: false }),
      'inputs\n! ~ topic  another type: string → integer; "text" is refused now\n\nbounds\n  ~ input tokens  of a run: 1-∞ (278 + |topic|) → 1-303\n',
    );
    assert.ok(formatDiff(found, { color: true }).includes('\u001b['));
    const { version, before, after, equal, breaking, changes } = diffJson(found, { before: 'a.yaml', after: 'b.yaml' });
    assert.deepEqual(
      [version, before.file, after.file, equal, breaking, changes.length],
      [1, 'a.yaml', 'b.yaml', false, true, 2],
    );
  });

  it('shows of long texts where they part', () => {
    const long = 'x'.repeat(200);
    const [before, after] = [draft('', `${long} one ${long}`), draft('', `${long} two ${long}`)];
    const text = formatDiff(diff(`nodes:\n${before}`, `nodes:\n${after}`), { color: false });
    assert.match(text, /- …x+ one x+…\n {8}\+ …x+ two x+…/);
  });
});
