import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileExpression } from '@configurable-agents/compiler';
import { compileProgram, EvaluationError, isMap, entriesOf } from '@configurable-agents/core/expression';
import type { Expression, Value } from '@configurable-agents/core/expression';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { BAIL, generate } from '../../../core/src/expression/build/generate.ts';
import { Failed, interpret } from './slow.ts';
import type { Tagged } from './slow.ts';

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 1500);

const int = { type: 'integer' };
const text = { type: 'string' };
const SCHEMA: JsonSchema = {
  type: 'object',
  properties: {
    i: int,
    d: { type: 'number' },
    s: text,
    b: { type: 'boolean' },
    li: { type: 'array', items: int },
    ls: { type: 'array', items: text },
    o: { type: 'object', properties: { n: int, t: text, name: text } },
  },
};

const small = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.maxSafeInteger());
const word = fc.oneof(fc.constantFrom('', 'a', 'ab', 'ba', '\u{1f600}', '\uffff'), fc.string({ maxLength: 4 }));
const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const environment = fc.record({
  i: small,
  d: number,
  s: word,
  b: fc.boolean(),
  li: fc.array(small, { maxLength: 4 }),
  ls: fc.array(word, { maxLength: 4 }),
  o: fc.record({ n: small, t: word, name: word }),
});

type Env = typeof environment extends fc.Arbitrary<infer T> ? T : never;

