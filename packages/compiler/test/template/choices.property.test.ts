// Routes that are said to be dead, against the evaluator on every value: none of them is ever taken, and each other one is by some.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { evaluate } from '@configurable-agents/core/expression';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { parseExpression } from '../../src/expression/load.ts';
import { deadRoutes, settled } from '../../src/template/choices.ts';

const SCHEMAS: { readonly [name: string]: JsonSchema } = {
  kind: { enum: ['bug', 'feature', 'question'] },
  ok: { type: 'boolean' },
  score: { type: 'integer', minimum: 0, maximum: 6 },
};
const values = { schemaOf: (name: string) => SCHEMAS[name], mayBeNull: () => false };

/** Every state of the fields. */
const STATES = ['bug', 'feature', 'question'].flatMap((kind) =>
  [true, false].flatMap((ok) => [0, 1, 2, 3, 4, 5, 6].map((score) => ({ kind, ok, score: BigInt(score) }))),
);

const word = fc.constantFrom('bug', 'feature', 'question', 'other');
const atoms = fc.oneof(
  fc.tuple(fc.constantFrom('==', '!='), word).map(([sign, text]) => `kind ${sign} '${text}'`),
  fc.uniqueArray(word, { minLength: 1, maxLength: 3 }).map((words) => `kind in [${words.map((w) => `'${w}'`).join()}]`),
  fc
    .tuple(fc.constantFrom('==', '!=', '<', '<=', '>', '>='), fc.integer({ min: -1, max: 7 }), fc.boolean())
    .map(([sign, n, isTurned]) => (isTurned ? `${n} ${sign} score` : `score ${sign} ${n}`)),
  fc.constant('ok'),
);
const conditions = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atoms,
    fc
      .tuple(tie('condition'), fc.constantFrom('&&', '||'), tie('condition'))
      .map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    tie('condition').map((inner) => `!(${inner})`),
  ),
})).condition;

describe('routes and conditions on every value', () => {
  it('are dead or settled exactly where the evaluator never takes them or always says the same', () => {
    let dead = 0;
    fc.assert(
      fc.property(fc.array(conditions, { minLength: 1, maxLength: 5 }), (texts) => {
        const trees = texts.map((text) => parseExpression(text, 'workflow'));
        const outcomes = STATES.map((state) => trees.map((tree) => evaluate(tree, state) === true));
        const taken = new Set(outcomes.map((each) => each.indexOf(true)).map((i) => (i < 0 ? trees.length : i)));
        const found = deadRoutes([...trees, undefined], values).map(({ route }) => route);
        dead += found.length;
        const wanted = [...trees, undefined].flatMap((_, i) => (taken.has(i) ? [] : [i]));
        assert.deepEqual(found, wanted);
        trees.forEach((tree, i) => {
          const all = new Set(outcomes.map((each) => each[i]));
          assert.equal(settled(tree, values), all.size === 1 ? [...all][0] : undefined, texts[i]);
        });
      }),
      { numRuns: 500 },
    );
    assert.ok(dead > 100, `${dead} dead routes`);
  });
});
