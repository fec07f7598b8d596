// Trees as text again, read again.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { sourceOf } from '@configurable-agents/core/expression';
import type { Expression } from '@configurable-agents/core/expression';
import { parseExpression } from '../../src/expression/load.ts';

/** Without places, which are of the text and not of the meaning. */
function bare(tree: Expression): unknown {
  return JSON.parse(JSON.stringify(tree, (key, value: unknown) => (key === 'at' ? undefined : value)));
}

function roundTrip(text: string): string {
  const tree = parseExpression(text, 'workflow');
  const source = sourceOf(tree);
  assert.deepEqual(bare(parseExpression(source, 'workflow')), bare(tree), `${text} became ${source}`);
  return source;
}

describe('the source of an expression', () => {
  it('has the parentheses that it needs and no others', () => {
    for (const [text, source] of [
      ['(a+b)*c', '(a + b) * c'],
      ['a+(b*c)', 'a + b * c'],
      ['a-(b-c)', 'a - (b - c)'],
      ['(a-b)-c', 'a - b - c'],
      ['a || b && (c || d)', 'a || b && (c || d)'],
      ['!(a in b)', '!(a in b)'],
      ['!a.b', '!a.b'],
      ['a && b && c', 'a && b && c'],
      ['a ? b : (c ? d : e)', 'a ? b : c ? d : e'],
      ['(a ? b : c) ? d : e', '(a ? b : c) ? d : e'],
      ['(a + b).c', '(a + b).c'],
      ['-(-5)', '-(-5)'],
    ] as const)
      assert.equal(roundTrip(text), source);
  });

  it('keeps every kind of literal, field, macro and call', () => {
    for (const text of [
      'null == true',
      '-5 + 3u + 1.0 + 1e300 + -0.5',
      String.raw`"a \"b\" \n \u00e9" + 'its'`,
      String.raw`b"a\x00\"\\\xff"`,
      'a.`b-c`.d[0]["e"]',
      'a.?b[?0].orValue(1)',
      'has(a.b) && has(a.?c)',
      '[1, ?a, 2]',
      '{"a": 1, ?"b": c}',
      'xs.all(x, x > 0) || xs.exists_one(i, v, i < v)',
      'xs.map(x, x > 0, x * 2).filter(y, y != 3)',
      'cel.bind(x, a + 1, x * x)',
      'math.greatest(1, 2, 3) + math.least([1, 2])',
      's.matches("^a+$") ? size(s) : s.size()',
      '(5).f()',
    ])
      roundTrip(text);
  });

  it('is the same tree for every expression of the documentation', () => {
    const page = readFileSync(new URL('../../../../docs/expressions.md', import.meta.url), 'utf8');
    const texts = [...page.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text);
    let read = 0;
    for (const text of texts) {
      let tree: Expression;
      try {
        tree = parseExpression(text, 'workflow');
      } catch {
        continue;
      }
      const source = sourceOf(tree);
      assert.deepEqual(bare(parseExpression(source, 'workflow')), bare(tree), `${text} became ${source}`);
      read += 1;
    }
    assert.ok(read > 100, `${read} expressions`);
  });
});
