// Edges as they are written, each as the ways that lead out of a node: `to`, `routes`, `loop` and `parallel` are one thing here.
import type { Reporter } from '../diagnostic.ts';
import { itemsOf, textOf, valueOf } from '../parse/tree.ts';
import type { YamlNode, YamlScalar } from '../parse/tree.ts';
import { joined, madeOf, partOf, scalarOf, textScalar, word } from './build.ts';

export type Way = {
  /** Undefined: always taken. */
  readonly when?: YamlScalar;
  readonly to: readonly YamlScalar[];
  /** Of a way that leads back. */
  readonly bound?: YamlScalar;
  readonly onLimit?: YamlScalar;
  readonly at: YamlNode;
};

/** All ways out of a node by one edge, or by several with conditions. */
export type Exit = {
  readonly from: YamlScalar;
  readonly at: YamlNode;
  /** Routes: the first way that holds is taken. Otherwise there is one way, without a condition. */
  readonly isRouted: boolean;
  readonly ways: readonly Way[];
};

/** `parallel` of an edge, by the node that runs for each item. */
export type Parallel = { readonly items: YamlScalar; readonly collect: YamlScalar; readonly at: YamlNode };

export type Ways = { readonly exits: readonly Exit[]; readonly parallels: ReadonlyMap<string, Parallel> };

/** How often a loop runs where nothing is said. */
const USUAL_BOUND = 10;

export function readWays(root: YamlNode, reporter: Reporter): Ways {
  const exits: Exit[] = [];
  const parallels = new Map<string, Parallel>();
  const choosing = new Map<string, Way[]>();
  for (const edge of itemsOf(valueOf(root, 'edges'))) {
    const from = textScalar(valueOf(edge, 'from'));
    if (from === undefined) continue;
    const [routes, loop, parallel] = [valueOf(edge, 'routes'), valueOf(edge, 'loop'), valueOf(edge, 'parallel')];
    if (routes !== undefined) exits.push(routed(from, { at: edge, routes, reporter }));
    else if (loop !== undefined) exits.push(...looped(from, { at: edge, loop, reporter }));
    else if (parallel !== undefined) exits.push(...fannedOut(from, { at: edge, parallel, parallels }));
    else addPlain(from, { at: edge, exits, choosing });
  }
  return { exits: exits.map((exit) => ended(exit, reporter)), parallels };
}

type Plain = {
  readonly at: YamlNode;
  readonly exits: Exit[];
  /** The ways of nodes whose edges have conditions. */
  readonly choosing: Map<string, Way[]>;
};

/** Edges with conditions from one node are routes of it, in the order of the file. */
function addPlain(from: YamlScalar, { at, exits, choosing }: Plain): void {
  const condition = valueOf(at, 'condition');
  const to = targetsOf(at);
  if (condition === undefined) {
    exits.push({ from, at, isRouted: false, ways: [{ to, at }] });
    return;
  }
  const way = wayOf(condition, { to, at });
  const name = String(from.value);
  const known = choosing.get(name);
  if (known !== undefined) {
    known.push(way);
    return;
  }
  const ways = [way];
  choosing.set(name, ways);
  exits.push({ from, at, isRouted: true, ways });
}

type Routed = { readonly at: YamlNode; readonly routes: YamlNode; readonly reporter: Reporter };

function routed(from: YamlScalar, { at, routes }: Routed): Exit {
  const ways = itemsOf(routes).map((route) => wayOf(valueOf(route, 'condition'), { to: targetsOf(route), at: route }));
  return { from, at, isRouted: true, ways };
}

function wayOf(condition: YamlNode | undefined, way: Pick<Way, 'to' | 'at'>): Way {
  const when = conditionOf(condition);
  return when === undefined || /^\s*default\s*$/i.test(String(when.value)) ? way : { ...way, when };
}

/** A condition is text, or an object with it under `logic`. */
export function conditionOf(node: YamlNode | undefined): YamlScalar | undefined {
  return scalarOf(node) ?? scalarOf(valueOf(node, 'logic'));
}

type Looped = { readonly at: YamlNode; readonly loop: YamlNode; readonly reporter: Reporter };

/** The node is repeated until the field is true; at its bound it goes on as if it were. */
function looped(from: YamlScalar, { at, loop, reporter }: Looped): readonly Exit[] {
  const field = textScalar(valueOf(loop, 'condition_field'));
  if (field === undefined) return [];
  if (from.value === 'START') {
    reporter.report({
      code: 'W104',
      span: from.span,
      message: '`loop` repeats the node that it leads out of, and START is none',
      help: 'write `from:` with the node that is repeated',
    });
    return [];
  }
  const exit = textScalar(valueOf(loop, 'exit_to')) ?? word('END', field);
  return [{ from, at, isRouted: true, ways: loopWays(from, { loop, until: fieldIsTrue(field), exits: [exit] }) }];
}

export function fieldIsTrue(field: YamlScalar): YamlScalar {
  return joined([madeOf('state.', field), partOf(field, 0)], field);
}

export function loopWays(
  node: YamlScalar,
  {
    loop,
    until,
    exits,
  }: { readonly loop: YamlNode; readonly until: YamlScalar; readonly exits: readonly YamlScalar[] },
): readonly Way[] {
  const [only, second] = exits;
  const onLimit = second === undefined ? only : undefined;
  return [
    { when: until, to: exits, at: loop },
    { to: [node], bound: boundOf(loop), at: loop, ...(onLimit === undefined ? {} : { onLimit }) },
  ];
}

export function boundOf(loop: YamlNode): YamlScalar {
  return scalarOf(valueOf(loop, 'max_iterations')) ?? word(USUAL_BOUND, loop);
}

type FannedOut = { readonly at: YamlNode; readonly parallel: YamlNode; readonly parallels: Map<string, Parallel> };

function fannedOut(from: YamlScalar, { at, parallel, parallels }: FannedOut): readonly Exit[] {
  const [items, target, collect] = ['items_field', 'target_node', 'collect_field'].map((key) =>
    textScalar(valueOf(parallel, key)),
  );
  if (items === undefined || target === undefined || collect === undefined) return [];
  parallels.set(String(target.value), { items, collect, at: parallel });
  return [{ from, at, isRouted: false, ways: [{ to: [target], at }] }];
}

function targetsOf(at: YamlNode): readonly YamlScalar[] {
  const to = valueOf(at, 'to');
  return (to?.kind === 'list' ? itemsOf(to) : [to]).flatMap((each) => textScalar(each) ?? []);
}

/** The way that is always taken stands last; where all have conditions of the short form, the flow may end there. */
function ended(exit: Exit, reporter: Reporter): Exit {
  if (!exit.isRouted || exit.ways.some(({ bound }) => bound !== undefined)) return exit;
  const always = exit.ways.filter(({ when }) => when === undefined);
  const [first] = always;
  if (first !== undefined) {
    const ways = always.length === 1 ? [...exit.ways.filter((way) => way !== first), first] : exit.ways;
    return { ...exit, ways };
  }
  const last = exit.ways.at(-1);
  if (last?.when === undefined || exit.ways.some(({ at }) => !isShort(at))) return exit;
  reporter.report({
    code: 'W423',
    severity: 'warning',
    span: last.when.span,
    message: 'every way has a condition; where none holds, the flow ends',
    help: 'add a way without a condition after it, such as `- to: END`',
  });
  return { ...exit, ways: [...exit.ways, { to: [word('END', last.when)], at: last.at }] };
}

function isShort(at: YamlNode): boolean {
  return textOf(valueOf(at, 'condition')) !== undefined;
}
