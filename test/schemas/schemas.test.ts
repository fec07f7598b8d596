import assert from 'node:assert/strict';

type Schema = { readonly [keyword: string]: unknown };
type Shared = {
  readonly types: { readonly [type: string]: Schema };
  readonly $defs: { readonly [name: string]: Schema };
};
type Scripts = {
  readonly plain: (parts: Schema) => Schema;
  readonly named: (name: string, schema: Schema) => Schema;
  readonly nullable: (schema: Schema) => Schema;
  readonly union: (schemas: readonly Schema[]) => Schema;
  readonly intersection: (first: Schema, second: Schema) => Schema;
  readonly share: (types: { readonly [type: string]: Schema }) => Shared;
};

const text = { type: 'string' };
const count = { type: 'integer' };

describe('the generators of typed events', () => {
  let scripts: Scripts;
  before(async () => {
    // The scripts are no part of a package, so they have no declarations.
    const load = (name: string): Promise<object> => import(`../../tools/schemas/${name}.mjs`) as Promise<object>;
    scripts = { ...(await load('plain')), ...(await load('events-file')) } as Scripts;
  });

  const object = (properties: { readonly [name: string]: Schema }, required = Object.keys(properties)): Schema =>
    scripts.plain({ types: ['object'], properties, required });

  it('spell equal schemas alike', () => {
    const one = scripts.plain({ types: ['null', 'string'], values: ['b', 'a'] });
    assert.deepEqual(one, { type: ['null', 'string'], enum: ['a', 'b', null] });
    assert.equal(JSON.stringify(object({ b: text, a: count })), JSON.stringify(object({ a: count, b: text })));
    assert.deepEqual(scripts.plain({ types: ['integer', 'number'] }), { type: 'number' });
  });

  it('drop long lists of values', () => {
    assert.deepEqual(scripts.plain({ types: ['string'], values: 'abcdefgh'.split('') })['enum'], 'abcdefgh'.split(''));
    assert.deepEqual(scripts.plain({ types: ['string'], values: 'abcdefghi'.split('') }), text);
  });

  it('make one schema of alternatives', () => {
    const { union, nullable } = scripts;
    assert.deepEqual(union([text, count, { type: 'null' }]), { type: ['integer', 'null', 'string'] });
    assert.deepEqual(union([text, {}]), {});
    assert.deepEqual(nullable({ type: 'string', enum: ['a'] }), { type: ['null', 'string'], enum: ['a', null] });
    assert.deepEqual(union([{ type: 'string', enum: ['a'] }, text]), text);
    assert.deepEqual(
      union([
        { type: 'array', items: text },
        { type: 'array', items: count },
      ]),
      { type: 'array', items: { type: ['integer', 'string'] } },
    );
  });

  it('make one object of alternative objects, which must have what all must have', () => {
    const team = object({ id: count, slug: text });
    const user = object({ id: text, login: text });
    assert.deepEqual(scripts.union([team, user]), {
      type: 'object',
      properties: { id: { type: ['integer', 'string'] }, login: text, slug: text },
      required: ['id'],
    });
    assert.deepEqual(scripts.union([team, { type: 'object' }]), {
      type: 'object',
      properties: { id: count, slug: text },
      additionalProperties: true,
    });
  });

  it('believe the first of two schemas that both hold', () => {
    const whole = object({ id: count, user: object({ login: text }) });
    const part = object({ id: text, user: object({ name: text }), extra: text }, ['extra']);
    assert.deepEqual(scripts.intersection(whole, part), {
      type: 'object',
      properties: {
        extra: text,
        id: count,
        user: { type: 'object', properties: { login: text, name: text }, required: ['login', 'name'] },
      },
      required: ['extra', 'id', 'user'],
    });
  });

  it('write once what stands in several places, under the name that it has', () => {
    const user = scripts.named(
      'simple-user',
      object({ login: text, id: count, name: text, site_admin: { type: 'boolean' } }),
    );
    const { types, $defs } = scripts.share({ b: object({ sender: user }), a: object({ owner: user, id: count }) });
    const reference = { $ref: '#/$defs/simple-user' };
    assert.deepEqual(Object.keys(types), ['a', 'b']);
    assert.deepEqual(types['a']?.['properties'], { id: count, owner: reference });
    assert.deepEqual(types['b']?.['properties'], { sender: reference });
    assert.deepEqual($defs, { 'simple-user': user });
  });

  it('give definitions of one name different ones', () => {
    const long = (last: string): Schema => object({ first_of_many: text, second_of_many: text, [last]: text });
    const of = (last: string, own: string): Schema => object({ repo: long(last), [own]: text });
    const { $defs } = scripts.share({ a: of('x', 'a'), b: of('x', 'b'), c: of('y', 'c'), d: of('y', 'd') });
    assert.deepEqual(Object.keys($defs), ['repo', 'repo_2']);
  });
});
