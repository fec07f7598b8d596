// How many items the list of a map has, as far as what is checked at run time says: inputs and outputs of nodes are held against
// their schemas, so `minItems` and `maxItems` of these count. What else stands in a state field may break its schema.
import type { Expression } from '@configurable-agents/core/expression';
import type { ExecutionGraph, ForEach, GraphNode } from '@configurable-agents/core/graph';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { resolve } from '../assign/keywords.ts';
import { resultSchema } from '../resolve/scope.ts';
import { schemaAt, schemaOfTree } from '../template/produced.ts';
import type { Interval } from './interval.ts';

/** More items than `max_items` fail the node before the first, so that bound holds always. */
export function itemsOf(map: ForEach, graph: ExecutionGraph): Interval {
  const { lo, hi } = lengthOf(map, graph);
  return { lo: Math.min(lo, map.max_items), hi: Math.min(hi, map.max_items) };
}

const ANY: Interval = { lo: 0, hi: Infinity };

function lengthOf({ in: list }: ForEach, graph: ExecutionGraph): Interval {
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
  return lengthOfSchema(schemaOfTree(tree, { kind: 'dyn' }, (root) => checkedSchema(root, graph)));
}

/** The schema that the values of a name are held against at run time. */
function checkedSchema(root: string, graph: ExecutionGraph): JsonSchema | undefined {
  const node = graph.nodes.find(({ name }) => name === root);
  if (node !== undefined) return outputSchema(node);
  if (root === 'inputs') return graph.inputs;
  const { properties = {} } = graph.inputs as { readonly properties?: { readonly [name: string]: JsonSchema } };
  const isWritten = (field: string): boolean =>
    graph.nodes.some(({ writes }) => writes.some((write) => write.field === field));
  const own = Object.fromEntries(
    Object.keys(graph.state).map((field) => [field, fieldSchema(field, graph, isWritten)]),
  );
  const { $defs } = graph.inputs as { readonly $defs?: JsonSchema };
  const fields = { ...properties, ...own };
  if (root === 'state') return { type: 'object', properties: fields, ...($defs === undefined ? {} : { $defs }) };
  return Object.hasOwn(fields, root) ? withDefs(fields[root] ?? true, $defs) : undefined;
}

function withDefs(schema: JsonSchema, $defs: JsonSchema | undefined): JsonSchema {
  return typeof schema === 'object' && $defs !== undefined ? { $defs, ...schema } : schema;
}

/** Of a field that nodes write: any of what they write, or the default; where one of these is not checked, any value. */
function fieldSchema(
  field: string,
  { nodes, state }: ExecutionGraph,
  isWritten: (field: string) => boolean,
): JsonSchema {
  const declared = state[field];
  if (declared === undefined || !isWritten(field)) return declared?.schema ?? {};
  if (declared.reduce !== undefined) return {};
  const written = nodes.flatMap((node) =>
    node.writes
      .filter((write) => write.field === field)
      .map(({ path }) => {
        const output = outputSchema(node);
        return output === undefined ? {} : (schemaAt(output, ['output', ...path]) ?? {});
      }),
  );
  return { anyOf: [...written, ...(declared.default === undefined ? [] : [{ const: declared.default }])] };
}

function outputSchema(node: GraphNode): JsonSchema | undefined {
  if (node.for_each !== undefined || node.kind !== 'action' || node.output_schema === undefined) return undefined;
  return resultSchema(node.output_schema);
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
