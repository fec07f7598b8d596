import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { compile, repair } from '@configurable-agents/compiler';
import type { Diagnostic } from '@configurable-agents/compiler';
import { PLUGINS } from '../support/plugins.ts';

const check = (text: string): readonly Diagnostic[] =>
  compile(text, { file: 'workflow.yaml', plugins: PLUGINS, workflow: () => 'later' }).diagnostics;
const fix = (text: string): ReturnType<typeof repair> => repair(text, { check, file: 'workflow.yaml' });

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const MISTAKES = globSync('packages/compiler/test/golden/diagnostics/*/workflow.yaml', { cwd: ROOT }).toSorted();
const WORKFLOWS = [...MISTAKES, ...globSync('examples/**/*.yaml', { cwd: ROOT }).toSorted()].map((path) =>
  readFileSync(`${ROOT}/${path}`, 'utf8'),
);

const NODE = 'nodes:\n  - name: a\n    uses: set\n    with: { v: 1 }\n';

describe('repair', () => {
  it('renames what is misspelt by one letter, and keeps comments, quotes and line ends', () => {
    const text = 'nodes: # all of them\r\n  - name: "a"\r\n    usess: set # misspelt\r\n    with: { v: 1 }\r\n';
    const { text: repaired, diagnostics } = fix(text);
    assert.equal(repaired, text.replace('usess', 'uses'));
    assert.deepEqual(diagnostics, []);
  });

  it('repairs what was hidden behind a mistake in the YAML', () => {
    const state = 'state: { type: object, properties: { done: { type: boolean } } }\n';
    const text = `${state}${NODE}    when: !dome\n`;
    const { text: repaired, repaired: done } = fix(text);
    assert.equal(repaired, `${state}${NODE}    when: "!done"\n`);
    assert.deepEqual(
      done.map(({ code }) => code),
      ['W003', 'W203'],
    );
  });

  it('repairs what was hidden behind a key that was not known', () => {
    const state = 'state: { type: object, properties: { topic: { type: string } } }\n';
    const text = `${state}nodes:\n  - name: a\n    promt: "{topik}"\n    llm: { provider: ecko, model: any }\n`;
    const { text: repaired, repaired: done } = fix(text);
    assert.equal(repaired, text.replace('promt', 'prompt').replace('topik', 'topic').replace('ecko', 'echo'));
    assert.deepEqual(done.map(({ code }) => code).toSorted(), ['W101', 'W203', 'W302']);
  });

  it('leaves what is two letters away, and repairs it when guesses are allowed', () => {
    const text = NODE.replace('uses: set\n', 'uses: set\n    descripshun: x\n');
    assert.equal(fix(text).text, text);
    const bold = repair(text, { check, file: 'workflow.yaml', apply: ['safe', 'unsafe'] });
    assert.match(bold.text, /description: x/);
  });

  it('undoes a repair after which there is another finding', () => {
    // `nme` would become a second `name`.
    const text = 'nodes:\n  - name: a\n    nme: b\n    uses: set\n    with: { v: 1 }\n';
    const { text: repaired, repaired: done, diagnostics } = fix(text);
    assert.equal(repaired, text);
    assert.deepEqual([done, diagnostics], [[], check(text)]);
  });

  it('does the others where one cannot be done', () => {
    const text = 'nodes:\n  - name: a\n    nme: b\n    usess: set\n    with: { v: 1 }\n';
    const { text: repaired, repaired: done } = fix(text);
    assert.equal(repaired, text.replace('usess', 'uses'));
    assert.equal(done.length, 1);
  });

  const SECOND = '  - name: b\n    uses: set\n    with: { v: 1 }\n';
  for (const [what, edges, wanted] of [
    ['an edge in a block list', '  - { from: a, to: b }\n  - { from: a, to: b } # again\n', '  - { from: a, to: b }\n'],
    ['a target in a list', '  - { from: a, to: [b, b] }\n', '  - { from: a, to: [b] }\n'],
    ['an edge in a flow list', '  [{ from: a, to: b }, { from: a, to: b }]\n', '  [{ from: a, to: b }]\n'],
  ] as const) {
    it(`removes the second of two equal edges: ${what}`, () => {
      assert.equal(fix(`${NODE}${SECOND}edges:\n${edges}`).text, `${NODE}${SECOND}edges:\n${wanted}`);
    });
  }

  it('removes a key that does nothing, on a line of its own or in braces', () => {
    const edge = 'edges:\n  - { from: a, to: b }\n';
    assert.equal(fix(`${NODE}${SECOND}    join: any\n${edge}`).text, `${NODE}${SECOND}${edge}`);
    const flow = (join: string): string => `${NODE}  - { name: b, uses: set${join}, with: { v: 1 } }\n${edge}`;
    assert.equal(fix(flow(', join: any')).text, flow(''));
  });
});

