// How many items the list of a map has, as far as what is checked at run time says: `minItems` and `maxItems` of inputs and of
// outputs of nodes count.
import type { Expression } from '@configurable-agents/core/expression';
import type { ExecutionGraph, ForEach, Template } from '@configurable-agents/core/graph';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { resolve } from '../assign/keywords.ts';
import { pathOf, schemaOfTree } from '../template/produced.ts';
import { lengthForm } from './form.ts';
import { ANY, atMost, withForm } from './interval.ts';
import type { Interval } from './interval.ts';
import { checkedSchema, inputPath, pathText } from './names.ts';

/** More items than `max_items` fail the node before the first, so that bound holds always. */
export function itemsOf({ in: list, max_items: most }: ForEach, graph: ExecutionGraph): Interval {
  return atMost(lengthOf(list, graph), most);
}

/** How many items a template gives. */
export function lengthOf(list: Template, graph: ExecutionGraph): Interval {
  switch (list.kind) {
    case 'list':
      return { lo: list.items.length, hi: list.items.length };
    case 'literal':
      return Array.isArray(list.value) ? { lo: list.value.length, hi: list.value.length } : ANY;
    case 'value':
      return lengthOfTree(list.expression, graph);
    default:
      return ANY;
  }
}

function lengthOfTree(tree: Expression, graph: ExecutionGraph): Interval {
  if (tree.kind === 'list') return { lo: tree.items.length, hi: tree.items.length };
  const length = lengthOfSchema(schemaOfTree(tree, { kind: 'dyn' }, (root) => checkedSchema(root, graph)));
  if (length.hi !== Infinity) return length;
  const path = pathOf(tree);
  const input = path === undefined ? undefined : inputPath(path, graph);
  return input === undefined ? length : withForm(length, lengthForm('items', pathText(input)));
}

function lengthOfSchema(schema: JsonSchema): Interval {
  if (typeof schema === 'boolean') return ANY;
  const found = resolve({ schema, root: schema });
  if (typeof found !== 'object') return ANY;
  const { anyOf, minItems, maxItems, const: value } = found;
  if (Array.isArray(anyOf)) {
    const parts = (anyOf as readonly JsonSchema[]).map(lengthOfSchema);
    return { lo: Math.min(...parts.map(({ lo }) => lo)), hi: Math.max(...parts.map(({ hi }) => hi)) };
  }
  if (Array.isArray(value)) return { lo: value.length, hi: value.length };
  // `minItems` speaks of lists; anything else fails the node, so that the least still holds for a run that succeeds.
  return {
    lo: typeof minItems === 'number' ? minItems : 0,
    hi: typeof maxItems === 'number' ? maxItems : Infinity,
  };
}
