// A fork: a new run that takes over what another one did, up to a node, and does the rest again under keys of its own.
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import type { ExecutionGraph } from '../graph/graph.ts';
import { topology } from '../graph/topology.ts';
import type { CopiedExecution, FactOf } from './fact.ts';
import { parseKey } from './key.ts';
import { isOver } from './state.ts';
import type { NodeExecution, RunState } from './state.ts';

/**
 * What a fork takes over: everything but the node and what may come after it. A node in a loop starts its outermost loop again
 * from the header. `edits` are fields with another value.
 */
export function forkFact(
  graph: ExecutionGraph,
  state: RunState,
  { from, edits, time }: { readonly from: string; readonly edits: JsonObject; readonly time: number },
): FactOf<'run.forked'> {
  const again = after(graph, from);
  const isKept = (node: string): boolean => !again.has(node) && topology(graph).node(node).finally !== true;
  const keptKeys = <T>(entries: Iterable<readonly [string, T]>): (readonly [string, T])[] =>
    [...entries].filter(([key]) => {
      const { node } = parseKey(key);
      return isKept(graph.regions?.find(({ id }) => id === node)?.header ?? node);
    });
  const loops = keptKeys(state.loops).map(([key, { iteration }]) => [key, iteration] as const);
  return {
    kind: 'run.forked',
    time,
    executions: [...state.executions.values()].filter(({ node }) => isKept(node)).flatMap(copy),
    loops: Object.fromEntries(loops),
    fired: Object.fromEntries(keptKeys(state.fired)),
    edits,
  };
}

/** A node, the loops around it, and everything that any of them leads to. */
function after(graph: ExecutionGraph, from: string): ReadonlySet<string> {
  const again = new Set(topology(graph).place(from).regions[0]?.nodes ?? [from]);
  for (const node of again)
    for (const { from: source, to } of graph.edges) if (source === node && to !== 'END') again.add(to);
  return again;
}

function copy(execution: NodeExecution): readonly CopiedExecution[] {
  const { key, status, item, output, text, writes, route, error, skipped, items, handled } = execution;
  const isWhole = status === 'succeeded' || status === 'skipped' || (status === 'failed' && handled !== null);
  if (!isOver(status) || !isWhole || item !== null || handled === 'lost') return [];
  return [
    {
      key,
      status: status,
      output,
      text,
      writes,
      route,
      error,
      ...(skipped === null ? {} : { reason: skipped }),
      ...(items === null ? {} : { items: items.count }),
      ...(handled === null ? {} : { handled }),
    },
  ];
}