/** What a fix may bring to light: findings of later phases after one of the parser, hints after the last error. */
function wasHidden(finding: Diagnostic, before: readonly Diagnostic[]): boolean {
  const isOfParser = ({ code }: Diagnostic): boolean => /^W00[1-46-9]$/.test(code);
  if (before.some(isOfParser)) return !isOfParser(finding);
  return finding.severity !== 'error' && before.some(({ severity }) => severity === 'error');
}

const sentence = ({ code, message }: Diagnostic): string => `${code} ${message}`;

describe('a safe fix', () => {
  /** Every safe fix that `repair` keeps is proved here again, one by one and without its code. */
  function assertRepairs(text: string): void {
    const before = check(text);
    const { text: repaired, repaired: done, diagnostics } = fix(text);
    assert.deepEqual(diagnostics, check(repaired), 'the findings are those of the text that it made');
    if (repaired === text) assert.deepEqual([done, diagnostics], [[], before]);
    const left = before.map(sentence);
    for (const each of done) if (left.includes(sentence(each))) left.splice(left.indexOf(sentence(each)), 1);
    const found = diagnostics.filter((each) => !wasHidden(each, before)).map(sentence);
    // A key that was not known hides what its map says; nothing of the parser is hidden by it.
    if (done.some(({ code }) => code === 'W101'))
      return assert.ok(!found.some((each) => /^W(?:00[1-46-9]|105)/.test(each) && !left.includes(each)));
    for (const each of found) {
      assert.ok(left.includes(each), `added by a fix: ${each}\n${text}\n---\n${repaired}`);
      left.splice(left.indexOf(each), 1);
    }
    assert.equal(fix(repaired).text, repaired, 'nothing is left to repair');
  }

  it('removes its finding and adds none, in every file of the catalogue', () => {
    for (const text of WORKFLOWS) assertRepairs(text);
  }).timeout(120_000);

  it('removes its finding and adds none, in files with random slips of the keyboard', () => {
    const slips = [
      (word: string) => word.slice(1),
      (word: string) => `${word.slice(0, -2)}${word.at(-1)}${word.at(-2)}`,
      (word: string) => `${word}${word.at(-1)}`,
      (word: string) => word.toUpperCase(),
      (word: string) => `{${word}}`,
      (word: string) => `!${word}`,
    ];
    const slip = fc.record({ at: fc.nat(), how: fc.constantFrom(...slips) });
    fc.assert(
      fc.property(fc.constantFrom(...WORKFLOWS), fc.array(slip, { minLength: 1, maxLength: 3 }), (original, made) => {
        let text = original;
        for (const { at, how } of made) {
          const words = [...text.matchAll(/[A-Za-z_]\w{2,}/g)];
          const word = words[at % words.length];
          if (word !== undefined)
            text = text.slice(0, word.index) + how(word[0]) + text.slice(word.index + word[0].length);
        }
        assertRepairs(text);
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 60) },
    );
  }).timeout(180_000);
});
