import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Json } from '@configurable-agents/plugin-sdk';
import { copyJson } from '../../src/schema/copy-json.ts';

describe('a copy of JSON', () => {
  it('is equal, whatever the value is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assert.deepEqual(copyJson(value as Json), value);
      }),
    );
  });

  it('shares nothing with the value', () => {
    const value = { list: [{ a: 1 }], inner: { b: [2] } };
    const copy = copyJson(value);
    copy.list[0]!.a = 3;
    copy.inner.b.push(4);
    assert.deepEqual(value, { list: [{ a: 1 }], inner: { b: [2] } });
  });

  it('keeps a property of the name __proto__ as a property', () => {
    const value = JSON.parse('{"__proto__":{"admin":true},"a":1}') as { readonly [name: string]: Json };
    const copy = copyJson(value);
    assert.deepEqual(Object.keys(copy), ['__proto__', 'a']);
    assert.equal(Object.getPrototypeOf(copy), Object.prototype);
    assert.equal(copy['admin'], undefined);
  });
});
