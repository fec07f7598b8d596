import assert from 'node:assert/strict';
import { compileExpression } from '@configurable-agents/compiler';
import type { Dialect } from '@configurable-agents/compiler';
import { compileProgram, EvaluationError, toJsonText } from '@configurable-agents/core/expression';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';

const SCHEMA: JsonSchema = {
  type: 'object',
  properties: {
    score: { type: 'number' },
    count: { type: 'integer' },
    name: { type: 'string' },
    maybe: { type: ['integer', 'null'] },
    tags: { type: 'array', items: { type: 'string' } },
    any: {},
  },
};
const ENV = { score: 2.5, count: 5, name: 'ann', maybe: null, tags: ['a', 'b'], any: 3 };

/** The value as JSON, or the codes of what is wrong. */
function go(expr: string, dialect: Dialect = 'workflow'): string {
  const compiled = compileExpression(expr, { dialect, schema: SCHEMA });
  if (!compiled.ok) return compiled.faults.map(({ code }) => code).join();
  try {
    return toJsonText(compileProgram(compiled.tree)(ENV));
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return error.code;
  }
}

describe('the workflow dialect', () => {
  it('lets an integer literal be the number beside it', () => {
    assert.equal(go('score * 2'), '5');
    assert.equal(go('2 * score'), '5');
    assert.equal(go('score in [1, 2.5]'), 'true');
    assert.equal(go('math.ceil(3)'), '3');
    assert.equal(go('score * 2', 'cel'), 'W202');
  });

  it('keeps integers integers: only literals adapt', () => {
    assert.equal(go('count / 2'), '2');
    assert.equal(go('count * score'), 'W202');
    assert.equal(go('double(count) * score'), '12.5');
  });

  it('lets a literal adapt to a value of any type when it runs', () => {
    assert.equal(go('any + 1'), '4');
    assert.equal(go('any / 2'), '1.5');
    assert.equal(go('any % 2 == 1'), 'true');
    assert.equal(go('(any + 1) * 2'), '8');
  });

  it('compares numbers by value, and everything with null', () => {
    assert.equal(go('count == 5.0'), 'true');
    assert.equal(go('name == null'), 'false');
    assert.equal(go('maybe == null'), 'true');
    assert.equal(go('name == null', 'cel'), 'W202');
  });

  it('knows what may be null: a value or null, and a failure where the value is needed', () => {
    assert.equal(go('count > 3 ? name : null'), '"ann"');
    assert.equal(go('maybe > 3'), 'EXPRESSION_TYPE');
    assert.equal(go('maybe != null && maybe > 3'), 'false');
  });

  it('reads `loop` as a name and knows objects field by field', () => {
    const result = compileExpression('loop.index > 0', { names: ['loop'] });
    assert.equal(result.ok, true);
    assert.equal(go('{"a": {"b": count}}.a.b'), '5');
    assert.equal(go('{"a": 1}.b'), 'W203');
  });
});

describe('the flow dialect', () => {
  it('has words for logic, in any case, with the usual precedence', () => {
    assert.equal(go('count == 5 AND not score > 3', 'flow'), 'true');
    assert.equal(go('false or true and false', 'flow'), 'false');
    assert.equal(go('not false and false', 'flow'), 'false');
    assert.equal(go('Not not TRUE', 'flow'), 'true');
  });

  it('has `not in`, Python constants and braces around a path', () => {
    assert.equal(go("name not in ['bob']", 'flow'), 'true');
    assert.equal(go('maybe == None and maybe == NULL', 'flow'), 'true');
    assert.equal(go('{name} == "ann"', 'flow'), 'true');
    assert.equal(go('{"a": 1}.a == 1', 'flow'), 'true');
  });

  it('takes an order with null for false', () => {
    assert.equal(go('maybe > 5', 'flow'), 'false');
    assert.equal(go('maybe <= 5', 'flow'), 'false');
    assert.equal(go('null > 5', 'flow'), 'false');
  });

  it('takes `default` for true, and names that begin with a keyword for names', () => {
    assert.equal(go('default', 'flow'), 'true');
    const names = ['android', 'inner', 'notes', 'order', 'nullable'];
    const result = compileExpression(names.join(' == '), { dialect: 'flow', names });
    assert.equal(result.ok, true);
  });

  it('leaves CEL as it is elsewhere: the words are no operators there', () => {
    const [fault] = faults('count > 1 and true');
    assert.match(fault ?? '', /`and` does not fit here; write `&&`/);
    assert.match(faults('True')[0] ?? '', /unknown name `True`/);
  });
});

