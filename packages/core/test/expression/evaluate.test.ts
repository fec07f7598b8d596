import assert from 'node:assert/strict';
import { evaluate, EvaluationError, render } from '@configurable-agents/core/expression';
import type { Expression } from '@configurable-agents/core/expression';
import type { Json } from '@configurable-agents/plugin-sdk';

const at = [0, 0] as const;
const name = (text: string): Expression => ({ kind: 'name', name: text, at });
const select = (operand: Expression, field: string): Expression => ({ kind: 'select', operand, field, at });
const int = (value: number): Expression => ({ kind: 'int', value: String(value), at });
const text = (value: string): Expression => ({ kind: 'string', value, at });
const call = (operator: string, ...args: Expression[]): Expression => ({ kind: 'call', name: operator, args, at });

const scope = { score: 7, state: { score: 7, name: 'ann', list: [1, 2], none: null } };
const of = (tree: Expression): Json => evaluate(tree, scope);

describe('evaluate', () => {
  it('reads names, fields and items', () => {
    assert.equal(of(name('score')), 7);
    assert.equal(of(select(name('state'), 'name')), 'ann');
    assert.equal(of({ kind: 'index', operand: select(name('state'), 'list'), index: int(1), at }), 2);
  });

  it('refuses what is not there, inherited properties too', () => {
    assert.throws(() => of(name('nope')), EvaluationError);
    assert.throws(() => of(select(name('state'), 'constructor')), /no field `constructor`/);
    assert.throws(() => of(select(select(name('state'), 'none'), 'x')), /null has no field/);
  });

  it('compares numbers, and strings by code point', () => {
    assert.equal(of(call('>=', name('score'), int(5))), true);
    assert.equal(of(call('<', text('\uffff'), text('\u{10000}'))), true);
    assert.throws(() => of(call('<', name('score'), text('a'))), /does not take number and string/);
  });

  it('takes values of different types for unequal, and compares deeply', () => {
    assert.equal(of(call('==', name('score'), text('7'))), false);
    assert.equal(of(call('==', select(name('state'), 'list'), { kind: 'list', items: [int(1), int(2)], at })), true);
  });

  it('divides ints by truncation and refuses zero and overflow', () => {
    assert.equal(of(call('/', int(-7), int(2))), -3);
    assert.equal(of(call('/', { kind: 'double', value: 7, at }, { kind: 'double', value: 2, at })), 3.5);
    assert.throws(() => of(call('%', int(7), int(0))), /modulus by zero/);
    const largest: Expression = { kind: 'int', value: '9223372036854775807', at };
    assert.throws(() => of(call('+', largest, int(1))), /overflows an int/);
    assert.throws(() => of(largest), /cannot be kept as a JSON number/);
  });

  it('lets either side decide `&&` and `||`, also when the other cannot be evaluated', () => {
    const broken = call('>', name('nope'), int(1));
    assert.equal(of(call('||', broken, { kind: 'bool', value: true, at })), true);
    assert.equal(of(call('&&', broken, { kind: 'bool', value: false, at })), false);
    assert.throws(() => of(call('&&', broken, { kind: 'bool', value: true, at })), EvaluationError);
  });

  it('asks with has() whether a field is there', () => {
    const has = (field: string): Expression => ({ kind: 'has', operand: name('state'), field, at });
    assert.equal(of(has('name')), true);
    assert.equal(of(has('nope')), false);
    assert.equal(of(has('constructor')), false);
  });

  it('counts code points and items', () => {
    assert.equal(of(call('size', text('a\u{1f600}'))), 2);
    assert.equal(of(call('size', select(name('state'), 'list'))), 2);
  });
});

describe('render', () => {
  it('renders text as it is and everything else as JSON, in one pass', () => {
    const template = {
      kind: 'text',
      parts: ['Hi ', { kind: 'path', path: ['state', 'name'] }, ' ', { kind: 'path', path: ['state', 'list'] }],
    } as const;
    assert.equal(render(template, scope), 'Hi ann [1,2]');
    assert.equal(render(template, { state: { name: '{score}', list: null } }), 'Hi {score} null');
  });

  it('reads a path through null as null, and never an inherited property', () => {
    const path = (...steps: string[]): Json => render({ kind: 'text', parts: [{ kind: 'path', path: steps }] }, scope);
    assert.equal(path('state', 'none', 'x'), 'null');
    assert.equal(path('state', 'constructor'), 'null');
  });

  it('keeps the type of a scalar that is one expression', () => {
    assert.equal(render({ kind: 'value', expression: name('score') }, scope), 7);
    const object = { kind: 'object', entries: [['__proto__', { kind: 'literal', value: 1 }]] } as const;
    assert.deepEqual(Object.keys(render(object, scope) as object), ['__proto__']);
  });
});
