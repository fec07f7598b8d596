// JavaScript for expressions that are evaluated often. A closure is a call for each node, and JavaScript's engine knows nothing of
// what flows through it; one function per expression is several times as fast (bench/README.md). It covers the common case only:
// whatever else it meets, a missing field as well as a number beyond 2^53, it bails out, and the closures decide.
import { countCodePoints } from '../functions/size.ts';
import type { Frame } from '../frame.ts';
import type { Expression } from '../tree.ts';
import { CelMap } from '../values/map.ts';
import { Optional } from '../values/optional.ts';
import { TypeValue, Uint } from '../values/special.ts';
import type { Value } from '../values/value.ts';

type Scope = Frame['scope'];

/** Thrown, without a stack, where the closures must decide. */
export const BAIL: unique symbol = Symbol('bail');

/** What takes more steps is left to the closures, which count against the budget. Fewer than any budget that is used here. */
export const MAX_STEPS = 10_000;
/** Longer texts are joined by the closures, which count their length. */
const MAX_TEXT = 65_536;

/** Code and what it is known to give: `int` is a number that stands for an int. */
type Code = { readonly text: string; readonly gives: 'bool' | 'int' | 'any' };

/** What one generated function needs: its temporaries, the constants that it closes over, and the variables of macros. */
class Context {
  readonly constants: unknown[];
  readonly functions: string[];
  readonly variables: readonly string[];
  /** Names of the scope, read once: an expression that names what is not there is left to the closures anyway. */
  readonly names: Map<string, string>;
  readonly #temporaries: string[] = [];
  constructor(outer?: Context, variables: readonly string[] = []) {
    this.constants = outer?.constants ?? [];
    this.functions = outer?.functions ?? [];
    this.variables = [...(outer?.variables ?? []), ...variables];
    this.names = outer?.names ?? new Map();
  }

  temporary(): string {
    const name = `t${this.#temporaries.length}`;
    this.#temporaries.push(name);
    return name;
  }

  declarations(): string {
    return this.#temporaries.length === 0 ? '' : `let ${this.#temporaries.join(', ')};`;
  }

  constant(value: unknown): string {
    return `k[${this.constants.push(value) - 1}]`;
  }
}

/** The function, or undefined where a part of the tree is not covered or the process forbids generated code. */
export function generate(tree: Expression): ((scope: Scope) => Value) | undefined {
  const context = new Context();
  const code = emit(tree, context);
  if (code === undefined) return undefined;
  // An int leaves as a bigint, as from the closures.
  const result = code.gives === 'int' ? `toInt(${code.text})` : code.text;
  // Nothing of the expression is in the text but names and constants as JSON literals.
  const names = [...context.names].map(
    ([name, local]) => `const ${local} = s[${JSON.stringify(name)}]; if (${local} === undefined) bail();`,
  );
  const body = [...names, context.declarations(), ...context.functions, `return ${result};`].join('\n');
  const source = `return (s) => {\nlet n = 0;\n${body}\n};`;
  try {
    // oxlint-disable-next-line typescript/no-implied-eval
    const make = new Function('k', 'plain', 'bail', 'count', 'toInt', source) as (
      ...helpers: unknown[]
    ) => (scope: Scope) => Value;
    return make(context.constants, isPlainObject, bail, countCodePoints, exactInt);
  } catch {
    return undefined;
  }
}

function bail(): never {
  throw BAIL;
}

function isPlainObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function exactInt(value: unknown): unknown {
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : bail();
}

const any = (text: string): Code => ({ text, gives: 'any' });
const int = (text: string): Code => ({ text, gives: 'int' });
const bool = (text: string): Code => ({ text, gives: 'bool' });
/** What is read is an int where the checker says so. */
const read = ({ type }: Expression, text: string): Code => (type === 'int' ? int(text) : any(text));

function emit(tree: Expression, context: Context): Code | undefined {
  switch (tree.kind) {
    case 'null':
      return any('null');
    case 'bool':
      // A stored graph may hold anything: only these two words may become code.
      return bool(tree.value ? 'true' : 'false');
    case 'string':
      return any(JSON.stringify(tree.value));
    case 'double':
      return Object.is(tree.value, -0) ? undefined : any(JSON.stringify(tree.value));
    case 'int':
      // Only its value matters to what is covered below.
      return Number.isSafeInteger(Number(tree.value)) ? int(`(${Number(tree.value)})`) : undefined;
    case 'name':
      return emitName(tree, context);
    case 'select':
      return tree.optional === true ? undefined : emitSelect(tree, emit(tree.operand, context), context);
    case 'has': {
      const operand = emit(tree.operand, context);
      if (operand === undefined || tree.optional === true || isInherited(tree.field)) return undefined;
      const t = context.temporary();
      return bool(`(plain(${t} = ${operand.text}) ? ${t}[${JSON.stringify(tree.field)}] !== undefined : bail())`);
    }
    case 'index':
      return emitIndex(tree, context);
    case 'call':
      return emitCall(tree, context);
    case 'comprehension':
      return emitQuantifier(tree, context);
    default:
      return undefined;
  }
}

