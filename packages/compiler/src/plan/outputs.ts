import type { ExecutionGraph, GraphNode } from '@configurable-agents/core/graph';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';

/** What a node that starts a run without waiting gives. */
const STARTED: JsonSchema = { type: 'object', properties: { run_id: { type: 'string' } }, required: ['run_id'] };
/** What a wait for a time gives. */
const WOKEN: JsonSchema = { type: 'object', properties: { woke_at: { type: 'string' } }, required: ['woke_at'] };

/** JSON Schema of a run's result: that of `result:`, of the one exit, or an object by name. */
export function outputsSchema(
  nodes: readonly GraphNode[],
  {
    edges,
    result,
    subgraphs,
  }: Pick<ExecutionGraph, 'edges' | 'subgraphs'> & { readonly result: JsonSchema | undefined },
): JsonSchema {
  if (result !== undefined) return result;
  const exits = new Set(edges.filter(({ to }) => to === 'END').map(({ from }) => from));
  const ending = nodes.filter(({ name }) => exits.has(name));
  const [only] = ending;
  const schemaOf = (node: GraphNode): JsonSchema => {
    const own = unitSchema(node, subgraphs);
    return node.for_each === undefined ? own : { type: 'array' };
  };
  if (ending.length === 1 && only !== undefined) return schemaOf(only);
  // On routes it depends on the run which of the exits there are, and one alone gives its output bare.
  if (edges.some(({ kind }) => kind !== undefined)) return true;
  return { type: 'object', properties: Object.fromEntries(ending.map((node) => [node.name, schemaOf(node)])) };
}

function unitSchema(node: GraphNode, subgraphs: ExecutionGraph['subgraphs']): JsonSchema {
  switch (node.kind) {
    case 'set':
      return true;
    case 'subrun':
      return node.wait ? (subgraphs?.[node.graph ?? '']?.outputs ?? true) : STARTED;
    case 'approval':
      return node.form;
    case 'wait':
      return node.wait.for === 'signal' ? node.wait.schema : WOKEN;
    case 'action':
      return node.output_schema ?? (node.uses === 'llm' ? { type: 'string' } : true);
  }
}
