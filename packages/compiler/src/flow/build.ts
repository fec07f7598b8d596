// Parts of a native tree that stand where what they are made of stands.
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from '../parse/tree.ts';
import type { Span } from '../source.ts';

/** A scalar in the place of another node: what is said of it points there. */
export function word(value: YamlScalar['value'], at: YamlNode): YamlScalar {
  const { span } = at;
  return { kind: 'scalar', value, spelling: String(value), span, locate: () => span[0] };
}

/** A piece of a text and where each of its characters stands. */
export type Part = { readonly text: string; readonly locate: (offset: number) => number };

/** Text of a scalar from an offset, with its places. */
export function partOf(scalar: YamlScalar, start: number, end?: number): Part {
  return { text: String(scalar.value).slice(start, end), locate: (offset) => scalar.locate(start + offset) };
}

/** Text that stands nowhere, in the place of an offset of a scalar. */
export function madeOf(text: string, scalar: YamlScalar, start = 0): Part {
  return { text, locate: () => scalar.locate(start) };
}

/** A text of parts, in the place of a scalar. */
export function joined(parts: readonly Part[], { span }: YamlScalar): YamlScalar {
  const value = parts.map(({ text }) => text).join('');
  const locate = (offset: number): number => {
    let start = 0;
    for (const part of parts) {
      if (offset < start + part.text.length) return part.locate(offset - start);
      start += part.text.length;
    }
    return span[1];
  };
  return { kind: 'scalar', value, spelling: value, span, locate };
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
