import assert from 'node:assert/strict';
import { functionNames, overloadsOf, parseType } from '@configurable-agents/core/expression';

describe('the function table', () => {
  it('has for every overload an implementation that takes its parameters, and perhaps the evaluation', () => {
    for (const name of functionNames()) {
      for (const { params, apply } of overloadsOf(name) ?? []) {
        assert.ok(apply.length <= params.length + 1, `${name} with ${params.length} parameters takes ${apply.length}`);
      }
    }
  });

  it('has no two overloads of one signature', () => {
    for (const name of functionNames()) {
      const seen = (overloadsOf(name) ?? []).map(({ params, method }) => JSON.stringify([params, method]));
      assert.equal(new Set(seen).size, seen.length, name);
    }
  });

  it('knows nothing of names that every object has', () => {
    for (const name of ['constructor', '__proto__', 'toString']) assert.equal(overloadsOf(name), undefined);
  });

  it('reads types in each other', () => {
    assert.deepEqual(parseType('list(map(string, list(A)))'), {
      kind: 'list',
      item: {
        kind: 'map',
        key: { kind: 'string' },
        value: { kind: 'list', item: { kind: 'parameter', name: 'A' } },
        fields: {},
        open: true,
      },
    });
    assert.throws(() => parseType('box(int)'), /no type/);
  });
});
