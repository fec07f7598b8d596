// Edges, loops, and the keys of a node that say how it takes part in them.
import { parseDuration } from '@configurable-agents/core/graph';
import type {
  ExecutionGraph,
  GraphEdge,
  GraphNode,
  Region,
  Route,
  SubrunNode,
  Template,
} from '@configurable-agents/core/graph';
import type { CheckContext } from '../check/context.ts';
import type { CheckedNode } from '../check/node.ts';
import type { NodeDoc } from '../parse/document.ts';
import { parseSize } from '../parse/size.ts';

type Base = Pick<GraphNode, 'name' | 'writes' | 'reads'>;

export function planFlow(
  doc: NodeDoc,
  { checked, context }: { readonly checked: CheckedNode; readonly context: CheckContext },
): Partial<Pick<GraphNode, 'join' | 'losers' | 'on_error' | 'finally' | 'for_each' | 'routes'>> {
  const { onError } = doc;
  const routes = planRoutes(doc, { checked, context });
  return {
    ...(doc.isAny ? { join: 'any' } : {}),
    ...(doc.isAny && doc.losersFinish ? { losers: 'finish' } : {}),
    ...(onError === 'fail' ? {} : { on_error: onError === 'continue' ? onError : { to: String(onError.value) } }),
    ...(doc.isFinally ? { finally: true } : {}),
    ...(checked.flow.forEach === undefined ? {} : { for_each: checked.flow.forEach }),
    ...(routes === undefined ? {} : { routes }),
  };
}

function planRoutes(
  { name }: NodeDoc,
  { checked, context }: { readonly checked: CheckedNode; readonly context: CheckContext },
): readonly Route[] | undefined {
  const written = (context.document.edges ?? []).find(
    ({ from, routes }) => routes !== undefined && from.some(({ value }) => value === name),
  )?.routes;
  return checked.flow.routes?.map((route, i) => ({
    ...route,
    to: [...new Set((written?.[i]?.to ?? []).map(({ value }) => String(value)))],
  }));
}

export function planSubrun(
  { workflow, timeout, isDetached }: NodeDoc,
  { base, given, child }: { readonly base: Base; readonly given: Template; readonly child: ExecutionGraph | undefined },
): SubrunNode {
  const ms = parseDuration(timeout?.value);
  return {
    ...base,
    kind: 'subrun',
    workflow: String(workflow?.value),
    with: given,
    wait: !isDetached,
    ...(child === undefined ? {} : { graph: child.hash }),
    ...(ms === undefined ? {} : { timeout_ms: ms }),
  };
}

/** What a code node gives the sandbox: its text, never read as a template, and its inputs. */
export function codeInputs({ code, memory, timeout }: NodeDoc, given: Template): Template {
  const bytes = parseSize(memory?.value);
  const ms = parseDuration(timeout?.value);
  return {
    kind: 'object',
    entries: [
      ['code', { kind: 'literal', value: String(code?.value ?? '') }],
      ['inputs', given],
      ...(bytes === undefined ? [] : ([['memory', { kind: 'literal', value: bytes }]] as const)),
      ...(ms === undefined ? [] : ([['timeout_ms', { kind: 'literal', value: ms }]] as const)),
    ],
  };
}

export function planEdges({ document, order }: CheckContext): readonly GraphEdge[] {
  const nameOf = (index: number | 'END'): string => (index === 'END' ? 'END' : (document.nodes[index]?.name ?? ''));
  return order.edges.map(({ from, to, kind, route }) => ({
    from: nameOf(from),
    to: nameOf(to),
    ...(kind === undefined ? {} : { kind }),
    ...(route === undefined ? {} : { route }),
  }));
}

/** A loop is known by its header. */
export function planRegions({ document, order }: CheckContext): readonly Region[] {
  const nameOf = (index: number): string => document.nodes[index]?.name ?? '';
  return order.loops.map(({ header, latch, nodes, edge }) => {
    const route = (document.edges ?? [])
      .filter(({ from }) => from.some(({ value }) => value === nameOf(latch)))
      .flatMap(({ routes = [] }) => routes)[edge.route ?? 0];
    const bound = route?.maxIterations?.value;
    return {
      id: nameOf(header),
      header: nameOf(header),
      latch: nameOf(latch),
      nodes: order.sorted.filter((index) => nodes.has(index)).map(nameOf),
      max_iterations: typeof bound === 'number' ? bound : 1,
      on_limit: route?.onLimit === undefined ? null : String(route.onLimit.value),
    };
  });
}

/** Graphs of the workflows that are awaited, and of those that they await: all stand beside each other. */
export function subgraphsOf({ children }: CheckContext): { readonly [hash: string]: ExecutionGraph } {
  const found = new Map<string, ExecutionGraph>();
  for (const child of children.values()) {
    found.set(child.hash, child);
    for (const [hash, graph] of Object.entries(child.subgraphs ?? {})) found.set(hash, graph);
  }
  return Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
