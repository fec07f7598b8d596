import assert from 'node:assert/strict';
import { actionsAt, fixAll, hintsOf, openSnapshot, symbolsOf, tokensOf } from '@configurable-agents/compiler/editor';
import { PLUGINS } from '../support/plugins.ts';
import { at, HEAD } from './cursor.ts';
import { SAMPLE } from './sample.ts';

const snapshotOf = (text: string) => openSnapshot(text, { file: 'flow.yaml', plugins: PLUGINS });

describe('the outline', () => {
  it('has the sections with what they list', () => {
    const symbols = symbolsOf(snapshotOf(SAMPLE));
    const listed = Object.fromEntries(symbols.map(({ name, children }) => [name, children.map((each) => each.name)]));
    assert.deepEqual(listed['state'], ['topic', 'score', 'items', 'note']);
    assert.deepEqual(listed['nodes'], ['draft', 'each', 'send']);
    assert.deepEqual(listed['triggers'], ['github', 'schedule']);
    assert.deepEqual(listed['tests'], ['works']);
  });

  it('is there for a broken text', () => {
    const symbols = symbolsOf(snapshotOf(`${HEAD}    prompt: "open\n`));
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['state', 'nodes'],
    );
  });
});

describe('colours', () => {
  it('tell nodes, fields, functions, texts and numbers apart', () => {
    const text = `${HEAD}    prompt: "Of {topic}"\n    when: draft.score > 5 && topic.startsWith('a') && items.all(i, i.price in [1.0])\n`;
    const tokens = tokensOf(snapshotOf(text)).map(({ kind, span }) => `${text.slice(...span)}:${kind}`);
    assert.deepEqual(tokens.slice(1, 2), ['topic:variable']);
    for (const token of [
      'draft:node',
      'score:property',
      '>:operator',
      '5:number',
      'startsWith:function',
      "'a':string",
      'i:parameter',
      'in:keyword',
    ])
      assert.ok(tokens.includes(token), token);
  });

  it('stand at their places in folded and escaped texts', () => {
    const text = `${HEAD}    prompt: "\\u0041 {topic}\\n {draft.feedback}"\n`;
    const tokens = tokensOf(snapshotOf(text)).map(({ span }) => text.slice(...span));
    assert.deepEqual(tokens, ['topic', 'topic', 'draft', 'feedback']);
  });
});

describe('hints', () => {
  it('say what a run may call at most', () => {
    const text = `${HEAD}    uses: http\n    with: { url: "{draft.feedback}" }\n`;
    const hints = hintsOf(snapshotOf(text));
    assert.deepEqual(
      hints.map(({ at: offset, label }) => [text.slice(0, offset).split(/\s/).at(-1), label]),
      [
        ['nodes:', '1 to 2 LLM calls'],
        ['draft', '1 to 2 LLM calls'],
      ],
    );
  });

  it('are not there while there is an error', () => {
    assert.deepEqual(hintsOf(snapshotOf(`${HEAD}    uses: htpp\n`)), []);
  });
});

describe('actions', () => {
  it('are the fixes of the findings at the place', () => {
    const { snapshot, offset } = at(HEAD.replace('{topic}', '{top^ik}') + '    prompt: Hi\n');
    const actions = actionsAt(snapshot, [offset, offset]);
    assert.deepEqual(
      actions.map(({ title, applicability }) => [title, applicability]),
      [['rename to `topic`', 'safe']],
    );
    assert.deepEqual(actionsAt(snapshot, [0, 1]), []);
  });

  it('mend all that is safe as one edit', () => {
    const right = HEAD + '    prompt: "{topic}"\n    timeout: 30s\n';
    const text = right.replace('about {topic}', 'about {topik}').replace('30s', '30 seconds');
    const edit = fixAll(snapshotOf(text));
    assert.ok(edit);
    assert.equal(text.slice(0, edit.start) + edit.text + text.slice(edit.end), right);
    assert.equal(fixAll(snapshotOf(right)), undefined);
  });
});