/** Texts of well-typed expressions, one arbitrary for each type. `x` is a variable of `li`, `w` one of `ls`. */
const texts = fc.letrec<{ int: string; double: string; string: string; bool: string; ints: string; strings: string }>(
  (tie) => {
    const [i, d, s, b] = [tie('int'), tie('double'), tie('string'), tie('bool')];
    const [li, ls] = [tie('ints'), tie('strings')];
    const form = (template: string, ...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
      fc.tuple(...parts).map((found) => found.reduce((all, part) => all.replace('§', () => part), template));
    const either = (...each: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
      fc.oneof({ maxDepth: 4, depthSize: 'small' }, ...each);
    const order = fc.constantFrom('<', '<=', '>', '>=', '==', '!=');
    const operator = fc.constantFrom('+', '-', '*', '/', '%');
    const realOperator = fc.constantFrom('+', '-', '*', '/');
    const test = fc.constantFrom('startsWith', 'endsWith', 'contains');
    const quantifier = fc.constantFrom('all', 'exists', 'exists_one');
    const literal = fc
      .oneof(fc.integer({ min: -9, max: 9 }), fc.constantFrom('9223372036854775807', '4611686018427387904'))
      .map(String);
    return {
      int: either(
        literal,
        fc.constantFrom('i', 'o.n', 'o["n"]'),
        form('(§ § §)', i, operator, i),
        form('size(§)', either(s, li, ls)),
        form('§[§]', li, i),
        form('(§ ? § : §)', b, i, i),
        form('-(§)', i),
        form('int(§)', d),
      ),
      double: either(
        fc.constantFrom('0.0', '1.5', '-2.25', '1e300'),
        fc.constant('d'),
        form('(§ § §)', d, realOperator, d),
        form('double(§)', i),
        form('(§ ? § : §)', b, d, d),
      ),
      string: either(
        word.map((found) => JSON.stringify(found).replaceAll(/\\u([0-9a-f]{4})/g, '\\u$1')),
        fc.constantFrom('s', 'o.t', 'o.name'),
        form('(§ + §)', s, s),
        form('§[§]', ls, i),
      ),
      bool: either(
        fc.constantFrom('true', 'false', 'b', 'has(o.n)'),
        form('(§ § §)', i, order, i),
        form('(§ § §)', d, order, d),
        form('(§ § §)', s, order, s),
        form('(§ == §)', li, li),
        form('(§ && §)', b, b),
        form('(§ || § || §)', b, b, b),
        form('!§', b),
        form('§.§(§)', s, test, s),
        form('(§ in §)', i, li),
        form('(§ in §)', s, ls),
        form('§.§(x, x > §)', li, quantifier, i),
        form('§.§(w, w.contains(§) || §)', ls, quantifier, s, b),
        form('(§ ? § : §)', b, b, b),
      ),
      ints: either(
        fc.constant('li'),
        form('[§, §]', i, i),
        form('(§ + §)', li, li),
        form('§.filter(x, x % 2 == §)', li, i),
        form('§.map(x, x * §)', li, i),
        form('§.map(w, size(w))', ls),
      ),
      strings: either(
        fc.constant('ls'),
        form('[§]', s),
        form('§.filter(w, w != §)', ls, s),
        form('§.map(w, w + §)', ls, s),
      ),
    };
  },
);

const expression = fc.oneof(texts.int, texts.double, texts.string, texts.bool, texts.bool, texts.ints);

function tag(value: Value): Tagged {
  if (value === null) return { t: 'null' };
  if (typeof value === 'boolean') return { t: 'bool', v: value };
  if (typeof value === 'bigint') return { t: 'int', v: value };
  if (typeof value === 'number') return { t: 'double', v: value };
  if (typeof value === 'string') return { t: 'string', v: value };
  if (Array.isArray(value)) return { t: 'list', v: (value as readonly Value[]).map(tag) };
  if (isMap(value)) return { t: 'map', v: entriesOf(value).map(([key, each]) => [String(key), tag(each)]) };
  throw new Error('a value of a kind that is not generated');
}

/** The environment with the types of its schema. */
function namesOf({ i, d, s, b, li, ls, o }: Env): readonly (readonly [string, Tagged])[] {
  const whole = (v: number): Tagged => ({ t: 'int', v: BigInt(v) });
  const string = (v: string): Tagged => ({ t: 'string', v });
  return [
    ['i', whole(i)],
    ['d', { t: 'double', v: d }],
    ['s', string(s)],
    ['b', { t: 'bool', v: b }],
    ['li', { t: 'list', v: li.map(whole) }],
    ['ls', { t: 'list', v: ls.map(string) }],
    [
      'o',
      {
        t: 'map',
        v: [
          ['n', whole(o.n)],
          ['t', string(o.t)],
          ['name', string(o.name)],
        ],
      },
    ],
  ];
}

type Outcome = Tagged | string;

function fast(run: () => Value): Outcome {
  try {
    return tag(run());
  } catch (error) {
    if (error === BAIL) return 'bail';
    if (!(error instanceof EvaluationError)) throw error;
    assert.ok(
      !['EXPRESSION_TYPE', 'EXPRESSION_NAME', 'EXPRESSION_UNSUPPORTED'].includes(error.code),
      `${error.code} ${error.message}`,
    );
    return 'failed';
  }
}

function slow(tree: Expression, env: Env): Outcome {
  try {
    return interpret(tree, namesOf(env));
  } catch (error) {
    if (error instanceof Failed) return 'failed';
    throw error;
  }
}

/** The same value of the same type. An int that JSON holds is a double until it is read, so within lists numbers count by value. */
function isSame(a: Outcome, b: Outcome): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return isSameValue(a, b, false);
}

function isSameValue(a: Tagged, b: Tagged, isInside: boolean): boolean {
  if (a.t === 'list' && b.t === 'list')
    return a.v.length === b.v.length && a.v.every((item, i) => isSameValue(item, b.v[i] as Tagged, true));
  if (a.t === 'null' || b.t === 'null' || a.t === 'map' || b.t === 'map') return a.t === b.t;
  if (typeof a.v === 'number' && typeof b.v === 'number' && a.t === b.t)
    return a.v === b.v || (Number.isNaN(a.v) && Number.isNaN(b.v));
  return (isInside || a.t === b.t) && String(a.v) === String(b.v);
}

describe('the evaluator', () => {
  it('never fails over types where the checker found none wrong, and agrees with a slow interpreter', () => {
    fc.assert(
      fc.property(expression, environment, (source, env) => {
        const compiled = compileExpression(source, { schema: SCHEMA });
        assert.ok(compiled.ok, `${source}: ${compiled.ok ? '' : compiled.faults[0]?.message}`);
        const wanted = slow(compiled.tree, env);
        const found = fast(() => compileProgram(compiled.tree)(env));
        assert.ok(isSame(found, wanted), `${source}: ${show(found)}, the slow interpreter gives ${show(wanted)}`);
      }),
      { numRuns: RUNS },
    );
  });

  it('gives from generated code what it gives from closures, or leaves it to them', () => {
    let generated = 0;
    fc.assert(
      fc.property(expression, environment, (source, env) => {
        const compiled = compileExpression(source, { schema: SCHEMA });
        assert.ok(compiled.ok);
        const program = generate(compiled.tree);
        const found = program === undefined ? 'bail' : fast(() => program(env));
        if (found === 'bail') return;
        generated += 1;
        const wanted = fast(() => compileProgram(compiled.tree)(env));
        assert.ok(isSame(found, wanted), `${source}: ${show(found)}, the closures give ${show(wanted)}`);
      }),
      { numRuns: RUNS },
    );
    assert.ok(generated > RUNS / 10, `${generated} of ${RUNS} were generated`);
  });

  it('gives from generated code what closures give without types too', () => {
    const names = ['i', 'd', 's', 'b', 'li', 'ls', 'o'];
    const program = (source: string): Expression | undefined => {
      const compiled = compileExpression(source, { names });
      return compiled.ok ? compiled.tree : undefined;
    };
    const value = (run: () => Value): Outcome => {
      try {
        return tag(run());
      } catch (error) {
        if (error === BAIL || error instanceof EvaluationError) return error === BAIL ? 'bail' : 'failed';
        throw error;
      }
    };
    fc.assert(
      fc.property(expression, environment, (source, env) => {
        const tree = program(source);
        const generated = tree && generate(tree);
        const found = generated === undefined ? 'bail' : value(() => generated(env));
        if (tree === undefined || found === 'bail') return;
        const wanted = value(() => compileProgram(tree)(env));
        assert.ok(isSame(found, wanted), `${source}: ${show(found)}, the closures give ${show(wanted)}`);
      }),
      { numRuns: RUNS },
    );
  });

  it('gives the same with and without what the checker notes on the tree, but for integers of JSON', () => {
    const cases = ['[1, 2].map(x, x + 1)', '"a" + "b"', '{"a": 1}.a + 1', '[1.5][0] * 2.0', '5 / 2', '-7 % 3'];
    for (const source of cases) {
      const compiled = compileExpression(source, {});
      assert.ok(compiled.ok);
      const bare = strip(compiled.tree);
      assert.deepEqual(tag(compileProgram(bare)({})), tag(compileProgram(compiled.tree)({})), source);
    }
  });
});

function strip(tree: Expression): Expression {
  return JSON.parse(JSON.stringify(tree, (key, value: unknown) => (key === 'type' ? undefined : value))) as Expression;
}

function show(outcome: Outcome): string {
  return JSON.stringify(outcome, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}
