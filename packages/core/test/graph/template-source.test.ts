// Templates as text again.
import assert from 'node:assert/strict';
import { templateSource } from '@configurable-agents/core/graph';
import type { Template } from '@configurable-agents/core/graph';

const at = [0, 1] as const;
const topic: Template = { kind: 'value', expression: { kind: 'name', name: 'topic', at } };

describe('the source of a template', () => {
  it('is the text of a file, with its placeholders and its braces', () => {
    const template: Template = {
      kind: 'text',
      parts: [
        'About ',
        { kind: 'path', path: ['items', 0, 'name'] },
        ' {x} ',
        { kind: 'expression', expression: { kind: 'int', value: '1', at } },
      ],
    };
    assert.equal(templateSource(template), 'About {items[0].name} {{x}} ${{ 1 }}');
  });

  it('is one expression, a literal, or a list and an object in the flow style of YAML', () => {
    assert.equal(templateSource(topic), '${{ topic }}');
    assert.equal(templateSource({ kind: 'literal', value: 'a, b' }), 'a, b');
    assert.equal(templateSource({ kind: 'literal', value: { a: [1] } }), '{"a":[1]}');
    const list: Template = {
      kind: 'list',
      items: [topic, { kind: 'literal', value: 'a, b' }, { kind: 'literal', value: 3 }],
    };
    assert.equal(templateSource(list), '[${{ topic }}, "a, b", 3]');
    assert.equal(templateSource({ kind: 'object', entries: [['k', list]] }), '{k: [${{ topic }}, "a, b", 3]}');
  });
});
