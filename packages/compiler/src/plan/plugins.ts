// What the graph uses of plugins, as they declare it: what the engine holds later versions against.
import { declaredModel } from '@configurable-agents/core/graph';
import type { GraphNode, UsedPlugins } from '@configurable-agents/core/graph';
import type { Catalogue } from '../check/context.ts';

/** Undefined where the graph uses nothing that a plugin declares. */
export function usedPlugins(nodes: readonly GraphNode[], { actions, providers }: Catalogue): UsedPlugins | undefined {
  const used: Mutable = { actions: {}, models: {} };
  for (const node of nodes) {
    if (node.kind !== 'action') continue;
    const action = actions.get(node.uses);
    if (action !== undefined) used.actions[node.uses] = { input: action.input, output: action.output };
    for (const { provider, model } of node.llm === undefined ? [] : [node.llm, ...(node.llm.fallback ?? [])]) {
      const info = declaredModel(providers.get(provider)?.models ?? {}, model);
      if (info === undefined) continue;
      (used.models[provider] ??= {})[model] = { structuredOutput: info.structuredOutput, tools: info.tools };
    }
  }
  return Object.keys(used.actions).length + Object.keys(used.models).length === 0 ? undefined : used;
}

type Mutable = {
  readonly actions: { [uses: string]: UsedPlugins['actions'][string] };
  readonly models: { [provider: string]: { [model: string]: UsedPlugins['models'][string][string] } };
};
