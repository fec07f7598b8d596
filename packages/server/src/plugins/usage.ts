// Which workflows use a plugin. Pure.
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { RuntimeError } from '@configurable-agents/core';
import type { StoreReader } from '@configurable-agents/core';

/** Names of registered workflows that use what a plugin offers, also in the workflows that they await. */
export function workflowsUsing(
  reader: Pick<StoreReader, 'workflows' | 'graph'>,
  manifest: PluginManifest,
): readonly string[] {
  return reader
    .workflows()
    .filter(({ hash }) => {
      const graph = reader.graph(hash);
      return graph !== undefined && uses(graph, manifest);
    })
    .map(({ name }) => name);
}

/** Throws `PLUGIN_IN_USE` with the workflows that use a plugin. */
export function assertUnused(reader: Pick<StoreReader, 'workflows' | 'graph'>, manifest: PluginManifest): void {
  const names = workflowsUsing(reader, manifest);
  if (names.length === 0) return;
  const shown = names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
  throw new RuntimeError(
    'PLUGIN_IN_USE',
    `the plugin ${manifest.name} is used by the registered ${names.length === 1 ? 'workflow' : 'workflows'} ${shown}; remove them first, or register revisions without it`,
    { details: { workflows: names } },
  );
}

function uses(graph: ExecutionGraph, manifest: PluginManifest): boolean {
  const { actions, tools = {}, providers, triggers, trackers } = manifest;
  const has = (names: object, name: string): boolean => Object.hasOwn(names, name);
  return (
    graph.triggers.some((trigger) => has(triggers, trigger.uses)) ||
    Object.keys(graph.observability).some((tracker) => has(trackers, tracker)) ||
    graph.nodes.some(
      (node) =>
        node.kind === 'action' &&
        (has(actions, node.uses) ||
          has(providers, node.llm?.provider ?? '') ||
          (node.llm?.tools ?? []).some((tool) => has(tools, tool.uses ?? ''))),
    ) ||
    Object.values(graph.subgraphs ?? {}).some((inner) => uses(inner, manifest))
  );
}
