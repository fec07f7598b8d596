import assert from 'node:assert/strict';
import type { ExecutionGraph, Gate } from '@configurable-agents/core/graph';
import { closeAll, open, runToEnd } from '../support/runtime.ts';
import { graph } from '../support/graph.ts';

const LLM = {
  uses: 'llm',
  effects: 'read',
  llm: { provider: 'test', model: 'm', parameters: {}, prompt: { kind: 'literal', value: 'x' } },
} as const;
const gated = (gates: readonly Gate[], nodes: Parameters<typeof graph>[1] = {}): ExecutionGraph => ({
  ...graph('a', nodes),
  features: ['gates'],
  hash: JSON.stringify(gates),
  execution: { gates },
});

describe('gates', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  it('are told of when a run ends, in its detail and in its last fact, and fail it where they say so', async () => {
    const runtime = await open();
    const slow: Gate = { name: 'slow', metric: 'duration_ms', min: 1_000_000, action: 'warn' };
    const calls: Gate = { name: 'calls', metric: 'llm_calls', max: 0, action: 'fail' };
    const passed = await runToEnd(runtime, gated([slow, calls]));
    assert.deepEqual([passed.status, passed.error], ['succeeded', null]);
    const { gates = [] } = runtime.reader.detail(passed.run_id) ?? {};
    assert.deepEqual(
      gates.map(({ name, passed: isPassed }) => [name, isPassed]),
      [
        ['slow', false],
        ['calls', true],
      ],
    );
    assert.deepEqual(runtime.reader.journal(passed.run_id).at(-1)?.fact['gates'], gates);
    const failed = await runToEnd(runtime, gated([{ ...slow, action: 'fail' }, calls]));
    assert.equal(failed.status, 'failed');
    assert.equal(failed.result, null);
    assert.equal(failed.error?.code, 'RUN_GATE_FAILED');
    assert.match(
      failed.error.message,
      /^the gate slow is not passed: duration_ms is \d+, and has to be at least 1000000$/,
    );
  });

  it('judge what models used, and nothing that nobody knows', async () => {
    const runtime = await open();
    const gates: readonly Gate[] = [
      { name: 'tokens', metric: 'total_tokens', max: 8, action: 'warn' },
      { name: 'out', metric: 'output_tokens', min: 5, max: 5, action: 'fail' },
      { name: 'calls', metric: 'llm_calls', max: 1, action: 'fail' },
      { name: 'cost', metric: 'cost_usd', max: 0, action: 'fail' },
    ];
    const without = await runToEnd(runtime, gated(gates.slice(3)));
    assert.equal(without.status, 'succeeded');
    assert.deepEqual(runtime.reader.detail(without.run_id)?.gates, [{ ...gates[3], value: null, passed: null }]);
    const asked = await runToEnd(runtime, gated(gates.slice(0, 3), { a: LLM }));
    assert.deepEqual(
      runtime.reader.detail(asked.run_id)?.gates?.map(({ name, value, passed }) => [name, value, passed]),
      [
        ['tokens', 8, true],
        ['out', 5, true],
        ['calls', 1, true],
      ],
    );
  });

  it('do not judge a run that failed by itself', async () => {
    const runtime = await open();
    const failing = { uses: 'test.fail', with: { kind: 'literal', value: { retryable: false } } } as const;
    const gate: Gate = { name: 'slow', metric: 'duration_ms', min: 1_000_000, action: 'fail' };
    const outcome = await runToEnd(runtime, gated([gate], { a: failing }));
    assert.notEqual(outcome.error?.code, 'RUN_GATE_FAILED');
    assert.equal(runtime.reader.detail(outcome.run_id)?.gates?.[0]?.passed, false);
  });
});