function faults(expr: string, dialect: Dialect = 'workflow'): readonly string[] {
  const compiled = compileExpression(expr, { dialect, schema: SCHEMA });
  return compiled.ok
    ? []
    : compiled.faults.map(({ start, end, message, help }) => `${start}-${end} ${message}; ${help}`);
}

describe('what is said about a wrong expression', () => {
  const cases: readonly (readonly [expr: string, message: RegExp])[] = [
    ['', /0-0 the expression is empty/],
    ['count >', /7-7 the expression ends here; a value may follow/],
    ['count = 5', /6-7 `=` is no part of an expression; compare with `==`/],
    ['count & 5', /6-7 `&` is no part of an expression; write `&&`/],
    ['[1 2]', /3-4 `2` does not fit here; `\]` is missing/],
    ['[1,,2]', /3-4 `,` does not fit here/],
    ['(count', /6-6 the expression ends here; `\)` is missing/],
    ['"abc', /0-1 the quote " is not closed/],
    ['"\\q"', /1-3 `\\q` is no escape/],
    ['count.all(1, true)', /10-11 a variable is a name/],
    ['tags.map(x)', /5-8 `map` is not called this way; `map` takes a variable and an expression/],
    ['has(count)', /4-9 `has` takes a field/],
    ['9223372036854775808', /0-19 `9223372036854775808` is too large for an int/],
    ['1e999', /0-5 `1e999` is too large for a number/],
    ['for', /0-3 `for` is a reserved word/],
    ['cuont > 1', /0-5 unknown name `cuont`; did you mean `count`\?/],
    ['tags.exist(x, x == "a")', /5-10 unknown function `exist`; did you mean `exists`\?/],
    ['name > 1', /0-8 `>` does not take text and an integer/],
    ['name ? 1 : 2', /0-4 a condition must be true or false, this is text/],
    ['count > 1 ? 1 : "a"', /0-19 the two branches of `\?:` are an integer and text/],
    ['tags["a"]', /5-8 a list is indexed by an integer, not by text/],
    ['name.first', /5-10 text has no field `first`/],
    ['count.map(x, x)', /0-5 `map` walks a list or an object, not an integer/],
    ['Msg{a: 1}', /0-9 there is no message type `Msg`/],
    ['[1,', /3-3 the expression ends here; a value or `\]` is missing/],
    ['{count} > 1', /6-7 `}` does not fit here; write the name without braces: `count`/],
    ['count and true', /6-9 `and` does not fit here; write `&&`/],
    ['not true', /4-8 `true` does not fit here; write `!`/],
    ['count === 5', /compare with `==`/],
    ['count <> 5', /compare with `!=`/],
    ['name ?? "a"', /write `a\.\?b\.orValue\(c\)`/],
    ['count?.x', /a field that may be missing is read with `a\.\?b`/],
    ['1 if count else 2', /`if` is a reserved word and can be no name; write `condition \? yes : no`/],
    ['len(tags)', /unknown function `len`; write size\(x\)/],
    ['name.length', /text has no field `length`; write `size\(…\)`/],
    ['name.upper()', /unknown function `upper`; write s\.upperAscii\(\)/],
  ];
  for (const [expr, message] of cases) {
    it(`says where and what in ${JSON.stringify(expr)}`, () => {
      assert.match(faults(expr)[0] ?? 'nothing', message);
    });
  }

  it('goes on after the first mistake', () => {
    const found = faults('[1 2] + (3 4)');
    assert.ok(found.length > 1, found.join('\n'));
  });

  it('reports a name that is not there once: it then fits everything', () => {
    assert.equal(faults('nope + 1 > "a" && nope.x.y(2)').length, 3);
    assert.equal(faults('nope.x + 1 > 2 ? nope2 : true').length, 2);
  });
});
