// Edges and loops. Those of a node that came or went are told with it.
import type { ExecutionGraph, GraphEdge, Region } from '@configurable-agents/core/graph';
import { aspects, partsOf, shownJson } from './bare.ts';
import type { Aspects, Change } from './change.ts';

export function diffEdges(before: ExecutionGraph, after: ExecutionGraph): readonly Change[] {
  const [old, now] = [namesOf(before), namesOf(after)];
  const isIn = (names: ReadonlySet<string>, { from, to }: GraphEdge): boolean =>
    names.has(from) && (to === 'END' || names.has(to));
  const [left, right] = [byName(before), byName(after)];
  const change = (kind: 'added' | 'removed', name: string, edge: GraphEdge): Change => {
    return { subject: 'edge', kind, name, message: wordsOf(edge), breaking: false };
  };
  return [
    ...[...right].flatMap(([name, edge]) => (left.has(name) || !isIn(old, edge) ? [] : [change('added', name, edge)])),
    ...[...left].flatMap(([name, edge]) =>
      right.has(name) || !isIn(now, edge) ? [] : [change('removed', name, edge)],
    ),
  ];
}

function namesOf({ nodes }: ExecutionGraph): ReadonlySet<string> {
  return new Set(nodes.map(({ name }) => name));
}

/** Which route it is belongs to the name: the same two nodes may be joined by several. */
function byName({ edges }: ExecutionGraph): ReadonlyMap<string, GraphEdge> {
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
export function diffLoops(
  { regions: old = [] }: ExecutionGraph,
  { regions: now = [] }: ExecutionGraph,
): readonly Change[] {
  const left = new Map(old.map((region) => [region.header, region]));
  const right = new Map(now.map((region) => [region.header, region]));
  const same = { subject: 'loop', breaking: false } as const;
  return [
    ...now.flatMap((region): readonly Change[] => {
      const known = left.get(region.header);
      const name = region.header;
      if (known === undefined) return [{ ...same, kind: 'added', name, message: loopText(region) }];
      const parts = partsOf(loopAspects(known), loopAspects(region));
      const message = `changed ${parts.map(({ what }) => what).join(', ')}`;
      return parts.length === 0 ? [] : [{ ...same, kind: 'changed', name, message, parts }];
    }),
    ...old
      .filter(({ header }) => !right.has(header))
      .map((region): Change => ({ ...same, kind: 'removed', name: region.header, message: loopText(region) })),
  ];
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
