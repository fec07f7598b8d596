// What workflows use of plugins: what they use is not taken away.
import type { PluginManifest } from '@configurable-agents/plugin-sdk';
import { RuntimeError } from '../errors.ts';
import type { ExecutionGraph } from '../graph/graph.ts';

const KINDS = ['actions', 'tools', 'providers', 'triggers', 'trackers'] as const;
const WORDS = { actions: 'action', tools: 'tool', providers: 'provider', triggers: 'trigger', trackers: 'tracker' };

/** Workflows that a message names. */
const MOST_NAMED = 5;

/** A contribution as people read it: `action acme.lookup`. */
function offeredBy(manifests: readonly PluginManifest[]): ReadonlySet<string> {
  return new Set(
    manifests.flatMap((manifest) =>
      KINDS.flatMap((kind) => Object.keys(manifest[kind] ?? {}).map((name) => `${WORDS[kind]} ${name}`)),
    ),
  );
}

/** The contributions that a graph uses, those of the graphs in it included. */
export function usedBy(graph: ExecutionGraph): ReadonlySet<string> {
  const used = new Set<string>();
  for (const { uses } of graph.triggers) used.add(`trigger ${uses}`);
  for (const [name, section] of Object.entries(graph.observability))
    if (section['enabled'] !== false) used.add(`tracker ${name}`);
  for (const node of graph.nodes) {
    if (node.kind !== 'action') continue;
    if (node.llm === undefined) used.add(`action ${node.uses}`);
    else used.add(`provider ${node.llm.provider}`);
    for (const tool of node.llm?.tools ?? []) if (tool.uses !== undefined) used.add(`tool ${tool.uses}`);
  }
  for (const inner of Object.values(graph.subgraphs ?? {})) for (const each of usedBy(inner)) used.add(each);
  return used;
}

/** Throws `PLUGIN_IN_USE`, which names the workflows and what they use, where something is taken away that one uses. */
export function assertNotInUse(
  { before, after }: { readonly before: readonly PluginManifest[]; readonly after: readonly PluginManifest[] },
  workflows: () => readonly { readonly name: string; readonly graph: ExecutionGraph }[],
): void {
  const offered = offeredBy(after);
  const removed = [...offeredBy(before)].filter((each) => !offered.has(each));
  if (removed.length === 0) return;
  const uses = workflows().flatMap(({ name, graph }) => {
    const used = usedBy(graph);
    const contributions = removed.filter((each) => used.has(each));
    return contributions.length === 0 ? [] : [{ workflow: name, contributions }];
  });
  if (uses.length === 0) return;
  const named = uses
    .slice(0, MOST_NAMED)
    .map(({ workflow, contributions }) => `the workflow ${workflow} uses the ${contributions.join(', the ')}`);
  const more = uses.length > MOST_NAMED ? `; and ${uses.length - MOST_NAMED} more workflows` : '';
  throw new RuntimeError(
    'PLUGIN_IN_USE',
    `what would go is in use: ${named.join('; ')}${more}; change or unregister these workflows first`,
    { details: { uses } },
  );
}
