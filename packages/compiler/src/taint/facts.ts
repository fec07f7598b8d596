// What conditions on the way to a place say of values: one of a list, of a pattern, approved by a person.
import type { Expression } from '@configurable-agents/core/expression';
import type { ExecutionGraph, GraphEdge, GraphNode, Template } from '@configurable-agents/core/graph';
import { narrower, wider } from './label.ts';
import type { Shape } from './label.ts';
import { isToken } from './marks.ts';

export type Path = readonly (string | number)[];

/** How free the value at a path is where the facts hold; `known` for one that a person has seen and let through. */
export type Facts = ReadonlyMap<string, Shape | 'known'>;

export const NO_FACTS: Facts = new Map();

/** `state.x` is `x`; so is `inputs.x` unless a node writes the field. */
export function keyOfPath(path: Path, isWritten: (field: string) => boolean): string {
  const [root, field, ...rest] = path;
  const isField = root === 'state' || (root === 'inputs' && typeof field === 'string' && !isWritten(field));
  return JSON.stringify(isField && field !== undefined ? [field, ...rest] : path);
}

/** What the facts say of a path: of itself, or of what it is a part of when a person has seen that. */
export function factOf(path: Path, facts: Facts, isWritten: (field: string) => boolean): Shape | 'known' | undefined {
  if (facts.size === 0) return undefined;
  for (let length = path.length; length > 0; length -= 1) {
    const found = facts.get(keyOfPath(path.slice(0, length), isWritten));
    if (found !== undefined && (found === 'known' || length === path.length)) return found;
  }
  return undefined;
}

/** `a.b[0]` as steps; undefined for anything that is no plain path. */
export function pathOf(tree: Expression): Path | undefined {
  if (tree.kind === 'name') return [tree.name];
  if (tree.kind === 'select') {
    const path = pathOf(tree.operand);
    return path && [...path, tree.field];
  }
  if (tree.kind !== 'index') return undefined;
  const path = pathOf(tree.operand);
  if (tree.index.kind === 'int') return path && [...path, Number(tree.index.value)];
  return tree.index.kind === 'string' ? path && [...path, tree.index.value] : undefined;
}

/** Facts that hold when a condition has the outcome. */
export function factsOf(tree: Expression, outcome: boolean, isWritten: (field: string) => boolean): Facts {
  const of = (part: Expression | undefined, result: boolean): Facts =>
    part === undefined ? NO_FACTS : factsOf(part, result, isWritten);
  const fact = (part: Expression | undefined, shape: Shape): Facts => {
    const path = part && pathOf(part);
    return path === undefined ? NO_FACTS : new Map([[keyOfPath(path, isWritten), shape]]);
  };
  if (tree.kind !== 'call') return outcome ? fact(tree, 'enum') : NO_FACTS;
  const { name, args } = tree;
  const [first, second] = args;
  if (name === '!') return of(first, !outcome);
  if (name === '&&' || name === '||') {
    const parts = args.map((arg) => of(arg, outcome));
    return (name === '&&') === outcome ? both(...parts) : either(parts);
  }
  if (name === (outcome ? '==' : '!=')) {
    // `x == false` is no consent, whatever else it says.
    if (isFixed(second) && !isFalse(second)) return fact(first, 'enum');
    return isFixed(first) && !isFalse(first) ? fact(second, 'enum') : NO_FACTS;
  }
  if (!outcome) return NO_FACTS;
  if (name === 'in' && second?.kind === 'list' && second.items.every(isFixed)) return fact(first, 'enum');
  if (name === 'matches' && second?.kind === 'string' && isToken(second.value)) return fact(first, 'token');
  return NO_FACTS;
}

function isFixed(tree: Expression | undefined): boolean {
  return tree !== undefined && ['null', 'bool', 'int', 'uint', 'double', 'string'].includes(tree.kind);
}

function isFalse(tree: Expression | undefined): boolean {
  return tree?.kind === 'bool' && !tree.value;
}

/** All of the facts hold. */
export function both(...all: readonly Facts[]): Facts {
  const filled = all.filter(({ size }) => size > 0);
  if (filled.length <= 1) return filled[0] ?? NO_FACTS;
  const found = new Map<string, Shape | 'known'>();
  for (const facts of filled) {
    for (const [key, shape] of facts) {
      const known = found.get(key);
      const isKnown = known === 'known' || shape === 'known';
      found.set(key, isKnown ? 'known' : known === undefined ? shape : narrower(known, shape));
    }
  }
  return found;
}

/** One of them holds, and nobody knows which. */
export function either(all: readonly Facts[]): Facts {
  const [first = NO_FACTS, ...others] = all;
  return others.reduce<Facts>((a, b) => {
    const common = new Map<string, Shape | 'known'>();
    for (const [key, shape] of a) {
      const other = b.get(key);
      if (other === undefined) continue;
      common.set(key, shape === 'known' ? other : other === 'known' ? shape : wider(shape, other));
    }
    return common;
  }, first);
}

