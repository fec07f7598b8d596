// Files of the flow dialect are read as native ones; an editor answers in the words that they are written in.
import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import { definitionAt, hoverAt, referencesAt, renameAt } from '@configurable-agents/compiler/editor';
import { PLUGINS } from '../support/plugins.ts';
import { at, labelsAt, renamed } from './cursor.ts';
import { FLOW } from './sample.ts';

/** The graph as text, without what a longer name moves. */
function graphText(source: string): string {
  const { graph, diagnostics } = compile(source, { file: 'flow.yaml', plugins: PLUGINS });
  assert.ok(graph, JSON.stringify(diagnostics));
  return JSON.stringify({ ...graph, hash: '' }, (key, value: unknown) => (key === 'at' ? undefined : value));
}

describe('an editor with a file of the flow dialect', () => {
  it('completes keys of the dialect, and values that name something', () => {
    const keys = labelsAt(FLOW.replace('    outputs: [draft]', '    ^\n    outputs: [draft]'));
    assert.ok(keys.includes('output_schema') && keys.includes('llm') && !keys.includes('uses'), keys.join(' '));
    assert.ok(labelsAt(FLOW.replace('outputs: [draft]', 'outputs: [^]')).includes('points'));
    assert.ok(labelsAt(FLOW.replace('to: judge', 'to: ^')).includes('expand'));
    assert.ok(labelsAt(FLOW.replace('target_node: expand', 'target_node: ^')).includes('judge'));
    assert.ok(labelsAt(FLOW.replace('items_field: points', 'items_field: ^')).includes('points'));
    assert.ok(labelsAt(FLOW.replace('provider: listed', 'provider: ^')).includes('listed'));
    assert.ok(labelsAt(FLOW.replace('model: large', 'model: ^')).includes('large'));
  });

  it('completes state fields in prompts, in inputs and in conditions', () => {
    for (const [written, marked] of [
      ['{state.draft}', '{state.^}'],
      ['{state.draft}', '{^}'],
      ['"{state.topic}"', '"{state.^}"'],
      ['and state.done', 'and state.^'],
    ] as const) {
      const labels = labelsAt(FLOW.replace(written, marked));
      assert.ok(labels.includes('topic') && labels.includes('points'), `${marked}: ${labels.join(' ')}`);
    }
  });

  it('says what a key, a field and a node are', () => {
    const hover = (written: string, marked: string): string => {
      const { snapshot, offset } = at(FLOW.replace(written, marked));
      return hoverAt(snapshot, offset)?.text ?? '';
    };
    assert.match(hover('{state.draft}', '{state.dr^aft}'), /\*\*draft\*\*, a state field/);
    assert.match(hover('to: judge', 'to: ju^dge'), /\*\*judge\*\*, a node that uses `llm`/);
    assert.match(hover('items_field: points', 'items_fi^eld: points'), /\*\*items_field\*\*/);
  });

  it('leads from a name to where it is declared', () => {
    const { snapshot, offset, text } = at(FLOW.replace('collect_field: notes', 'collect_field: no^tes'));
    const target = definitionAt(snapshot, offset);
    assert.equal(target && text.slice(...target.span), 'notes');
    assert.match(text.slice(target?.span[0]), /^notes: \{ type/);
    const loop = at(FLOW.replace('_iteration_write', '_iteration_wr^ite'));
    assert.equal(referencesAt(loop.snapshot, loop.offset).length, 5);
  });

  it('renames every field and every node wherever it is named, to the same graph', () => {
    for (const name of 'topic draft score done points notes note write judge fan expand'.split(' ')) {
      const declared = new RegExp(`^( +(?:- id: )?)(${name})(?=:|$)`, 'm');
      const text = renamed(FLOW.replace(declared, '$1^$2'), 'other_name');
      assert.doesNotMatch(text.replaceAll(/prompt: .*/g, ''), new RegExp(`(?<![-\\w])${name}\\b(?! [a-z])`), name);
      const wanted = graphText(FLOW).replaceAll(`"${name}"`, '"other_name"');
      assert.deepEqual(JSON.parse(graphText(text)), JSON.parse(wanted), name);
    }
  });

  it('refuses a name that would break the file', () => {
    // The input of a list has the name of its field, by which the prompt calls it.
    const listed = FLOW.replace('inputs: { about: "{state.topic}", last: score }', 'inputs: [topic, score]')
      .replace('{about}', '{topic}')
      .replace('{last}', '{score}');
    const { snapshot, offset } = at(listed.replace('    topic: {', '    to^pic: {'));
    const renaming = renameAt(snapshot, offset, 'other_name');
    assert.match(
      'refused' in renaming ? renaming.refused : '',
      /^the file would be wrong with that name: .* \(line 16\)$/,
    );
  });
});
