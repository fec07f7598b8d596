// Values that are not there on every way to their reader: what a placeholder and an expression are told, and what tests make of it.
import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import { PLUGINS } from './support/plugins.ts';

const STATE = `state:
  type: object
  properties:
    n: { type: integer }
    note: { type: string }
    kept: { type: string, default: none }
    all: { type: array, items: { type: string }, reduce: append }
nodes:
`;

/** The severities of what is said about values that may not be there. */
function told(text: string): string {
  const { diagnostics } = compile(STATE + text, { file: 'w.yaml', plugins: PLUGINS });
  const others = diagnostics.filter(({ code }) => code !== 'W411' && code !== 'W413');
  assert.deepEqual(others, []);
  return diagnostics
    .filter(({ code }) => code === 'W411')
    .map(({ severity }) => severity)
    .join();
}

const set = (name: string, rest = ''): string => `  - { name: ${name}, uses: set, with: { x: "{n}" }${rest} }\n`;
const writer = (name: string, rest = ''): string =>
  `  - { name: ${name}, uses: set, with: { note: n, kept: k, all: [a] }, outputs: [note, kept, all]${rest} }\n`;
const reader = (value: string, rest = ''): string => `  - { name: z, uses: set, with: { y: "${value}" }${rest} }\n`;

type Case = readonly [sentence: string, nodes: (value: string) => string, placeholder: string, expression: string];

const router = (to: string): string => `  - { from: a, routes: [{ when: n > 1, to: b }, { to: ${to} }] }\n`;

const RESULTS: readonly Case[] = [
  ['a node before', (value) => set('b') + reader(value), '', ''],
  ['one that its `when` may skip', (value) => set('b', ', when: n > 1') + reader(value), 'warning', 'error'],
  ['one with the same `when`', (value) => set('b', ', when: n > 1') + reader(value, ', when: n > 1'), '', ''],
  [
    'one that may fail and be passed over',
    (value) => set('b', ', on_error: continue') + reader(value),
    'warning',
    'error',
  ],
  [
    'one of some routes only',
    (value) => `${set('a')}${set('b')}${set('c')}${reader(value)}edges:\n${router('c')}  - { from: [b, c], to: z }\n`,
    'error',
    'error',
  ],
  [
    'one of a route that the reader is on too',
    (value) => `${set('a')}${set('b')}${set('c')}${reader(value)}edges:\n${router('c')}  - { from: b, to: z }\n`,
    '',
    '',
  ],
  [
    'one of a way that a route leaves out',
    (value) => `${set('a')}${set('b')}${reader(value)}edges:\n${router('z')}  - { from: b, to: z }\n`,
    'error',
    'error',
  ],
  [
    'one beside the routes, which the reader waits for',
    (value) =>
      `${set('s')}${set('a')}${set('b')}${set('p')}${reader(value.replaceAll('b', 'p'))}edges:\n  - { from: s, to: [a, p] }\n${router('z')}  - { from: [b, p], to: z }\n`,
    '',
    '',
  ],
  [
    'one that every route leads through',
    (value) =>
      `${set('a')}${set('c')}${set('d')}${set('b')}${reader(value)}edges:\n  - { from: a, routes: [{ when: n > 1, to: c }, { to: d }] }\n  - { from: [c, d], to: b }\n  - { from: b, to: z }\n`,
    '',
    '',
  ],
  [
    'one that the first of several may come before',
    (value) =>
      `${set('a')}${set('b')}${set('c')}${reader(value, ', join: any')}edges:\n  - { from: a, to: [b, c] }\n  - { from: [b, c], to: z }\n`,
    'error',
    'error',
  ],
  [
    'one before all of several of which the first counts',
    (value) =>
      `${set('b')}${set('c')}${set('d')}${reader(value, ', join: any')}edges:\n  - { from: b, to: [c, d] }\n  - { from: [c, d], to: z }\n`,
    '',
    '',
  ],
  [
    'one whose failure leads to the reader',
    (value) => `${set('b', ', on_error: { to: z }')}${set('c')}${reader(value)}edges:\n  - { from: b, to: c }\n`,
    'error',
    'error',
  ],
  [
    'one whose failure leads elsewhere',
    (value) => `${set('b', ', on_error: { to: c }')}${set('c')}${reader(value)}edges:\n  - { from: b, to: z }\n`,
    '',
    '',
  ],
  [
    'one later in the loop',
    (value) =>
      `${reader(value)}${set('b')}edges:\n  - { from: z, to: b }\n  - { from: b, routes: [{ when: loop.index < n, to: z, max_iterations: 3 }, { to: END }] }\n`,
    '',
    'error',
  ],
  [
    'one of a loop before',
    (value) =>
      `${set('a')}${set('b')}${reader(value)}edges:\n  - { from: a, to: b }\n  - { from: b, routes: [{ when: loop.index < n, to: a, max_iterations: 3 }, { to: z }] }\n`,
    '',
    '',
  ],
  [
    'one that a break of a loop before leaves out',
    (value) =>
      `${set('a')}${set('b')}${reader(value)}edges:\n  - { from: a, routes: [{ when: n > 5, to: z }, { to: b }] }\n  - { from: b, routes: [{ when: loop.index < n, to: a, max_iterations: 3 }, { to: z }] }\n`,
    'error',
    'error',
  ],
  ['any node, at the end', (value) => set('b') + reader(value, ', finally: true'), '', 'error'],
];

