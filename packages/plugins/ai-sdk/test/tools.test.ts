import assert from 'node:assert/strict';
import type { LanguageModelV4StreamPart } from '@ai-sdk/provider';
import type { Message, Part } from '@configurable-agents/plugin-sdk';
import { finish, generate, scriptedModel, text } from './scripted-model.ts';

const USAGE: Part = { kind: 'usage', inputTokens: 12, outputTokens: 34, costUsd: null };
const input = { type: 'object', properties: { id: { type: 'integer' } } } as const;
const tools = [{ name: 'lookup', description: 'Finds a customer.', input }];
const providerMetadata = { acme: { signature: 's-1' } };

const call = (given: string, more: object = {}): LanguageModelV4StreamPart => {
  return { type: 'tool-call', toolCallId: 'call-1', toolName: 'lookup', input: given, ...more };
};

describe('tools of an AI SDK model', () => {
  it('are offered, and their calls are parts', async () => {
    const model = scriptedModel([...text('One moment.'), call('{"id":7}', { providerMetadata }), finish('tool-calls')]);
    assert.deepEqual(await generate(model, { tools }), [
      { kind: 'text', text: 'One moment.' },
      { kind: 'tool_call', id: 'call-1', name: 'lookup', input: { id: 7 }, providerData: providerMetadata },
      USAGE,
    ]);
    assert.deepEqual(model.calls[0]?.tools, [
      { type: 'function', name: 'lookup', description: 'Finds a customer.', inputSchema: input },
    ]);
  });

  for (const [choice, sent] of [
    ['required', { type: 'required' }],
    ['none', { type: 'none' }],
    [{ name: 'lookup' }, { type: 'tool', toolName: 'lookup' }],
  ] as const) {
    it(`are called as the node chooses: ${JSON.stringify(choice)}`, async () => {
      const model = scriptedModel([...text('Hi'), finish()]);
      await generate(model, { tools, toolChoice: choice });
      assert.deepEqual(model.calls[0]?.toolChoice, sent);
    });
  }

  it('have nothing in what their provider wants back that is no JSON', async () => {
    const metadata = { acme: { signature: 's-1', id: undefined } };
    const [part] = await generate(scriptedModel([call('{}', { providerMetadata: metadata }), finish('tool-calls')]));
    assert.deepEqual(part?.kind === 'tool_call' && part.providerData, { acme: { signature: 's-1' } });
  });

  it('are not named where there are none', async () => {
    const model = scriptedModel([...text('Hi'), finish()]);
    await generate(model);
    assert.ok(!Object.hasOwn(model.calls[0] ?? {}, 'tools'));
  });

  it('give their results as messages, with what the provider wants back', async () => {
    const model = scriptedModel([...text('It is Ada.'), finish()]);
    const messages: readonly Message[] = [
      { role: 'user', content: 'Who is 7?' },
      {
        role: 'assistant',
        content: '',
        toolCalls: [{ id: 'call-1', name: 'lookup', input: { id: 7 }, providerData: providerMetadata }],
      },
      { role: 'tool', toolCallId: 'call-1', name: 'lookup', content: '{"name":"Ada"}' },
    ];
    await generate(model, { tools, messages });
    const named = { toolCallId: 'call-1', toolName: 'lookup' };
    assert.deepEqual(model.calls[0]?.prompt.slice(1), [
      {
        role: 'assistant',
        content: [{ type: 'tool-call', ...named, input: { id: 7 }, providerOptions: providerMetadata }],
      },
      { role: 'tool', content: [{ type: 'tool-result', ...named, output: { type: 'text', value: '{"name":"Ada"}' } }] },
    ]);
  });

  it('come with what was thought before the call where its vendor signed it, which goes back before the call', async () => {
    const think = (id: string, delta: string, metadata?: object): readonly LanguageModelV4StreamPart[] => [
      { type: 'reasoning-start', id },
      { type: 'reasoning-delta', id, delta },
      { type: 'reasoning-end', id, ...(metadata === undefined ? {} : { providerMetadata: { acme: { ...metadata } } }) },
    ];
    const first = scriptedModel([
      ...think('0', 'Who?', { signature: 't-1' }),
      ...think('1', 'unsigned'),
      call('{"id":7}', { providerMetadata }),
      call('{"id":8}', { toolCallId: 'call-2' }),
      finish('tool-calls'),
    ]);
    const parts = await generate(first, { tools });
    const calls = parts.flatMap((part) => (part.kind === 'tool_call' ? [part] : []));
    const thoughts = [{ text: 'Who?', metadata: { acme: { signature: 't-1' } } }];
    assert.deepEqual(
      calls.map(({ providerData }) => providerData),
      [{ ...providerMetadata, thoughts }, undefined],
    );
    const second = scriptedModel([...text('It is Ada.'), finish()]);
    await generate(second, { tools, messages: [{ role: 'assistant', content: 'Wait.', toolCalls: calls }] });
    assert.deepEqual(second.calls[0]?.prompt[0]?.content, [
      { type: 'reasoning', text: 'Who?', providerOptions: { acme: { signature: 't-1' } } },
      { type: 'text', text: 'Wait.' },
      {
        type: 'tool-call',
        toolCallId: 'call-1',
        toolName: 'lookup',
        input: { id: 7 },
        providerOptions: providerMetadata,
      },
      { type: 'tool-call', toolCallId: 'call-2', toolName: 'lookup', input: { id: 8 } },
    ]);
  });

  it('take no arguments as an empty object', async () => {
    const [part] = await generate(scriptedModel([call(''), finish('tool-calls')]), { tools });
    assert.deepEqual(part, { kind: 'tool_call', id: 'call-1', name: 'lookup', input: {} });
  });

  it('fail where the arguments are no JSON', () =>
    assert.rejects(generate(scriptedModel([call('{"id"'), finish('tool-calls')]), { tools }), {
      class: 'invalid_output',
      retryable: true,
    }));
});
