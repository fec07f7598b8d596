import type { Expression, MapEntry } from './tree.ts';

/** The nodes right below a node, in the order of the text. */
export function childrenOf(tree: Expression): readonly Expression[] {
  switch (tree.kind) {
    case 'select':
    case 'has':
      return [tree.operand];
    case 'index':
      return [tree.operand, tree.index];
    case 'list':
      return tree.items;
    case 'map':
      return tree.entries.flatMap(({ key, value }) => [key, value]);
    case 'message':
      return tree.fields.map(({ value }) => value);
    case 'call':
      return tree.args;
    case 'comprehension':
      return [tree.range, ...tree.steps];
    case 'bind':
      return [tree.value, tree.body];
    default:
      return [];
  }
}

/** The same node over changed children. `bound` has the names that the node itself gives to a child. */
export function mapChildren(
  tree: Expression,
  change: (child: Expression, bound: readonly string[]) => Expression,
): Expression {
  const plain = (child: Expression): Expression => change(child, []);
  const entry = ({ key, value, ...rest }: MapEntry): MapEntry => ({ ...rest, key: plain(key), value: plain(value) });
  switch (tree.kind) {
    case 'select':
    case 'has':
      return { ...tree, operand: plain(tree.operand) };
    case 'index':
      return { ...tree, operand: plain(tree.operand), index: plain(tree.index) };
    case 'list':
      return { ...tree, items: tree.items.map(plain) };
    case 'map':
      return { ...tree, entries: tree.entries.map(entry) };
    case 'message':
      return { ...tree, fields: tree.fields.map(({ value, ...rest }) => ({ ...rest, value: plain(value) })) };
    case 'call':
      return { ...tree, args: tree.args.map(plain) };
    case 'comprehension':
      return { ...tree, range: plain(tree.range), steps: tree.steps.map((step) => change(step, tree.variables)) };
    case 'bind':
      return { ...tree, value: plain(tree.value), body: change(tree.body, [tree.name]) };
    default:
      return tree;
  }
}

/**
 * Visits the parts of a tree, the whole first, each with the variables of the macros around it. A visit that answers `false` goes no deeper
 * there.
 */
export function visitParts(
  tree: Expression,
  visit: (part: Expression, bound: readonly string[]) => boolean,
  bound: readonly string[] = [],
): void {
  if (!visit(tree, bound)) return;
  mapChildren(tree, (child, names) => {
    visitParts(child, visit, [...bound, ...names]);
    return child;
  });
}
