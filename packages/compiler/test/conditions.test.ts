// Conditions that are decided by types, values that may not be there, and what tests make of them.
import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import { PLUGINS } from './support/plugins.ts';

const STATE = `state:
  type: object
  properties:
    kind: { enum: [bug, feature] }
    ref: { type: string, pattern: ^refs/ }
    score: { type: integer, minimum: 0, maximum: 10 }
    topic: { type: string }
    note: { type: string }
`;

function codes(nodes: string): readonly string[] {
  const { diagnostics } = compile(`${STATE}nodes:\n${nodes}`, { file: 'w.yaml', plugins: PLUGINS });
  return diagnostics
    .filter(({ code }) => code !== 'W413')
    .map(({ severity, code, line, column }) => `${severity} ${code} ${line}:${column}`);
}

const set = (name: string, rest: string): string => `  - { name: ${name}, uses: set, ${rest} }\n`;

describe('a condition', () => {
  const decided: readonly (readonly [condition: string, isDecided: boolean])[] = [
    [`kind == 'bugs'`, true],
    [`kind == 'bug'`, false],
    [`kind in ['bugs', 'features']`, true],
    [`kind in ['bug']`, false],
    [`kind != 'bugs' || topic == 'x'`, true],
    [`kind == 'bugs' || topic == 'x'`, false],
    [`score > 10`, true],
    [`score >= 10`, false],
    [`score < 11`, true],
    [`10 < score && topic == 'x'`, true],
    [`!(score <= 10)`, true],
    [`ref == 'main'`, true],
    [`ref == 'refs/heads/main'`, false],
    [`kind.startsWith('x')`, true],
    [`kind.startsWith('b')`, false],
    [`topic != null`, false],
    [`1 == 1`, false],
    ['false', false],
  ];
  for (const [condition, isDecided] of decided) {
    it(`${condition} is ${isDecided ? '' : 'not '}decided by types`, () => {
      const found = codes(set('a', `with: { x: 1 }, when: "${condition}"`));
      assert.equal(found.length === 1 && found[0]?.startsWith('warning W412'), isDecided, found.join());
    });
  }

  it('of a trigger that is never true is an error', () => {
    const text = `triggers:\n  - uses: github\n    events: [pull_request.opened]\n    when: event.action == 3 && false\nnodes:\n${set('a', 'with: { x: 1 }')}`;
    const { diagnostics } = compile(text, {
      file: 'w.yaml',
      plugins: PLUGINS,
      eventSchemas: () => ({ type: 'object', properties: { action: { const: 'opened' } }, required: ['action'] }),
    });
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['W202'],
    );
    const never = compile(text.replace('event.action == 3 && false', `event.action == 'closed'`), {
      file: 'w.yaml',
      plugins: PLUGINS,
      eventSchemas: () => ({ type: 'object', properties: { action: { const: 'opened' } }, required: ['action'] }),
    });
    assert.deepEqual(
      never.diagnostics.map(({ code, severity }) => `${severity} ${code}`),
      ['error W412'],
    );
  });
});

describe('a value that may not be there', () => {
  const skipped = set('a', `with: { x: 1 }, when: "topic == 'x'"`);

  it('warns in a placeholder and is an error in an expression', () => {
    assert.deepEqual(codes(skipped + set('b', 'with: { y: "{a.x}" }')), ['warning W411 11:40']);
    assert.deepEqual(codes(skipped + set('b', 'with: { y: "${{ a.x }}" }')), ['error W411 11:43']);
  });

  it('is there behind a test, and beside the same condition', () => {
    const tests = [
      'a != null && a.x > 1',
      'a == null || a.x > 1',
      '!(a == null) && a.x > 1',
      'has(a.x) && a.x > 1',
      'a.output != null ? a.x > 1 : false',
      'null != a && topic == a.text',
    ];
    for (const test of tests) assert.deepEqual(codes(skipped + set('b', `with: { y: "\${{ ${test} }}" }`)), [], test);
    assert.deepEqual(codes(skipped + set('b', `with: { y: "\${{ a.x }}" }, when: "topic == 'x'"`)), []);
    assert.deepEqual(codes(skipped + set('b', `with: { y: "{a.x}" }, when: "a != null && topic == 'y'"`)), []);
    assert.match(codes(skipped + set('b', 'with: { y: "${{ a != null || a.x > 1 }}" }')).join(), /error W411/);
    assert.match(codes(skipped + set('b', 'with: { y: "${{ a != null ? 1 : a.x }}" }')).join(), /error W411/);
  });

  it('is also a field that only such a node writes', () => {
    const writer = set('a', `with: { note: n }, outputs: [note], when: "topic == 'x'"`);
    assert.deepEqual(codes(writer + set('b', 'with: { y: "{note} {state.note}" }')), [
      'warning W411 11:40',
      'warning W411 11:47',
    ]);
    assert.deepEqual(
      codes(writer + set('c', 'with: { note: m }, outputs: [note]') + set('b', 'with: { y: "{note}" }')),
      [],
    );
  });
});

describe('a node that reads itself', () => {
  it('is told where, and what to do instead', () => {
    const text = `${STATE}nodes:\n${set('a', 'with: { x: "{a.x}" }')}`;
    const [found] = compile(text, { file: 'w.yaml', plugins: PLUGINS }).diagnostics;
    assert.deepEqual([found?.code, found?.line, found?.column], ['W405', 10, 40]);
    assert.match(found?.message ?? '', /reads its own result/);
    assert.doesNotMatch(found?.help ?? '', /edge/);
  });
});
