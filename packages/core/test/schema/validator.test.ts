import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Json, JsonSchema } from '@configurable-agents/plugin-sdk';
import { schemaProblem, validatorFor } from '../../src/schema/validator.ts';

/** Collects what nobody holds, now. */
function collect(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

describe('a validator', () => {
  it('is the same for schemas that say the same', () => {
    const schema = { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'] } as const;
    assert.equal(validatorFor(schema), validatorFor(structuredClone(schema)));
    assert.notEqual(validatorFor(schema), validatorFor(schema, { useDefaults: true }));
    assert.notEqual(validatorFor(schema), validatorFor({ ...schema, required: [] }));
  });

  it('is kept no longer than its schema, but for the newest thousand or two', async () => {
    const made = Array.from({ length: 4000 }, (_, i) => new WeakRef(validatorFor({ const: `made ${i}` })));
    // What was held in this turn is held to its end.
    await new Promise((resolve) => setTimeout(resolve, 10));
    collect();
    const left = made.filter((each) => each.deref() !== undefined).length;
    assert.ok(left < 2500, `${left} of 4,000 are left`);
  }).timeout(30_000);

  it('compares values as data, whatever their keys are called', () => {
    const schema = { type: 'array', uniqueItems: true, items: { not: { const: { valueOf: 1 } } } } as const;
    for (const key of ['valueOf', 'toString', 'constructor', 'hasOwnProperty']) {
      assert.equal(schemaProblem(schema, [{ [key]: 'a' }, { [key]: 'b' }]), undefined, key);
      assert.match(schemaProblem(schema, [{ [key]: 'a' }, { [key]: 'a' }]) ?? '', /duplicate/, key);
    }
    assert.match(schemaProblem(schema, [{ valueOf: 1 }]) ?? '', /must NOT be valid/);
  });

  describe('of a schema with patterns', () => {
    const attack = `${'a'.repeat(50_000)}!`;

    it('answers a text on which a backtracking engine would hang', () => {
      const schemas: readonly JsonSchema[] = [
        { pattern: '^(a+)+$' },
        { type: 'object', patternProperties: { '^(a+)+$': true }, additionalProperties: false },
        { type: 'object', propertyNames: { pattern: '^(a+)+$' } },
        { not: { pattern: '^(a+)+!$' } },
      ];
      for (const schema of schemas) {
        const value = 'type' in (schema as object) ? { [attack]: 1 } : attack;
        assert.match(schemaProblem(schema, value) ?? '', /must (?:match pattern|NOT)/, JSON.stringify(schema));
      }
    });

    it('holds each key against its own pattern', () => {
      const schema: JsonSchema = {
        type: 'object',
        patternProperties: { '^n_': { type: 'integer' }, '^t_': { type: 'string', pattern: '^[a-z]+$' } },
        additionalProperties: false,
      };
      assert.equal(schemaProblem(schema, { n_a: 1, t_a: 'x' }), undefined);
      assert.match(schemaProblem(schema, { n_a: 'x' }) ?? '', /n_a must be integer/);
      assert.match(schemaProblem(schema, { t_a: 'X' }) ?? '', /t_a must match pattern/);
      assert.match(schemaProblem(schema, { a: 1 }) ?? '', /additional/);
    });

    it('refuses a value that takes too many steps, also where `not` would turn that round', () => {
      const costly = { pattern: '.{1,400}[@!].{1,400}[.,]$' };
      const text = 'ab@.'.repeat(12_500);
      for (const schema of [costly, { not: costly }, { anyOf: [costly, true] }] as readonly JsonSchema[]) {
        assert.match(
          schemaProblem(schema, text) ?? '',
          /takes too long to check: its texts are too long for the patterns/,
        );
      }
      const items: JsonSchema = { type: 'array', items: costly };
      assert.match(
        schemaProblem(
          items,
          Array.from({ length: 1000 }, () => text.slice(0, 100)),
        ) ?? '',
        /takes too long/,
      );
      // The next value begins anew.
      assert.equal(schemaProblem(costly, 'ab@.cd.'), undefined);
    });

    it('refuses every value where a pattern of an older graph cannot be used, and says which', () => {
      assert.match(
        schemaProblem({ properties: { a: { pattern: '^(?!x)' } } }, {}) ?? '',
        /cannot be held against its schema: `\^\(\?!x\)` cannot be used as a pattern: `\(\?!` looks ahead/,
      );
    });
  });

  it('follows a schema within itself as often as it has steps', () => {
    const branch = (op: string): JsonSchema => ({
      type: 'object',
      properties: { op: { const: op }, of: { $ref: '#/$defs/tree' } },
      required: ['op', 'of'],
    });
    for (const root of [{ $ref: '#/$defs/tree' }, { type: 'array', items: { $ref: '#/$defs/tree' } }]) {
      const schema = {
        ...root,
        $defs: { tree: { oneOf: [branch('and'), branch('or'), { type: 'string' }] } },
      } as JsonSchema;
      const value = (depth: number): Json => {
        const tree = Array.from({ length: depth }).reduce<Json>((of) => ({ op: 'or', of }), 'x');
        return 'items' in root ? [tree] : tree;
      };
      assert.equal(schemaProblem(schema, value(10)), undefined);
      assert.match(schemaProblem(schema, value(60)) ?? '', /takes too long to check: its schema refers to itself/);
    }
  });

  it('tells the first hundred problems, and how many more there are', () => {
    const validate = validatorFor({ type: 'array', items: { type: 'integer' } });
    assert.equal(validate(Array.from({ length: 250_000 }, () => 'x')), false);
    assert.equal(validate.errors.length, 101);
    assert.equal(validate.errors[99]?.instancePath, '/99');
    assert.equal(validate.errors[100]?.message, 'has 249900 more problems');
  });

  it('tells items that are there twice among a hundred thousand', () => {
    const schema = { type: 'array', uniqueItems: true } as const;
    const items: Json[] = Array.from({ length: 50_000 }, (_each, i) => (i % 2 === 0 ? i : { i }));
    assert.equal(schemaProblem(schema, items), undefined);
    assert.equal(
      schemaProblem(schema, [...items, { i: 49_999 }]),
      'it must NOT have duplicate items (items ## 49999 and 50000 are identical)',
    );
    assert.equal(schemaProblem(schema, [1, '1', [1], { a: 1 }, null, 'null', true, 'true']), undefined);
    for (const twins of [
      [1, 1.0],
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [
        [1, [2]],
        [1, [2]],
      ],
      [0, -0],
      ['', ''],
    ] as Json[][])
      assert.match(schemaProblem(schema, twins) ?? '', /items ## 0 and 1 are identical/, JSON.stringify(twins));
    assert.equal(schemaProblem({ type: 'array', uniqueItems: false }, [1, 1]), undefined);
  });
});
