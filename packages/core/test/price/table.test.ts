import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { openPrices, PRICE_TABLE } from '../../src/price/table.ts';
import type { CallTokens, PricedCall, Price } from '../../src/price/table.ts';

const NO_CACHE = { cacheRead: null, cacheWrite: null };
const TOKENS: CallTokens = { input: 1000, output: 100, ...NO_CACHE };

function call(provider: string, model: string, more: Partial<PricedCall> = {}): PricedCall {
  return { provider, model, tokens: TOKENS, toldUsd: null, time: new Date('2026-06-01'), ...more };
}

const priceBy = openPrices();
const usd = async (price: Promise<Price | undefined>): Promise<number | undefined> =>
  Math.round(((await price)?.costUsd ?? Number.NaN) * 1e9) / 1e9;

describe('the price of a call', () => {
  it('is that of the table, for the models of vendors, also by their other names', async () => {
    assert.equal(await usd(priceBy(call('google', 'gemini-1.5-flash'))), 0.000_105);
    assert.equal(await usd(priceBy(call('google', 'gemini-2.5-flash'))), 0.000_55);
    assert.equal(await usd(priceBy(call('openai', 'gpt-4o-mini'))), 0.000_21);
    assert.equal(await usd(priceBy(call('anthropic', 'claude-3-5-sonnet-latest'))), 0.0045);
  });

  it('has the version of the table, which is the one that is installed', async () => {
    assert.equal((await priceBy(call('openai', 'gpt-5')))?.prices, PRICE_TABLE);
    const installed = new URL('../package.json', import.meta.resolve('@pydantic/genai-prices'));
    const { version } = JSON.parse(readFileSync(installed, 'utf8')) as { readonly version: string };
    assert.equal(PRICE_TABLE, `genai-prices@${version}`);
  });

  it('has tokens of a cache at their own price', async () => {
    const tokens = { input: 1000, output: 100, cacheRead: 900, cacheWrite: 50 };
    assert.equal(await usd(priceBy(call('anthropic', 'claude-sonnet-4-5', { tokens }))), 0.002_107_5);
  });

  for (const [why, given] of [
    ['of a model that nobody knows', call('google', 'gemini-of-next-year')],
    ['of a model of another vendor', call('google', 'gpt-4o')],
    ['of a provider that the table would only guess', call('openai-compatible', 'gpt-4o')],
    ['of what runs on the own machine', call('ollama', 'llama3')],
    ['without input tokens', call('openai', 'gpt-5', { tokens: { ...TOKENS, input: null } })],
    ['without output tokens', call('openai', 'gpt-5', { tokens: { ...TOKENS, output: null } })],
    ['with more tokens from the cache than input', call('openai', 'gpt-5', { tokens: { ...TOKENS, cacheRead: 2000 } })],
    ['of a provider called like a property of every object', call('constructor', 'toString')],
  ] as const) {
    it(`is unknown, and not 0: ${why}`, async () => assert.equal(await priceBy(given), undefined));
  }

  it('is what the provider tells, also where that is nothing', async () => {
    const told = { costUsd: 0, prices: 'provider' };
    assert.deepEqual(await priceBy(call('openai', 'gpt-5', { toldUsd: 0 })), told);
  });

  describe('with `pricing` in the configuration', () => {
    const pricing = {
      acme: { large: { input_mtok: 2, output_mtok: 10, cache_read_mtok: 0.5 }, '*': { input_mtok: 0, output_mtok: 0 } },
      openai: { 'gpt-5': { input_mtok: 1, output_mtok: 1 } },
    };
    const own = openPrices(pricing);

    it('is what stands there, before what the provider tells and before the table', async () => {
      assert.equal(await usd(own(call('acme', 'large', { toldUsd: 7 }))), 0.003);
      assert.equal(await usd(own(call('openai', 'gpt-5'))), 0.0011);
      assert.equal(await usd(own(call('openai', 'gpt-4o-mini'))), 0.000_21);
    });

    it('has tokens of a cache at the price of input, where no other stands there', async () => {
      const tokens = { input: 1000, output: 0, cacheRead: 400, cacheWrite: 100 };
      assert.equal(await usd(own(call('acme', 'large', { tokens }))), 0.0014);
    });

    it('is by `*` for every other model, and nothing is nothing even where tokens are unknown', async () => {
      const tokens = { input: null, output: null, ...NO_CACHE };
      assert.equal((await own(call('acme', 'small', { tokens })))?.costUsd, 0);
      assert.equal(await own(call('acme', 'large', { tokens })), undefined);
    });

    it('has a stamp that changes with the prices, and only with them', async () => {
      const stamp = async (of: typeof own): Promise<string | undefined> => (await of(call('acme', 'large')))?.prices;
      assert.match((await stamp(own)) ?? '', /^configuration@[0-9a-f]{12}$/);
      assert.equal(await stamp(openPrices({ ...pricing })), await stamp(own));
      assert.notEqual(await stamp(openPrices({ acme: pricing.acme })), await stamp(own));
    });
  });

  it('loads the table with the first call that nobody else prices, and not before', () => {
    const table = new URL('../../src/price/table.ts', import.meta.url).href;
    const script = `
      const loaded = [];
      (await import('node:module')).registerHooks({
        resolve: (name, context, next) => (loaded.push(name), next(name, context)),
      });
      const { openPrices } = await import(${JSON.stringify(table)});
      const priceOf = openPrices({ acme: { '*': { input_mtok: 1, output_mtok: 1 } } });
      const call = (provider, toldUsd) => ({
        provider, model: 'gpt-5', toldUsd, time: new Date(),
        tokens: { input: 1, output: 1, cacheRead: null, cacheWrite: null },
      });
      const has = () => loaded.includes('@pydantic/genai-prices');
      await priceOf(call('echo', 0));
      await priceOf(call('acme', null));
      const before = has();
      await priceOf(call('openai', null));
      console.log(JSON.stringify([before, has()]));`;
    const args = ['--conditions=@configurable-agents/source', '--input-type=module', '--eval', script];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: import.meta.dirname });
    assert.equal(stdout.trim(), '[false,true]', stderr);
  });
});
