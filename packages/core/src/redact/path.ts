// A rule by path, such as `inputs.customer.email`: what it says, and where in a value it leads.
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { nearest } from '../graph/nearest.ts';

/** What a rule begins with: inputs of a run, or the headers and the body of a delivery as they are stored. */
export const ROOTS = ['inputs', 'headers', 'body'] as const;
export type Root = (typeof ROOTS)[number];

/** `any`: every key or item; `deep`: any number of keys and items, also none. */
export type Segment =
  { readonly kind: 'name'; readonly name: string } | { readonly kind: 'any' } | { readonly kind: 'deep' };

export type PathRule = { readonly text: string; readonly root: Root; readonly segments: readonly Segment[] };

/** What is wrong with a rule, and at which of its characters, counted from 0. */
export type Misread = { readonly problem: string; readonly at: number };

/** What stands in the place of what is not shown. */
export const MASK = '***';

/** Reads a rule, with dots or as a JSON pointer. A `**` at the end is `*`: everything below. */
export function parsePath(text: string): PathRule | Misread {
  const isPointer = text.startsWith('/');
  const parts = isPointer ? text.slice(1).split('/') : text.split('.');
  const [first = ''] = parts;
  const root = ROOTS.find((name) => name === first);
  if (root === undefined) return { problem: unknownRoot(first), at: isPointer ? 1 : 0 };
  const segments: Segment[] = [];
  let at = (isPointer ? 1 : 0) + first.length + 1;
  for (const part of parts.slice(1)) {
    const problem = problemOf(part, { isPointer, root, depth: segments.length });
    if (problem !== undefined) return { problem, at };
    const segment = segmentOf(part, { isPointer, root });
    if (segment.kind !== 'deep' || segments.at(-1)?.kind !== 'deep') segments.push(segment);
    at += part.length + 1;
  }
  if (segments.at(-1)?.kind === 'deep') segments[segments.length - 1] = { kind: 'any' };
  // All inputs and all headers are each of them: what holds them stays a map.
  if (segments.length === 0 && root !== 'body') segments.push({ kind: 'any' });
  return { text, root, segments };
}

type Reading = { readonly isPointer: boolean; readonly root: Root };

function problemOf(part: string, { isPointer, root, depth }: Reading & { readonly depth: number }): string | undefined {
  if (part === '') return `a name is missing; after a ${isPointer ? '`/`' : 'dot'} comes a name, \`*\` or \`**\``;
  if (root === 'headers' && depth > 0) return 'a header has no parts; write `headers.NAME`';
  if (part === '*' || part === '**') return undefined;
  if (part.includes('*')) return `\`*\` stands for a whole name; write \`*\` in the place of \`${part}\``;
  if (!isPointer && /[[\]]/.test(part))
    return 'items are named as keys are: `items.0`, `items.*`; a name with brackets is written as a pointer, with `/`';
  if (isPointer && /~(?![01])/.test(part)) return 'in a pointer `~` is written `~0`, and `/` in a name `~1`';
  return undefined;
}

function segmentOf(part: string, { isPointer, root }: Reading): Segment {
  if (part === '*') return { kind: 'any' };
  if (part === '**') return { kind: 'deep' };
  const name = isPointer ? part.replaceAll('~1', '/').replaceAll('~0', '~') : part;
  return { kind: 'name', name: root === 'headers' ? name.toLowerCase() : name };
}

function unknownRoot(found: string): string {
  const near = nearest(found, ROOTS);
  const help = near === undefined ? '' : `; did you mean \`${near}\`?`;
  const begins = found === '' ? 'begins with no name' : `begins with \`${found}\``;
  return `it ${begins}, and a rule begins with \`inputs\`, \`headers\` or \`body\`${help}`;
}

/** A name as a part of a pointer. */
export function pointerPart(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Calls with each value that a rule leads to: one that several ways lead to, several times. */
export function visitAt(value: Json, segments: readonly Segment[], visit: (found: Json) => void): void {
  const [first, ...rest] = segments;
  if (first === undefined) {
    visit(value);
    return;
  }
  if (first.kind === 'deep') visitAt(value, rest, visit);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value as JsonObject)) {
    if (first.kind === 'name' && first.name !== key) continue;
    visitAt(child, first.kind === 'deep' ? segments : rest, visit);
  }
}

/** The value with the mask wherever a rule leads; null stays, since it says nothing. */
export function maskedAt(value: Json, segments: readonly Segment[]): Json {
  const [first, ...rest] = segments;
  if (first === undefined) return value === null ? null : MASK;
  const inside = (key: string, child: Json): Json => {
    if (first.kind === 'name' && first.name !== key) return child;
    return maskedAt(child, first.kind === 'deep' ? segments : rest);
  };
  const below = mapped(value, inside);
  return first.kind === 'deep' ? maskedAt(below, rest) : below;
}

function mapped(value: Json, inside: (key: string, child: Json) => Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item, i) => inside(String(i), item));
  return Object.fromEntries(Object.entries(value as JsonObject).map(([key, child]) => [key, inside(key, child)]));
}
