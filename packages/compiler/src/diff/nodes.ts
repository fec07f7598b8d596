// Nodes that came, went, changed or only have another name now.
import type { ExecutionGraph, GraphNode, Reads } from '@configurable-agents/core/graph';
import { sameJson } from '../assign/keywords.ts';
import { aspectsOf, usesOf } from './aspects.ts';
import { partsOf } from './bare.ts';
import type { Change, Part } from './change.ts';
import type { Renames } from './rename.ts';

/** `before` has the new names already. */
export function diffNodes(before: ExecutionGraph, after: ExecutionGraph, renames: Renames): readonly Change[] {
  const now = new Map(after.nodes.map((node) => [node.name, node]));
  const old = new Map(before.nodes.map((node) => [node.name, node]));
  const same = { subject: 'node', breaking: false } as const;
  const called = [...renames].map(([from, to]): Change => ({
    ...same,
    kind: 'renamed',
    name: to,
    message: `was called \`${from}\``,
  }));
  const changed = after.nodes.flatMap((node): readonly Change[] => {
    const known = old.get(node.name);
    if (known === undefined) {
      const message = `${usesOf(node)}${placeOf(node.name, after)}`;
      return [{ ...same, kind: 'added', name: node.name, message }];
    }
    const parts = [...partsOf(aspectsOf(known), aspectsOf(node)), ...readParts(known, node)];
    if (parts.length === 0) return [];
    const message = `changed ${parts.map(({ what }) => `\`${what}\``).join(', ')}`;
    return [{ ...same, kind: 'changed', name: node.name, message, parts }];
  });
  const gone = before.nodes
    .filter(({ name }) => !now.has(name))
    .map((node): Change => ({ ...same, kind: 'removed', name: node.name, message: usesOf(node) }));
  return [...called, ...changed, ...gone];
}

/** Where a new node stands: what leads to it and what it leads to. */
function placeOf(name: string, { edges, nodes }: ExecutionGraph): string {
  if (nodes.find((node) => node.name === name)?.finally === true) return ', at the end whatever happened';
  const list = (names: readonly string[]): string =>
    [...new Set(names)].map((each) => (each === 'END' ? 'END' : `\`${each}\``)).join(', ');
  const from = edges.filter(({ to }) => to === name).map((edge) => edge.from);
  const to = edges.filter((edge) => edge.from === name).map((edge) => edge.to);
  const after = from.length === 0 ? 'at the start' : `after ${list(from)}`;
  return `, ${after}${to.length === 0 ? '' : `, before ${list(to)}`}`;
}

/** A field that a node reads may be written by others now: its text is the same, and what it sees is not. */
function readParts({ reads: before }: GraphNode, { reads: after }: GraphNode): readonly Part[] {
  return readsOf(before, after).map(([field, old, now]) => ({
    what: `what \`${field}\` is`,
    before: writers(old),
    after: writers(now),
  }));
}

/** Fields that both read, with other writers. */
export function readsOf(
  before: Pick<Reads, 'state'>,
  after: Pick<Reads, 'state'>,
): readonly (readonly [field: string, before: readonly string[], after: readonly string[]])[] {
  return Object.entries(after.state).flatMap(([field, now]) => {
    const old = before.state[field];
    return old === undefined || sameJson(old, now) ? [] : [[field, old, now] as const];
  });
}

function writers(nodes: readonly string[]): string {
  return nodes.length === 0 ? 'what the run was given' : `written by ${nodes.map((name) => `\`${name}\``).join(', ')}`;
}
