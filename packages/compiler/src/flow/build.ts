// Parts of a native tree that stand where what they are made of stands.
import { locate } from '../parse/span-map.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from '../parse/tree.ts';
import type { Span } from '../source.ts';

/** A scalar in the place of another node: what is said of it points there. */
export function word(value: YamlScalar['value'], at: YamlNode): YamlScalar {
  const { span } = at;
  return { kind: 'scalar', value, spelling: String(value), span, writing: undefined };
}

/** A piece of a text and where each of its characters stands. */
export type Part = { readonly text: string; readonly locate: (offset: number) => number };

/** Text of a scalar from an offset, with its places. */
export function partOf(scalar: YamlScalar, start: number, end?: number): Part {
  return { text: String(scalar.value).slice(start, end), locate: (offset) => locate(scalar, start + offset) };
}

/** Text that stands nowhere, in the place of an offset of a scalar. */
export function madeOf(text: string, scalar: YamlScalar, start = 0): Part {
  return { text, locate: () => locate(scalar, start) };
}

/** A text of parts, in the place of a scalar. */
export function joined(parts: readonly Part[], { span }: YamlScalar): YamlScalar {
  const value = parts.map(({ text }) => text).join('');
  let starts: readonly number[] | undefined;
  const writing = (offset: number): number => {
    starts ??= startsOf(parts);
    if (offset >= value.length) return span[1];
    // The last part that begins at or before the offset; a prompt may have thousands.
    let [low, high] = [0, parts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return parts[low]?.locate(offset - (starts[low] ?? 0)) ?? span[1];
  };
  return { kind: 'scalar', value, spelling: value, span, writing };
}

function startsOf(parts: readonly Part[]): readonly number[] {
  let start = 0;
  return parts.map(({ text }) => {
    start += text.length;
    return start - text.length;
  });
}

/** An entry; without a value there is none. */
export function entry(
  name: string,
  value: YamlNode | undefined,
  at: YamlNode | undefined = value,
): readonly YamlEntry[] {
  return value === undefined || at === undefined ? [] : [{ key: word(name, at), value }];
}

/** The entry of another map under another name: its key keeps its place. */
export function renamed(name: string, found: YamlEntry | undefined): readonly YamlEntry[] {
  return found === undefined ? [] : [{ key: word(name, found.key), value: found.value }];
}

export function mapOf(entries: readonly (readonly YamlEntry[])[], span: Span): YamlMap {
  return { kind: 'map', entries: entries.flat(), span };
}

export function listOf(items: readonly YamlNode[], span: Span): YamlNode {
  return { kind: 'list', items, span };
}

export function scalarOf(node: YamlNode | undefined): YamlScalar | undefined {
  return node?.kind === 'scalar' ? node : undefined;
}

export function textScalar(node: YamlNode | undefined): YamlScalar | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node : undefined;
}
