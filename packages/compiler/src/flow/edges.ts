// Ways out of nodes as native edges: routes, back edges with their bounds, and a node that chooses where START has routes.
import { valueOf } from '../parse/tree.ts';
import type { YamlNode, YamlScalar } from '../parse/tree.ts';
import { entry, joined, listOf, madeOf, mapOf, partOf, textScalar, word } from './build.ts';
import { idOf } from './nodes.ts';
import type { Paths } from './paths.ts';
import { boundOf, conditionOf, fieldIsTrue, loopWays } from './ways.ts';
import type { Exit, Way } from './ways.ts';

/** The most that a bound may be: what a way back has that says none. */
const MOST = 100;

/** `loop` of a node, over the ways that its edges give it. */
export function withNodeLoops(nodes: readonly YamlNode[], exits: readonly Exit[]): readonly Exit[] {
  const loops = new Map(
    nodes.flatMap((node) => {
      const [id, loop] = [textScalar(idOf(node)?.value), valueOf(node, 'loop')];
      return id === undefined || loop === undefined ? [] : [[String(id.value), { id, loop }] as const];
    }),
  );
  return exits.map((exit) => {
    const found = loops.get(String(exit.from.value));
    return found === undefined ? exit : repeated(exit, found);
  });
}

function repeated(exit: Exit, { id, loop }: { readonly id: YamlScalar; readonly loop: YamlNode }): Exit {
  const field = textScalar(valueOf(loop, 'condition_field'));
  const until = field === undefined ? conditionOf(valueOf(loop, 'until')) : fieldIsTrue(field);
  if (until === undefined) return exit;
  const [only] = exit.ways;
  if (!exit.isRouted && only !== undefined)
    return { ...exit, isRouted: true, ways: loopWays(id, { loop, until, exits: only.to }) };
  const not = joined([madeOf('not (', until), partOf(until, 0), madeOf(')', until)], until);
  return { ...exit, ways: [{ when: not, to: [id], bound: boundOf(loop), at: loop }, ...exit.ways] };
}

type Place = {
  readonly paths: Paths;
  readonly exits: readonly Exit[];
  /** How many edges lead out of a node. */
  readonly counts: ReadonlyMap<string, number>;
  /** The condition with native counters, where its ways lead out. */
  readonly conditionAt: (when: YamlScalar, from: string) => YamlScalar;
  /** The name of the node that chooses for START. */
  readonly chooser: string;
};

/** The native list of edges. */
export function nativeEdges(edges: YamlNode, given: Omit<Place, 'counts'>): YamlNode {
  const counts = new Map<string, number>();
  for (const { from } of given.exits) counts.set(String(from.value), (counts.get(String(from.value)) ?? 0) + 1);
  const place = { ...given, counts };
  return listOf(
    place.exits.flatMap((exit) => nativeEdge(exit, place)),
    edges.span,
  );
}

function nativeEdge(exit: Exit, place: Place): readonly YamlNode[] {
  const { from, at, ways, isRouted } = exit;
  const { span } = at;
  const [only] = ways;
  if (!isRouted && only !== undefined && !isWayBack(exit, place))
    return [mapOf([entry('from', from), entry('to', targets(only))], span)];
  const isStart = from.value === 'START';
  const source = isStart ? word(place.chooser, from) : from;
  const routes = ways.map((way) => nativeRoute(way, { from: String(from.value), place }));
  return [mapOf([entry('from', source), entry('routes', listOf(routes, span), only?.at ?? at)], span)];
}

/** The only way out of a node may lead back; beside others it would be a cycle, which is reported as one. */
function isWayBack({ from, ways }: Exit, { paths, counts }: Place): boolean {
  const isAlone = counts.get(String(from.value)) === 1;
  const [way] = ways;
  const [target, second] = way?.to ?? [];
  return (
    isAlone && second === undefined && target !== undefined && paths.isBack(String(from.value), String(target.value))
  );
}

function nativeRoute(way: Way, { from, place }: { readonly from: string; readonly place: Place }): YamlNode {
  const { when, to, onLimit, at } = way;
  const [target] = to;
  const isBack = to.some(({ value }) => place.paths.isBack(from, String(value)));
  const bound = way.bound ?? (isBack && target !== undefined ? word(MOST, target) : undefined);
  return mapOf(
    [
      entry('when', when === undefined ? undefined : place.conditionAt(when, from)),
      entry('to', targets(way)),
      entry('max_iterations', bound),
      bound === undefined ? [] : entry('on_limit', onLimit),
    ],
    at.span,
  );
}

function targets({ to, at }: Way): YamlNode | undefined {
  const [only, second] = to;
  if (second === undefined) return only;
  return listOf(to, valueOf(at, 'to')?.span ?? at.span);
}

/** Routes out of START are those of a node that does nothing. */
export function chooserOf(
  exits: readonly Exit[],
  ids: ReadonlySet<string>,
): { readonly name: string; readonly nodes: readonly YamlNode[] } {
  let name = 'begin';
  while (ids.has(name)) name = `${name}_`;
  const routed = exits.filter(({ from, isRouted }) => from.value === 'START' && isRouted);
  const nodes = routed
    .slice(0, 1)
    .map(({ from, at }) =>
      mapOf(
        [entry('name', word(name, from)), entry('uses', word('set', from)), entry('with', mapOf([], at.span), from)],
        from.span,
      ),
    );
  return { name, nodes };
}
