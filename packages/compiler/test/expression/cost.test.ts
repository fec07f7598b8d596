import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EvaluationError, compileProgram } from '@configurable-agents/core/expression';
import { checkExpression } from '../../src/expression/check.ts';
import { estimateCost } from '../../src/expression/cost.ts';
import type { Interval } from '../../src/expression/cost.ts';
import { parseExpression } from '../../src/expression/load.ts';
import { typeOfSchema } from '../../src/expression/types.ts';

const list = typeOfSchema({
  type: 'array',
  maxItems: 10,
  items: { type: 'array', maxItems: 3, items: { type: 'integer' } },
});
const free = typeOfSchema({ type: 'array', items: { type: 'integer' } });
const typeOf = (name: string): ReturnType<typeof typeOfSchema> | undefined =>
  name === 'l' ? list : name === 'f' ? free : undefined;

function cost(text: string, unbounded = Infinity): Interval {
  const { tree, problems } = checkExpression(parseExpression(text), { typeOf, names: () => ['l', 'f'] });
  assert.deepEqual(problems, []);
  return estimateCost(tree, { typeOf, unbounded });
}

describe('estimateCost', () => {
  it('is nothing for what walks nothing', () => {
    assert.deepEqual(cost('1 + 2 * 3 > 4 && true'), { min: 0, max: 0 });
    assert.deepEqual(cost('f[0] > 1'), { min: 0, max: 0 });
  });

  it('is bounded by maxItems, through macros in each other', () => {
    assert.deepEqual(cost('l.map(a, a)'), { min: 0, max: 10 });
    assert.deepEqual(cost('l.all(a, a.all(b, b > 0))'), { min: 0, max: 40 });
    assert.deepEqual(cost('l.filter(a, size(a) > 1).map(a, a.map(b, b))').max, 10 + 10 + 10 * 4);
    assert.deepEqual(cost('[1, 2, 3].map(x, x)'), { min: 3, max: 3 });
    assert.deepEqual(cost('lists.range(50).map(x, x)'), { min: 100, max: 100 });
  });

  it('has no bound where nothing bounds a list, unless a size is assumed', () => {
    assert.equal(cost('f.map(x, x)').max, Infinity);
    assert.equal(cost('f.all(a, f.all(b, f.all(c, a + b > c)))', 100).max, 100 + 100 * 100 + 100 * 100 * 100);
  });

  it('takes the dearer branch at most and the cheaper at least', () => {
    assert.deepEqual(cost('f[0] > 1 ? [1, 2].map(x, x) : [1, 2, 3].map(x, x)'), { min: 2, max: 3 });
    assert.deepEqual(cost('true || [1].all(x, x > 0)'), { min: 0, max: 1 });
  });

  it('is never less than what an evaluation takes', () => {
    const texts = fc.constantFrom(
      'l.all(a, a.exists(b, b > 2))',
      'l.map(a, a.map(b, b + 1)).size()',
      'l.filter(a, size(a) > 1).map(a, a.filter(b, b > 1)).exists(a, size(a) == 1)',
      'l.exists_one(a, 2 in a)',
      'cel.bind(m, l.map(a, size(a)), m.map(x, m.map(y, x + y))).size()',
    );
    const lists = fc.array(fc.array(fc.nat(5), { maxLength: 3 }), { maxLength: 10 });
    fc.assert(
      fc.property(texts, lists, (text, l) => {
        const { max } = cost(text);
        const { tree } = checkExpression(parseExpression(text), { typeOf, names: () => ['l'] });
        const run = (budget: number): unknown => compileProgram(tree, { budget })({ l });
        assert.doesNotThrow(() => run(max), EvaluationError);
      }),
    );
  });
});
