// Does an answer of a small trained model make sense? Not a test of quality in any larger meaning: 135 million parameters know little. What is asked
// for is what even they must know.
import assert from 'node:assert/strict';
import { openAsking } from '../support/asking.ts';
import type { Asking } from '../support/asking.ts';

const LABEL = {
  type: 'object',
  required: ['colour'],
  additionalProperties: false,
  properties: { colour: { type: 'string', enum: ['blue', 'green', 'red'] } },
} as const;

describe('a small trained model', () => {
  let asking: Asking;
  before(async () => {
    asking = await openAsking(['local'], {
      config: {
        local: {
          models_dir: process.env['SMOLLM_DIR'] ?? '',
          models: { smollm: 'SmolLM2-135M-Instruct.Q4_1.gguf' },
          engine_dir: import.meta.dirname,
        },
      },
    });
  });
  after(async () => await asking?.runtime.close());

  const ask = async (prompt: string, more: object = {}): Promise<string> =>
    await asking.answer({ provider: 'local', model: 'smollm', prompt, parameters: 'max_tokens: 60', ...more });

  it('knows the capital of France', async () => {
    assert.match(await ask('What is the capital of France?'), /Paris/);
  });

  it('goes on in words, and not in noise', async () => {
    const said = await ask('Write one sentence about rain.');
    assert.match(said, /\brain/i);
    assert.match(said, /^[\s\w.,;:'"’“”!?()-]+$/);
  });

  it('answers with the object that a schema wants', async () => {
    const said = await ask('The sky on a clear day is blue. Which colour is the sky?', { schema: LABEL });
    assert.deepEqual(JSON.parse(said), { colour: 'blue' });
  });

  it('counts tokens as a trained tokenizer has them', async () => {
    const { usage } = await asking.run({
      provider: 'local',
      model: 'smollm',
      prompt: 'Hello',
      parameters: 'max_tokens: 8',
    });
    assert.equal(usage.output_tokens, 8);
    assert.ok(
      usage.input_tokens !== null && usage.input_tokens > 5 && usage.input_tokens < 60,
      String(usage.input_tokens),
    );
  });
});