describe('a result is there or not', () => {
  for (const [sentence, nodes, placeholder, expression] of RESULTS) {
    it(`of ${sentence}`, () => {
      assert.equal(told(nodes('{b.x}')), placeholder, 'in a placeholder');
      assert.equal(told(nodes('${{ b.x }}')), expression, 'in an expression');
      assert.equal(told(nodes("${{ b != null ? b.x : '' }}")), '', 'behind a test');
    });
  }
});

const FIELDS: readonly (readonly [
  sentence: string,
  nodes: (value: string) => string,
  placeholder: string,
  expression: string,
])[] = [
  ['a node before writes', (value) => writer('b') + reader(value), '', ''],
  ['a node that may be skipped writes', (value) => writer('b', ', when: n > 1') + reader(value), 'warning', 'error'],
  ['a node that may fail writes', (value) => writer('b', ', on_error: continue') + reader(value), 'warning', 'error'],
  [
    'one of two nodes writes that may both be skipped',
    (value) => writer('b', ', when: n > 1') + writer('c', ', when: n <= 1') + reader(value),
    'warning',
    'error',
  ],
  [
    'every route writes',
    (value) =>
      `${set('a')}${writer('b')}${writer('c')}${reader(value)}edges:\n${router('c')}  - { from: [b, c], to: z }\n`,
    '',
    '',
  ],
  [
    'some routes write',
    (value) =>
      `${set('a')}${writer('b')}${set('c')}${reader(value)}edges:\n${router('c')}  - { from: [b, c], to: z }\n`,
    'error',
    'error',
  ],
  [
    'a later node of the loop writes',
    (value) =>
      `${reader(value)}${writer('b')}edges:\n  - { from: z, to: b }\n  - { from: b, routes: [{ when: loop.index < n, to: z, max_iterations: 3 }, { to: END }] }\n`,
    '',
    'error',
  ],
];

describe('a field is there or not', () => {
  for (const [sentence, nodes, placeholder, expression] of FIELDS) {
    it(`that ${sentence}`, () => {
      for (const name of ['note', 'state.note']) {
        assert.equal(told(nodes(`{${name}}`)), placeholder, 'in a placeholder');
        assert.equal(told(nodes(`\${{ ${name} + '!' }}`)), expression, 'in an expression');
      }
      assert.equal(told(nodes("${{ note != null ? note : '' }}")), '', 'behind a test');
      assert.equal(told(nodes('{kept} ${{ kept }} ${{ all.size() }}')), '', 'with a default, or where a fold begins');
    });
  }
});

describe('a test of what may not be there', () => {
  const loop = (value: string): string =>
    `${reader(value)}${set('b')}edges:\n  - { from: z, to: b }\n  - { from: b, routes: [{ when: loop.index < n, to: z, max_iterations: 3 }, { to: END }] }\n`;
  const loops: readonly (readonly [expression: string, isEnough: boolean])[] = [
    ["loop.index > 1 ? b.x : ''", true],
    ["loop.index == 1 ? '' : b.x", true],
    ["loop.index >= 2 && b.x == '3'", true],
    ["loop.index != 1 && b.x == '3'", true],
    ["loop.index < 2 || b.x == '3'", true],
    ["loop.index >= 1 && b.x == '3'", false],
    ["loop.index == 1 ? b.x : ''", false],
    ["has(b.x) ? b.x : ''", true],
  ];
  for (const [expression, isEnough] of loops) {
    it(`${expression} is ${isEnough ? '' : 'not '}enough in a loop`, () =>
      assert.equal(told(loop(`\${{ ${expression} }}`)), isEnough ? '' : 'error'));
  }

  const failed = (value: string): string => set('b', ', on_error: continue') + reader(value);
  it('may ask for the error of a node that may fail', () => {
    assert.equal(told(failed('${{ b.error != null }} {b.error}')), '');
    assert.equal(told(failed("${{ b.error == null ? b.x : '' }}")), '');
    assert.equal(told(failed("${{ b.error != null ? b.x : '' }}")), 'error');
  });

  it('is not wanted of routes over what the node itself has just written', () => {
    const text = `${writer('b')}${set('c')}edges:\n  - { from: b, routes: [{ when: "note == 'x'", to: c }, { to: END }] }\n`;
    assert.equal(told(text), '');
    assert.equal(told(text.replace('outputs:', 'when: n > 1, outputs:')), 'error');
  });

  it('is wanted of routes over the own result of a node that may be skipped', () => {
    const routed = (condition: string): string =>
      `${set('b', ', when: n > 1')}${set('c')}edges:\n  - { from: b, routes: [{ when: "${condition}", to: c }, { to: END }] }\n`;
    assert.equal(told(routed("b.x == 'y'")), 'error');
    assert.equal(told(routed("b != null && b.x == 'y'")), '');
  });

  it('is wanted in `result:` of what not every run has', () => {
    const nodes = `${set('a')}${set('b')}${set('c')}edges:\n${router('c')}`;
    assert.equal(told(`${nodes}result: "\${{ b.x }}"\n`), 'error');
    assert.equal(told(`${nodes}result: "{b.x}"\n`), '');
    assert.equal(told(`${nodes}result: "\${{ a.x }}"\n`), '');
    assert.equal(told(`${nodes}result: "\${{ b != null ? b.x : c.x }}"\n`), 'error');
  });
});
