// Which ways lead back, which loops they make, and whether every node lies between START and END.
import type { Reporter } from '../diagnostic.ts';
import type { YamlNode, YamlScalar } from '../parse/tree.ts';
import type { OrderEdge } from '../resolve/edges.ts';
import { loopsOf } from '../resolve/loops.ts';
import type { LoopDoc } from '../resolve/loops.ts';
import type { Exit } from './ways.ts';

export type Paths = {
  /** Whether a way from one node to another leads back to a node that leads to it. */
  readonly isBack: (from: string, to: string) => boolean;
  /** Loops, outer ones first. */
  readonly loops: readonly LoopDoc[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** Whether node `a` leads to node `b` without a way back. */
  readonly leadsTo: (a: number, b: number) => boolean;
};

export function pathsOf(ids: readonly YamlScalar[], exits: readonly Exit[]): Paths {
  const indexOf = new Map(ids.map(({ value }, index) => [String(value), index]));
  const edges = exits.flatMap(({ from, ways }) =>
    ways.flatMap(({ to }) => to.map((target) => [String(from.value), String(target.value)] as const)),
  );
  const backs = backEdges(edges);
  const isBack: Paths['isBack'] = (from, to) => backs.has(`${from} ${to}`);
  const known = edges.flatMap(([from, to]): OrderEdge[] => {
    const [a, b] = [indexOf.get(from), indexOf.get(to)];
    return a === undefined || b === undefined
      ? []
      : [{ from: a, to: b, ...(isBack(from, to) ? { kind: 'back' } : {}) }];
  });
  const forward = ids.map((): number[] => []);
  for (const { from, to, kind } of known) if (kind !== 'back' && to !== 'END') forward[from]?.push(to);
  return {
    isBack,
    loops: loopsOf(ids.length, known).loops,
    indexOf,
    leadsTo: (a, b) => reached([a], (node) => forward[node] ?? []).has(b),
  };
}

/** Edges to a node on the way to their source, found by walking from START. */
function backEdges(edges: readonly (readonly [from: string, to: string])[]): ReadonlySet<string> {
  const next = nextOf(edges);
  const backs = new Set<string>();
  const state = new Map<string, 'open' | 'closed'>();
  for (const start of ['START', ...next.keys()]) {
    if (state.has(start)) continue;
    state.set(start, 'open');
    const path = [{ node: start, at: 0 }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const target = next.get(top.node)?.[top.at];
      top.at += 1;
      if (target === undefined) {
        state.set(top.node, 'closed');
        path.pop();
      } else if (state.get(target) === 'open') {
        backs.add(`${top.node} ${target}`);
      } else if (!state.has(target)) {
        state.set(target, 'open');
        path.push({ node: target, at: 0 });
      }
    }
  }
  return backs;
}

function nextOf(edges: readonly (readonly [from: string, to: string])[]): ReadonlyMap<string, readonly string[]> {
  const grouped = Map.groupBy(edges, ([from]) => from);
  return new Map([...grouped].map(([from, own]) => [from, own.map(([, to]) => to)]));
}

function reached<T>(starts: readonly T[], next: (node: T) => readonly T[]): ReadonlySet<T> {
  const seen = new Set(starts);
  for (const node of seen) for (const each of next(node)) seen.add(each);
  return seen;
}

/** A flow begins with one edge from START, and every node lies on a way from there to END. */
export function checkEnds(
  ids: readonly YamlScalar[],
  {
    exits,
    edges,
    reporter,
  }: { readonly exits: readonly Exit[]; readonly edges: YamlNode | undefined; readonly reporter: Reporter },
): void {
  if (edges === undefined || exits.length === 0) return;
  const starts = exits.filter(({ from }) => from.value === 'START');
  const [first, second] = starts;
  if (first === undefined) {
    reporter.report({
      code: 'W417',
      span: exits[0]?.from.span ?? edges.span,
      message: 'no edge leads out of START, so nothing would run',
      help: 'add an edge such as `- { from: START, to: node }`',
    });
  }
  if (first !== undefined && second !== undefined) {
    reporter.report({
      code: 'W417',
      span: second.from.span,
      message: 'a second edge leads out of START',
      help: 'write one edge with a list of nodes: `- { from: START, to: [one, other] }`',
      related: [{ span: first.from.span, message: 'the first' }],
    });
  }
  checkNodes(ids, { exits, reporter });
}

function checkNodes(
  ids: readonly YamlScalar[],
  { exits, reporter }: { readonly exits: readonly Exit[]; readonly reporter: Reporter },
): void {
  const edges = exits.flatMap(({ from, ways }) =>
    ways.flatMap(({ to, onLimit }) =>
      [...to, ...(onLimit === undefined ? [] : [onLimit])].map(
        (end) => [String(from.value), String(end.value)] as const,
      ),
    ),
  );
  const names = new Set([...ids.map(({ value }) => String(value)), 'START', 'END']);
  // A name that is wrong is told by itself, and may be any node.
  if (edges.some((ends) => ends.some((end) => !names.has(end)))) return;
  const [next, before] = [nextOf(edges), nextOf(edges.map(([from, to]) => [to, from] as const))];
  const fromStart = reached(['START'], (node) => next.get(node) ?? []);
  const toEnd = reached(['END'], (node) => before.get(node) ?? []);
  const touched = new Set(edges.flat());
  const hasStart = edges.some(([from]) => from === 'START');
  for (const id of ids) {
    const name = String(id.value);
    // In no edge at all: that is told of every dialect, unless it is the only node.
    if (!touched.has(name) && ids.length > 1) continue;
    const isReached = fromStart.has(name) || !hasStart;
    if (isReached && toEnd.has(name)) continue;
    reporter.report({
      code: 'W418',
      span: id.span,
      message: isReached ? `no way leads from \`${name}\` to END` : `no way leads from START to \`${name}\``,
      help: isReached
        ? `add an edge such as \`- { from: ${name}, to: END }\``
        : `add an edge that leads to \`${name}\`, or remove the node`,
    });
  }
}
