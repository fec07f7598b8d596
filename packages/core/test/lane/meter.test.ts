import assert from 'node:assert/strict';
import { RetryableError } from '@configurable-agents/plugin-sdk';
import { openMeter } from '../../src/lane/meter.ts';
import type { ToldUsage } from '../../src/lane/meter.ts';
import { openPrices } from '../../src/price/table.ts';

const priceOf = openPrices({ acme: { large: { input_mtok: 1, output_mtok: 1 } } });
const large = { provider: 'acme', model: 'large' };
const small = { provider: 'acme', model: 'small' };
const told = (more: Partial<ToldUsage> = {}): ToldUsage => ({
  inputTokens: 10,
  outputTokens: 5,
  costUsd: null,
  ...more,
});

describe('the meter of an attempt', () => {
  it('sums calls up by model, in the order in which they were called first', async () => {
    const meter = openMeter(priceOf, { node: 'a' });
    (await meter.begin(small)).told(told());
    (await meter.begin(large)).told(told());
    (await meter.begin(small)).told(told());
    const models = await meter.read();
    assert.deepEqual(
      models.map(({ model, calls, unknown_calls: unknown, input_tokens: input, cost_usd: cost }) => [
        model,
        calls,
        unknown,
        input,
        cost,
      ]),
      [
        ['small', 2, 2, 20, null],
        ['large', 1, 0, 10, 0.000_015],
      ],
    );
    assert.equal(meter.calls(), 3);
  });

  it('prices each call once, however often it is read', async () => {
    let asked = 0;
    const meter = openMeter(async () => ((asked += 1), { costUsd: 1, prices: 'provider' }), { node: 'a' });
    (await meter.begin(large)).told(told());
    assert.deepEqual(await meter.read(), await meter.read());
    assert.equal(asked, 1);
  });

  it('takes what is no count for unknown', async () => {
    const meter = openMeter(priceOf, { node: 'a' });
    const wrong = { inputTokens: Number.NaN, outputTokens: -1, costUsd: '7' } as unknown as ToldUsage;
    (await meter.begin(large)).told(wrong);
    const [use] = await meter.read();
    assert.deepEqual([use?.input_tokens, use?.output_tokens, use?.cost_usd, use?.unknown_calls], [null, null, null, 1]);
  });

  it('knows that a refused call costs nothing, and of a broken one that nobody knows', async () => {
    for (const [kind, unknown] of [
      ['rate_limit', 0],
      ['auth', 0],
      ['unavailable', 1],
      ['timeout', 1],
    ] as const) {
      const meter = openMeter(priceOf, { node: 'a' });
      (await meter.begin(large)).failed(new RetryableError('no', { class: kind }));
      assert.equal((await meter.read())[0]?.unknown_calls, unknown, kind);
    }
  });

  it('lets no call begin beyond those that budgets left, nor once one of them is spent', async () => {
    const counted = openMeter(priceOf, { node: 'a', calls: 1 });
    (await counted.begin(large)).told(told());
    await assert.rejects(counted.begin(large), {
      code: 'RUN_BUDGET_EXCEEDED',
      class: 'refused',
      message: /^`a` asked no further: its attempt may call models once; raise `max_llm_calls`/,
    });
    assert.equal(counted.calls(), 1);
    const spent = openMeter(priceOf, { node: 'a', limits: [{ of: 'run', what: 'tokens', used: 90, most: 100 }] });
    (await spent.begin(large)).told(told());
    await assert.rejects(spent.begin(large), {
      code: 'RUN_BUDGET_EXCEEDED',
      message: /^`a` asked no further: the run has used 105 of 100 tokens; raise `execution.budget.max_tokens`/,
    });
  });
});
