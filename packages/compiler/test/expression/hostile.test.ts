import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileExpression } from '@configurable-agents/compiler';
import { compileProgram, EvaluationError, toJsonText } from '@configurable-agents/core/expression';
import type { Scope } from '@configurable-agents/core/expression';
import { CHECKING, CONFORMANCE, PARSING } from '../conformance/suite.ts';
import { survive } from './hostile.ts';

/** The code of what is wrong with an expression or its values, else the value. */
function outcome(text: string, env: Scope = {}): string {
  const compiled = compileExpression(text, { names: Object.keys(env) });
  if (!compiled.ok) return compiled.faults[0]?.code ?? '';
  try {
    return toJsonText(compileProgram(compiled.tree)(env));
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return error.code;
  }
}

/** Milliseconds that a text may take. The bounds are met ten times over on an idle machine; a hang would not be. */
const BOUND_MS = 2000;

function bounded(text: string, env: Scope = {}): string {
  const start = performance.now();
  const found = outcome(text, env);
  const ms = performance.now() - start;
  assert.ok(ms < BOUND_MS, `${text.slice(0, 60)} took ${Math.round(ms)} ms`);
  return found;
}

describe('hostile expressions', function () {
  this.timeout(60_000);

  it('are refused when they are deep, in any way', () => {
    const deep = 10_000;
    const texts = [
      `${'('.repeat(deep)}1${')'.repeat(deep)}`,
      `${'['.repeat(deep)}1${']'.repeat(deep)}`,
      `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`,
      `${'size('.repeat(deep)}x${')'.repeat(deep)}`,
      `x${'.a'.repeat(deep)}`,
      `x${'[0]'.repeat(deep)}`,
      `1${' + 1'.repeat(deep)}`,
      `${'true ? 1 : '.repeat(deep)}1`,
      `${'x.map(y, '.repeat(deep)}1${')'.repeat(deep)}`,
      '('.repeat(deep),
      ')'.repeat(deep),
      `x${'.trim()'.repeat(deep)}`,
    ];
    for (const text of texts) assert.equal(bounded(text, { x: [] }), 'W201', text.slice(0, 20));
  });

  it('are read when they are long and not deep', () => {
    assert.equal(bounded(`${'!'.repeat(9000)}true`), 'true');
    assert.equal(bounded(Array.from({ length: 4000 }, () => 'true').join(' && ')), 'true');
    assert.equal(bounded(`size([${'1,'.repeat(4000)}])`), '4000');
    assert.equal(bounded(`size("${'a'.repeat(90_000)}")`), '90000');
  });

  it('are refused when they are a megabyte', () => {
    for (const text of [
      'a'.repeat(1e6),
      '1+'.repeat(5e5),
      `"${'"'.repeat(1e6)}`,
      ' '.repeat(1e6),
      '\u{1f600}'.repeat(5e5),
    ])
      assert.equal(bounded(text), 'W201');
  });

  it('are bounded when macros walk lists in each other', () => {
    const list = Array.from({ length: 1000 }, (_item, i) => i);
    assert.equal(bounded('l.all(a, l.all(b, l.all(c, a + b + c >= 0.0)))', { l: list }), 'EXPRESSION_BUDGET');
    assert.equal(bounded('l.exists(a, l.map(b, l.map(c, c)).size() < 0)', { l: list }), 'EXPRESSION_BUDGET');
    assert.equal(bounded('l.all(a, true || l.all(b, l.all(c, false)))', { l: list }), 'true');
    assert.equal(bounded('lists.range(100000000).size()'), 'EXPRESSION_BUDGET');
    assert.equal(bounded('lists.range(9223372036854775807).size()'), 'EXPRESSION_BUDGET');
  });

  it('are bounded when texts and lists double', () => {
    const double = (expr: string, times: number): string =>
      Array.from({ length: times })
        .reduceRight<string>((inner, _each, i) => `cel.bind(v${i + 1}, v${i} + v${i}, ${inner})`, `size(v${times})`)
        .replace(/^/, `cel.bind(v0, ${expr}, `) + ')';
    assert.equal(bounded(double('"ab"', 60)), 'EXPRESSION_BUDGET');
    assert.equal(bounded(double('[1, 2]', 60)), 'EXPRESSION_BUDGET');
    const text = 'a'.repeat(100_000);
    assert.equal(bounded('t.replace("", t).size()', { t: text }), 'EXPRESSION_BUDGET');
    assert.equal(bounded('[t].map(x, t.split("").join(t)).size()', { t: text }), 'EXPRESSION_BUDGET');
  });

  it('are bounded when a value holds another many times over', () => {
    const nested = (name: string, inner: string): string =>
      Array.from({ length: 40 }).reduceRight<string>(
        (body, _each, i) => `cel.bind(${name}${i + 1}, [${name}${i}, ${name}${i}], ${body})`,
        inner,
      );
    const start = (name: string, inner: string): string => `cel.bind(${name}0, dyn(1), ${nested(name, inner)})`;
    assert.equal(bounded(start('a', 'a40')), 'EXPRESSION_BUDGET');
    assert.equal(bounded(start('a', 'size(a40)')), '2');
    assert.equal(bounded(start('a', start('b', 'a40 == b40'))), 'EXPRESSION_BUDGET');
    assert.equal(bounded(start('a', start('b', 'a40 in [b40]'))), 'EXPRESSION_BUDGET');
    assert.equal(bounded(start('a', '"%s".format([a40])')), 'EXPRESSION_BUDGET');
    assert.equal(bounded(start('a', start('b', 'lists.range(1000).all(x, a40 != b40 || true)'))), 'EXPRESSION_BUDGET');
    assert.equal(bounded(start('a', 'a40.flatten(60)')), 'EXPRESSION_BUDGET');
  });

  it('match in time linear to the text, whatever the pattern', () => {
    const text = `${'a'.repeat(50_000)}!`;
    for (const pattern of ['(a+)+$', '(a|a)*b', '(a|aa)+$', '(.*a){20}', '^(a?){50}a{50}$', '([a-zA-Z]+)*\\\\d'])
      bounded(`t.matches('${pattern}')`, { t: text });
    for (const pattern of ['(a{900}){900}', '(', '(?=x)', '(x)\\\\1', 'a'.repeat(100_000)]) {
      if (pattern.length < 1000) assert.equal(bounded(`'x'.matches('${pattern}')`), 'W106', pattern);
      assert.equal(
        bounded('"a".matches(p)', { p: pattern.replace('\\\\', '\\') }),
        'EXPRESSION_PATTERN',
        pattern.slice(0, 20),
      );
    }
  });

  it('are bounded when a pattern has many ways through it, or each is another one', () => {
    const text = 'ab@.'.repeat(12_500);
    assert.equal(bounded("t.matches('.{1,400}[@!].{1,400}[.,]$')", { t: text }), 'EXPRESSION_BUDGET');
    const p = Array.from({ length: 2000 }, (_each, i) => `(?:a|b){${i % 500}}${i}`);
    assert.equal(bounded('p.exists(each, t.matches(each))', { p, t: 'x' }), 'EXPRESSION_BUDGET');
    // The same one again costs what its text costs.
    assert.equal(bounded("p.exists(each, each.matches('^(?:a|b){1,200}$'))", { p }), 'false');
  });

  it('are bounded in generated code too', () => {
    const l = Array.from({ length: 40 }, (_item, i) => i);
    const compiled = compileExpression('l.all(a, l.all(b, l.all(c, a + b + c >= 0.0)))', { names: ['l'] });
    assert.ok(compiled.ok);
    const program = compileProgram(compiled.tree, { budget: 12_000 });
    for (let i = 0; i < 300; i += 1) assert.throws(() => program({ l }), /too many steps/);
  });

  it('see own fields only: names of prototypes are not there', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'];
    for (const name of names) {
      assert.equal(outcome(`x.${name}`, { x: {} }), 'EXPRESSION_KEY', name);
      assert.equal(outcome(`x["${name}"]`, { x: {} }), 'EXPRESSION_KEY', name);
      assert.equal(outcome(`has(x.${name})`, { x: {} }), 'false', name);
      assert.equal(outcome(`"${name}" in x`, { x: {} }), 'false', name);
      assert.equal(outcome(`{"${name}": 1}.${name}`), '1', name);
      assert.equal(outcome(name), 'W203', name);
      assert.notEqual(outcome(`${name}(1)`), '1', name);
      assert.notEqual(outcome(`"a".${name}()`), '1', name);
    }
    assert.equal(outcome('"abc".length'), 'W202');
    assert.equal(outcome('x.length', { x: [1] }), 'EXPRESSION_TYPE');
    assert.equal(outcome('x.value', { x: 'text' }), 'EXPRESSION_TYPE');
    assert.equal(outcome('d.nanos', { d: [] }), 'EXPRESSION_TYPE');
  });

  it('see own fields only in generated code too', () => {
    const env = { x: { a: 1 } };
    for (const name of ['constructor', 'length', 'nanos', 'value', 'get', 'size']) {
      const compiled = compileExpression(`x.${name} == 1 || x.a == 2`, { names: ['x'] });
      assert.ok(compiled.ok);
      const program = compileProgram(compiled.tree);
      for (let i = 0; i < 500; i += 1) assert.throws(() => program(env), EvaluationError);
      const list = compileProgram(compiled.tree);
      for (let i = 0; i < 500; i += 1) assert.throws(() => list({ x: [1, 2] }), EvaluationError);
    }
  });

  it('may hold unpaired surrogates', () => {
    assert.equal(outcome('size("\ud800a")'), '2');
    assert.equal(outcome('"\ud800" == "\ud800"'), 'true');
    assert.equal(outcome('x.indexOf("b")', { x: '\udc00b' }), '1');
    assert.equal(outcome('strings.quote(x)', { x: '\ud800' }), '"\\"\ufffd\\""');
    assert.equal(outcome('\ud800'), 'W201');
    assert.equal(outcome('"\\ud800"'), 'W201');
  });

  it('are answered with a coded error when they are cut or changed anywhere', () => {
    const all = [...new Set([...CONFORMANCE, ...PARSING, ...CHECKING].map(({ expr }) => expr))];
    // All of them take a minute: `PROPERTY_RUNS` above 5000 asks for that.
    const step = Number(process.env['PROPERTY_RUNS'] ?? 0) > 5000 ? 1 : 16;
    const characters = Array.from('()[]{}.,?:!-+*/%<>=&|"\'`\\ 09uxeErRbBaz_@#$~^;\n\0é\u{1f600}\ud800');
    const dialects = ['cel', 'workflow', 'flow'] as const;
    let count = 0;
    for (let i = 0; i < all.length; i += step) {
      const text = (all[i] ?? '').slice(0, 400);
      for (let at = 0; at <= text.length; at += 1) {
        const other = characters[(i * 31 + at * 7) % characters.length] ?? '';
        const dialect = dialects[(i + at) % 3];
        survive(text.slice(0, at), dialect);
        survive(text.slice(0, at) + other + text.slice(at + 1), dialect);
        count += 2;
      }
    }
    assert.ok(count > 10_000, `${count} texts`);
  });

  it('are answered with a coded error when they are any text', () => {
    const piece = fc.constantFrom(
      'x',
      '1',
      '.',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '?',
      ':',
      '"',
      "'",
      '+',
      '==',
      '&&',
      'in',
      'map',
      ',',
      ' ',
      '-',
      '!',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (text) => {
          survive(text);
        },
      ),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 1000) },
    );
  });
});
