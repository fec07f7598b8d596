// Random graphs as the compiler makes them: layered, with routes, failures that lead elsewhere, loops within loops, nodes at the end.
import type { ExecutionGraph, GraphEdge, GraphNode, Region } from '@configurable-agents/core/graph';

type Random = () => number;

/** What is made so far. Names count up, so that the order of the nodes is topological. */
type Making = {
  readonly nodes: GraphNode[];
  readonly edges: GraphEdge[];
  readonly regions: Region[];
  readonly random: Random;
};

/** A graph of about so many nodes. `random` gives numbers from 0 to 1. */
export function randomGraph({ size, random }: { readonly size: number; readonly random: Random }): ExecutionGraph {
  const making: Making = { nodes: [], edges: [], regions: [], random };
  const { exits } = layers(making, { size, entries: upTo(random, 2), depth: 0 });
  const open = new Set(exits);
  for (const { name } of making.nodes)
    if (open.has(name) || random() < 0.02) making.edges.push({ from: name, to: 'END' });
  for (let i = upTo(random, 4) - 2; i > 0; i -= 1) node(making, { finally: true });
  return {
    version: 1,
    name: 'random',
    hash: '',
    features: [],
    inputs: true,
    outputs: true,
    state: {},
    nodes: making.nodes,
    edges: withoutTwins(making.edges),
    regions: making.regions,
    triggers: [],
    final: {},
    observability: {},
  };
}

function upTo(random: Random, most: number): number {
  return 1 + Math.floor(random() * most);
}

function pick<T>(random: Random, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)] as T;
}

function node({ nodes, random }: Making, rest: Partial<GraphNode> = {}): string {
  const name = `n${nodes.length}${random() < 0.1 ? '_with_a_name_that_is_longer_than_its_card' : ''}`;
  const map = { in: LITERAL, as: 'each', index_as: 'i', max_parallel: 1, max_items: 9, on_item_error: 'fail' } as const;
  nodes.push({
    kind: 'set',
    name,
    with: LITERAL,
    writes: [],
    reads: { state: {}, nodes: [], inputs: false },
    ...(random() < 0.15 ? { for_each: map } : {}),
    ...(random() < 0.15 ? { when: { kind: 'name', name: 'ready', at: [0, 5] } } : {}),
    ...rest,
  } as GraphNode);
  return name;
}

const LITERAL = { kind: 'literal', value: {} } as const;

type Made = { readonly names: readonly string[]; readonly exits: readonly string[] };

/** Layers of nodes and loops. Each has a way in from an earlier one, mostly the last, sometimes from far above. */
function layers(
  making: Making,
  { size, entries, depth }: { readonly size: number; readonly entries: number; readonly depth: number },
): Made {
  const { nodes, random } = making;
  const start = nodes.length;
  const names: string[] = [];
  let before: readonly string[] = [];
  while (nodes.length - start < size) {
    const layer: string[] = [];
    const left = size - (nodes.length - start);
    for (let i = before.length === 0 ? entries : Math.min(left, upTo(random, 4)); i > 0; i -= 1) {
      const isLoop = before.length > 0 && depth < 3 && random() < 0.12;
      const made = isLoop ? loop(making, depth) : one(making);
      if (before.length > 0) link(making, { from: pick(random, before), to: made.names[0] as string });
      for (let more = upTo(random, 3) - 1; more > 0 && names.length > 0; more -= 1)
        if (random() < 0.4) link(making, { from: pick(random, names), to: made.names[0] as string });
      layer.push(...made.exits);
      if (isLoop && random() < 0.5) names.push(pick(random, made.names));
    }
    names.push(...layer);
    before = layer;
  }
  return { names, exits: before };
}

function one(making: Making): Made {
  const name = node(making);
  return { names: [name], exits: [name] };
}

/** One header, one latch to which everything in it leads, and sometimes a way to go at the limit. */
function loop(making: Making, depth: number): Made {
  const { nodes, edges, regions, random } = making;
  const at = regions.length;
  const start = nodes.length;
  if (random() > 0.15) layers(making, { size: upTo(random, 5), entries: 1, depth: depth + 1 });
  const body = nodes.slice(start).map(({ name }) => name);
  const latch = node(making);
  for (const name of body)
    if (!edges.some(({ from, to, kind }) => kind !== 'back' && from === name && body.includes(to)))
      edges.push({ from: name, to: latch });
  edges.push({ from: latch, to: body[0] ?? latch, kind: 'back', route: 0 });
  const all = [...body, latch];
  // Outer ones first.
  regions.splice(at, 0, {
    id: `loop_${latch}`,
    header: body[0] ?? latch,
    latch,
    nodes: all,
    max_iterations: upTo(random, 20),
    on_limit: null,
  });
  return { names: all, exits: [latch] };
}

function link({ edges, random }: Making, { from, to }: { readonly from: string; readonly to: string }): void {
  const kind = pick(random, [undefined, undefined, undefined, 'route', 'error', 'limit'] as const);
  edges.push({ from, to, ...(kind === undefined ? {} : { kind }), ...(kind === 'route' ? { route: 0 } : {}) });
}

function withoutTwins(edges: readonly GraphEdge[]): readonly GraphEdge[] {
  return [...new Map(edges.map((edge) => [JSON.stringify(edge), edge])).values()];
}

/** Numbers from 0 to 1 that follow from a seed. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}
