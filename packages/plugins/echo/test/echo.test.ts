import assert from 'node:assert/strict';
import type { Context, GenerateRequest, JsonSchema, Part, ToolOffer } from '@configurable-agents/plugin-sdk';
import { plugin } from '@configurable-agents/plugin-echo';

async function ask(request: Partial<GenerateRequest>, signal = new AbortController().signal): Promise<readonly Part[]> {
  const whole = {
    model: 'any',
    messages: [{ role: 'user', content: 'Hello' }],
    parameters: {},
    state: {},
    ...request,
  } as GenerateRequest;
  // Echo reads nothing of its context but the signal.
  const parts = plugin.providers?.['echo']?.generate(whole, { signal } as Context);
  assert.ok(parts);
  return await Array.fromAsync(parts);
}

async function answer(outputSchema: JsonSchema, state = {}): Promise<unknown> {
  const [part] = await ask({ outputSchema, state });
  return part?.kind === 'object' ? part.value : part;
}

describe('provider echo', () => {
  it('answers with the prompt, counts tokens by bytes and costs nothing', async () => {
    assert.deepEqual(await ask({}), [
      { kind: 'text', text: '[echo] Hello' },
      { kind: 'usage', inputTokens: 2, outputTokens: 3, costUsd: 0 },
    ]);
  });

  it('says no more than `max_tokens`, in whole characters', async () => {
    const cut = async (content: string, most: number): Promise<unknown> => {
      const parts = await ask({ messages: [{ role: 'user', content }], parameters: { max_tokens: most } });
      const [text, usage] = parts;
      assert.ok(usage?.kind === 'usage' && (usage.outputTokens ?? 0) <= most, JSON.stringify(parts));
      return text?.kind === 'text' ? text.text : text;
    };
    assert.equal(await cut('Hello', 2), '[echo] H');
    assert.equal(await cut('Hello', 100), '[echo] Hello');
    assert.equal(await cut('ääää', 2), '[echo] ');
    assert.equal(await cut('ääää', 3), '[echo] ää');
    assert.equal(await cut('a😀', 2), '[echo] a');
  });

  it('has no object where one does not fit into `max_tokens`', async () => {
    const outputSchema = { type: 'object', properties: { text: { type: 'string', minLength: 40 } } };
    await assert.rejects(ask({ outputSchema, parameters: { max_tokens: 5 } }), {
      class: 'invalid_output',
      code: 'MODEL_ANSWER_CUT',
    });
    const [part] = await ask({ outputSchema, parameters: { max_tokens: 50 } });
    assert.equal(part?.kind, 'object');
  });

  it('answers a schema with its smallest value', async () => {
    const schema = {
      type: 'object',
      properties: {
        score: { type: 'integer', minimum: 3 },
        label: { enum: ['bug', 'feature'] },
        text: { type: 'string', minLength: 2 },
        list: { type: 'array', minItems: 1, items: { type: 'boolean' } },
        nested: { $ref: '#/$defs/n' },
      },
      $defs: { n: { anyOf: [{ const: 'first' }, { type: 'null' }] } },
    };
    assert.deepEqual(await answer(schema), { score: 3, label: 'bug', text: 'xx', list: [false], nested: 'first' });
  });

  it('copies state values of the same name through where they fit', async () => {
    const schema = {
      type: 'object',
      properties: { topic: { type: 'string' }, score: { type: 'integer', maximum: 5 } },
    };
    assert.deepEqual(await answer(schema, { topic: 'tea', score: 9 }), { topic: 'tea', score: 0 });
  });

  it('calls a tool where one must be called, with the smallest arguments that fit', async () => {
    const offer = (name: string): ToolOffer => ({
      name,
      description: 'Looks something up.',
      input: { type: 'object', properties: { id: { type: 'integer', minimum: 7 } } },
    });
    const tools = [offer('first'), offer('second')];
    const called = async (toolChoice: GenerateRequest['toolChoice'] & {}): Promise<unknown> =>
      (await ask({ tools, toolChoice }))[0];
    assert.deepEqual(await called('required'), { kind: 'tool_call', id: 'echo-1', name: 'first', input: { id: 7 } });
    assert.deepEqual(await called({ name: 'second' }), {
      kind: 'tool_call',
      id: 'echo-1',
      name: 'second',
      input: { id: 7 },
    });
    for (const choice of ['auto', 'none'] as const)
      assert.deepEqual(await called(choice), { kind: 'text', text: '[echo] Hello' });
  });

  it('answers the last turn of the user', async () => {
    const messages = [
      { role: 'user', content: 'first' },
      { role: 'user', content: 'second' },
      { role: 'assistant', content: 'so far' },
    ] as const;
    assert.deepEqual((await ask({ messages }))[0], { kind: 'text', text: '[echo] second' });
  });

  it('ends at once when it is aborted', async () => {
    const parameters = { options: { delay_ms: 60_000 } };
    await assert.rejects(ask({ parameters }, AbortSignal.timeout(10)), { name: 'AbortError' });
  });
});
