// What the graph uses of plugins, as they declare it: what the engine holds later versions against.
import { declaredModel } from '@configurable-agents/core/graph';
import type { GraphNode, UsedPlugins } from '@configurable-agents/core/graph';
import type { Catalogue } from '../check/context.ts';

/** Undefined where the graph uses nothing that a plugin declares. */
export function usedPlugins(
  nodes: readonly GraphNode[],
  { actions, providers, tools }: Catalogue,
): UsedPlugins | undefined {
  const used: Mutable = { actions: {}, models: {} };
  const called = nodes.flatMap((node) => (node.kind === 'action' ? (node.llm?.tools ?? []) : []));
  for (const { uses = '' } of called) {
    const tool = tools.get(uses);
    if (tool !== undefined) (used.tools ??= {})[uses] = { effects: tool.effects };
  }
  for (const node of nodes) {
    if (node.kind !== 'action') continue;
    const action = actions.get(node.uses);
    if (action !== undefined) used.actions[node.uses] = { input: action.input, output: action.output };
    for (const { provider, model } of node.llm === undefined ? [] : [node.llm, ...(node.llm.fallback ?? [])]) {
      const info = declaredModel(providers.get(provider)?.models ?? {}, model);
      if (info === undefined) continue;
      const { contextTokens: _contextTokens, ...skills } = info;
      (used.models[provider] ??= {})[model] = skills;
    }
  }
  const { length } = [used.actions, used.models, used.tools ?? {}].flatMap(Object.keys);
  return length === 0 ? undefined : used;
}

type Mutable = {
  readonly actions: { [uses: string]: UsedPlugins['actions'][string] };
  readonly models: { [provider: string]: { [model: string]: UsedPlugins['models'][string][string] } };
  tools?: { [uses: string]: NonNullable<UsedPlugins['tools']>[string] };
};
