// The places of a node that values go to, and which labels arrive there. What is a finding is for `judge`.
import { mapChildren } from '@configurable-agents/core/expression';
import type { Expression } from '@configurable-agents/core/expression';
import type { ExecutionGraph, GraphEdge, GraphNode, Template } from '@configurable-agents/core/graph';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';
import { schemaAt } from '../template/produced.ts';
import { modelReads } from './prompts.ts';
import type { Hit, Sink, World } from './world.ts';
import { childHits } from './child.ts';
import { atMost, join, mapFlows, through } from './label.ts';
import type { Flows } from './label.ts';
import { marksAt, shapeOf } from './marks.ts';
import { flowsOfTemplate, flowsOfTree, leavesOf, showPath } from './read.ts';
import type { Reader } from './read.ts';

export function hitsOf(node: GraphNode, world: World): readonly Hit[] {
  return [...ownHits(node, world), ...choiceHits(node, world)];
}

function ownHits(node: GraphNode, world: World): readonly Hit[] {
  const all = (template: Template | undefined, slot: string, sink: Sink): readonly Hit[] =>
    template === undefined
      ? []
      : [...flowsOfTemplate(template, world.readerOf(node, slot)).values()].map((flow) => ({ flow, sink }));
  switch (node.kind) {
    case 'set':
      return all(node.with, 'with', { kind: 'engine', shown: `\`${node.name}\`` });
    case 'wait': {
      const { wait } = node;
      const given = wait.for === 'duration' ? wait.duration : wait.for === 'time' ? wait.until : wait.default;
      return all(given, 'with', { kind: 'question', shown: `the wait \`${node.name}\`` });
    }
    case 'approval': {
      const sink = { kind: 'question', shown: `the question of \`${node.name}\`` } as const;
      return [node.message, node.show, node.default].flatMap((each) => all(each, 'with', sink));
    }
    case 'subrun': {
      if (node.graph !== undefined && world.summaries.has(node.graph)) return childHits(node, world);
      return all(node.with, 'with', { kind: 'detached', shown: `the workflow \`${node.workflow}\`` });
    }
    case 'action': {
      if (node.llm !== undefined) {
        const sink = { kind: 'prompt', shown: `the prompt of \`${node.name}\`` } as const;
        return modelReads(node, world).flatMap((flows) => [...flows.values()].map((flow) => ({ flow, sink })));
      }
      return inputHits(node, world);
    }
  }
}

function inputHits(node: GraphNode & { readonly kind: 'action' }, world: World): readonly Hit[] {
  if (node.with === undefined) return [];
  const input: JsonSchema = world.actions.get(node.uses)?.input ?? true;
  const leaves = leavesOf(node.with, world.readerOf(node, 'with'));
  const hasSecret = leaves.some(({ flows }) => [...flows.values()].some(({ kind }) => kind === 'secret'));
  return leaves.flatMap(({ path, flows, hostFlows }) => {
    const marks = marksAt(input, path);
    const wanted = shapeOf(schemaAt(input, path));
    const arriving = atMost(flows, wanted);
    const shownPath = path.filter((step) => typeof step === 'string');
    return [...arriving].map(([key, flow]) => ({
      flow,
      beside: arriving,
      sink: {
        kind: 'input' as const,
        shown: `\`${shownPath.join('.')}\` of \`${node.uses}\``,
        action: node.uses,
        marks,
        // Of an action that nobody knows nothing is said; `unseen` names it.
        isWrite: node.effects === 'write' && world.actions.has(node.uses),
        isHost: marks.has('x-url') && hostFlows.has(key),
        hasSecret,
      },
    }));
  });
}

