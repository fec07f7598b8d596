import assert from 'node:assert/strict';
import { asWritten, conditionText } from '../../src/graph/draw/condition.ts';
import { parseExpression } from '../../../compiler/src/expression/parser.ts';

const TEXTS = [
  "kind == 'bug'",
  '!review.good',
  'a && b || c && !d',
  '(a || b) && (c || d)',
  'a - (b - c) - d',
  '(a + b) * c / d % e',
  '-(a + b) < -1',
  'x in [1, 2.0, 3u, null, true]',
  'a ? b : c',
  '(a ? b : c) ? d : e',
  'a ? (b ? c : d) : e',
  '(a == b) == c',
  'has(event.issue.body) && event.issue.body != null',
  "items[0].name.startsWith('it\\'s \\\\ \\n')",
  'size(topic) > 3',
  "{'a': 1, 'b': [2]}.a == 1",
  'owners.filter(each, each != null).size() == 2',
  'owners.map(each, each.ok, each.name)',
  'math.greatest(1, 2) == 2',
  "event.?issue.?body.orValue('')",
  "list[?0].hasValue() && [?x, 1].size() > 0 && {?'k': x}.size() > 0",
  'cel.bind(x, a.b, x > 1 && x < 3)',
  'm.transformMap(k, v, v + 1)',
  '1.5 < x && 1e+30 > x',
];

describe('a condition as text', () => {
  const withoutPlaces = (tree: unknown): unknown =>
    JSON.parse(JSON.stringify(tree, (key, value: unknown) => (key === 'at' ? undefined : value)));

  for (const text of TEXTS) {
    it(`is read as the same tree: ${text}`, () => {
      const tree = parseExpression(text);
      const written = conditionText(tree);
      assert.deepEqual(withoutPlaces(parseExpression(written)), withoutPlaces(tree), written);
    });
  }

  it('has no more brackets than it needs', () => {
    const plain = ['a && b || c', 'a - b - c', '!a.b', 'x + y * z == 3', 'a ? b : c ? d : e'];
    for (const text of plain) assert.equal(conditionText(parseExpression(text)), text);
    assert.equal(conditionText(parseExpression('((a) && (b))')), 'a && b');
  });

  it('has bytes by their base64, and a message with its fields', () => {
    assert.equal(conditionText(parseExpression("b'abc' == x")), "base64.decode('YWJj') == x");
    assert.equal(conditionText(parseExpression('a.B{c: 1}', 'cel')), 'a.B{c: 1}');
  });

  it('names what a node gave as workflows do', () => {
    const nodes = [{ name: 'read' }] as unknown as Parameters<typeof asWritten>[1]['nodes'];
    const text = (written: string): string => conditionText(asWritten(parseExpression(written), { nodes }));
    assert.equal(text("read.output.kind == 'spam' || read.output"), "read.kind == 'spam' || read");
    assert.equal(text('read.error == null && other.output.kind'), 'read.error == null && other.output.kind');
  });
});
