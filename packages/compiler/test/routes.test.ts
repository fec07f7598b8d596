// Routes that are never taken, and conditions that are settled by all that they could read.
import assert from 'node:assert/strict';
import { compile } from '@configurable-agents/compiler';
import { PLUGINS } from './support/plugins.ts';

const STATE = `state:
  type: object
  properties:
    kind: { enum: [bug, feature, question] }
    ok: { type: boolean }
    score: { type: integer, minimum: 0, maximum: 10 }
    share: { type: number, minimum: 0, maximum: 1 }
    word: { type: string }
    few: { type: array, items: { type: string }, maxItems: 3 }
    any: {}
nodes:
`;

const llm = `  - name: a
    prompt: hi
    llm: { provider: echo, model: echo-1 }
    output_schema: { type: object, properties: { verdict: { enum: ["yes", "no"] } }, required: [verdict] }
`;
const set = (name: string): string => `  - { name: ${name}, uses: set, with: { x: hello } }\n`;

/** Which routes are told of, by their number from 1, and what else. */
function told(conditions: readonly string[]): readonly string[] {
  const routes = conditions.map((when, i) => `      - { when: "${when}", to: n${i} }\n`).join('');
  const text = `${STATE}${llm}${conditions.map((_, i) => set(`n${i}`)).join('')}${set('last')}edges:\n  - from: a\n    routes:\n${routes}      - { to: last }\n`;
  const { diagnostics } = compile(text, { file: 'w.yaml', plugins: PLUGINS });
  const first = text.slice(0, text.indexOf('    routes:')).split('\n').length + 1;
  return diagnostics.filter(({ code }) => code !== 'W413').map(({ code, line }) => `${code} ${line - first + 1}`);
}

describe('a route is never taken', () => {
  const cases: readonly (readonly [conditions: readonly string[], dead: readonly string[]])[] = [
    [[`kind == 'bug'`, `kind == 'feature'`], []],
    [[`kind == 'bug'`, `kind == 'feature'`, `kind == 'question'`], ['W414 4']],
    [[`kind == 'bug'`, `kind == 'bug'`], ['W414 2']],
    [[`kind in ['bug', 'feature']`, `kind == 'feature'`], ['W414 2']],
    [[`kind != 'bug'`, `kind == 'feature'`], ['W414 2']],
    [[`kind == 'bug' && ok`, `kind == 'bug'`], []],
    [[`kind == 'bug' || ok`, `ok && score > 3`], ['W414 2']],
    [['ok', '!ok'], ['W414 3']],
    [['score >= 5', 'score >= 8'], ['W414 2']],
    [['score >= 8', 'score >= 5'], []],
    [['score >= 5', 'score < 5'], ['W414 3']],
    [['score > 5', 'score < 5'], []],
    [['5 < score', 'score <= 5'], ['W414 3']],
    [['share >= 0.5', 'share < 0.5'], ['W414 3']],
    [['share > 0.5', 'share < 0.5'], []],
    [[`word == 'x'`, `word != 'x'`], ['W414 3']],
    [[`word == 'x'`, `word == 'y'`], []],
    [[`word.startsWith('x')`, `word.startsWith('x')`], ['W414 2']],
    [[`word.startsWith('x')`, `word.startsWith('xy')`], []],
    [[`any == 1`, `any == 1`], ['W414 2']],
    [[`kind == null`, `kind != null`], ['W414 3']],
    [[`word != null && word == 'x'`, `word == null`], []],
    [[`a.verdict == 'yes'`, `a.verdict == 'no'`], ['W414 3']],
    [[`a.verdict == 'maybe'`], ['W412 1']],
    [
      ['score > 11', 'score >= 0'],
      ['W412 1', 'W412 2'],
    ],
    [['score > 5 && score < 3'], ['W412 1']],
  ];
  for (const [conditions, dead] of cases) {
    it(`after ${conditions.join(', ')}: ${dead.length === 0 ? 'none' : dead.join(', ')}`, () => {
      assert.deepEqual(told(conditions), dead);
    });
  }

  it('and says which one is taken, and who never runs', () => {
    const text = `${STATE}${llm}${set('b')}${set('c')}edges:\n  - from: a\n    routes:\n      - { when: ok, to: b }\n      - { when: "ok && score > 1", to: c }\n      - { to: END }\n`;
    const found = compile(text, { file: 'w.yaml', plugins: PLUGINS }).diagnostics.find(({ code }) => code === 'W414');
    assert.match(found?.message ?? '', /taken before it, so `c` never runs/);
    assert.equal(found?.related?.length, 1);
  });
});

