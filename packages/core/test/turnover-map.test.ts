import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TurnoverMap } from '../src/turnover-map.ts';

const KEY = fc.integer({ min: 0, max: 5 });
const STEP = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), key: KEY }),
  fc.record({ kind: fc.constant('delete' as const), key: KEY }),
  fc.record({ kind: fc.constant('clear' as const), key: KEY }),
);

describe('a map whose entries come and go', () => {
  it('holds what a map would, in the same order', () => {
    fc.assert(
      fc.property(fc.array(STEP, { maxLength: 40 }), (steps) => {
        const map = new Map<number, { readonly step: number }>();
        const made = new TurnoverMap<number, { readonly step: number }>();
        for (const [step, { kind, key }] of steps.entries()) {
          if (kind === 'set') {
            const value = { step };
            map.set(key, value);
            made.set(key, value);
          } else if (kind === 'delete') assert.equal(made.delete(key), map.delete(key));
          else {
            map.clear();
            made.clear();
          }
          assert.deepEqual([made.size, [...made.values()]], [map.size, [...map.values()]]);
          for (let each = 0; each <= 5; each += 1) {
            assert.deepEqual([made.has(each), made.get(each)], [map.has(each), map.get(each)]);
          }
        }
      }),
    );
  });
});
