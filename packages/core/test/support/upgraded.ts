import type { PluginSource } from '@configurable-agents/core';
import type { ActionNode, ExecutionGraph } from '@configurable-agents/core/graph';
import { graph } from './graph.ts';

/** The test plugin `up` in a version. */
export function upgraded(version: string): PluginSource {
  return { specifier: new URL(`../fixtures/upgraded-plugin.ts?${version}`, import.meta.url).href, firstParty: false };
}

/** A node of an action of `up` that takes so long. */
export function upNode(action: string, ms: number, node: Partial<ActionNode> = {}): Partial<ActionNode> {
  const effects = action === 'write' ? { effects: 'write' as const, idempotent: false } : {};
  return { uses: `up.${action}`, with: { kind: 'literal', value: { ms } }, ...effects, ...node };
}

/** A graph of one such node. */
export function upGraph(action: string, ms: number): ExecutionGraph {
  return graph('a', { a: upNode(action, ms) });
}
