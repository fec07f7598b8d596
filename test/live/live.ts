// Hosted models, each asked as a workflow asks it: a text, an object, a call of a tool. It needs the keys and costs a few cents; what has no key is
// skipped, and says so.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CURRENT_MODEL as CLAUDE } from '../../packages/plugins/anthropic/src/models.ts';
import { CURRENT_MODEL as GEMINI } from '../../packages/plugins/google/src/models.ts';
import { CURRENT_MODEL as GPT } from '../../packages/plugins/openai/src/models.ts';
import { openAsking } from '../support/asking.ts';
import type { Ask, Asking } from '../support/asking.ts';
import { ROOT } from '../support/markdown.ts';

const { env } = process;

type Hosted = {
  readonly provider: string;
  readonly model: string;
  /** Environment variables without which it is skipped. */
  readonly needs: readonly string[];
};

const HOSTED: readonly Hosted[] = [
  { provider: 'google', model: env['LIVE_GOOGLE_MODEL'] ?? GEMINI, needs: ['GOOGLE_API_KEY'] },
  { provider: 'openai', model: env['LIVE_OPENAI_MODEL'] ?? GPT, needs: ['OPENAI_API_KEY'] },
  { provider: 'anthropic', model: env['LIVE_ANTHROPIC_MODEL'] ?? CLAUDE, needs: ['ANTHROPIC_API_KEY'] },
  {
    provider: 'openai-compatible',
    model: env['LIVE_MODEL'] ?? '',
    needs: ['OPENAI_COMPATIBLE_API_KEY', 'LIVE_BASE_URL', 'LIVE_MODEL'],
  },
];

const LABEL = {
  type: 'object',
  required: ['sentiment'],
  additionalProperties: false,
  properties: { sentiment: { type: 'string', enum: ['positive', 'negative'] } },
} as const;

const DESK = pathToFileURL(join(ROOT, 'examples', 'models', 'desk', 'index.js')).href;

for (const { provider, model, needs } of HOSTED) {
  const missing = needs.filter((name) => (env[name] ?? '') === '');
  const title = missing.length === 0 ? `${provider} ${model}` : `${provider} (skipped: no ${missing.join(', no ')})`;

  describe(title, () => {
    let asking: Asking;
    before(async function () {
      if (missing.length > 0) {
        console.log(`skipped: ${provider}, no ${missing.join(', no ')}`);
        this.skip();
      }
      asking = await openAsking([provider], {
        env,
        config: provider === 'openai-compatible' ? { [provider]: { base_url: env['LIVE_BASE_URL'] ?? '' } } : {},
        extra: [{ specifier: DESK, firstParty: true }],
      });
    });
    after(async () => await asking?.runtime.close());

    const ask = (prompt: string, more: Partial<Ask> = {}): Ask => ({ provider, model, prompt, ...more });

    it('answers in a text, whose tokens and cost are known', async () => {
      const { status, result, usage, error } = await asking.run(ask('What is the capital of France? One word.'));
      assert.equal(status, 'succeeded', JSON.stringify(error));
      assert.match(String(result), /Paris/);
      assert.ok(usage.input_tokens !== null && usage.input_tokens > 0);
      assert.ok(usage.output_tokens !== null && usage.output_tokens > 0);
      if (provider !== 'openai-compatible') assert.ok(usage.cost_usd !== null && usage.cost_usd > 0);
    });

    it('answers with the object that a schema wants', async () => {
      const said = await asking.answer(ask('Judge this review: "I love it, best purchase ever."', { schema: LABEL }));
      assert.deepEqual(JSON.parse(said), { sentiment: 'positive' });
    });

    it('calls a tool, and answers by what it found', async () => {
      const node = `tools: [{ uses: desk.find_page, name: find_page, with: { shelf: help } }]\n    max_turns: 4`;
      const prompt =
        'Look it up with find_page, searching for "money back": within how many days do I get my money back?';
      assert.match(await asking.answer(ask(prompt, { node })), /14/);
    });

    it('says which model is not there', async () => {
      const { error } = await asking.run(ask('Hello', { model: 'a-model-that-nobody-has' }));
      assert.equal(error?.code, 'MODEL_NOT_FOUND', JSON.stringify(error));
    });
  });
}
