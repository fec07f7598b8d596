// Parts of a document as people say them.
import type { YamlNode } from '../parse/tree.ts';

/** `/nodes/0/retry` as people say it. */
export function placeName(pointer: string): string {
  const steps = pointer.split('/').slice(1);
  if (steps.length === 0) return 'the workflow';
  const names = steps.filter((step) => !/^\d+$/.test(step));
  const last = steps.at(-1) ?? '';
  if (/^\d+$/.test(last)) return `an entry of \`${names.at(-1)}\``;
  return `\`${names.slice(-2).join('.')}\``;
}

export function typeName(node: YamlNode): string {
  if (node.kind !== 'scalar') return node.kind === 'map' ? 'a map' : 'a list';
  if (node.value === null) return 'empty';
  return typeof node.value === 'string'
    ? 'text'
    : typeof node.value === 'boolean'
      ? `the boolean ${node.value}`
      : 'a number';
}

const TYPE_NAMES: { readonly [type: string]: string } = {
  string: 'text',
  object: 'a map',
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  null: 'null',
};

/** JSON Schema types, with commas between them. */
export function typeNames(types: unknown): string {
  const names = String(types)
    .split(',')
    .map((type) => TYPE_NAMES[type] ?? type);
  return names.join(' or ');
}
