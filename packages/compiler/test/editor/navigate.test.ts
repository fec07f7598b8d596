import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import { definitionAt, openSnapshot, referencesAt, renameAt } from '@configurable-agents/compiler/editor';
import { PLUGINS } from '../support/plugins.ts';
import { at, HEAD, renamed } from './cursor.ts';
import { SAMPLE } from './sample.ts';

function lineOf(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return text.slice(start, text.indexOf('\n', offset)).trim();
}

function leadsTo(marked: string, line: string): void {
  const { snapshot, offset, text } = at(marked);
  const target = definitionAt(snapshot, offset);
  assert.equal(target && lineOf(text, target.span[0]), line);
}

function refuses(marked: string, to: string, reason: RegExp): void {
  const { snapshot, offset } = at(marked);
  const renaming = renameAt(snapshot, offset, to);
  assert.match('refused' in renaming ? renaming.refused : '', reason);
}

const FULL = `${HEAD}    uses: http
    with: { url: "https://example.org/{draft.feedback}/{score}/{state.score}" }
    when: draft.score > 2 && state.score > 1 && size(items.filter(draft, draft.price > 1.0)) > 0
edges:
  - { from: draft, to: send }
`;

describe('definition', () => {
  it('leads from a placeholder to the state field', () => {
    leadsTo(FULL.replace('{topic}', '{to^pic}'), 'topic: { type: string, description: What it is about. }');
    leadsTo(FULL.replace('{state.score}', '{state.sc^ore}'), 'score: { type: integer, default: 0 }');
  });

  it('leads from a condition and an edge to the node', () => {
    leadsTo(FULL.replace('draft.score > 2', 'dr^aft.score > 2'), '- name: draft');
    leadsTo(FULL.replace('to: send', 'to: se^nd'), '- name: send');
  });

  it('leads from an output to the field, from an alias to the model, from a reference to the schema', () => {
    leadsTo(FULL.replace('[score]\n  - name', '[sc^ore]\n  - name'), 'score: { type: integer, default: 0 }');
    leadsTo(SAMPLE.replace('llm: fast', 'llm: fa^st'), 'fast: { provider: listed, model: large }');
    leadsTo(
      SAMPLE.replace("'#/schemas/Note'", "'#/schemas/No^te'"),
      'Note: { type: object, properties: { text: { type: string } } }',
    );
  });

  it('leads to the file of a workflow that a node runs', () => {
    const workflow = () => ({ file: 'lib/child.yaml', source: 'nodes: []' });
    const { snapshot, offset } = at(`${HEAD}    workflow: ./lib/ch^ild.yaml\n`, { workflow });
    assert.deepEqual(definitionAt(snapshot, offset), { file: 'lib/child.yaml', span: [0, 0] });
  });

  it('leads nowhere from a variable of a macro', () => {
    const { snapshot, offset } = at(FULL.replace('draft.price', 'dr^aft.price'));
    assert.equal(definitionAt(snapshot, offset), undefined);
  });
});

describe('references', () => {
  it('are all places of a node, and no variable of its name', () => {
    const { snapshot, offset, text } = at(FULL.replace('name: draft', 'name: dr^aft'));
    const lines = referencesAt(snapshot, offset).map(({ span }) => lineOf(text, span[0]).slice(0, 10));
    assert.deepEqual(lines, ['- name: dr', 'with: { ur', 'when: draf', '- { from: ']);
  });

  it('are all places of a field, in tests and results too', () => {
    const { snapshot, offset } = at(SAMPLE.replace('    score: {', '    sc^ore: {'));
    const { source } = snapshot;
    const lines = referencesAt(snapshot, offset).map(({ span }) => source.positionOf(span[0]).line);
    const expected = SAMPLE.split('\n').flatMap((line, i) => {
      const isPlace = /^ {4}score:|state\.score|outputs: \[score\]|state: \{ score/.test(line);
      return isPlace ? Array.from({ length: line.includes('expect') ? 2 : 1 }, () => i + 1) : [];
    });
    assert.deepEqual(lines, expected);
  });
});

describe('rename', () => {
  it('changes a node in edges, templates and conditions', () => {
    const text = renamed(FULL.replace('name: draft', 'name: dr^aft'), 'sketch');
    assert.equal(text.match(/sketch/g)?.length, 4);
    assert.ok(
      text.includes('{sketch.feedback}') && text.includes('when: sketch.score') && text.includes('from: sketch'),
    );
    assert.ok(text.includes('filter(draft, draft.price'), 'a variable keeps its name');
  });

  it('changes a field, and keeps the property that a node writes it from', () => {
    const text = renamed(FULL.replace('    score: {', '    sc^ore: {'), 'rating');
    assert.ok(text.includes('outputs: { rating: score }'));
    assert.ok(text.includes('/{rating}/{state.rating}') && text.includes('state.rating > 1'));
    assert.ok(text.includes('draft.score > 2'), 'the property of a result keeps its name');
  });

  it('leaves a workflow that means the same, whatever name is changed', function () {
    this.timeout(20_000);
    const options = { file: 'flow.yaml', plugins: PLUGINS };
    const codes = (text: string): readonly string[] => compile(text, options).diagnostics.map(({ code }) => code);
    assert.deepEqual(codes(SAMPLE), []);
    const snapshot = openSnapshot(SAMPLE, options);
    const names: string[] = [];
    for (let offset = 0; offset < SAMPLE.length; offset += 1) {
      const name = referencesAt(snapshot, offset)[0];
      if (name === undefined || name.span[0] !== offset) continue;
      assert.deepEqual(
        codes(renamed(`${SAMPLE.slice(0, offset)}^${SAMPLE.slice(offset)}`, 'quite_new')),
        [],
        name.name,
      );
      names.push(name.name);
    }
    assert.deepEqual(names, ['topic', 'score', 'items', 'note', 'Note', 'fast', 'draft', 'each', 'send']);
  });

  it('refuses what is no name, and one that is taken', () => {
    const marked = FULL.replace('name: draft', 'name: dr^aft');
    refuses(marked, 'two words', /no name/);
    refuses(marked, 'state', /reserved/);
    refuses(marked, 'send', /there is a `send` already/);
    refuses(marked, 'topic', /there is a `topic` already/);
  });

  it('refuses a place that it cannot write exactly', () => {
    refuses(
      FULL.replace('name: draft', 'name: dr^aft').replace('{draft.feedback}', '{dr\\u0061ft.feedback}'),
      'sketch',
      /escapes in line 15/,
    );
  });

  it('refuses what the file does not declare', () => {
    refuses(FULL.replace('provider: echo', 'provider: ec^ho'), 'other', /no name here/);
  });
});