/** What holds when each node begins, its own `when` included. */
export function factsByNode(graph: ExecutionGraph): ReadonlyMap<string, Facts> {
  const nodes = new Map(graph.nodes.map((node) => [node.name, node]));
  const writers = writersByField(graph);
  const isWritten = (field: string): boolean => writers.has(field);
  const known: Known = {
    nodes,
    isWritten,
    writersOf: (field) => writers.get(field) ?? [],
    loopOf: (name) =>
      new Set((graph.regions ?? []).filter((each) => each.nodes.includes(name)).flatMap((r) => r.nodes)),
  };
  const incoming = new Map<string, GraphEdge[]>();
  for (const edge of graph.edges) {
    if (edge.kind === 'back') continue;
    const others = incoming.get(edge.to);
    if (others === undefined) incoming.set(edge.to, [edge]);
    else others.push(edge);
  }
  const loops = new Map((graph.regions ?? []).map((region) => [region.header, new Set(region.nodes)]));
  const arriving = new Map<string, Facts>();
  const begin = new Map<string, Facts>();
  const afterEdge = (edge: GraphEdge): Facts => {
    const source = nodes.get(edge.from);
    const before = arriving.get(edge.from) ?? NO_FACTS;
    if (source === undefined) return NO_FACTS;
    // A node that is skipped lets its edges be taken too, so its own `when` says nothing of them.
    const kept = withoutFields(before, new Set(source.writes.map(({ field }) => field)));
    const told = edge.kind === 'route' ? routeFacts(source, edge.route ?? 0, isWritten) : NO_FACTS;
    return both(kept, told, approvedBy(told, edge.from, known));
  };
  for (const node of graph.nodes) {
    const edges = incoming.get(node.name) ?? [];
    let facts = edges.length === 0 ? NO_FACTS : either(edges.map(afterEdge));
    const loop = loops.get(node.name);
    if (loop !== undefined) {
      const changed = [...loop].flatMap((name) => [name, ...(nodes.get(name)?.writes ?? []).map(({ field }) => field)]);
      facts = withoutFields(facts, new Set(changed));
    }
    arriving.set(node.name, facts);
    const own = node.when === undefined ? NO_FACTS : factsOf(node.when, true, isWritten);
    begin.set(node.name, own.size === 0 ? facts : both(facts, own, approvedBy(own, node.name, known)));
  }
  return begin;
}

/** Names of the nodes that write each field. */
export function writersByField({ nodes }: ExecutionGraph): ReadonlyMap<string, readonly string[]> {
  const writers = new Map<string, string[]>();
  for (const { name, writes } of nodes) {
    for (const { field } of writes) {
      const known = writers.get(field);
      if (known === undefined) writers.set(field, [name]);
      else known.push(name);
    }
  }
  return writers;
}

function routeFacts(node: GraphNode, index: number, isWritten: (field: string) => boolean): Facts {
  const routes = node.routes ?? [];
  const passed = routes.slice(0, index).map(({ when }) => (when ? factsOf(when, false, isWritten) : NO_FACTS));
  const { when } = routes[index] ?? {};
  return both(...passed, when === undefined ? NO_FACTS : factsOf(when, true, isWritten));
}

function withoutFields(facts: Facts, roots: ReadonlySet<string>): Facts {
  if (facts.size === 0 || roots.size === 0) return facts;
  return new Map([...facts].filter(([key]) => !roots.has(String((JSON.parse(key) as Path)[0]))));
}

/**
 * A condition on an approval's answer: what its question showed has been seen by a person. One that answers itself after a time has
 * asked nobody; and in a loop the answer may be of an iteration before, unless the approval itself leads on by it.
 */
function approvedBy(facts: Facts, asking: string, { nodes, isWritten, writersOf, loopOf }: Known): Facts {
  if (facts.size === 0) return NO_FACTS;
  const seen = new Map<string, Shape | 'known'>();
  for (const key of facts.keys()) {
    const node = nodes.get(String((JSON.parse(key) as Path)[0]));
    if (node?.kind !== 'approval' || node.default !== undefined) continue;
    const loop = node.name === asking ? new Set<string>() : loopOf(node.name);
    for (const path of [...shownBy(node.message), ...shownBy(node.show)]) {
      const shown = keyOfPath(path, isWritten);
      const root = String((JSON.parse(shown) as Path)[0]);
      const writers = writersOf(root);
      const isBefore = writers.every((writer) => node.reads.state[root]?.includes(writer) === true);
      const isSame = node.name === asking || (!loop.has(root) && !writers.some((writer) => loop.has(writer)));
      if (isBefore && isSame) seen.set(shown, 'known');
    }
  }
  return seen;
}

type Known = {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly isWritten: (field: string) => boolean;
  readonly writersOf: (field: string) => readonly string[];
  /** The nodes of all loops that hold a node. */
  readonly loopOf: (node: string) => ReadonlySet<string>;
};

/** Paths whose values stand in what a template gives, as they are. */
function shownBy(template: Template): readonly Path[] {
  switch (template.kind) {
    case 'literal':
      return [];
    case 'value': {
      const path = pathOf(template.expression);
      return path === undefined ? [] : [path];
    }
    case 'list':
      return template.items.flatMap(shownBy);
    case 'object':
      return template.entries.flatMap(([, value]) => shownBy(value));
    case 'text':
      return template.parts.flatMap((part) => {
        if (typeof part === 'string') return [];
        const path = part.kind === 'path' ? part.path : pathOf(part.expression);
        return path === undefined ? [] : [path];
      });
  }
}
