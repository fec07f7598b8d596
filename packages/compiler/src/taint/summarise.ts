// Awaited workflows, each analysed once, with each of its inputs as a label of its own.
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { analyse } from './analyse.ts';
import { flowsOf } from './label.ts';
import type { Address, Flows } from './label.ts';
import type { AnalyseOptions, Analysis, Summaries } from './world.ts';

/** Analyses all awaited workflows, at any depth: those that others await first. */
export function summarise(graph: ExecutionGraph, actions: AnalyseOptions['actions']): Summaries {
  const found = new Map<string, Analysis>();
  const visit = (hash: string): void => {
    const child = graph.subgraphs?.[hash];
    if (child === undefined || found.has(hash)) return;
    for (const node of child.nodes) if (node.kind === 'subrun' && node.graph !== undefined) visit(node.graph);
    const inputs = (field: string): Flows => {
      const at: Address = { of: 'field', field };
      const way = { shown: field, at, before: undefined };
      return flowsOf({ kind: 'input', name: field, shape: 'text', viaModel: false, way });
    };
    const nested = { ...child, subgraphs: graph.subgraphs ?? {} };
    found.set(hash, analyse(nested, { actions, inputs, summaries: found }));
  };
  for (const { kind, ...node } of graph.nodes) if (kind === 'subrun' && 'graph' in node) visit(node.graph);
  return found;
}
