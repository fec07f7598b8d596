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

/** What happens next: one of the executions that run or wait for a retry, and how it goes. */
const turns = fc.tuple(fc.nat(7), fc.constantFrom('succeeded', 'failed', 'lost'));

function take(run: Driven, [pick, how]: readonly [number, string]): void {
  const open = [...run.state.executions.values()].filter(({ status }) => status === 'running' || status === 'waiting');
  const next = open[pick % Math.max(1, open.length)];
  if (next === undefined) return;
  const { key, status, attempt } = next;
  if (status === 'waiting') run.hear({ kind: 'retry.due', time: 1000, key });
  else if (how === 'succeeded') run.succeed(key, `output of ${key}`);
  else if (how === 'failed') run.fail(key);
  else run.hear({ kind: 'attempt.lost', time: 1000, key, attempt, alone: false });
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
      fc.property(graphs, fc.array(turns, { maxLength: 24 }), (shape, picks) => {
        const run = drive(shape);
        const isSame = (): void => assert.deepEqual(replay('run-1', run.facts), run.state);
        isSame();
        run.start();
        isSame();
        for (const turn of picks) {
          take(run, turn);
          isSame();
        }
      }),
    );
  });

  it('no node is attempted more often than its policy says', () => {
    fc.assert(
      fc.property(graphs, fc.integer({ min: 1, max: 4 }), fc.array(turns, { maxLength: 40 }), (shape, most, picks) => {
        const retry = { max_attempts: most, initial_ms: 1, factor: 2, max_ms: 10, jitter: true };
        const nodes = shape.nodes.map((node) => ({ ...node, retry }));
        const run = drive({ ...shape, nodes });
        run.start();
        for (const turn of picks) take(run, turn);
        for (const { key, attempt, losses } of run.state.executions.values()) assert.ok(attempt - losses <= most, key);
        const attempts = run.facts.flatMap((fact) =>
          fact.kind === 'node.scheduled' ? [`${fact.key} ${fact.attempt}`] : [],
        );
        assert.equal(new Set(attempts).size, attempts.length, 'no attempt is sent twice');
      }),
    );
  });

  it('a cancel is final: nothing starts after it, the run ends cancelled, and what comes late changes nothing of that', () => {
    fc.assert(
      fc.property(graphs, fc.array(turns, { maxLength: 12 }), (shape, picks) => {
        const run = drive(shape);
        run.start();
        for (const turn of picks) take(run, turn);
        const before = run.state.status;
        const from = run.facts.length;
        const late = [...run.state.executions.values()].filter(({ status }) => status === 'running');
        run.hear({ kind: 'cancel', time: 1000, reason: 'asked' });
        assert.equal(run.state.status, before === 'running' ? 'cancelled' : before);
        for (const { key } of late) run.succeed(key);
        for (const turn of picks) take(run, turn);
        assert.equal(run.state.status, before === 'running' ? 'cancelled' : before);
        const begun = run.facts.slice(from).filter(({ kind }) => kind === 'node.scheduled' || kind === 'node.skipped');
        assert.deepEqual(begun, []);
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

describe('a list of 10,000 items', () => {
  it('is in the journal where it was given, and nowhere else', () => {
    const list = Array.from({ length: 10_000 }, (_, i) => ({ id: i, text: 'some text of this item' }));
    const given = { kind: 'value', expression: { kind: 'name', name: 'list', at: [0, 4] } } as const;
    const each = { in: given, as: 'item', index_as: 'index' } as const;
    const shape = graph(
      'a',
      {
        a: {
          for_each: { ...each, max_parallel: 50, max_items: 10_000, on_item_error: 'fail' },
          reads: { state: { list: [] }, nodes: [], inputs: false },
        },
      },
      { state: { list: { schema: true } }, final: { list: [] } },
    );
    const run = drive(shape, { list });
    run.start();
    for (let item = 0; item < list.length; item += 1) run.succeed(`a[${item}]`, item);
    assert.equal(run.state.status, 'succeeded');
    assert.deepEqual(
      run.state.result,
      list.map(({ id }) => id),
    );
    const bulky = run.facts.filter((fact) => JSON.stringify(fact).length > 1000).map(({ kind }) => kind);
    assert.deepEqual(bulky, ['run.accepted', 'node.completed', 'run.finished']);
  });
});
