// What stands behind a name of a template or an expression, as far as it is checked at run time: inputs and outputs of nodes are held
// against their schemas. What else stands in a state field may break its schema.
import { declaredOutput } from '@configurable-agents/core/graph';
import type { ExecutionGraph, GraphNode } from '@configurable-agents/core/graph';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { resultSchema } from '../resolve/scope.ts';
import { schemaAt } from '../template/produced.ts';

export type Path = readonly (string | number)[];

type Properties = { readonly [name: string]: JsonSchema };

/** The schema that the values of a name are held against at run time. */
export function checkedSchema(root: string, graph: ExecutionGraph): JsonSchema | undefined {
  const node = graph.nodes.find(({ name }) => name === root);
  if (node !== undefined) {
    const output = outputSchema(node, graph);
    return output === undefined ? undefined : resultSchema(output);
  }
  if (root === 'inputs') return graph.inputs;
  const properties = inputsOf(graph);
  const own = Object.fromEntries(Object.keys(graph.state).map((field) => [field, fieldSchema(field, graph)]));
  const { $defs } = graph.inputs as { readonly $defs?: JsonSchema };
  const fields = { ...properties, ...own };
  if (root === 'state') return { type: 'object', properties: fields, ...($defs === undefined ? {} : { $defs }) };
  return Object.hasOwn(fields, root) ? withDefs(fields[root] ?? true, $defs) : undefined;
}

/** The schemas of the inputs. */
export function inputsOf({ inputs }: ExecutionGraph): Properties {
  const { properties = {} } = inputs as { readonly properties?: Properties };
  return properties;
}

export function isWritten(field: string, { nodes }: ExecutionGraph): boolean {
  return nodes.some(({ writes }) => writes.some((write) => write.field === field));
}

/** The path of an input, where a path reads one that no node writes to. */
export function inputPath([root, ...rest]: Path, graph: ExecutionGraph): Path | undefined {
  if (typeof root !== 'string' || graph.nodes.some(({ name }) => name === root)) return undefined;
  if (root === 'inputs') return rest.length > 0 ? rest : undefined;
  const path = root === 'state' ? rest : [root, ...rest];
  const [field] = path;
  if (typeof field !== 'string' || !Object.hasOwn(inputsOf(graph), field)) return undefined;
  return isWritten(field, graph) ? undefined : path;
}

/** A path as people read it; an item stands for each: `findings[].title`. */
export function pathText(path: Path): string {
  return path.map((step, at) => (typeof step === 'number' ? '[]' : at === 0 ? step : `.${step}`)).join('');
}

function withDefs(schema: JsonSchema, $defs: JsonSchema | undefined): JsonSchema {
  return typeof schema === 'object' && $defs !== undefined ? { $defs, ...schema } : schema;
}

/** Of a field that nodes write: any of what they write, or what it begins with; where one of these is not checked, any value. */
function fieldSchema(field: string, graph: ExecutionGraph): JsonSchema {
  const { nodes, state } = graph;
  const declared = state[field];
  if (declared === undefined || !isWritten(field, graph)) return declared?.schema ?? {};
  if (declared.reduce !== undefined) return {};
  const written = nodes.flatMap((node) =>
    node.writes
      .filter((write) => write.field === field)
      .map(({ path }) => {
        const output = outputSchema(node, graph);
        return output === undefined ? {} : (schemaAt(resultSchema(output), ['output', ...path]) ?? {});
      }),
  );
  const given = inputsOf(graph)[field];
  return {
    anyOf: [
      ...written,
      ...(given === undefined ? [] : [given]),
      ...(declared.default === undefined ? [] : [{ const: declared.default }]),
    ],
  };
}

/** The schema that a node's output is held against; undefined where there is none, and for the list that a map gives. */
function outputSchema(node: GraphNode, graph: ExecutionGraph): JsonSchema | undefined {
  return node.for_each === undefined ? executionSchema(node, graph) : undefined;
}

/** The same of one execution: of a map that of an item. */
export function executionSchema(node: GraphNode, { plugins }: ExecutionGraph): JsonSchema | undefined {
  if (node.kind !== 'action') return undefined;
  if (node.output_schema !== undefined || node.llm !== undefined) return node.output_schema;
  const declared = plugins?.actions[node.uses];
  return declared === undefined ? undefined : declaredOutput(declared.output);
}
