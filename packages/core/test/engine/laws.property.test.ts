import assert from 'node:assert/strict';
import fc from 'fast-check';
import { replay } from '@configurable-agents/core/testing';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { graph } from '../support/graph.ts';
import { drive } from '../support/run.ts';
import type { Driven } from '../support/run.ts';

/** A random graph of up to eight nodes, some with a condition that is false, each writing its own name. */
const graphs = fc
  .record({
    size: fc.integer({ min: 1, max: 8 }),
    edges: fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 16 }),
    skipped: fc.uniqueArray(fc.nat(7), { maxLength: 3 }),
  })
  .map(({ size, edges, skipped }) => {
    const name = (i: number): string => `n${i % size}`;
    const pairs = edges.map(([a, b]) => [a % size, b % size].toSorted((x, y) => x - y)).filter(([a, b]) => a !== b);
    const text = [
      ...Array.from({ length: size }, (_, i) => name(i)),
      ...new Set(pairs.map(([a, b]) => `n${a} -> n${b}`)),
    ].join(', ');
    const when = { kind: 'bool', value: false, at: [0, 0] } as const;
    return graph(text, Object.fromEntries(skipped.map((i) => [name(i), { when }])));
  });

/** Drives a run to its end; `choose` picks which of the running executions completes next. */
function runToEnd(shape: ExecutionGraph, choose: (count: number) => number): Driven {
  const run = drive(shape);
  run.start();
  for (;;) {
    const running = [...run.state.executions.values()].filter(({ status }) => status === 'running');
    const next = running[choose(running.length)];
    if (next === undefined) return run;
    run.succeed(next.key, `output of ${next.key}`);
  }
}

function statuses(run: Driven): object {
  return Object.fromEntries(
    [...run.state.executions].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, { status }]) => [key, status]),
  );
}

describe('laws of the engine', () => {
  it('every interleaving of completions ends in the same statuses and the same result', () => {
    fc.assert(
      fc.property(graphs, fc.array(fc.nat(1000), { minLength: 8, maxLength: 8 }), (shape, picks) => {
        let turn = 0;
        const first = runToEnd(shape, () => 0);
        const other = runToEnd(shape, (count) => (picks[turn++ % 8] ?? 0) % Math.max(1, count));
        assert.equal(first.state.status, 'succeeded');
        assert.deepEqual(statuses(other), statuses(first));
        assert.deepEqual(other.state.result, first.state.result);
      }),
    );
  });

  it('replaying any prefix of a journal gives the state that the engine had there', () => {
    fc.assert(
      fc.property(graphs, fc.nat(100), (shape, cut) => {
        const whole = runToEnd(shape, (count) => Math.max(0, count - 1));
        const facts = whole.facts.slice(0, 1 + (cut % whole.facts.length));
        const replayed = replay('run-1', facts);
        assert.equal(replayed.sequence, facts.length);
        if (facts.length === whole.facts.length) assert.deepEqual(replayed, whole.state);
      }),
    );
  });

  it('no node starts before its predecessors are over, and none starts twice', () => {
    fc.assert(
      fc.property(graphs, (shape) => {
        const { facts } = runToEnd(shape, (count) => count - 1);
        const over = new Set<string>();
        const begun = new Set<string>();
        for (const fact of facts) {
          if (fact.kind === 'node.scheduled' || fact.kind === 'node.skipped') {
            assert.ok(!begun.has(fact.key));
            begun.add(fact.key);
            for (const { from } of shape.edges.filter(({ to }) => to === fact.node)) assert.ok(over.has(from));
          }
          if (fact.kind === 'node.completed' || fact.kind === 'node.skipped') over.add(fact.node);
        }
      }),
    );
  });

  it('a finished run yields nothing more', () => {
    fc.assert(
      fc.property(graphs, (shape) => {
        const run = runToEnd(shape, () => 0);
        for (const { name } of shape.nodes) assert.deepEqual(run.succeed(name), []);
        assert.deepEqual(run.start(), []);
      }),
    );
  });
});
