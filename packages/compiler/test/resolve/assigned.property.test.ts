// What is said to be done before a node starts, against runs of random graphs. ASSIGNED_COUNT sets how many graphs of each kind.
import assert from 'node:assert/strict';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { Fact } from '@configurable-agents/core';
import { graphOf, loadReference, runEngine } from '../../../core/test/support/reference.ts';
import { doneBefore } from '../../src/resolve/assigned.ts';
import type { OrderEdge } from '../../src/resolve/order.ts';
import { orderOf } from '../../src/resolve/order.ts';
import type { NodeDoc } from '../../src/parse/document.ts';

const reference = await loadReference();
const COUNT = Number(process.env['ASSIGNED_COUNT'] ?? 200);

/** The graph as the compiler has it before it makes a graph: what `doneBefore` reads of it. */
function docsOf(graph: ExecutionGraph): { readonly nodes: readonly NodeDoc[]; readonly edges: readonly OrderEdge[] } {
  const at = new Map(graph.nodes.map(({ name }, index) => [name, index]));
  const nodes = graph.nodes.map(
    ({ name, join, finally: isFinally }) =>
      ({ name, isAny: join === 'any', isFinally: isFinally === true }) as Partial<NodeDoc> as NodeDoc,
  );
  const edges = graph.edges.map(({ from, to, kind, route }): OrderEdge => {
    const ends = { from: at.get(from) ?? 0, to: to === 'END' ? ('END' as const) : (at.get(to) ?? 0) };
    return { ...ends, ...(kind === undefined ? {} : { kind }), ...(route === undefined ? {} : { route }) };
  });
  return { nodes, edges };
}

/** For each node that starts, in the first iteration of its loops, what had gone through until then. */
function starts(facts: readonly Fact[]): ReadonlyMap<string, ReadonlySet<string>> {
  const through = new Set<string>();
  const found = new Map<string, ReadonlySet<string>>();
  for (const fact of facts) {
    if (fact.kind === 'node.scheduled' && !found.has(fact.node)) found.set(fact.node, new Set(through));
    if ('key' in fact && fact.key.endsWith(']')) continue;
    // What its own `when` skips has gone through without a result, which is another finding.
    if (fact.kind === 'node.completed' || (fact.kind === 'node.skipped' && fact.reason === 'when'))
      through.add(fact.node);
    // So has what failed and is passed over. What follows the failure of a loser has lost with it: nobody sees what it reads.
    if (fact.kind === 'node.failed' && (fact.handled === 'continue' || fact.handled === 'lost')) through.add(fact.node);
  }
  return found;
}

describe('definite assignment', function () {
  this.timeout(120_000);
  if (reference === undefined) {
    it('needs REFERENCE_DIR, a folder with the generator of graphs', function () {
      this.skip();
    });
    return;
  }
  for (const [name, profile] of Object.entries(reference.PROFILES)) {
    it(`holds in ${COUNT} runs of the kind ${name}`, () => {
      let [sure, open, open_done] = [0, 0, 0];
      for (let i = 0; i < COUNT; i += 1) {
        const seed = 3e6 + i * 7919 + name.length;
        const ref = reference.generate(reference.random(seed), profile);
        const graph = graphOf(reference, ref);
        const { nodes, edges } = docsOf(graph);
        const order = orderOf(nodes, edges);
        const isDone = doneBefore(nodes, order);
        const draw = reference.random(seed + 1);
        const { facts } = runEngine(reference, { ref, graph, pick: (keys) => keys[draw.int(keys.length)] as string });
        for (const [reader, through] of starts(facts)) {
          const at = nodes.findIndex((node) => node.name === reader);
          if (nodes[at]?.isFinally === true) continue;
          for (const [other, node] of nodes.entries()) {
            if (!order.isBefore(other, at)) continue;
            const isThere = through.has(node.name);
            if (!isDone(new Set([other]), at)) {
              open += 1;
              if (isThere) open_done += 1;
              continue;
            }
            sure += 1;
            const shown = `graph ${i} (seed ${seed}): ${node.name} before ${reader}\n${reference.describe(ref)}`;
            assert.ok(isThere, shown);
          }
        }
      }
      assert.ok(sure > open / 4, `${sure} sure, ${open} open, ${open_done} of them done`);
    });
  }
});