/** Names that some value has as a property which is no field of it: methods of lists and texts, parts of our own classes. */
const RESERVED: ReadonlySet<string> = new Set(
  [[], '', 0, true, 0n, new Uint8Array(), new CelMap(), new Uint(0n), new Optional(null), new TypeValue('')].flatMap(
    propertiesOf,
  ),
);

function propertiesOf(value: unknown): readonly string[] {
  const names: string[] = [];
  for (let each: unknown = Object(value); each !== null; each = Object.getPrototypeOf(each)) {
    names.push(...Object.getOwnPropertyNames(each));
  }
  return [...names, 'nanos'];
}

function isInherited(name: string): boolean {
  return name in Object.prototype;
}

function emitName(tree: Expression & { readonly kind: 'name' }, context: Context): Code | undefined {
  const { name } = tree;
  const at = context.variables.lastIndexOf(name);
  if (at >= 0) return read(tree, `v${at}`);
  if (isInherited(name)) return undefined;
  const known = context.names.get(name) ?? `n${context.names.size}`;
  context.names.set(name, known);
  return read(tree, known);
}

function emitSelect(
  tree: Expression & { readonly kind: 'select' },
  operand: Code | undefined,
  context: Context,
): Code | undefined {
  const { field } = tree;
  if (operand === undefined || isInherited(field)) return undefined;
  const [t, u] = [context.temporary(), context.temporary()];
  const key = JSON.stringify(field);
  // A name that no value has but as a field of its own needs no look at what the value is.
  if (!RESERVED.has(field)) return read(tree, `((${u} = ${operand.text}?.[${key}]) !== undefined ? ${u} : bail())`);
  return read(tree, `(plain(${t} = ${operand.text}) && (${u} = ${t}[${key}]) !== undefined ? ${u} : bail())`);
}

function emitIndex(tree: Expression & { readonly kind: 'index' }, context: Context): Code | undefined {
  const [operand, index] = [emit(tree.operand, context), emit(tree.index, context)];
  if (operand === undefined || index === undefined || tree.optional === true) return undefined;
  const [t, i, u] = [context.temporary(), context.temporary(), context.temporary()];
  const values = `${t} = ${operand.text}, ${i} = ${index.text}`;
  const isThere = `Array.isArray(${t}) && typeof ${i} === 'number' && (${u} = ${t}[${i}]) !== undefined`;
  return read(tree, `(${values}, ${isThere} ? ${u} : bail())`);
}

/** Code that gives a bool, or bails out. */
function test(code: Code, context: Context): string {
  if (code.gives === 'bool') return code.text;
  const t = context.temporary();
  return `(typeof (${t} = ${code.text}) === 'boolean' ? ${t} : bail())`;
}

const ORDER = new Set(['<', '<=', '>', '>=']);

function emitCall(tree: Expression & { readonly kind: 'call' }, context: Context): Code | undefined {
  const { name } = tree;
  if (name === 'in') return emitIn(tree.args, context);
  const args = tree.args.map((arg) => emit(arg, context));
  if (!args.every((arg) => arg !== undefined)) return undefined;
  const [a, b, c] = args;
  if (name === '&&' || name === '||') return bool(`(${args.map((arg) => test(arg, context)).join(` ${name} `)})`);
  if (a === undefined) return undefined;
  if (name === '!') return bool(`!${test(a, context)}`);
  if (name === 'size') return emitSize(a, context);
  if (b === undefined) return undefined;
  if (name === '?:' && c !== undefined) {
    // A number must be the same kind of number on both sides.
    const isMixed = b.gives !== c.gives && (b.gives === 'int' || c.gives === 'int');
    const gives = b.gives === c.gives ? b.gives : 'any';
    return isMixed ? undefined : { text: `(${test(a, context)} ? ${b.text} : ${c.text})`, gives };
  }
  return args.length === 2 ? emitBinary(tree, { a, b }, context) : undefined;
}

function emitBinary(
  tree: Expression & { readonly kind: 'call' },
  { a, b }: { readonly a: Code; readonly b: Code },
  context: Context,
): Code | undefined {
  const { name } = tree;
  const [x, y] = [context.temporary(), context.temporary()];
  const values = `${x} = ${a.text}, ${y} = ${b.text}`;
  if (name === '==' || name === '!=') {
    // Bigints and everything with parts compare by value, which the closures do.
    const same = `typeof ${x} === typeof ${y} && (typeof ${x} === 'number' || typeof ${x} === 'string' || typeof ${x} === 'boolean') || ${x} === null || ${y} === null`;
    return bool(`(${values}, ${same} ? ${x} ${name}= ${y} : bail())`);
  }
  if (ORDER.has(name)) {
    const lenient = tree.lenient === true ? `${x} === null || ${y} === null ? false : ` : '';
    return bool(
      `(${values}, ${lenient}typeof ${x} === 'number' && typeof ${y} === 'number' ? ${x} ${name} ${y} : bail())`,
    );
  }
  if (TEXT_TESTS.has(name) && tree.method === true) {
    const method = name === 'contains' ? 'includes' : name;
    return bool(`(${values}, typeof ${x} === 'string' && typeof ${y} === 'string' ? ${x}.${method}(${y}) : bail())`);
  }
  return emitArithmetic(tree, { values, x, y }, context);
}

