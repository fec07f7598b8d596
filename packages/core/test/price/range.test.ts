import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { openPriceRanges } from '../../src/price/range.ts';
import { openPrices } from '../../src/price/table.ts';

const now = new Date('2026-11-01');
const priceOf = openPriceRanges({ now });

describe('what a model may cost', () => {
  it('is between the cheapest and the dearest of its prices: caches, tiers', () => {
    assert.deepEqual(priceOf('openai', 'gpt-4o-mini'), {
      input: { lo: 0.075, hi: 0.15 },
      output: { lo: 0.6, hi: 0.6 },
    });
    assert.deepEqual(priceOf('anthropic', 'claude-sonnet-4-5'), {
      input: { lo: 0.3, hi: 7.5 },
      output: { lo: 15, hi: 22.5 },
    });
  });

  it('covers every hour of the day, and prices that begin later, but none that is over', () => {
    const { input, output } = priceOf('deepseek', 'deepseek-chat') ?? {};
    assert.ok(input && output && input.hi > input.lo && output.hi > output.lo, JSON.stringify({ input, output }));
  });

  it('holds what calls are priced at, whatever comes from a cache', async () => {
    const price = openPrices();
    for (const [provider, model] of [
      ['openai', 'gpt-5'],
      ['anthropic', 'claude-sonnet-4-5'],
      ['google', 'gemini-2.5-pro'],
      ['deepseek', 'deepseek-chat'],
    ] as const) {
      const range = priceOf(provider, model);
      assert.ok(range);
      for (const input of [1000, 1_000_000]) {
        for (const [cacheRead, cacheWrite] of [
          [0, 0],
          [input, 0],
          [0, input],
        ] as const) {
          for (const hour of ['05', '20']) {
            const tokens = { input, output: 1000, cacheRead, cacheWrite };
            const time = new Date(`2026-11-02T${hour}:00:00Z`);
            const found = await price({ provider, model, tokens, toldUsd: null, time });
            assert.ok(found);
            const least = (input * range.input.lo + 1000 * range.output.lo) / 1e6;
            const most = (input * range.input.hi + 1000 * range.output.hi) / 1e6;
            const { costUsd } = found;
            assert.ok(least <= costUsd + 1e-12 && costUsd <= most + 1e-12, `${model}: ${least} ${costUsd} ${most}`);
          }
        }
      }
    }
  });

  it('is what `pricing` says first, for what an alias stands for', () => {
    const own = openPriceRanges({
      now,
      pricing: {
        acme: { big: { input_mtok: 2, output_mtok: 8, cache_read_mtok: 1, cache_write_mtok: 3 } },
        echo: { '*': { input_mtok: 1, output_mtok: 1 } },
      },
      providers: { acme: { aliases: { old: 'big' } } },
    });
    assert.deepEqual(own('acme', 'old'), { input: { lo: 1, hi: 3 }, output: { lo: 8, hi: 8 } });
    assert.equal(own('acme', 'other'), undefined);
    assert.equal(own('echo', 'any')?.input.hi, 1);
  });

  it('is nothing for what runs on the own machine, and unknown where nobody knows', () => {
    for (const provider of ['echo', 'ollama', 'local']) assert.equal(priceOf(provider, 'any')?.output.hi, 0);
    assert.equal(priceOf('openai-compatible', 'gpt-4o'), undefined);
    assert.equal(priceOf('google', 'gemini-of-next-year'), undefined);
    assert.equal(priceOf('constructor', 'toString'), undefined);
  });

  it('loads no table for what needs none', () => {
    const module = JSON.stringify(new URL('../../src/price/range.ts', import.meta.url).href);
    const text = `
      import { createRequire } from 'node:module';
      const { openPriceRanges } = await import(${module});
      const priceOf = openPriceRanges({ now: new Date() });
      const isLoaded = () => Object.keys(createRequire(import.meta.url).cache).some((path) => path.includes('genai-prices'));
      priceOf('echo', 'any');
      const before = isLoaded();
      priceOf('openai', 'gpt-5');
      console.log(before, isLoaded());`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', text], { encoding: 'utf8' });
    assert.equal(stdout, 'false true\n');
  });
});
