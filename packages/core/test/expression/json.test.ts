import assert from 'node:assert/strict';
import {
  CelMap,
  Duration,
  EvaluationError,
  Optional,
  Timestamp,
  toJson,
  toJsonText,
  TypeValue,
  Uint,
} from '@configurable-agents/core/expression';
import type { Value } from '@configurable-agents/core/expression';

function map(...entries: readonly (readonly [Value, Value])[]): CelMap {
  const made = new CelMap();
  for (const [key, value] of entries) made.add(key, value);
  return made;
}

describe('toJson', () => {
  it('writes what JSON lacks as text, numbers as numbers', () => {
    const values: readonly (readonly [Value, unknown])[] = [
      [5n, 5],
      [new Uint(5n), 5],
      [new Uint8Array([104, 105]), 'aGk='],
      [new Duration(-1_500_000_000n), '-1.5s'],
      [new Timestamp(1_500_000_000n), '1970-01-01T00:00:01.5Z'],
      [new Optional(1n), 1],
      [new Optional(undefined), null],
      [new TypeValue('int'), 'int'],
      [map(['a', [1n]], [1n, true], [false, null]), { a: [1], 1: true, false: null }],
    ];
    for (const [value, wanted] of values) assert.deepEqual(toJson(value), wanted);
  });

  it('passes JSON on as the same object, and copies only what it changes', () => {
    const payload = { a: [1, { b: 'x' }], c: null };
    assert.equal(toJson(payload), payload);
    const mixed = { kept: payload, made: [1n] };
    assert.equal((toJson(mixed) as { readonly kept: unknown }).kept, payload);
    assert.deepEqual(mixed.made, [1n], 'the value itself stays');
  });

  it('refuses what JSON cannot hold without loss', () => {
    for (const value of [2n ** 60n, Number.NaN, Infinity, [new Uint(2n ** 63n)]]) {
      assert.throws(
        () => toJson(value),
        (error: unknown) => error instanceof EvaluationError && error.code === 'EXPRESSION_JSON',
      );
    }
  });

  it('keeps keys that prototypes have', () => {
    const made = toJson(map(['__proto__', 1n])) as object;
    assert.deepEqual(Object.keys(made), ['__proto__']);
    assert.equal(toJsonText(map(['__proto__', 1n])), '{"__proto__":1}');
  });
});

describe('toJsonText', () => {
  it('writes integers with all their digits, also inside, and texts that look like its marks as they are', () => {
    assert.equal(
      toJsonText([9_007_199_254_740_993n, new Uint(2n ** 64n - 1n)]),
      '[9007199254740993,18446744073709551615]',
    );
    assert.equal(toJsonText(['\u00000', 2n ** 62n]), '["\\u00000",4611686018427387904]');
  });

  it('writes what is no number as text', () => {
    assert.equal(toJsonText([Number.NaN, -Infinity, 1e300]), '["NaN","-Infinity",1e+300]');
  });
});
