// Nodes that came, went, changed or only have another name now.
import { sameJson } from '@configurable-agents/core/graph';
import type { ExecutionGraph, GraphNode, Reads } from '@configurable-agents/core/graph';
import { aspectsOf, usesOf } from './aspects.ts';
import { partsOf } from './bare.ts';
import type { Change, Part } from './change.ts';
import type { Renames } from './rename.ts';

export type Within = {
  /** New names of nodes, which `before` has already. */
  readonly renames: Renames;
  /** What differs in a workflow that a node awaits. */
  readonly below: (before: ExecutionGraph, after: ExecutionGraph) => readonly Change[];
};

export function diffNodes(
  before: ExecutionGraph,
  after: ExecutionGraph,
  { renames, below }: Within,
): readonly Change[] {
  const now = new Map(after.nodes.map((node) => [node.name, node]));
  const old = new Map(before.nodes.map((node) => [node.name, node]));
  const change = (kind: Change['kind'], name: string, message: string): Change => {
    return { subject: 'node', kind, name, message, breaking: false };
  };
  // Graphs below know nothing of those below them: all stand at the top.
  const child = ({ subgraphs = {} }: ExecutionGraph, node: GraphNode): ExecutionGraph | undefined => {
    const found = node.kind === 'subrun' && node.graph !== undefined ? subgraphs[node.graph] : undefined;
    return found && { ...found, subgraphs };
  };
  const called = [...renames].map(([from, to]) => change('renamed', to, `was called \`${from}\``));
  const changed = after.nodes.flatMap((node): readonly Change[] => {
    const known = old.get(node.name);
    if (known === undefined) return [change('added', node.name, `${usesOf(node)}${placeOf(node.name, after)}`)];
    const [was, is] = [child(before, known), child(after, node)];
    const inner = was === undefined || is === undefined ? [] : below(was, is);
    const parts = [...partsOf(aspectsOf(known), aspectsOf(node)), ...readParts(known, node), ...innerParts(inner)];
    if (parts.length === 0) return [];
    return [{ ...change('changed', node.name, `changed ${parts.map(({ what }) => `\`${what}\``).join(', ')}`), parts }];
  });
  const gone = before.nodes
    .filter(({ name }) => !now.has(name))
    .map((node) => change('removed', node.name, usesOf(node)));
  return [...called, ...changed, ...gone];
}

/** Each change of the workflow below as a part; bounds and permissions are told for the whole run. */
function innerParts(changes: readonly Change[]): readonly Part[] {
  return changes
    .filter(({ subject }) => subject !== 'bound' && subject !== 'capability')
    .flatMap(({ subject, kind, name, message, parts }): readonly Part[] => {
      const whose = `its ${subject} ${name}`;
      if (parts !== undefined) return parts.map(({ what, ...values }) => ({ what: `${whose}: ${what}`, ...values }));
      const before = kind === 'added' ? null : kind === 'removed' ? message : 'as it was';
      return [{ what: whose, before, after: kind === 'removed' ? null : message }];
    });
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
