// Our tree in the notation of cel-go's debug output, with macros as the folds that cel-go makes of them. Written from the outputs
// in the suite; it exists to compare parsers and nothing else.
import type { Expression } from '@configurable-agents/core/expression';

const at = [0, 0] as const;
const RESULT: Expression = { kind: 'name', name: '@result', at };
const call = (name: string, ...args: Expression[]): Expression => ({ kind: 'call', name, args, at });
const list = (...items: Expression[]): Expression => ({ kind: 'list', items, at });
const int = (value: string): Expression => ({ kind: 'int', value, at });

const indent = (text: string): string => text.replaceAll('\n', '\n  ');
const block = (items: readonly string[], [open, close]: readonly [string, string]): string =>
  items.length === 0 ? open + close : `${open}\n  ${items.map(indent).join(',\n  ')}\n${close}`;
const kind = (text: string, name: string): string => `${text}^#*expr.${name}#`;

export function debug(tree: Expression): string {
  switch (tree.kind) {
    case 'null':
      return kind('null', 'Constant_NullValue');
    case 'bool':
      return kind(String(tree.value), 'Constant_BoolValue');
    case 'int':
      return kind(tree.value, 'Constant_Int64Value');
    case 'uint':
      return kind(`${tree.value}u`, 'Constant_Uint64Value');
    case 'double':
      return kind(String(tree.value), 'Constant_DoubleValue');
    case 'string':
      return kind(quote(tree.value), 'Constant_StringValue');
    case 'bytes':
      return kind(`b${quote(Buffer.from(tree.value, 'base64').toString('utf8'))}`, 'Constant_BytesValue');
    case 'name':
      return kind(tree.name, 'Expr_IdentExpr');
    case 'select':
      return kind(`${debug(tree.operand)}.${tree.field}`, 'Expr_SelectExpr');
    case 'has':
      return kind(`${debug(tree.operand)}.${tree.field}~test-only~`, 'Expr_SelectExpr');
    case 'index':
      return debug(call('[]', tree.operand, tree.index));
    case 'list':
      return kind(block(tree.items.map(debug), ['[', ']']), 'Expr_ListExpr');
    case 'map': {
      const entries = tree.entries.map(({ key, value }) =>
        kind(`${debug(key)}:${debug(value)}`, 'Expr_CreateStruct_Entry'),
      );
      return kind(block(entries, ['{', '}']), 'Expr_StructExpr');
    }
    case 'message': {
      const fields = tree.fields.map(({ key, value }) =>
        kind(`${key.kind === 'string' ? key.value : ''}:${debug(value)}`, 'Expr_CreateStruct_Entry'),
      );
      return kind(tree.name + block(fields, ['{', '}']), 'Expr_StructExpr');
    }
    case 'call':
      return debugCall(tree);
    case 'comprehension':
      return debugFold(tree);
    case 'bind':
      throw new Error('the suite has no bindings');
  }
}

const ESCAPES: { readonly [character: string]: string } = {
  '\x07': 'a',
  '\b': 'b',
  '\f': 'f',
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
  '\v': 'v',
  '"': '"',
  '\\': '\\',
};

function quote(text: string): string {
  // oxlint-disable-next-line eslint/no-control-regex
  return `"${text.replaceAll(/[\x07-\r"\\]/g, (character) => `\\${ESCAPES[character]}`)}"`;
}

function debugCall(tree: Expression & { readonly kind: 'call' }): string {
  const { name, args, method } = tree;
  if ((name === '&&' || name === '||') && args.length > 2) return debug(balance(name, args));
  if (method === true) {
    const [target, ...rest] = args.map(debug);
    return kind(`${target}.${name}${block(rest, ['(', ')'])}`, 'Expr_CallExpr');
  }
  const shown = /^\w|^@/.test(name) && name !== 'in' ? name : operator(name, args.length);
  return kind(shown + block(args.map(debug), ['(', ')']), 'Expr_CallExpr');
}

function operator(name: string, count: number): string {
  if (name === 'in') return '@in';
  if (name === '?:') return '_?_:_';
  if (name === '[]') return '_[_]';
  return count === 1 ? `${name}_` : `_${name}_`;
}

/** cel-go makes a balanced tree of a chain of `&&`. */
function balance(name: string, terms: readonly Expression[]): Expression {
  const half = (low: number, high: number): Expression => {
    const middle = Math.floor((low + high + 1) / 2);
    const left = middle === low ? terms[middle] : half(low, middle - 1);
    const right = middle === high ? terms[middle + 1] : half(middle + 1, high);
    return call(name, left as Expression, right as Expression);
  };
  return half(0, terms.length - 2);
}

type Fold = {
  readonly init: Expression;
  readonly condition: Expression;
  readonly step: Expression;
  readonly result: Expression;
};

function foldOf({ macro, steps, variables }: Expression & { readonly kind: 'comprehension' }): Fold {
  const body = steps.at(-1) as Expression;
  const always: Expression = { kind: 'bool', value: true, at };
  const never: Expression = { kind: 'bool', value: false, at };
  switch (macro) {
    case 'all':
      return {
        init: always,
        condition: call('@not_strictly_false', RESULT),
        step: call('&&', RESULT, body),
        result: RESULT,
      };
    case 'exists':
      return {
        init: never,
        condition: call('@not_strictly_false', call('!', RESULT)),
        step: call('||', RESULT, body),
        result: RESULT,
      };
    case 'existsOne':
      return {
        init: int('0'),
        condition: always,
        step: call('?:', body, call('+', RESULT, int('1')), RESULT),
        result: call('==', RESULT, int('1')),
      };
    default: {
      const item: Expression = macro === 'filter' ? { kind: 'name', name: variables[0] ?? '', at } : body;
      const added = call('+', RESULT, list(item));
      const test = macro === 'filter' ? body : steps.length > 1 ? steps[0] : undefined;
      return {
        init: list(),
        condition: always,
        step: test === undefined ? added : call('?:', test, added, RESULT),
        result: RESULT,
      };
    }
  }
}

function debugFold(tree: Expression & { readonly kind: 'comprehension' }): string {
  const { init, condition, step, result } = foldOf(tree);
  const part = (title: string, text: string): string => `  // ${title}\n  ${indent(text)}`;
  const parts = [
    part('Variable', tree.variables[0] ?? ''),
    part('Target', debug(tree.range)),
    part('Accumulator', '@result'),
    part('Init', debug(init)),
    part('LoopCondition', debug(condition)),
    part('LoopStep', debug(step)),
    part('Result', debug(result)),
  ];
  return kind(`__comprehension__(\n${parts.join(',\n')})`, 'Expr_ComprehensionExpr');
}
