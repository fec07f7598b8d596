// An expression tree as text that parses to the same tree.
import type { Expression, MapEntry } from '@configurable-agents/core/expression';

type Call = Expression & { readonly kind: 'call' };

/** How tight an operator binds; everything else is a unit. */
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
const UNIT = 8;

export function celText(tree: Expression): string {
  switch (tree.kind) {
    case 'null':
      return 'null';
    case 'bool':
      return String(tree.value);
    case 'int':
      return tree.value;
    case 'uint':
      return `${tree.value}u`;
    case 'double':
      return doubleText(tree.value);
    case 'string':
      return quoted(tree.value);
    case 'bytes':
      return bytesText(tree.value);
    case 'name':
      return tree.name;
    case 'select':
      return `${unit(tree.operand)}.${tree.optional === true ? '?' : ''}${tree.field}`;
    case 'has':
      return `has(${unit(tree.operand)}.${tree.field})`;
    case 'index':
      return `${unit(tree.operand)}[${tree.optional === true ? '?' : ''}${celText(tree.index)}]`;
    case 'list':
      return `[${tree.items.map((item, i) => (tree.optional?.includes(i) === true ? `?${celText(item)}` : celText(item))).join(', ')}]`;
    case 'map':
      return `{${entriesText(tree.entries)}}`;
    case 'message':
      return `${tree.name}{${entriesText(tree.fields)}}`;
    case 'comprehension':
      return `${unit(tree.range)}.${tree.macro}(${[...tree.variables, ...tree.steps.map(celText)].join(', ')})`;
    case 'bind':
      return `cel.bind(${tree.name}, ${celText(tree.value)}, ${celText(tree.body)})`;
    case 'call':
      return callText(tree);
  }
}

function entriesText(entries: readonly MapEntry[]): string {
  return entries
    .map(({ key, value, optional }) => `${optional === true ? '?' : ''}${celText(key)}: ${celText(value)}`)
    .join(', ');
}

function callText(tree: Call): string {
  const { name, args, method } = tree;
  const [first, second, third] = args;
  const level = levelOf(tree);
  if (level === UNIT || first === undefined) {
    if (method === true && first !== undefined)
      return `${unit(first)}.${name}(${args.slice(1).map(celText).join(', ')})`;
    return `${name}(${args.map(celText).join(', ')})`;
  }
  // Two signs one after the other would cancel out.
  if (second === undefined) return `${name}${unit(first)}`;
  if (name === '?:' && third !== undefined)
    return `${within(first, level + 1)} ? ${within(second, level + 1)} : ${within(third, level)}`;
  // A chain of `&&` or `||` is one; the other operators of one level bind to the left.
  const isChain = name === '&&' || name === '||';
  return args.map((arg, i) => within(arg, i === 0 || isChain ? level : level + 1)).join(` ${name} `);
}

function levelOf(tree: Expression): number {
  if (tree.kind === 'int' || tree.kind === 'double') return celText(tree).startsWith('-') ? SIGN : UNIT;
  if (tree.kind !== 'call' || tree.method === true) return UNIT;
  if (tree.args.length === 1 && (tree.name === '!' || tree.name === '-')) return SIGN;
  return LEVELS[tree.name] ?? UNIT;
}

/** In brackets where it binds looser than its place asks for. */
function within(tree: Expression, least: number): string {
  return levelOf(tree) < least ? `(${celText(tree)})` : celText(tree);
}

function unit(tree: Expression): string {
  return within(tree, UNIT);
}

function doubleText(value: number): string {
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** Every byte by its number. */
function bytesText(base64: string): string {
  const units = Array.from(atob(base64), (unit) => unit.charCodeAt(0).toString(16).padStart(2, '0'));
  return `b'${units.map((unit) => `\\x${unit}`).join('')}'`;
}

/** Single quotes, so that a condition may stand in double ones. */
function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped}'`;
}
