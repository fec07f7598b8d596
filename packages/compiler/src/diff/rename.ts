// Nodes of which only the name changed: found by their content, and given their new name everywhere before the rest is compared.
import type { ExecutionGraph, GraphNode } from '@configurable-agents/core/graph';
import { aspectsOf } from './aspects.ts';

/** New names by old ones. */
export type Renames = ReadonlyMap<string, string>;

/** Pairs nodes that are gone with nodes that are new and do the same. Of several alike the first goes with the first. */
export function renamesOf(before: ExecutionGraph, after: ExecutionGraph): Renames {
  const [old, now] = [namesOf(before), namesOf(after)];
  const gone = before.nodes.filter(({ name }) => !now.has(name));
  const come = after.nodes.filter(({ name }) => !old.has(name));
  if (gone.length === 0 || come.length === 0) return new Map();
  const byContent = new Map<string, string[]>();
  for (const node of come) {
    const mark = contentOf(node, come);
    byContent.set(mark, [...(byContent.get(mark) ?? []), node.name]);
  }
  return new Map(
    gone.flatMap((node) => {
      const name = byContent.get(contentOf(node, gone))?.shift();
      return name === undefined ? [] : [[node.name, name] as const];
    }),
  );
}

function namesOf({ nodes }: ExecutionGraph): ReadonlySet<string> {
  return new Set(nodes.map(({ name }) => name));
}

/** A node without its name, and without those of the others that may have got another one. */
function contentOf(node: GraphNode, others: readonly GraphNode[]): string {
  const masked = withNames(node, new Map(others.map(({ name }) => [name, '*'])));
  return JSON.stringify([...aspectsOf(masked)].map(([what, { same }]) => [what, same]));
}

/** Keys that hold names of nodes. */
const NAMES = new Set(['name', 'from', 'to', 'header', 'latch', 'on_limit']);
/** Keys that hold lists of them. */
const LISTS = new Set(['to', 'nodes']);
/** Keys below which nothing is a name of a node: schemas, settings, and what users wrote. */
const OTHERS = new Set(
  (
    'output_schema form schema parameters inputs outputs value default triggers observability subgraphs tools ' +
    'features description'
  ).split(' '),
);
/** Expressions whose `name` is none of a value. */
const NAMED_OTHERWISE = new Set<unknown>(['call', 'bind', 'message']);

/** The same graph, or node, with other names of nodes: where they stand, and where templates and conditions read them. */
export function withNames<T>(value: T, names: Renames): T {
  if (names.size === 0) return value;
  return renamed(value, names) as T;
}

function renamed(value: unknown, names: Renames): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, names));
  if (typeof value !== 'object' || value === null) return value;
  const { kind } = value as { readonly kind?: unknown };
  if (kind === 'literal') return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, entry(key, child, { names, kind })]));
}

function entry(
  key: string,
  child: unknown,
  { names, kind }: { readonly names: Renames; readonly kind: unknown },
): unknown {
  const rename = (each: unknown): unknown => (typeof each === 'string' ? (names.get(each) ?? each) : each);
  if (kind === 'path' && key === 'path' && Array.isArray(child))
    return [rename(child[0]), ...(child as unknown[]).slice(1)];
  if (NAMES.has(key) && typeof child === 'string') return NAMED_OTHERWISE.has(kind) ? child : rename(child);
  if (LISTS.has(key) && isTexts(child)) return child.map(rename);
  // `reads.state` and `final`: the nodes that write each field.
  if ((key === 'state' || key === 'final') && isWriters(child))
    return Object.fromEntries(Object.entries(child).map(([field, writers]) => [field, writers.map(rename)]));
  return OTHERS.has(key) && !isExpression(child) ? child : renamed(child, names);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isWriters(value: unknown): value is { readonly [field: string]: readonly string[] } {
  return typeof value === 'object' && value !== null && Object.values(value).every(isTexts);
}

/** `value` is also a part of expressions and the expression of a template. */
function isExpression(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value;
}
