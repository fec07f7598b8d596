// Parts of a value that its schema declares and does not require: an event of a vendor has them or not, and asking first is `has(…)`.
import { mapChildren } from '@configurable-agents/core/expression';
import type { Expression, Span } from '@configurable-agents/core/expression';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { isSchema, itemAt, property, propertiesOf, requiredOf, resolve, schemasOf } from '../assign/keywords.ts';
import type { Keywords, Schema } from '../assign/keywords.ts';
import { pathOf } from './produced.ts';

/** A read of what may be missing: the shortest path that may be, as it is written. */
export type MissingRead = { readonly path: string; readonly at: Span };

type Paths = ReadonlySet<string>;
type Path = readonly (string | number)[];

/** `schemaOf` gives the schema of a root name of which parts may be missing. `sure`: paths that are known to be there. */
type Known = { readonly schemaOf: (name: string) => JsonSchema | undefined; readonly sure?: Paths | undefined };

/** Reads of parts that may be missing and that no test in front of them asked for. */
export function missingReads(tree: Expression, { schemaOf, sure: given = new Set() }: Known): readonly MissingRead[] {
  const found: MissingRead[] = [];
  const walk = (part: Expression, sure: Paths, bound: readonly string[]): void => {
    const path = pathOf(part);
    const [root] = path ?? [];
    if (path !== undefined && typeof root === 'string') {
      const schema = bound.includes(root) ? undefined : schemaOf(root);
      const length = schema === undefined ? undefined : shortestMissing(schema, path, sure);
      if (length !== undefined) found.push({ path: shown(path.slice(0, length)), at: prefixOf(part, length).at });
      return;
    }
    if (part.kind === 'call') {
      let known = sure;
      for (const [i, arg] of part.args.entries()) {
        walk(arg, known, bound);
        known = union(sure, learned(part, i), part.name === '?:' ? new Set() : known);
      }
      return;
    }
    mapChildren(part, (child, names) => {
      walk(child, sure, [...bound, ...names]);
      return child;
    });
  };
  walk(tree, given, []);
  return found;
}

/** Paths that are there where the argument of a call after this one is looked at. */
function learned({ name, args }: Expression & { readonly kind: 'call' }, index: number): Paths {
  const [condition] = args;
  if (name === '?:') return condition === undefined ? new Set() : presentPaths(condition, index === 0);
  const arg = args[index];
  return arg !== undefined && (name === '&&' || name === '||') ? presentPaths(arg, name === '&&') : new Set();
}

/** Paths that are there when a condition has the outcome. */
export function presentPaths(tree: Expression, outcome: boolean): Paths {
  if (tree.kind === 'has') {
    const path = pathOf(tree.operand);
    return path !== undefined && outcome ? withPrefixes([...path, tree.field]) : new Set();
  }
  if (tree.kind !== 'call') return new Set();
  const { name, args } = tree;
  const [first, second] = args;
  if (name === '!' && first !== undefined) return presentPaths(first, !outcome);
  if (name === '&&' && outcome) return union(...args.map((arg) => presentPaths(arg, true)));
  if (name === '||' && !outcome) return union(...args.map((arg) => presentPaths(arg, false)));
  if (name !== 'in' || !outcome || first?.kind !== 'string' || second === undefined) return new Set();
  const path = pathOf(second);
  return path === undefined ? new Set() : withPrefixes([...path, first.value]);
}

/** How many steps of a path lead to the first part that may be missing; undefined where none may, or nothing is known. */
function shortestMissing(schema: JsonSchema, path: Path, sure: Paths): number | undefined {
  let views = viewsOf(schema, schema, 0);
  for (const [i, step] of path.entries()) {
    if (i === 0) continue;
    if (views === undefined || views.length === 0) return undefined;
    if (typeof step === 'string') {
      const isDeclared = views.some((view) => Object.hasOwn(propertiesOf(view), step));
      const isRequired = views.every((view) => requiredOf(view).includes(step));
      const isSure = isRequired || sure.has(JSON.stringify(path.slice(0, i + 1)));
      if (isDeclared && !isSure) return i + 1;
    }
    views = views
      .map((view) => viewsOf(typeof step === 'string' ? property(view, step) : itemAt(view, step), schema, 0))
      .reduce<readonly Keywords[] | undefined>((all, each) => (all && each ? [...all, ...each] : undefined), []);
    if (views !== undefined && views.length > MAX_VIEWS) return undefined;
  }
  return undefined;
}

const MAX_VIEWS = 1000;
const MAX_NESTING = 8;

/** What a value may be, one set of keywords for each alternative, without null; undefined where the schema combines more than that. */
function viewsOf(schema: Schema, root: Schema, depth: number): readonly Keywords[] | undefined {
  const found = resolve({ schema, root });
  if (typeof found !== 'object' || depth > MAX_NESTING || found['allOf'] !== undefined) return undefined;
  const branches = schemasOf(found, 'anyOf') ?? schemasOf(found, 'oneOf');
  if (branches === undefined) return found['type'] === 'null' ? [] : [found];
  const views: Keywords[] = [];
  for (const branch of branches) {
    const inner = isSchema(branch) ? viewsOf(branch, root, depth + 1) : undefined;
    if (inner === undefined) return undefined;
    views.push(...inner);
  }
  return views;
}

/** The part of a path's tree that has so many steps. */
function prefixOf(tree: Expression, length: number): Expression {
  let part = tree;
  while ((part.kind === 'select' || part.kind === 'index') && (pathOf(part)?.length ?? 0) > length) part = part.operand;
  return part;
}

function withPrefixes(path: Path): Paths {
  return new Set(path.map((_, i) => JSON.stringify(path.slice(0, i + 1))));
}

function shown(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (/^[A-Za-z_]\w*$/.test(step)) return text === '' ? step : `${text}.${step}`;
    return `${text}[${JSON.stringify(step)}]`;
  }, '');
}

function union(...sets: readonly Paths[]): Paths {
  return new Set(sets.flatMap((set) => [...set]));
}
