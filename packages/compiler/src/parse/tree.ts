import type { Json } from '@configurable-agents/plugin-sdk';
import type { Span } from '../source.ts';
import type { Writing } from './span-map.ts';

/** YAML as a typed tree in which everything has a span. Nothing after `parse` touches YAML. */
export type YamlNode = YamlMap | YamlList | YamlScalar;

export type YamlMap = {
  readonly kind: 'map';
  readonly entries: readonly YamlEntry[];
  readonly span: Span;
  /** It stands in for what was meant: that something is missing in it says nothing. */
  readonly isGuess?: true;
};
export type YamlEntry = { readonly key: YamlScalar; readonly value: YamlNode };
export type YamlList = { readonly kind: 'list'; readonly items: readonly YamlNode[]; readonly span: Span };
export type YamlScalar = {
  readonly kind: 'scalar';
  readonly value: null | boolean | number | string;
  /** As spelt, without quotes: `1.10` of the number 1.1. */
  readonly spelling: string;
  readonly span: Span;
  /** How it is written, which says where the parts of its value stand; undefined: all of it stands where it begins. */
  readonly writing: Writing | undefined;
};

export function entryOf(map: YamlNode | undefined, key: string): YamlEntry | undefined {
  if (map?.kind !== 'map') return undefined;
  if (map.entries.length < LARGE) return map.entries.find((entry) => entry.key.value === key);
  const index = INDICES.get(map) ?? new Map(map.entries.map((entry) => [entry.key.value, entry]));
  INDICES.set(map, index);
  return index.get(key);
}

/** Maps of so many entries are looked up by an index, that thousands of look-ups take no time that grows with the square. */
const LARGE = 64;
const INDICES = new WeakMap<YamlMap, ReadonlyMap<YamlScalar['value'], YamlEntry>>();

export function valueOf(map: YamlNode | undefined, key: string): YamlNode | undefined {
  return entryOf(map, key)?.value;
}

export function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === 'list' ? node.items : [];
}

export function entriesOf(node: YamlNode | undefined): readonly YamlEntry[] {
  return node?.kind === 'map' ? node.entries : [];
}

/** The plain value. Keys become text; `__proto__` stays a key like any other. */
export function jsonOf(node: YamlNode): Json {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(jsonOf);
    case 'map':
      return Object.fromEntries(node.entries.map(({ key, value }) => [String(key.value), jsonOf(value)]));
  }
}
