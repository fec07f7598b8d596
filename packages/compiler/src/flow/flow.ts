// The front end of the flow dialect (`schema_version: "1.0"`): its tree in, the tree that a native file would have out. Every scalar
// keeps its place, so that the checks of the native dialect say where.
//
//   tree -> shape (the dialect's schema) -> ways (edges of all kinds) -> paths (loops, ends) -> nodes, edges, state, config
import type { Reporter } from '../diagnostic.ts';
import { entriesOf, entryOf, itemsOf, valueOf } from '../parse/tree.ts';
import type { YamlEntry, YamlNode, YamlScalar } from '../parse/tree.ts';
import type { FlowTree } from './load.ts';
import type { CheckShape } from '../shape/shape.ts';
import { listOf, mapOf, renamed, textScalar } from './build.ts';
import { readConfig } from './config.ts';
import { counters } from './counters.ts';
import { chooserOf, nativeEdges, withNodeLoops } from './edges.ts';
import { validateFlow } from './flow-validator.generated.ts';
import { OF_WORKFLOW, reportUnread } from './no-effect.ts';
import { idOf, readNode } from './nodes.ts';
import { checkEnds, pathsOf } from './paths.ts';
import { readState } from './state.ts';
import type { Outputs } from './state.ts';
import { nativeCondition } from './text.ts';
import { readWays } from './ways.ts';

/**
 * Reads a document of the flow dialect as a native one. What is wrong is reported in its own words. `checkShape` is given, so that the
 * front end is a file of its own when it is shipped.
 */
export function readFlow(
  written: YamlNode,
  { reporter, checkShape }: { readonly reporter: Reporter; readonly checkShape: CheckShape },
): FlowTree {
  const root = checkShape(withVersion(written), reporter, { validate: validateFlow, isNative: false });
  reportUnread(root, OF_WORKFLOW, reporter);
  const nodes = itemsOf(valueOf(root, 'nodes'));
  const ids = nodes.flatMap((node) => textScalar(idOf(node)?.value) ?? []);
  const ways = readWays(root, reporter);
  const exits = withNodeLoops(nodes, ways.exits);
  const edges = entryOf(root, 'edges');
  checkEnds(ids, { exits, edges: edges?.value, reporter });
  const paths = pathsOf(ids, exits);
  const counter = counters(paths, { reporter });
  const chooser = chooserOf(exits, new Set(ids.map(({ value }) => String(value))));
  const fields = new Map(
    entriesOf(valueOf(valueOf(root, 'state'), 'fields')).map(({ key, value }) => [String(key.value), value]),
  );
  const place = { fields, parallels: ways.parallels, counterAt: counter.inNode, reporter };
  const native = nodes.flatMap((node) => readNode(node, place));
  const conditionAt = (when: YamlScalar, from: string): YamlScalar => nativeCondition(when, counter.afterNode(from));
  const nodesAt = entryOf(root, 'nodes');
  const outputs = outputsOf(nodes, ways.parallels);
  const tree = mapOf(
    [
      readHead(root),
      readState(root, { ...outputs, reporter }),
      readConfig(root, { name: entryOf(root, 'flow')?.key ?? root, reporter }),
      nodesAt === undefined
        ? []
        : [{ key: nodesAt.key, value: listOf([...chooser.nodes, ...native], nodesAt.value.span) }],
      edges === undefined
        ? []
        : [{ key: edges.key, value: nativeEdges(edges.value, { paths, exits, conditionAt, chooser: chooser.name }) }],
    ],
    root.span,
  );
  return { tree, collected: outputs.collected };
}

/** `schema_version: 1.0` without quotes is a number, and means the same. */
function withVersion(root: YamlNode): YamlNode {
  const version = entryOf(root, 'schema_version');
  if (root.kind !== 'map' || version?.value.kind !== 'scalar' || version.value.spelling !== '1.0') return root;
  const value = { ...version.value, value: '1.0' };
  return { ...root, entries: root.entries.map((each) => (each === version ? { ...each, value } : each)) };
}

/** Name and label; what only people read is kept under names that the language leaves alone. */
function readHead(root: YamlNode): readonly YamlEntry[] {
  const flow = valueOf(root, 'flow');
  const kept = ['name', 'description', 'version'].flatMap((key) => renamed(key, entryOf(flow, key)));
  const labels = ['tags', 'author'].flatMap((key) => renamed(`x-${key}`, entryOf(flow, key)));
  const own = [...entriesOf(root), ...entriesOf(flow)].filter(({ key }) => String(key.value).startsWith('x-'));
  return [...kept, ...labels, ...own];
}

function outputsOf(nodes: readonly YamlNode[], parallels: ReturnType<typeof readWays>['parallels']): Outputs {
  const [written, collected] = [new Set<string>(), new Set<string>()];
  for (const node of nodes) {
    const parallel = parallels.get(String(textScalar(idOf(node)?.value)?.value));
    const names = itemsOf(valueOf(node, 'outputs')).flatMap((output) => textScalar(output) ?? []);
    for (const { value } of names) (parallel === undefined ? written : collected).add(String(value));
    if (parallel !== undefined) written.add(String(parallel.collect.value));
  }
  return { written, collected };
}
