import type { Frame } from '../frame.ts';
import type { ExpressionType, Signature, SimpleKind } from '../types.ts';
import type { Value } from '../values/value.ts';

/** What an overload does. It gets its arguments, the one before the dot first, and then the evaluation. */
export type Apply = (...args: never[]) => Value;

/** One overload: what the checker sees and what the evaluator runs. */
export type Overload = Signature & { readonly apply: (...args: readonly (Value | Frame)[]) => Value };

/**
 * Functions by name, each with its overloads: signature and implementation side by side. A signature reads as
 * `(string, int): string` for `f(s, 1)` and `string.(int): string` for `s.f(1)`; a capital letter is a type parameter.
 */
export type Definitions = { readonly [name: string]: { readonly [signature: string]: Apply } };

const parsed = new Map<string, Signature>();

/** A signature's text as types. */
export function parseSignature(text: string): Signature {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const [, receiver, params = '', result = ''] = /^(?:(.+)\.)?\((.*)\): (.+)$/.exec(text) ?? [];
  const signature = {
    params: [...(receiver === undefined ? [] : [receiver]), ...split(params)].map(parseType),
    result: parseType(result),
    method: receiver !== undefined,
  };
  parsed.set(text, signature);
  return signature;
}

/** A type's text: `list(map(string, A))`. */
export function parseType(text: string): ExpressionType {
  const [, outer = '', inner = ''] = /^(\w+)\((.*)\)$/.exec(text) ?? [];
  const [first, second] = split(inner).map(parseType);
  switch (outer) {
    case '':
      return /^[A-Z]$/.test(text) ? { kind: 'parameter', name: text } : { kind: text as SimpleKind };
    case 'list':
      return { kind: 'list', item: first as ExpressionType };
    case 'map':
      return { kind: 'map', key: first as ExpressionType, value: second as ExpressionType, fields: {}, open: true };
    case 'optional':
    case 'type':
    case 'nullable':
      return { kind: outer, of: first as ExpressionType };
    default:
      throw new Error(`invariant: ${text} is no type`);
  }
}

/** Parts at commas outside parentheses. */
function split(text: string): readonly string[] {
  return text === '' ? [] : text.split(', ').reduce(joinOpen, []);
}

function joinOpen(parts: string[], part: string): string[] {
  const last = parts.at(-1);
  const isOpen = last !== undefined && last.split('(').length > last.split(')').length;
  if (isOpen) parts[parts.length - 1] = `${last}, ${part}`;
  else parts.push(part);
  return parts;
}
