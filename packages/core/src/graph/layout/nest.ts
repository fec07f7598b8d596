// The levels of a graph: what is a block of which level, and which lines are between its blocks.
import type { ExecutionGraph, Region } from '../graph.ts';
import { wiresOf } from './ends.ts';
import type { Link, Return } from './level.ts';
import type { Size, Sizes, WireEnds } from './types.ts';

/** A node of the flow, or END. */
export type Thing = Size & { readonly name: string };

/** What every level asks of a graph. */
export type Flow = {
  readonly things: readonly Thing[];
  readonly wires: readonly WireEnds[];
  /** Wires out of a thing, by index. */
  readonly wiresFrom: (name: string) => readonly number[];
  /** Loops that hold a thing, outermost first. */
  readonly loopsOf: (name: string) => readonly Region[];
  /** Things in a loop, in topological order; without one all of them. */
  readonly thingsIn: (loop: Region | undefined) => readonly Thing[];
  readonly sizes: Sizes;
};

/** A block before it has a size. */
export type Part = { readonly kind: 'thing'; readonly thing: Thing } | { readonly kind: 'loop'; readonly loop: Region };

export type Outline = { readonly parts: readonly Part[]; readonly links: readonly Link[]; readonly back?: Return };

export function flowOf(graph: ExecutionGraph, sizes: Sizes): Flow {
  const nodes = graph.nodes.filter((node) => node.finally !== true);
  const things = nodes.map((node) => ({ name: node.name, ...sizes.card(node) }));
  const hasEnd = graph.edges.some(({ to }) => to === 'END');
  const wires = wiresOf(graph);
  const bySource = Map.groupBy(wires.keys(), (i) => wires[i]?.from);
  const holding = new Map<string, Region[]>();
  for (const loop of (graph.regions ?? []).toSorted((a, b) => b.nodes.length - a.nodes.length))
    for (const name of loop.nodes) holding.set(name, [...(holding.get(name) ?? []), loop]);
  const all = hasEnd ? [...things, { name: 'END', ...sizes.end }] : things;
  const within = new Map<Region, Thing[]>();
  for (const thing of all)
    for (const loop of holding.get(thing.name) ?? []) {
      const known = within.get(loop);
      if (known === undefined) within.set(loop, [thing]);
      else known.push(thing);
    }
  return {
    things: all,
    wires,
    wiresFrom: (name) => bySource.get(name) ?? [],
    loopsOf: (name) => holding.get(name) ?? [],
    thingsIn: (loop) => (loop === undefined ? all : (within.get(loop) ?? [])),
    sizes,
  };
}

/** What leaves a node at one place of its bottom, and a loop that holds the node likewise. */
export function pinOf({ from, kind }: WireEnds): string {
  return `${from} ${kind}`;
}

/** The blocks and lines of a loop, or of the whole graph. */
export function outlineOf(flow: Flow, loop?: Region): Outline {
  const parts: Part[] = [];
  const blockOf = new Map<string, number>();
  const blockOfLoop = new Map<Region, number>();
  for (const thing of flow.thingsIn(loop)) {
    const loops = flow.loopsOf(thing.name);
    const inner = loop === undefined ? loops[0] : loops[loops.indexOf(loop) + 1];
    const block = inner === undefined ? parts.length : (blockOfLoop.get(inner) ?? parts.length);
    if (block === parts.length)
      parts.push(inner === undefined ? { kind: 'thing', thing } : { kind: 'loop', loop: inner });
    if (inner !== undefined) blockOfLoop.set(inner, block);
    blockOf.set(thing.name, block);
  }
  return { parts, links: linksOf(flow, blockOf), ...backOf(flow, blockOf, loop) };
}

/** Lines that leave a level by one pin are one line until they are outside. */
function linksOf({ wires, wiresFrom, sizes }: Flow, blockOf: ReadonlyMap<string, number>): readonly Link[] {
  const links: Link[] = [];
  const leaving = new Map<string, number[]>();
  for (const i of [...blockOf.keys()].flatMap(wiresFrom)) {
    const wire = wires[i];
    if (wire === undefined || wire.kind === 'back') continue;
    const [from, to] = [blockOf.get(wire.from), blockOf.get(wire.to)];
    if (from === undefined || from === to) continue;
    const [pin, isAside] = [pinOf(wire), wire.kind !== 'plain'];
    if (to !== undefined) {
      const label = sizes.label(wire);
      links.push({ from, pin, to, isAside, wires: [i], ...(label === undefined ? {} : { label }) });
      continue;
    }
    const known = leaving.get(pin);
    known?.push(i);
    if (known !== undefined) continue;
    const all = [i];
    leaving.set(pin, all);
    links.push({ from, pin, to: 'out', isAside, wires: all });
  }
  return links;
}

function backOf(
  { wires, wiresFrom, sizes }: Flow,
  blockOf: ReadonlyMap<string, number>,
  loop?: Region,
): { readonly back?: Return } {
  if (loop === undefined) return {};
  const wire = wiresFrom(loop.latch).find((i) => wires[i]?.kind === 'back' && wires[i].to === loop.header);
  const [from, to] = [blockOf.get(loop.latch), blockOf.get(loop.header)];
  if (wire === undefined || from === undefined || to === undefined) return {};
  return { back: { from, to, wire, counter: sizes.counter(loop) } };
}
