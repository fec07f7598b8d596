import assert from 'node:assert/strict';
import { isNamed, mistakes, openAnswers, placeOf } from './support/corpus.ts';
import type { Answer, Mistake } from './support/corpus.ts';

describe('the corpus of mistakes', () => {
  let answer: (mistake: Mistake) => Answer;
  before(async () => {
    answer = await openAnswers();
  });

  for (const mistake of mistakes()) {
    it(`${mistake.name}: one finding at its place, the way out, no finding in the twin`, () => {
      const { code, place, way, says } = mistake.expected;
      const { diagnostics, left, twin } = answer(mistake);
      assert.deepEqual(
        diagnostics.map((each) => `${each.code} ${placeOf(each)}`),
        [`${code} ${place}`],
      );
      const said = diagnostics.map(({ message, help }) => `${message}; ${help ?? ''}`).join('\n');
      assert.ok(isNamed(mistake, answer(mistake)), `${said}\ndoes not say: ${says}`);
      assert.equal(left.length === 0 ? 'repaired' : 'by-hand', way);
      assert.deepEqual(twin, []);
    });
  }

  it('holds at least 140 mistakes, each another one', () => {
    const all = mistakes();
    assert.ok(all.length >= 140);
    assert.equal(new Set(all.map(({ bad }) => bad)).size, all.length);
    for (const { name, bad, good } of all) assert.notEqual(bad, good, name);
  });
});
