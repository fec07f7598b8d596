// A tree as text again: for people who read a graph or a run, where the text that it was made of is not there any more.
import type { Expression, MapEntry } from './tree.ts';

/** How tightly an operator binds; what stands beside one of the same level needs parentheses on its right. */
const LEVELS: { readonly [operator: string]: number } = {
  '||': 1,
  '&&': 2,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  '==': 3,
  '!=': 3,
  in: 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
};
const [CHOICE, UNARY, ATOM] = [0, 6, 7];

/**
 * An expression as somebody would write it; read again it is the same tree.
 *
 * @example
 * sourceOf(tree) // 'size(tags) > 3 && !done'
 */
export function sourceOf(tree: Expression): string {
  return write(tree, CHOICE);
}

/** `least`: the level that what stands here must have; anything looser is put in parentheses. */
function write(tree: Expression, least: number): string {
  const text = textOf(tree);
  return levelOf(tree) < least ? `(${text})` : text;
}

function levelOf(tree: Expression): number {
  if ((tree.kind === 'int' && tree.value.startsWith('-')) || (tree.kind === 'double' && isNegative(tree.value)))
    return UNARY;
  if (tree.kind !== 'call' || tree.method === true) return ATOM;
  if (tree.name === '?:') return CHOICE;
  if (tree.args.length === 1 && (tree.name === '!' || tree.name === '-')) return UNARY;
  return LEVELS[tree.name] ?? ATOM;
}

function isNegative(value: number): boolean {
  return value < 0 || Object.is(value, -0);
}

function textOf(tree: Expression): string {
  switch (tree.kind) {
    case 'null':
      return 'null';
    case 'bool':
    case 'int':
      return String(tree.value);
    case 'uint':
      return `${tree.value}u`;
    case 'double':
      return doubleText(tree.value);
    case 'string':
      return JSON.stringify(tree.value);
    case 'bytes':
      return bytesText(tree.value);
    case 'name':
      return tree.name;
    case 'select':
      return `${target(tree.operand)}.${tree.optional === true ? '?' : ''}${fieldText(tree.field)}`;
    case 'has':
      return `has(${target(tree.operand)}.${tree.optional === true ? '?' : ''}${fieldText(tree.field)})`;
    case 'index':
      return `${target(tree.operand)}[${tree.optional === true ? '?' : ''}${sourceOf(tree.index)}]`;
    case 'list':
      return `[${tree.items.map((item, i) => `${tree.optional?.includes(i) === true ? '?' : ''}${sourceOf(item)}`).join(', ')}]`;
    case 'map':
      return `{${tree.entries.map((entry) => entryText(entry, sourceOf(entry.key))).join(', ')}}`;
    case 'message':
      return `${tree.name}{${tree.fields.map((field) => entryText(field, field.key.kind === 'string' ? field.key.value : '')).join(', ')}}`;
    case 'comprehension': {
      const args = [...tree.variables, ...tree.steps.map(sourceOf)];
      return `${target(tree.range)}.${tree.macro}(${args.join(', ')})`;
    }
    case 'bind':
      return `cel.bind(${tree.name}, ${sourceOf(tree.value)}, ${sourceOf(tree.body)})`;
    case 'call':
      return callText(tree);
  }
}

function entryText({ value, optional }: MapEntry, key: string): string {
  return `${optional === true ? '?' : ''}${key}: ${sourceOf(value)}`;
}

/** What stands before a dot. A bare number would take the dot for its own. */
function target(tree: Expression): string {
  const isNumber = tree.kind === 'int' || tree.kind === 'uint' || tree.kind === 'double';
  return isNumber ? `(${textOf(tree)})` : write(tree, ATOM);
}

function callText({ name, args, method }: Expression & { readonly kind: 'call' }): string {
  const [first, second, third] = args;
  if (first === undefined) return `${name}()`;
  if (method === true) return `${target(first)}.${name}(${args.slice(1).map(sourceOf).join(', ')})`;
  if (name === '?:' && second !== undefined && third !== undefined)
    return `${write(first, 1)} ? ${write(second, 1)} : ${write(third, CHOICE)}`;
  if (args.length === 1 && (name === '!' || name === '-')) return `${name}${write(first, ATOM)}`;
  const level = LEVELS[name];
  if (level === undefined) return `${name}(${args.map(sourceOf).join(', ')})`;
  const [left, ...others] = args;
  return [left === undefined ? '' : write(left, level), ...others.map((arg) => write(arg, level + 1))].join(
    ` ${name} `,
  );
}

function fieldText(field: string): string {
  return /^[A-Za-z_]\w*$/.test(field) ? field : `\`${field}\``;
}

function doubleText(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value);
  return /[.eIN]/.test(text) ? text : `${text}.0`;
}

function bytesText(base64: string): string {
  const bytes = [...Buffer.from(base64, 'base64')];
  const isPlain = (byte: number): boolean => byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c;
  const shown = bytes.map((byte) =>
    isPlain(byte) ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`,
  );
  return `b"${shown.join('')}"`;
}
