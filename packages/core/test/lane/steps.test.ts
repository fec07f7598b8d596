import assert from 'node:assert/strict';
import { RetryableError } from '@configurable-agents/plugin-sdk';
import { openSteps } from '../../src/lane/steps.ts';

const who = { provider: 'acme', model: 'large' };
const used = { input_tokens: 10, output_tokens: 5, cost_usd: 0.001 };
const use = () => Promise.resolve(used);

/** A clock that a test moves. */
function clock(): { readonly now: () => number; readonly pass: (ms: number) => void } {
  let time = 1000;
  return { now: () => time, pass: (ms) => (time += ms) };
}

describe('the steps of an attempt', () => {
  it('are none where a model was called once, since the attempt says all of that', async () => {
    const steps = openSteps();
    assert.equal(await steps.read(), undefined);
    assert.equal(await steps.model({ ...who, use }, () => Promise.resolve('hello')), 'hello');
    assert.equal(await steps.read(), undefined);
  });

  it('are calls of models and tools in their order, with times from the begin of the attempt', async () => {
    const { now, pass } = clock();
    const steps = openSteps(now);
    pass(5);
    await steps.model({ ...who, use }, () => Promise.resolve(pass(100)));
    pass(1);
    await steps.tool('add', () => Promise.resolve((pass(7), { text: '3', isProblem: false })));
    steps.spared(who);
    assert.deepEqual(await steps.read(), [
      { kind: 'model', ...who, at_ms: 5, duration_ms: 100, ...used },
      { kind: 'tool', name: 'add', at_ms: 106, duration_ms: 7 },
      {
        kind: 'model',
        ...who,
        cached: true,
        at_ms: 113,
        duration_ms: 0,
        input_tokens: 0,
        output_tokens: 0,
        cost_usd: 0,
      },
    ]);
  });

  it('say how one failed, and let the failure through', async () => {
    const steps = openSteps(clock().now);
    const busy = new RetryableError('not now', { code: 'MODEL_BUSY', class: 'rate_limit' });
    await assert.rejects(
      steps.model({ ...who, use }, () => Promise.reject(busy)),
      busy,
    );
    await steps.tool('add', () => Promise.resolve({ text: '{"error":"wrong"}', isProblem: true }));
    const errors = (await steps.read())?.map(({ error }) => error);
    assert.deepEqual(errors, [
      { code: 'MODEL_BUSY', class: 'rate_limit' },
      { code: 'TOOL_FAILED', class: 'error' },
    ]);
  });

  it('are bounded, and so are the names that a model invents', async () => {
    const steps = openSteps();
    const told = { text: '', isProblem: true };
    for (let i = 0; i < 1100; i += 1) await steps.tool('x'.repeat(500), () => Promise.resolve(told));
    const read = (await steps.read()) ?? [];
    assert.equal(read.length, 1000);
    assert.ok(read.every((step) => step.kind === 'tool' && step.name.length === 64));
  });
});