/** What `when` and routes ask. A choice matters where one way of it leads to a node that writes. */
function choiceHits(node: GraphNode, world: World): readonly Hit[] {
  const hits: Hit[] = [];
  const add = (flows: Flows, sink: Sink): void => {
    for (const flow of flows.values()) hits.push({ flow, sink });
  };
  if (node.when !== undefined) {
    const reader = world.readerOf(node, 'when', {
      place: (inner) => ({ of: 'node', node: node.name, slot: 'when', inner }),
    });
    const flows = freeFlows(node.when, { ...reader, facts: new Map() });
    const shown = `\`when\` of \`${node.name}\``;
    add(flows, isWriting(node) ? { kind: 'choice', shown, writes: node.name } : { kind: 'condition', shown });
  }
  for (const [route, { when, to }] of (node.routes ?? []).entries()) {
    if (when === undefined) continue;
    const reader = world.readerOf(node, 'routes', {
      place: (inner) => ({ of: 'route', node: node.name, route, inner }),
      withoutItem: true,
    });
    const shown = `a route of \`${node.name}\``;
    const flows = freeFlows(when, reader);
    if (flows.size === 0) continue;
    const others = (node.routes ?? []).flatMap((other, index) => (index === route ? [] : other.to));
    const writes = writerOnlyAfter(world.graph, { to, others });
    add(flows, writes === undefined ? { kind: 'condition', shown } : { kind: 'choice', shown, writes });
  }
  return hits;
}

/** Labels of what a condition reads, as free as it is there: what it answers is true or false whatever it reads. */
function freeFlows(tree: Expression, reader: Reader): Flows {
  const all = readsOf(tree, reader);
  if (all.size === 0) return all;
  const deciding = readsOf(withoutTests(tree), reader);
  return join(
    mapFlows(all, (flow) => (flow.kind === 'secret' || flow.kind === 'input' ? flow : undefined)),
    mapFlows(deciding, (flow) => (flow.kind === 'secret' ? undefined : flow)),
  );
}

function readsOf(tree: Expression, reader: Reader): Flows {
  const found: Flows[] = [];
  flowsOfTree(tree, {
    ...reader,
    lookUp: (path, at = tree.at) => {
      const flows = reader.lookUp(path);
      found.push(flows.size === 0 ? flows : through(flows, showPath(path), reader.place({ path: [], at })));
      return flows;
    },
  });
  return join(...found);
}

/** Whether something is there, or how long it is, is not what its text says. */
function withoutTests(tree: Expression): Expression {
  const isTest =
    tree.kind === 'has' ||
    (tree.kind === 'call' &&
      (tree.name === 'size' || (/^[!=]=$/.test(tree.name) && tree.args.some(({ kind }) => kind === 'null'))));
  return isTest ? { kind: 'null', at: tree.at } : mapChildren(tree, withoutTests);
}

function isWriting(node: GraphNode): boolean {
  return node.kind === 'action' && node.llm === undefined && node.effects === 'write';
}

/** A node that writes on one way of a router, and on none of its others. */
function writerOnlyAfter(
  { nodes, edges }: ExecutionGraph,
  { to, others }: { readonly to: readonly string[]; readonly others: readonly string[] },
): string | undefined {
  const reach = (starts: readonly string[]): ReadonlySet<string> => {
    const seen = new Set(starts);
    for (const name of seen) for (const edge of edgesFrom(edges).get(name) ?? []) seen.add(edge.to);
    return seen;
  };
  const [here, elsewhere] = [reach(to), reach(others)];
  return nodes.find((node) => here.has(node.name) && !elsewhere.has(node.name) && isWriting(node))?.name;
}

const edgesKnown = new WeakMap<readonly GraphEdge[], ReadonlyMap<string, readonly GraphEdge[]>>();

function edgesFrom(edges: readonly GraphEdge[]): ReadonlyMap<string, readonly GraphEdge[]> {
  let found = edgesKnown.get(edges);
  if (found === undefined) {
    found = Map.groupBy(
      edges.filter(({ kind }) => kind !== 'back'),
      ({ from }) => from,
    );
    edgesKnown.set(edges, found);
  }
  return found;
}
