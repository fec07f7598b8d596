import assert from 'node:assert/strict';
import { happened, isUnknown, replay } from '@configurable-agents/core/testing';
import { drive } from '../support/run.ts';
import { graph } from '../support/graph.ts';

const at = [0, 0] as const;
const isTrue = { kind: 'bool', value: true, at } as const;
const isFalse = { kind: 'bool', value: false, at } as const;
const unknownName = { kind: 'name', name: 'nowhere', at } as const;

describe('advance', () => {
  it('runs a sequence one node after the other and ends with the last output', () => {
    const run = drive(graph('a -> b'));
    assert.deepEqual(run.start(), ['run.started', 'node.scheduled a']);
    assert.deepEqual(run.succeed('a', 1), ['node.completed a', 'node.scheduled b']);
    assert.deepEqual(run.succeed('b', 2), ['node.completed b', 'run.finished']);
    assert.equal(run.state.status, 'succeeded');
    assert.equal(run.state.result, 2);
  });

  it('starts all successors at once and waits for all predecessors', () => {
    const run = drive(graph('a -> b, a -> c, b -> d, c -> d'));
    run.start();
    assert.deepEqual(run.succeed('a'), ['node.completed a', 'node.scheduled b', 'node.scheduled c']);
    assert.deepEqual(run.succeed('c'), ['node.completed c']);
    assert.deepEqual(run.succeed('b'), ['node.completed b', 'node.scheduled d']);
  });

  it('gives the outputs of several exits as an object by name', () => {
    const run = drive(graph('a -> b, a -> c'));
    run.start();
    run.succeed('a');
    run.succeed('c', 'C');
    run.succeed('b', 'B');
    assert.deepEqual(run.state.result, { b: 'B', c: 'C' });
  });

  it('skips a node whose condition is false and goes on after it', () => {
    const run = drive(graph('a -> b, b -> c', { b: { when: isFalse } }));
    run.start();
    assert.deepEqual(run.succeed('a'), ['node.completed a', 'node.skipped b', 'node.scheduled c']);
    assert.deepEqual(run.succeed('c', 3), ['node.completed c', 'run.finished']);
  });

  it('ends with the result null when the only exit was skipped', () => {
    const run = drive(graph('a -> b', { b: { when: isFalse } }));
    run.start();
    assert.deepEqual(run.succeed('a', 1), ['node.completed a', 'node.skipped b', 'run.finished']);
    assert.equal(run.state.result, null);
    assert.equal(run.state.status, 'succeeded');
  });

  it('fails a node whose condition cannot be evaluated, and never takes it for false', () => {
    const run = drive(graph('a', { a: { when: unknownName } }));
    assert.deepEqual(run.start(), ['run.started', 'node.failed a', 'run.finished']);
    assert.equal(run.state.error?.code, 'RUN_CONDITION_FAILED');
    assert.match(run.state.error?.message ?? '', /`nowhere` has no value/);
  });

  it('computes a set node by itself and lets later nodes read it', () => {
    const value = { kind: 'object', entries: [['n', { kind: 'literal', value: 4 }]] } as const;
    const run = drive(
      graph('a -> b', {
        a: { kind: 'set', with: value, when: isTrue, writes: [{ field: 'n', path: ['n'] }] },
        b: {
          kind: 'set',
          with: { kind: 'value', expression: { kind: 'name', name: 'n', at } },
          reads: { state: { n: ['a'] }, nodes: [], inputs: false },
        },
      }),
    );
    assert.deepEqual(run.start(), ['run.started', 'node.completed a', 'node.completed b', 'run.finished']);
    assert.equal(run.state.result, 4);
  });

  it('tries again what may be tried again, after the wait that the policy gives', () => {
    const retry = { max_attempts: 3, initial_ms: 100, factor: 2, max_ms: 150, jitter: false };
    const run = drive(graph('a', { a: { retry } }));
    run.start();
    assert.deepEqual(run.fail('a'), ['node.attempt_failed a']);
    assert.deepEqual(run.commands.at(-1), { kind: 'wake', for: 'retry.due', key: 'a', at: 1100 });
    assert.deepEqual(run.hear({ kind: 'retry.due', key: 'a', time: 1100 }), ['node.retry_due a', 'node.scheduled a']);
    assert.deepEqual(run.fail('a'), ['node.attempt_failed a']);
    assert.deepEqual(run.commands.at(-1), { kind: 'wake', for: 'retry.due', key: 'a', at: 1150 });
    run.hear({ kind: 'retry.due', key: 'a', time: 1150 });
    assert.deepEqual(run.fail('a'), ['node.failed a', 'run.finished']);
    assert.deepEqual(run.state.error, { code: 'NODE_FAILED', message: 'no', node: 'a' });
  });

  it('never waits less than the service asked for', () => {
    const retry = { max_attempts: 2, initial_ms: 100, factor: 2, max_ms: 150, jitter: true };
    const run = drive(graph('a', { a: { retry } }));
    run.start();
    run.fail('a', { retryAfterMs: 5000 });
    assert.deepEqual(run.commands.at(-1), { kind: 'wake', for: 'retry.due', key: 'a', at: 6000 });
  });

  it('takes retry_on for the last word: a named class is tried again, any other is not', () => {
    const retry = { max_attempts: 3, initial_ms: 100, factor: 2, max_ms: 150, jitter: false, retry_on: ['auth'] };
    const named = drive(graph('a', { a: { retry } }));
    named.start();
    assert.deepEqual(named.fail('a', { class: 'auth', retryable: false }), ['node.attempt_failed a']);
    const other = drive(graph('a', { a: { retry } }));
    other.start();
    assert.deepEqual(other.fail('a', { class: 'timeout' }), ['node.failed a', 'run.finished']);
  });

  for (const [name, failure] of [
    ['context_length', { class: 'bad_request', code: 'MODEL_CONTEXT_EXCEEDED' }],
    ['content_filter', { class: 'refused', code: 'MODEL_ANSWER_BLOCKED' }],
    ['model_not_found', { class: 'not_found', code: 'MODEL_NOT_FOUND' }],
    ['invalid_request', { class: 'bad_request', code: 'MODEL_REQUEST_INVALID' }],
  ] as const) {
    it(`takes ${name} of retry_on for ${failure.code}, and for no other failure of a narrower name`, () => {
      const retry = { max_attempts: 3, initial_ms: 100, factor: 2, max_ms: 150, jitter: false, retry_on: [name] };
      const named = drive(graph('a', { a: { retry } }));
      named.start();
      assert.deepEqual(named.fail('a', { ...failure, retryable: false }), ['node.attempt_failed a']);
      const other = drive(graph('a', { a: { retry } }));
      other.start();
      assert.deepEqual(other.fail('a', { class: 'refused', code: 'OTHER' }), ['node.failed a', 'run.finished']);
    });
  }

  it('cancels what runs beside a failure, and aborts it', () => {
    const run = drive(graph('a -> c, b -> c'));
    run.start();
    assert.deepEqual(run.fail('a', { retryable: false }), ['node.failed a', 'node.cancelled b', 'run.finished']);
    assert.deepEqual(run.commands.slice(-2), [{ kind: 'abort', key: 'b', attempt: 1 }, { kind: 'finish' }]);
    assert.equal(run.state.executions.get('b')?.status, 'cancelled');
  });

  it('starts nothing beside a node that fails in the same step', () => {
    const run = drive(graph('a -> x, b -> x', { a: { when: unknownName } }));
    assert.deepEqual(run.start(), ['run.started', 'node.failed a', 'run.finished']);
    assert.deepEqual(run.commands, [{ kind: 'finish' }]);
  });

  it('drops a completion of an attempt that is no longer the current one', () => {
    const run = drive(graph('a'));
    run.start();
    run.hear({ kind: 'attempt.lost', key: 'a', attempt: 1, time: 1000, alone: false });
    const late = {
      kind: 'attempt.succeeded',
      time: 1000,
      key: 'a',
      attempt: 1,
      output: 1,
      costUsd: null,
      durationMs: 1,
    } as const;
    assert.deepEqual(run.hear({ ...late, usage: { input_tokens: null, output_tokens: null } }), []);
    assert.deepEqual(run.succeed('a', 2), ['node.completed a', 'run.finished']);
  });

  it('sends a lost attempt again without spending a retry, alone after two losses, and gives up after three alone', () => {
    const run = drive(graph('a'));
    run.start();
    const lose = (attempt: number): readonly string[] =>
      run.hear({ kind: 'attempt.lost', key: 'a', attempt, time: 1000, alone: attempt > 2 });
    for (const attempt of [1, 2, 3, 4]) assert.deepEqual(lose(attempt), ['attempt.lost a', 'node.scheduled a']);
    const alone = run.commands.flatMap((command) => (command.kind === 'execute' ? [command.alone] : []));
    assert.deepEqual(alone, [false, false, true, true, true]);
    assert.deepEqual(lose(5), ['attempt.lost a', 'node.failed a', 'run.finished']);
    assert.equal(run.state.error?.code, 'RUN_ATTEMPT_LOST');
  });

  it('never sends a lost write again that is not idempotent', () => {
    const run = drive(graph('a', { a: { effects: 'write', idempotent: false } }));
    run.start();
    assert.deepEqual(run.hear({ kind: 'attempt.lost', key: 'a', attempt: 1, time: 1, alone: true }), [
      'attempt.lost a',
      'node.failed a',
      'run.finished',
    ]);
    assert.equal(run.state.error?.code, 'RUN_OUTCOME_UNKNOWN');
  });

  it('goes on with the result that a person found out for a lost write, and asks its routes', () => {
    const plan = graph('a -> b', { a: { effects: 'write', idempotent: false } });
    const run = drive(plan);
    run.start();
    run.hear({ kind: 'attempt.lost', key: 'a', attempt: 1, time: 1, alone: true });
    const execution = run.state.executions.get('a');
    assert.ok(execution !== undefined && isUnknown(execution));
    const copy = happened(plan, run.state, { execution, output: 'A', time: 2 });
    assert.ok('key' in copy);
    assert.deepEqual(run.hear({ kind: 'retry', time: 2, happened: copy }), ['run.retried', 'node.scheduled b']);
    assert.deepEqual(run.succeed('b', 'B'), ['node.completed b', 'run.finished']);
    assert.deepEqual(
      [run.state.status, run.state.error, run.state.executions.get('a')?.output],
      ['succeeded', null, 'A'],
    );
    assert.deepEqual(replay('run-1', run.facts).executions, run.state.executions);
  });

  it('ends a cancelled run at once, also one that never started', () => {
    const run = drive(graph('a -> b'));
    run.start();
    assert.deepEqual(run.hear({ kind: 'cancel', reason: 'asked', time: 1000 }), [
      'run.cancel_requested',
      'node.cancelled a',
      'run.finished',
    ]);
    assert.equal(run.state.status, 'cancelled');
    assert.deepEqual(run.hear({ kind: 'cancel', reason: 'asked', time: 1000 }), []);
    const queued = drive(graph('a'));
    assert.deepEqual(queued.hear({ kind: 'cancel', reason: 'asked', time: 1000 }), [
      'run.cancel_requested',
      'run.finished',
    ]);
  });
});

describe('what a node sees', () => {
  const reads = { state: { x: ['a', 'b'] }, nodes: [], inputs: false };
  const show = { kind: 'value', expression: { kind: 'name', name: 'x', at } } as const;
  const writes = [{ field: 'x', path: ['x'] }] as const;

  it('is the last of its causal ancestors that wrote, else the input, else the default', () => {
    const shape = graph(
      'a -> b, b -> c',
      { a: { writes }, b: { writes }, c: { kind: 'set', with: show, reads } },
      { state: { x: { schema: true, default: 'default' } } },
    );
    const result = (outputs: { a: object; b: object }, inputs = {}): unknown => {
      const run = drive(shape, inputs);
      run.start();
      run.succeed('a', outputs.a as never);
      run.succeed('b', outputs.b as never);
      return run.state.result;
    };
    assert.equal(result({ a: { x: 1 }, b: { x: 2 } }), 2);
    assert.equal(result({ a: { x: 1 }, b: {} }), 1);
    assert.equal(result({ a: {}, b: {} }, { x: 'input' }), 'input');
    assert.equal(result({ a: {}, b: {} }), 'default');
  });
});
