import type { Expression, MapEntry } from '../../expression/tree.ts';
import type { ExecutionGraph } from '../graph.ts';

/** How tightly operators bind. What is not here binds tighter than all of them. */
const LEVELS: { readonly [operator: string]: number } = {
  '?:': 1,
  '||': 2,
  '&&': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '==': 4,
  '!=': 4,
  in: 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
};
const SIGN = 7;
const TIGHTEST = 8;

/** An expression as text again, with no more brackets than it needs. Reading the text gives the same tree. */
export function conditionText(expression: Expression): string {
  return textOf(expression, 0);
}

function textOf(expression: Expression, least: number): string {
  const [text, level] = written(expression);
  return level < least ? `(${text})` : text;
}

function all(expressions: readonly Expression[]): string {
  return expressions.map((each) => textOf(each, 0)).join(', ');
}

function written(tree: Expression): readonly [text: string, level: number] {
  switch (tree.kind) {
    case 'null':
      return ['null', TIGHTEST];
    case 'bool':
      return [String(tree.value), TIGHTEST];
    case 'int':
      return signed(tree.value);
    case 'uint':
      return [`${tree.value}u`, TIGHTEST];
    case 'double':
      return signed(Number.isInteger(tree.value) ? tree.value.toFixed(1) : String(tree.value));
    case 'string':
      return [quoted(tree.value), TIGHTEST];
    case 'bytes':
      return [`base64.decode('${tree.value}')`, TIGHTEST];
    case 'name':
      return [tree.name, TIGHTEST];
    case 'select':
      return [`${textOf(tree.operand, TIGHTEST)}.${tree.optional === true ? '?' : ''}${tree.field}`, TIGHTEST];
    case 'has':
      return [`has(${textOf(tree.operand, TIGHTEST)}.${tree.optional === true ? '?' : ''}${tree.field})`, TIGHTEST];
    case 'index':
      return [
        `${textOf(tree.operand, TIGHTEST)}[${tree.optional === true ? '?' : ''}${textOf(tree.index, 0)}]`,
        TIGHTEST,
      ];
    case 'list':
      return [
        `[${tree.items.map((item, i) => `${tree.optional?.includes(i) === true ? '?' : ''}${textOf(item, 0)}`).join(', ')}]`,
        TIGHTEST,
      ];
    case 'map':
      return [entries(tree.entries), TIGHTEST];
    case 'call':
      return call(tree);
    case 'comprehension':
      return [
        `${textOf(tree.range, TIGHTEST)}.${tree.macro}(${[...tree.variables, ...tree.steps.map((step) => textOf(step, 0))].join(', ')})`,
        TIGHTEST,
      ];
    case 'bind':
      return [`cel.bind(${tree.name}, ${all([tree.value, tree.body])})`, TIGHTEST];
    case 'message':
      return [`${tree.name}${entries(tree.fields, true)}`, TIGHTEST];
  }
}

function call({ name, args, method }: Extract<Expression, { kind: 'call' }>): readonly [string, number] {
  const [first, ...rest] = args;
  if (first === undefined) return [`${name}()`, TIGHTEST];
  if (method === true) return [`${textOf(first, TIGHTEST)}.${name}(${all(rest)})`, TIGHTEST];
  if ((name === '!' || name === '-') && rest.length === 0) return [`${name}${textOf(first, TIGHTEST)}`, SIGN];
  const level = LEVELS[name];
  if (level === undefined || rest.length === 0) return [`${name}(${all(args)})`, TIGHTEST];
  if (name === '?:') {
    const [then = first, otherwise = first] = rest;
    return [`${textOf(first, level + 1)} ? ${textOf(then, level + 1)} : ${textOf(otherwise, level)}`, level];
  }
  // Operators bind to the left: what stands right of one and binds as loosely is in brackets.
  return [[textOf(first, level), ...rest.map((each) => textOf(each, level + 1))].join(` ${name} `), level];
}

function entries(map: readonly MapEntry[], areFields = false): string {
  const all = map.map(({ key, value, optional }) => {
    const name = areFields && key.kind === 'string' ? key.value : textOf(key, 0);
    return `${optional === true ? '?' : ''}${name}: ${textOf(value, 0)}`;
  });
  return `{${all.join(', ')}}`;
}

function signed(digits: string): readonly [string, number] {
  return [digits, digits.startsWith('-') ? SIGN : TIGHTEST];
}

function quoted(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", String.raw`\'`)
    .replaceAll('\n', String.raw`\n`)
    .replaceAll('\r', String.raw`\r`)
    .replaceAll('\t', String.raw`\t`);
  return `'${escaped}'`;
}

/** `NODE.field` where the graph has `NODE.output.field`: as workflows write what a node gave. */
export function asWritten(tree: Expression, { nodes }: Pick<ExecutionGraph, 'nodes'>): Expression {
  const isNode = (given: string): boolean => nodes.some(({ name }) => name === given);
  const visit = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(visit);
    if (typeof part !== 'object' || part === null) return part;
    const { kind, field, operand } = part as { kind?: unknown; field?: unknown; operand?: Expression };
    const isOutput = kind === 'select' && field === 'output' && operand?.kind === 'name' && isNode(operand.name);
    if (isOutput) return operand;
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, visit(value)]));
  };
  // Only a whole node of the tree is ever replaced, by one of its own.
  return visit(tree) as Expression;
}
