import assert from 'node:assert/strict';
import type { Json } from '@configurable-agents/plugin-sdk';
import { maskedAt, parsePath, visitAt } from '../../src/redact/path.ts';
import type { PathRule } from '../../src/redact/path.ts';

function rule(text: string): PathRule {
  const read = parsePath(text);
  if ('problem' in read) throw new Error(read.problem);
  return read;
}

function masked(text: string, value: Json): Json {
  return maskedAt(value, rule(text).segments);
}

function found(text: string, value: Json): readonly Json[] {
  const all: Json[] = [];
  visitAt(value, rule(text).segments, (each) => all.push(each));
  return all;
}

const ORDER: Json = {
  customer: { email: 'bob@example.org', name: 'Bob', password: 'hunter22' },
  items: [
    { sku: 'a', owner: { password: 'one-one' } },
    { sku: 'b', owner: { password: 'two-two' } },
  ],
  note: null,
};

describe('a rule by path', () => {
  it('leads to one place', () => {
    assert.deepEqual(found('inputs.customer.email', ORDER), ['bob@example.org']);
    assert.deepEqual(found('inputs.items.1.sku', ORDER), ['b']);
    assert.deepEqual(found('inputs.customer.phone', ORDER), []);
    assert.deepEqual(found('inputs.note.more', ORDER), []);
  });

  it('leads to every key or item by `*`, and to any depth by `**`', () => {
    assert.deepEqual(found('inputs.items.*.sku', ORDER), ['a', 'b']);
    assert.deepEqual(found('inputs.customer.*', ORDER), ['bob@example.org', 'Bob', 'hunter22']);
    assert.deepEqual(found('inputs.**.password', ORDER), ['hunter22', 'one-one', 'two-two']);
    assert.deepEqual(found('inputs.items.**.sku', ORDER), ['a', 'b']);
  });

  it('is the same as a JSON pointer, which takes every name', () => {
    assert.deepEqual(rule('/inputs/customer/email').segments, rule('inputs.customer.email').segments);
    assert.deepEqual(found('/inputs/a.b/c~1d/~0', { 'a.b': { 'c/d': { '~': 1 } } }), [1]);
    assert.deepEqual(found('/inputs/*/c', { x: { c: 1 }, y: { c: 2 } }), [1, 2]);
  });

  it('masks what it leads to, whole, and leaves everything else', () => {
    assert.deepEqual(masked('inputs.customer', ORDER), { ...(ORDER as object), customer: '***' });
    assert.deepEqual(masked('inputs.items.*.owner.password', ORDER), {
      ...(ORDER as object),
      items: [
        { sku: 'a', owner: { password: '***' } },
        { sku: 'b', owner: { password: '***' } },
      ],
    });
    assert.deepEqual(masked('inputs.**.password', { password: { a: [1] }, b: [{ password: 7 }] }), {
      password: '***',
      b: [{ password: '***' }],
    });
  });

  it('leaves null, which says nothing, and what is masked already', () => {
    assert.deepEqual(masked('inputs.note', ORDER), ORDER);
    const once = masked('inputs.**.password', ORDER);
    assert.deepEqual(masked('inputs.**.password', once), once);
  });

  it('of a root alone or with `**` at its end is everything below', () => {
    assert.deepEqual(masked('inputs', { a: 1, b: { c: 2 } }), { a: '***', b: '***' });
    assert.deepEqual(masked('inputs.**', { a: 1, b: { c: 2 } }), { a: '***', b: '***' });
    assert.deepEqual(masked('headers', { 'x-a': ['1'] }), { 'x-a': '***' });
    assert.deepEqual(masked('body', 'all of it'), '***');
  });

  it('names headers in any case', () => {
    assert.deepEqual(found('headers.X-Session', { 'x-session': ['s'] }), [['s']]);
  });

  it('keeps a key named __proto__', () => {
    const value = JSON.parse('{"__proto__": {"password": "x"}}') as Json;
    assert.equal(JSON.stringify(masked('inputs.**.password', value)), '{"__proto__":{"password":"***"}}');
  });

  it('ends in time, however deep and however many `**`', () => {
    let deep: Json = { password: 'x' };
    for (let i = 0; i < 60; i += 1) deep = { a: deep, b: 1 };
    assert.match(JSON.stringify(masked('inputs.**.a.**.a.**.password', deep)), /"password":"\*{3}"/);
  });

  const wrong: readonly (readonly [text: string, at: number, problem: RegExp])[] = [
    ['', 0, /begins with no name, and a rule begins with `inputs`, `headers` or `body`/],
    ['input.customer', 0, /begins with `input`.*did you mean `inputs`\?/],
    ['$.inputs.a', 0, /begins with `\$`/],
    ['inputs..email', 7, /a name is missing; after a dot comes/],
    ['inputs.customer.', 16, /a name is missing/],
    ['/inputs//a', 8, /a name is missing; after a `\/`/],
    ['inputs.cust*', 7, /`\*` stands for a whole name; write `\*` in the place of `cust\*`/],
    ['inputs.items[0].sku', 7, /items are named as keys are: `items.0`/],
    ['/inputs/a~2', 8, /`~` is written `~0`/],
    ['headers.cookie.session', 15, /a header has no parts/],
  ];
  for (const [text, at, problem] of wrong) {
    it(`is refused, with its place: ${text === '' ? 'nothing' : text}`, () => {
      const read = parsePath(text);
      assert.ok('problem' in read);
      assert.match(read.problem, problem);
      assert.equal(read.at, at);
    });
  }
});
