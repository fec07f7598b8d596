// Names that are right in the flow dialect and taken in the native one.
import { entriesOf, itemsOf, textOf, valueOf } from '../parse/tree.ts';
import type { YamlEntry, YamlNode, YamlScalar } from '../parse/tree.ts';

/** What the native dialect keeps for itself. */
const RESERVED = new Set(
  (
    'state inputs event loop item index run secrets env START END true false null in as break const continue else for function if ' +
    'import let package namespace return var void while'
  ).split(' '),
);

/** The first field whose name the native dialect keeps for itself: whoever starts the workflow knows it by that name. */
export function reservedField(tree: YamlNode): YamlScalar | undefined {
  const fields = entriesOf(valueOf(valueOf(tree, 'state'), 'properties'));
  return fields.find(({ key }) => RESERVED.has(String(key.value)))?.key;
}

/** Nodes that must be called otherwise: by a reserved word, or as a field. */
export function newNames(tree: YamlNode): ReadonlyMap<string, string> {
  const fields = entriesOf(valueOf(valueOf(tree, 'state'), 'properties')).map(({ key }) => String(key.value));
  const nodes = itemsOf(valueOf(tree, 'nodes')).map((node) => textOf(valueOf(node, 'name')) ?? '');
  const taken = new Set([...fields, ...nodes]);
  const names = new Map<string, string>();
  for (const node of nodes) {
    if (!RESERVED.has(node) && !fields.includes(node)) continue;
    let name = `${node}_node`;
    while (taken.has(name)) name = `${name}_`;
    taken.add(name);
    names.set(node, name);
  }
  return names;
}

const ENDS = new Set(['from', 'to', 'on_limit']);

/** The tree with other names of nodes, and other conditions: `whenOf` gives that of a route by its node and place. */
export function rewritten(
  tree: YamlNode,
  {
    names,
    whenOf,
  }: {
    readonly names: ReadonlyMap<string, string>;
    readonly whenOf: (node: string, route: number) => string | undefined;
  },
): YamlNode {
  if (tree.kind !== 'map') return tree;
  const renamed = (node: YamlNode): YamlNode => {
    if (node.kind === 'list') return { ...node, items: node.items.map(renamed) };
    const name = names.get(textOf(node) ?? '');
    return node.kind !== 'scalar' || name === undefined ? node : { ...node, value: name, spelling: name };
  };
  const nodeOf = (node: YamlNode): YamlNode =>
    withEntries(node, (key, value) => (key === 'name' ? renamed(value) : value));
  const edgeOf = (edge: YamlNode): YamlNode => {
    const from = textOf(valueOf(edge, 'from')) ?? '';
    return withEntries(edge, (key, value) => {
      if (key !== 'routes' || value.kind !== 'list') return ENDS.has(key) ? renamed(value) : value;
      return { ...value, items: value.items.map((route, i) => routeOf(route, whenOf(from, i))) };
    });
  };
  const routeOf = (route: YamlNode, when: string | undefined): YamlNode =>
    withEntries(route, (key, value) => {
      if (key === 'when' && value.kind === 'scalar' && when !== undefined)
        return { ...value, value: when, spelling: when };
      return ENDS.has(key) ? renamed(value) : value;
    });
  return withEntries(tree, (key, value) => {
    if (value.kind !== 'list' || (key !== 'nodes' && key !== 'edges')) return value;
    return { ...value, items: value.items.map(key === 'nodes' ? nodeOf : edgeOf) };
  });
}

function withEntries(node: YamlNode, change: (key: string, value: YamlNode) => YamlNode): YamlNode {
  if (node.kind !== 'map') return node;
  const entries = node.entries.map(({ key, value }): YamlEntry => ({ key, value: change(String(key.value), value) }));
  return { ...node, entries };
}
