import { openReporter } from '../diagnostic.ts';
import type { Source } from '../source.ts';
import { textOf, valueOf } from './tree.ts';
import type { YamlNode } from './tree.ts';
import { parseYaml } from './yaml.ts';

/** The path in the tree at an offset, such as `/nodes/[name=a]/prompt`; empty throughout for a text that is no YAML. */
export function pathsOf(source: Source): (offset: number) => string {
  const root = parseYaml(source, openReporter(source));
  return (offset) => (root === undefined ? '' : pathTo(root, offset));
}

/** Items that have a name are found by it, so that a path stays when others come before it. */
function pathTo(node: YamlNode, at: number): string {
  if (node.kind === 'map') {
    for (const { key, value } of node.entries)
      if (key.span[0] <= at && at <= Math.max(key.span[1], value.span[1]))
        return `/${String(key.value)}${pathTo(value, at)}`;
  }
  if (node.kind === 'list') {
    const index = node.items.findIndex(({ span }) => span[0] <= at && at <= span[1]);
    const item = node.items[index];
    if (item === undefined) return '';
    const name = textOf(valueOf(item, 'name'));
    return `/${name === undefined ? String(index) : `[name=${name}]`}${pathTo(item, at)}`;
  }
  return '';
}
