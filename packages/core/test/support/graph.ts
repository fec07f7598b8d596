// A tiny notation for graphs: `graph('a -> b, a -> c, b -> d, c -> d')`.
import { hashGraph } from '@configurable-agents/core/graph';
import type {
  ActionNode,
  ExecutionGraph,
  GraphNode,
  SetNode,
  SubrunNode,
  WaitNode,
} from '@configurable-agents/core/graph';

const NO_RETRY = { max_attempts: 1, initial_ms: 1000, factor: 2, max_ms: 60_000, jitter: false } as const;

type Override = Partial<ActionNode> | Partial<SetNode> | Partial<SubrunNode> | Partial<WaitNode>;
export type NodeOverrides = { readonly [name: string]: Override };
type GraphOverrides = Partial<Pick<ExecutionGraph, 'name' | 'state' | 'inputs' | 'final' | 'observability'>>;

/** A graph of action nodes (`uses: test.work`) unless an override says otherwise. Sinks are exits. */
export function graph(edges: string, nodes: NodeOverrides = {}, rest: GraphOverrides = {}): ExecutionGraph {
  const pairs = edges
    .split(',')
    .map((edge) =>
      edge
        .trim()
        .split('->')
        .map((name) => name.trim()),
    )
    .filter((pair) => pair[0] !== '');
  assertDistinct(pairs);
  const names = [...new Set(pairs.flat())];
  const forward = pairs.flatMap(([from, to]) => (from !== undefined && to !== undefined ? [{ from, to }] : []));
  const sorted = topological(names, forward);
  const sinks = sorted.filter((name) => !forward.some(({ from }) => from === name));
  const body: Omit<ExecutionGraph, 'hash'> = {
    version: 1,
    name: 'test',
    features: [],
    inputs: { type: 'object' },
    outputs: true,
    state: {},
    nodes: sorted.map((name) => node(name, nodes[name] ?? {})),
    edges: [...forward, ...sinks.map((from) => ({ from, to: 'END' }))],
    triggers: [],
    final: {},
    observability: {},
    ...rest,
  };
  return { ...body, hash: hashGraph(body) };
}

function assertDistinct(pairs: readonly (readonly string[])[]): void {
  const edges = pairs.filter((pair) => pair.length === 2).map((pair) => pair.join('->'));
  if (new Set(edges).size < edges.length) throw new Error('the test graph has an edge twice');
}

function node(name: string, overrides: Override): GraphNode {
  const base = {
    kind: 'action' as const,
    name,
    uses: 'test.work',
    with: { kind: 'literal' as const, value: {} },
    effects: 'read' as const,
    idempotent: true,
    retry: NO_RETRY,
    timeout_ms: 60_000,
    writes: [],
    reads: { state: {}, nodes: [], inputs: false },
  };
  // An override may make the node of another kind; its fields then stay beside it.
  return { ...base, ...overrides } as GraphNode;
}

function topological(names: readonly string[], edges: readonly { from: string; to: string }[]): readonly string[] {
  const done: string[] = [];
  while (done.length < names.length) {
    const next = names.find(
      (name) => !done.includes(name) && edges.every(({ from, to }) => to !== name || done.includes(from)),
    );
    if (next === undefined) throw new Error('the test graph has a cycle');
    done.push(next);
  }
  return done;
}
