import assert from 'node:assert/strict';
import { KeyFilter } from '../../src/runtime/key-filter.ts';

/** Keys as senders make them: the same but for a few characters. */
const keyOf = (i: number): string => JSON.stringify(['github', `72d3162e-cc78-11e3-81ab-${i}`, 'triage']);
const keys = (from: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => keyOf(from + i));

describe('a filter of keys', () => {
  it('never says of a key that was added that it was not', () => {
    const filter = new KeyFilter();
    const added = [...keys(0, 100_000), '', '\u0000', 'é', '\ud83d\ude00', 'x'.repeat(100_000)];
    for (const key of added) filter.add(key);
    assert.deepEqual(
      added.filter((key) => !filter.mayHave(key)),
      [],
    );
  });

  it('says of nearly all others that they were not', () => {
    const filter = new KeyFilter();
    for (const key of keys(0, 500_000)) filter.add(key);
    const wrong = keys(500_000, 100_000).filter((key) => filter.mayHave(key));
    // 0.2 % by the formula.
    assert.ok(wrong.length < 500, `${wrong.length} of 100000`);
  });

  it('has no key at first', () => {
    assert.equal(new KeyFilter().mayHave(keyOf(0)), false);
  });
});
