// Whole workflows on a real engine: provider `local` in its own process, and `ollama`, `openai` and `openai-compatible` over HTTP to the same engine.
// The weights are random: that proves tokens, sampling, grammars, limits, abort and the wire, and nothing of what a model knows.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { RunOutcome, Runtime } from '@configurable-agents/core';
import OpenAI from 'openai';
import { engineProcess } from '../../packages/plugins/local/src/process.ts';
import { openAsking } from '../support/asking.ts';
import type { Ask, Asking } from '../support/asking.ts';
import { MODEL, openFront } from './front.ts';
import type { Front } from './front.ts';
import { tinyModel } from './tiny-model.ts';

const PROVIDERS = ['local', 'ollama', 'openai', 'openai-compatible'] as const;

const ENGINE_DIR = import.meta.dirname;
const FILE = 'tiny.gguf';
const CONTEXT_TOKENS = 2048;
/** An answer that takes the engine seconds. */
const LONG = 1500;

const LABEL = {
  type: 'object',
  required: ['label', 'score', 'urgent', 'words'],
  additionalProperties: false,
  properties: {
    label: { type: 'string', enum: ['good', 'bad'] },
    score: { type: 'integer' },
    urgent: { type: 'boolean' },
    words: { type: 'array', items: { type: 'string', maxLength: 8 }, maxItems: 2 },
  },
} as const;

type Asked = Partial<Ask> & Pick<Ask, 'provider'>;

const whole = (asked: Asked): Ask => ({ model: MODEL, prompt: 'Say something', node: 'repair: 0', ...asked });

