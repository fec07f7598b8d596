// Edges and loops. Those of a node that came or went are told with it.
import type { ExecutionGraph, GraphEdge, Region } from '@configurable-agents/core/graph';
import { aspects, partsOf, shownJson } from './bare.ts';
import { byName } from './by-name.ts';
import type { Aspects, Change } from './change.ts';

export function diffEdges(before: ExecutionGraph, after: ExecutionGraph): readonly Change[] {
  const change = (kind: 'added' | 'removed', name: string, edge: GraphEdge): Change => {
    return { subject: 'edge', kind, name, message: wordsOf(edge), breaking: false };
  };
  const [old, now] = [namesOf(before), namesOf(after)];
  const isIn = (names: ReadonlySet<string>, { from, to }: GraphEdge): boolean =>
    names.has(from) && (to === 'END' || names.has(to));
  return byName(waysOf(before), waysOf(after), {
    added: (name, edge) => (isIn(old, edge) ? [change('added', name, edge)] : []),
    changed: () => [],
    removed: (name, edge) => (isIn(now, edge) ? [change('removed', name, edge)] : []),
  });
}

function namesOf({ nodes }: ExecutionGraph): ReadonlySet<string> {
  return new Set(nodes.map(({ name }) => name));
}

/** Which route it is belongs to the name: the same two nodes may be joined by several. */
function waysOf({ edges }: ExecutionGraph): ReadonlyMap<string, GraphEdge> {
  return new Map(
    edges.map((edge) => {
      const way =
        edge.kind === undefined ? '' : ` (${edge.kind}${edge.route === undefined ? '' : ` ${edge.route + 1}`})`;
      return [`${edge.from} → ${edge.to}${way}`, edge];
    }),
  );
}

const WORDS: { readonly [K in NonNullable<GraphEdge['kind']>]: string } = {
  route: 'one of several ways',
  back: 'the way back of a loop',
  limit: 'the way out at the bound of a loop',
  error: 'the way of a failure',
};

function wordsOf({ kind }: GraphEdge): string {
  return kind === undefined ? 'taken whenever its source went through' : WORDS[kind];
}

/** Loops, known by where they begin. */
export function diffLoops(before: ExecutionGraph, after: ExecutionGraph): readonly Change[] {
  const loop = { subject: 'loop', breaking: false } as const;
  return byName(loopsOf(before), loopsOf(after), {
    added: (name, region) => [{ ...loop, kind: 'added', name, message: loopText(region) }],
    changed: (name, old, now) => {
      const parts = partsOf(loopAspects(old), loopAspects(now));
      const message = `changed ${parts.map(({ what }) => what).join(', ')}`;
      return parts.length === 0 ? [] : [{ ...loop, kind: 'changed', name, message, parts }];
    },
    removed: (name, region) => [{ ...loop, kind: 'removed', name, message: loopText(region) }],
  });
}

function loopsOf({ regions = [] }: ExecutionGraph): ReadonlyMap<string, Region> {
  return new Map(regions.map((region) => [region.header, region]));
}

function loopText({ nodes, max_iterations: most }: Region): string {
  return `${nodes.join(', ')}, at most ${most} times`;
}

function loopAspects({ latch, nodes, max_iterations: most, on_limit: onLimit }: Region): Aspects {
  return aspects({
    nodes: { same: nodes.toSorted(), text: nodes.join(', ') },
    latch: shownJson(latch),
    max_iterations: shownJson(most),
    on_limit: onLimit === null ? undefined : shownJson(onLimit),
  });
}