const TEXT_TESTS = new Set(['startsWith', 'endsWith', 'contains']);

function emitSize(a: Code, context: Context): Code {
  const t = context.temporary();
  return int(`(Array.isArray(${t} = ${a.text}) ? ${t}.length : typeof ${t} === 'string' ? count(${t}) : bail())`);
}

const OPERATORS = new Set(['+', '-', '*', '/', '%']);

type Operands = { readonly values: string; readonly x: string; readonly y: string };

function emitArithmetic(
  { name, args }: Expression & { readonly kind: 'call' },
  { values, x, y }: Operands,
  context: Context,
): Code | undefined {
  if (!OPERATORS.has(name)) return undefined;
  const kinds = args.map((arg) => (arg.kind === 'int' || arg.kind === 'double' ? arg.kind : arg.type));
  const isNumbers = `typeof ${x} === 'number' && typeof ${y} === 'number'`;
  if (kinds.every((kind) => kind === 'double') && name !== '%') {
    return any(`(${values}, ${isNumbers} ? ${x} ${name} ${y} : bail())`);
  }
  const t = context.temporary();
  if (kinds.every((kind) => kind === 'int')) {
    // Division by zero gives no safe integer. `+ 0` makes a zero of a negative zero.
    const result = name === '/' ? `(${x} - ${x} % ${y}) / ${y} + 0` : `${x} ${name} ${y} + 0`;
    return int(`(${values}, ${isNumbers} && Number.isSafeInteger(${t} = ${result}) ? ${t} : bail())`);
  }
  if (kinds.some((kind, i) => kind !== undefined && !isAdapting(args[i]))) return undefined;
  if (name === '+' && !args.some(isAdapting)) {
    return any(
      `(${values}, typeof ${x} === 'string' && typeof ${y} === 'string' && ${x}.length + ${y}.length < ${MAX_TEXT} ? ${x} + ${y} : bail())`,
    );
  }
  if (!args.some(isAdapting)) return undefined;
  // An integer literal beside a number of JSON is a double, but in a modulus, where the number must be an integer.
  if (name !== '%') return any(`(${values}, ${isNumbers} ? ${x} ${name} ${y} : bail())`);
  const isInts = `Number.isSafeInteger(${x}) && Number.isSafeInteger(${y}) && ${y} !== 0`;
  return int(`(${values}, ${isInts} ? ${x} % ${y} + 0 : bail())`);
}

function isAdapting(tree: Expression | undefined): boolean {
  return tree?.kind === 'int' && tree.adapts === true;
}

function emitIn([item, container]: readonly Expression[], context: Context): Code | undefined {
  const code = item && emit(item, context);
  if (code === undefined || container === undefined) return undefined;
  const x = context.temporary();
  if (container.kind === 'list') {
    const isTexts = container.items.every((each) => each.kind === 'string') && container.optional === undefined;
    if (!isTexts) return undefined;
    const set = new Set(container.items.map((each) => (each.kind === 'string' ? each.value : '')));
    return bool(`(typeof (${x} = ${code.text}) === 'string' ? ${context.constant(set)}.has(${x}) : bail())`);
  }
  const list = emit(container, context);
  if (list === undefined) return undefined;
  const y = context.temporary();
  return bool(
    `(${x} = ${code.text}, ${y} = ${list.text}, typeof ${x} === 'string' && Array.isArray(${y}) && (n += ${y}.length) < ${MAX_STEPS} ? ${y}.includes(${x}) : bail())`,
  );
}

/** `all` and `exists` with one variable, as a loop in a function of its own. */
function emitQuantifier(tree: Expression & { readonly kind: 'comprehension' }, context: Context): Code | undefined {
  const [step] = tree.steps;
  const isCovered = (tree.macro === 'all' || tree.macro === 'exists') && tree.variables.length === 1;
  const range = isCovered ? emit(tree.range, context) : undefined;
  if (range === undefined || step === undefined) return undefined;
  const inner = new Context(context, tree.variables);
  const body = emit(step, inner);
  if (body === undefined) return undefined;
  const condition = test(body, inner);
  const depth = context.variables.length;
  const outer = context.variables.map((_name, i) => `v${i}`);
  const name = `f${context.functions.length}`;
  const decisive = tree.macro === 'exists';
  context.functions.push(
    `const ${name} = (${[...outer, 'r'].join(', ')}) => { ${inner.declarations()}
  if (!Array.isArray(r) || (n += r.length) > ${MAX_STEPS}) bail();
  for (let i = 0; i < r.length; i += 1) { const v${depth} = r[i]; if (${condition} === ${decisive}) return ${decisive}; }
  return ${!decisive}; };`,
  );
  return bool(`${name}(${[...outer, range.text].join(', ')})`);
}