describe('a real engine', () => {
  let folder: string;
  let front: Front;
  let asking: Asking;
  let runtime: Runtime;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'configurable-agents-engine-'));
    writeFileSync(join(folder, FILE), tinyModel());
    const engine = { engineDir: ENGINE_DIR, contextTokens: CONTEXT_TOKENS, threads: 1 };
    front = await openFront({ ...engine, file: join(folder, FILE), process: engineProcess() });
    asking = await openAsking(PROVIDERS, {
      env: { OPENAI_API_KEY: 'sk-a-key-that-nobody-has' },
      config: {
        local: {
          models_dir: folder,
          models: { [MODEL]: FILE },
          engine_dir: ENGINE_DIR,
          context_tokens: CONTEXT_TOKENS,
        },
        ollama: { base_url: front.url },
        openai: { base_url: front.url, api: 'chat' },
        'openai-compatible': { base_url: front.url },
      },
    });
    runtime = asking.runtime;
  });
  after(async () => {
    await runtime?.close();
    front?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = async (asked: Asked): Promise<RunOutcome> => await asking.run(whole(asked));
  const answerOf = async (asked: Asked): Promise<string> => await asking.answer(whole(asked));

  it('says the same, and counts the same tokens, through every provider', async () => {
    const outcomes = await Promise.all(PROVIDERS.map((provider) => run({ provider, parameters: 'max_tokens: 40' })));
    const [first] = outcomes;
    assert.ok(first && typeof first.result === 'string' && first.result !== '', JSON.stringify(first));
    for (const { result } of outcomes) assert.equal(result, first.result);
    const counts = outcomes.map(({ usage }) => [usage.input_tokens, usage.output_tokens]);
    assert.deepEqual(new Set(counts.map(String)).size, 1, String(counts));
    assert.equal(first.usage.output_tokens, 40);
    // Over HTTP it is what the engine behind it counted.
    for (const { inputTokens, outputTokens } of front.counted()) {
      assert.deepEqual([inputTokens, outputTokens], counts[0]);
    }
    assert.equal(front.counted().length, PROVIDERS.length - 1);
  });

  it('costs nothing at home, and what nobody knows elsewhere', async () => {
    const [local, compatible] = await Promise.all(
      (['local', 'openai-compatible'] as const).map((provider) => run({ provider, parameters: 'max_tokens: 5' })),
    );
    assert.equal(local?.usage.cost_usd, 0);
    assert.equal(compatible?.usage.cost_usd, null);
  });

  it('says what it said, piece by piece, while it says it', async () => {
    for (const provider of PROVIDERS) {
      const pieces: string[] = [];
      const stop = runtime.subscribeTexts(({ text }) => pieces.push(text));
      const said = await answerOf({ provider, prompt: 'Tell a story', parameters: 'max_tokens: 200' });
      stop();
      assert.ok(pieces.length > 1, `${provider}: ${pieces.length} pieces`);
      assert.equal(pieces.join(''), said);
    }
  });

  it('keeps to a schema by a grammar', async () => {
    for (const provider of PROVIDERS) {
      const said = await answerOf({ provider, prompt: 'Judge', schema: LABEL, parameters: 'temperature: 1, seed: 3' });
      const value = JSON.parse(said) as { readonly label: string; readonly score: number; readonly words: string[] };
      assert.ok(['good', 'bad'].includes(value.label), said);
      assert.ok(Number.isInteger(value.score), said);
      assert.ok(value.words.length <= 2, said);
    }
  });

  it('samples by its seed', async () => {
    for (const provider of PROVIDERS) {
      const sampled = async (seed: number): Promise<string> =>
        await answerOf({ provider, parameters: `temperature: 1, max_tokens: 40, seed: ${seed}` });
      const [first, again, other] = [await sampled(3), await sampled(3), await sampled(4)];
      assert.equal(again, first, provider);
      assert.notEqual(other, first, provider);
    }
  });

  it('ends at a text that stops it', async () => {
    const uncut = await answerOf({ provider: 'local', parameters: 'max_tokens: 40' });
    const at = uncut.slice(12, 14);
    for (const provider of PROVIDERS) {
      const said = await answerOf({ provider, parameters: `max_tokens: 40, stop: [${JSON.stringify(at)}]` });
      assert.equal(said, uncut.slice(0, uncut.indexOf(at)), provider);
    }
  });

  it('refuses a prompt that is longer than the context, once', async () => {
    for (const provider of PROVIDERS) {
      const { run_id: id, error } = await run({ provider, prompt: 'word '.repeat(CONTEXT_TOKENS) });
      assert.equal(error?.code, 'MODEL_CONTEXT_EXCEEDED', JSON.stringify(error));
      const kinds = runtime.reader.journal(id).map(({ fact }) => fact.kind);
      assert.equal(
        kinds.filter((kind) => kind === 'node.attempt_failed' || kind === 'node.failed').length,
        1,
        String(kinds),
      );
    }
  });

  it('says which model is not there', async () => {
    for (const provider of PROVIDERS) {
      const { error } = await run({ provider, model: 'gone' });
      assert.equal(error?.code, 'MODEL_NOT_FOUND', JSON.stringify(error));
    }
  });

  it('stops when its run is cancelled, and answers the next one', async () => {
    for (const provider of PROVIDERS) {
      const id = await asking.start(whole({ provider, parameters: `max_tokens: ${LONG}` }));
      await firstPieceOf(id);
      const startedMs = performance.now();
      await runtime.cancel(id, 'enough');
      assert.equal((await runtime.result(id)).status, 'cancelled');
      await answerOf({ provider, parameters: 'max_tokens: 2' });
      const tookMs = performance.now() - startedMs;
      assert.ok(tookMs < 2000, `${provider}: the engine went on for ${tookMs} ms`);
    }
    assert.equal(front.left(), PROVIDERS.length - 1);
  });

  async function firstPieceOf(runId: string): Promise<void> {
    for (let tries = 0; tries < 1000; tries += 1) {
      if (runtime.texts(runId).length > 0) return;
      await pause(5);
    }
    assert.fail('the model said nothing for five seconds');
  }

  it('answers many at once', async () => {
    const asks = Array.from({ length: 24 }, (_, i) => ({
      provider: PROVIDERS[i % PROVIDERS.length] ?? 'local',
      prompt: `Say ${i}`,
      parameters: 'max_tokens: 20',
    }));
    const said = await Promise.all(asks.map(answerOf));
    for (const [i, ask] of asks.entries()) assert.equal(said[i], await answerOf({ ...ask, provider: 'local' }));
  });

  it('stands behind the wire that the vendor itself speaks', async () => {
    const client = new OpenAI({ baseURL: front.url, apiKey: 'sk-a-key-that-nobody-has' });
    const asked = { model: MODEL, messages: [{ role: 'user', content: 'Say something' }], max_tokens: 40 } as const;
    const answer = await client.chat.completions.create({ ...asked, messages: [...asked.messages] });
    assert.equal(
      answer.choices[0]?.message.content,
      await answerOf({ provider: 'local', parameters: 'max_tokens: 40' }),
    );
    assert.equal(answer.usage?.completion_tokens, 40);
  });
});
