// Taking an entry or an item out of a text, with its key, its line or its comma, and nothing else.
import type { Finding } from '../diagnostic.ts';
import type { YamlNode } from '../parse/tree.ts';
import type { Source, Span } from '../source.ts';

type Holder = {
  readonly kind: 'map' | 'list';
  readonly isFlow: boolean;
  /** Entries or items, each with its key. */
  readonly parts: readonly Span[];
  readonly index: number;
};

/** A finding whose `remove` has become a fix; without one where the text around it does not allow an easy cut. */
export function withRemoval(
  finding: Finding,
  { source, root }: { readonly source: Source; readonly root: YamlNode },
): Finding {
  const { remove } = finding;
  if (remove === undefined) return finding;
  const holder = holderOf(root, { span: remove.span, source });
  const span = holder === undefined ? undefined : cut(holder, source);
  return span === undefined ? finding : { ...finding, fix: { title: remove.title, span, text: '' } };
}

/** The map or list that holds the value of exactly this span. */
function holderOf(
  node: YamlNode,
  { span, source }: { readonly span: Span; readonly source: Source },
): Holder | undefined {
  if (node.kind === 'scalar') return undefined;
  const values = node.kind === 'map' ? node.entries.map(({ value }) => value) : node.items;
  const index = values.findIndex((value) => value.span[0] <= span[0] && span[1] <= value.span[1]);
  const value = values[index];
  if (value === undefined) return undefined;
  if (value.span[0] !== span[0] || value.span[1] !== span[1]) return holderOf(value, { span, source });
  const parts =
    node.kind === 'map'
      ? node.entries.map(({ key, value: of }): Span => [key.span[0], Math.max(key.span[1], of.span[1])])
      : node.items.map((item) => item.span);
  return { kind: node.kind, isFlow: '{['.includes(source.text[node.span[0]] ?? ' '), parts, index };
}

/** Undefined for what stands alone: an empty map or list would be another mistake. */
function cut({ kind, isFlow, parts, index }: Holder, { text, positionOf, startOf }: Source): Span | undefined {
  const part = parts[index];
  if (part === undefined || parts.length === 1) return undefined;
  const end = part[0] + text.slice(...part).trimEnd().length;
  if (isFlow) {
    const [before, after] = [parts[index - 1], parts[index + 1]];
    return before === undefined ? [part[0], after?.[0] ?? end] : [before[1], end];
  }
  const from = startOf(positionOf(part[0]).line);
  const lead = kind === 'map' ? /^[ \t]*$/ : /^[ \t]*- +$/;
  // Beside the dash of an item, or after another one, there is more on the line than this.
  if (!lead.test(text.slice(from, part[0]))) return undefined;
  return [from, startOf(positionOf(Math.max(part[0], end - 1)).line + 1)];
}
