import assert from 'node:assert/strict';
import { compileExpression } from '@configurable-agents/compiler';
import { celText } from '../../src/migrate/cel-text.ts';

const NAMES = ['a', 'b', 'c', 'state', 'list', 'm'];

/** The tree without places. */
function treeOf(text: string): unknown {
  const compiled = compileExpression(text, { names: NAMES });
  assert.ok(compiled.ok, `${text}: ${JSON.stringify(compiled)}`);
  return JSON.parse(JSON.stringify(compiled.tree, (key, value: unknown) => (key === 'at' ? undefined : value)));
}

describe('the text of an expression', () => {
  const texts = [
    'a',
    'state.a > 5 && state.b < 3 || !state.c',
    '(a || b) && (a || c)',
    '!(a && b)',
    'a == (b == c)',
    '(a + b) * c - a / (b % c)',
    'a - (b - c)',
    '-(-a)',
    '-a.b',
    'a ? b : c ? a : b',
    '(a ? b : c) ? a : b',
    'a in [1, 2.0, 3u, 1e300]',
    '!(a in list)',
    `'it''s' + "\\"q\\" \\n \\u00e9" + 'tab\\t\\\\'`,
    "b'abc\\xff'",
    '{"a": 1, a: [true, false, null]}',
    'm.x[0]["k"].?y[?1]',
    'has(m.x) && has(m.x.y)',
    '[?m.?x, 1]',
    '{?"a": m.?x}',
    'list.all(x, x > 1) || list.exists_one(i, i == 2)',
    'list.map(x, x > 1, x * 2).filter(y, y != 4)',
    'list.transformList(i, v, v + i)',
    'size(list) > 2 && m.x.contains("a") && math.greatest(a, b) > 1',
    'cel.bind(x, a + b, x * x)',
  ].map((text) => text.replace("'it''s'", `'it\\'s'`));
  for (const text of texts) {
    it(`parses to the tree that it is made of: ${text}`, () => {
      const compiled = compileExpression(text, { names: NAMES });
      assert.ok(compiled.ok, JSON.stringify(compiled));
      const written = celText(compiled.tree);
      assert.deepEqual(treeOf(written), treeOf(text), written);
    });
  }
});
