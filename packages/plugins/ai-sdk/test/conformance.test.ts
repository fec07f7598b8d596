import { APICallError } from '@ai-sdk/provider';
import { fromLanguageModel } from '@configurable-agents/plugin-ai-sdk';
import { checkProvider, contextWith } from '@configurable-agents/plugin-sdk/testing';
import { finish, request, SCHEMA, scriptedModel, text } from './scripted-model.ts';

const KEY = 'sk-very-secret-0123456789';

const refused = (statusCode: number): ReturnType<typeof scriptedModel> =>
  scriptedModel(() =>
    Promise.reject(
      new APICallError({ message: `no, ${KEY}`, url: 'https://a.example', requestBodyValues: {}, statusCode }),
    ),
  );

const MODELS: { readonly [script: string]: ReturnType<typeof scriptedModel> } = {
  text: scriptedModel([...text('Hel', 'lo'), finish()]),
  object: scriptedModel([...text('{"label":"a"}'), finish()]),
  other: scriptedModel([...text('{"label":1}'), finish()]),
  call: scriptedModel([
    { type: 'tool-call', toolCallId: 'call-1', toolName: 'lookup', input: '{"id":7}' },
    finish('tool-calls'),
  ]),
  half: scriptedModel(text('Hel')),
  silent: scriptedModel(() => new Promise(() => undefined)),
  unauthorised: refused(401),
  malformed: refused(400),
  full: refused(429),
  down: refused(503),
};

const saying = (script: string): ReturnType<typeof contextWith> =>
  contextWith({ config: { script }, secrets: { api_key: KEY } });

describe('a provider over an AI SDK model', () => {
  it('keeps the contract of a provider', () =>
    checkProvider(
      {
        models: { '*': { contextTokens: null, structuredOutput: true, tools: false } },
        generate: fromLanguageModel({
          name: 'acme',
          create: (_request, { config, secret }) => {
            secret('api_key');
            return MODELS[String(config['script'])] ?? scriptedModel([]);
          },
        }),
      },
      {
        request,
        context: saying('text'),
        text: 'Hello',
        structured: { outputSchema: SCHEMA, context: saying('object'), violating: saying('other') },
        tool: { offer: { name: 'lookup', description: 'Finds.', input: { type: 'object' } }, call: saying('call') },
        failures: [
          { name: 'half an answer', context: saying('half'), class: 'invalid_output', retryable: true },
          { name: 'a wrong key', context: saying('unauthorised'), class: 'auth', retryable: false },
          { name: 'a wrong request', context: saying('malformed'), class: 'bad_request', retryable: false },
          { name: 'a full queue', context: saying('full'), class: 'rate_limit', retryable: true },
          { name: 'an outage', context: saying('down'), class: 'unavailable', retryable: true },
        ],
        slow: { context: saying('silent') },
        secrets: [KEY],
      },
    ));
});