describe('a condition is settled', () => {
  const cases: readonly (readonly [condition: string, isSettled: boolean])[] = [
    ['score > 5 && score < 3', true],
    [`kind == 'bug' && kind == 'feature'`, true],
    [`kind == 'bug' || kind != 'bug'`, true],
    ['ok || !ok', true],
    ['score > 5 && score < 7', false],
    ['few.size() > 3', true],
    ['few.size() > 2', false],
    [`any == 1 && any == 2`, false],
  ];
  for (const [condition, isSettled] of cases) {
    it(`${condition} is ${isSettled ? '' : 'not '}settled`, () => {
      const { diagnostics } = compile(
        `${STATE}  - { name: a, uses: set, with: { x: hello }, when: "${condition}" }\n`,
        { file: 'w.yaml', plugins: PLUGINS },
      );
      assert.equal(
        diagnostics.some(({ code }) => code === 'W412'),
        isSettled,
        JSON.stringify(diagnostics),
      );
    });
  }
});

describe('a loop', () => {
  const loop = (routes: string, a = 'word == null'): string =>
    `${STATE}${llm}  - { name: b, uses: set, with: { word: "{a}" }, outputs: [word] }\n${set('c')}edges:\n  - from: a\n    routes: [{ when: ${a}, to: c }, { to: b }]\n  - from: b\n    routes: ${routes}\n`;
  const plain = (routes: string): string =>
    loop(routes).replace('routes: [{ when: word == null, to: c }, { to: b }]', 'to: b').replace(set('c'), '');
  const cases: readonly (readonly [sentence: string, text: string, codes: string])[] = [
    ['without a way out', plain('[{ to: a, max_iterations: 3 }]'), 'W415'],
    ['that its bound leads out of', plain('[{ to: a, max_iterations: 3, on_limit: END }]'), ''],
    ['that a break leads out of', loop('[{ to: a, max_iterations: 3 }]'), ''],
    ['whose condition never changes', plain('[{ when: score > 3, to: a, max_iterations: 3 }, { to: END }]'), 'W416'],
    ['whose end never changes', plain('[{ when: score > 3, to: END }, { to: a, max_iterations: 3 }]'), 'W416'],
    ['whose field is written', plain(`[{ when: "word == 'x'", to: a, max_iterations: 3 }, { to: END }]`), ''],
    ['whose result is read', plain(`[{ when: "a.verdict == 'no'", to: a, max_iterations: 3 }, { to: END }]`), ''],
    ['that counts', plain('[{ when: loop.index < score, to: a, max_iterations: 3 }, { to: END }]'), ''],
    [
      'of which one condition changes',
      plain(`[{ when: ok, to: END }, { when: "word == 'x'", to: a, max_iterations: 3 }, { to: END }]`),
      '',
    ],
  ];
  for (const [sentence, text, codes] of cases) {
    it(`${sentence}: ${codes === '' ? 'nothing' : codes}`, () => {
      const { diagnostics } = compile(text, { file: 'w.yaml', plugins: PLUGINS });
      const found = diagnostics.filter(({ code }) => code !== 'W413').map(({ code }) => code);
      assert.equal(found.join(), codes, JSON.stringify(diagnostics));
    });
  }
});
