import assert from 'node:assert/strict';
import { schemaProblem } from '../../src/schema/validator.ts';

describe('a validator', () => {
  it('compares values as data, whatever their keys are called', () => {
    const schema = { type: 'array', uniqueItems: true, items: { not: { const: { valueOf: 1 } } } } as const;
    for (const key of ['valueOf', 'toString', 'constructor', 'hasOwnProperty']) {
      assert.equal(schemaProblem(schema, [{ [key]: 'a' }, { [key]: 'b' }]), undefined, key);
      assert.match(schemaProblem(schema, [{ [key]: 'a' }, { [key]: 'a' }]) ?? '', /duplicate/, key);
    }
    assert.match(schemaProblem(schema, [{ valueOf: 1 }]) ?? '', /must NOT be valid/);
  });
});
