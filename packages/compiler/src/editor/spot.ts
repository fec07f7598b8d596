// What of the tree stands at an offset.
import { locate } from '../parse/span-map.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from '../parse/tree.ts';
import type { Source, Span } from '../source.ts';

export type Path = readonly (string | number)[];

/** A key of a map, or a value; `path` leads to the map of a key, and to a value itself. `holders` are the values around it, outermost first. */
export type Spot = { readonly path: Path; readonly holders: readonly YamlNode[] } & (
  | { readonly kind: 'key'; readonly map: YamlMap; readonly entry: YamlEntry }
  | { readonly kind: 'value'; readonly node: YamlNode }
);

/** The innermost key or value at an offset; the end of a value belongs to it. */
export function spotAt(root: YamlNode, offset: number): Spot {
  const holders: YamlNode[] = [];
  const path: (string | number)[] = [];
  let node = root;
  for (;;) {
    const next = stepInto(node, offset);
    if (next === undefined) return { kind: 'value', path, holders, node };
    if (next.kind === 'key') return { ...next, path, holders: [...holders, node] };
    holders.push(node);
    path.push(next.step);
    node = next.node;
  }
}

type Step =
  | { readonly kind: 'key'; readonly map: YamlMap; readonly entry: YamlEntry }
  | { readonly kind: 'into'; readonly step: string | number; readonly node: YamlNode };

function stepInto(node: YamlNode, offset: number): Step | undefined {
  if (node.kind === 'map') {
    for (const entry of node.entries) {
      if (isIn(entry.key.span, offset)) return { kind: 'key', map: node, entry };
      if (isIn(entry.value.span, offset)) return { kind: 'into', step: String(entry.key.value), node: entry.value };
    }
  }
  if (node.kind !== 'list') return undefined;
  const index = node.items.findIndex(({ span }) => isIn(span, offset));
  const item = node.items[index];
  return item === undefined ? undefined : { kind: 'into', step: index, node: item };
}

function isIn([start, end]: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** The value at a path. */
export function nodeAt(root: YamlNode, path: Path): YamlNode | undefined {
  let node: YamlNode | undefined = root;
  for (const step of path) {
    if (node?.kind === 'map') node = node.entries.find(({ key }) => String(key.value) === step)?.value;
    else node = node?.kind === 'list' && typeof step === 'number' ? node.items[step] : undefined;
  }
  return node;
}

/** A name as it stands, without its quotes. `isExact`: it is written letter by letter. */
export function nameSpan(scalar: YamlScalar, { text }: Source): { readonly span: Span; readonly isExact: boolean } {
  const name = String(scalar.value);
  const span: Span = [locate(scalar, 0), locate(scalar, Math.max(0, name.length - 1)) + 1];
  if (text.slice(...span) === name) return { span, isExact: true };
  return { span: scalar.span, isExact: text.slice(...scalar.span) === name };
}
