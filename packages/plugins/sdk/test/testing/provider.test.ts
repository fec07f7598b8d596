import { setTimeout as sleep } from 'node:timers/promises';
import assert from 'node:assert/strict';
import { RetryableError, TerminalError } from '@configurable-agents/plugin-sdk';
import type { Context, GenerateRequest, Json, Part, Provider } from '@configurable-agents/plugin-sdk';
import { checkProvider, contextWith } from '@configurable-agents/plugin-sdk/testing';
import type { ProviderFixtures } from '@configurable-agents/plugin-sdk/testing';
import { catchTwins } from '../support/twins.ts';

type Fetch = typeof globalThis.fetch;
const usage: Part = { kind: 'usage', inputTokens: 1, outputTokens: null, costUsd: null };
const offer = { name: 'lookup', description: 'Finds.', input: { type: 'object', required: ['id'] } } as const;
const schema = { type: 'object', required: ['a'], properties: { a: { type: 'number' } } } as const;
const request: GenerateRequest = {
  model: 'any',
  messages: [{ role: 'user', content: 'Hi' }],
  parameters: {},
  state: {},
};

/** Where a twin differs from the good one. */
type Change = {
  readonly models?: Provider['models'];
  readonly before?: (request: GenerateRequest, context: Context) => Promise<void> | void;
  readonly failure?: (status: number, response: Response, key: string) => Error;
  readonly parse?: (line: string) => Part;
  readonly after?: (parts: readonly Part[], request: GenerateRequest) => readonly Part[];
  readonly sent?: (request: GenerateRequest) => Json;
  readonly signal?: boolean;
};

function failureOf(status: number, response: Response): Error {
  const retryAfterMs = Number(response.headers.get('retry-after') ?? 0) * 1000;
  if (status === 429) return new RetryableError('too many requests', { class: 'rate_limit', retryAfterMs });
  if (status >= 500) return new RetryableError(`the service answered ${status}`);
  const kind = status === 401 ? 'auth' : 'bad_request';
  return new TerminalError(`the service answered ${status}`, { class: kind });
}

function parseLine(line: string): Part {
  try {
    return JSON.parse(line) as Part;
  } catch (cause) {
    throw new RetryableError('a line of the answer is no JSON', { class: 'invalid_output', cause });
  }
}

/** A provider whose service sends parts as lines of JSON. */
function providerWith(change: Change = {}): Provider {
  const { models, before, failure = failureOf, parse = parseLine, after = (parts) => parts, sent, signal } = change;
  return {
    models: models ?? { '*': { contextTokens: null, structuredOutput: true, tools: true, images: true } },
    async *generate(asked, context) {
      await before?.(asked, context);
      const key = context.secret('key');
      const response = await context.fetch('https://api.acme.example/', {
        method: 'POST',
        headers: { authorization: key },
        body: JSON.stringify(sent?.(asked) ?? asked),
        ...(signal === false ? {} : { signal: context.signal }),
      });
      if (!response.ok) throw failure(response.status, response, key);
      yield* after((await response.text()).split('\n').map(parse), asked);
    },
  };
}

const saying =
  (...parts: readonly Part[]): Fetch =>
  () =>
    Promise.resolve(new Response(parts.map((part) => JSON.stringify(part)).join('\n')));
const over = (fetch: Fetch): Context => contextWith({ fetch, secrets: { key: 'sk-sentinel-1234' } });
const text = (each: string): Part => ({ kind: 'text', text: each });
const calling: Part = { kind: 'tool_call', id: 'call-1', name: 'lookup', input: { id: 7 } };

const fixtures: ProviderFixtures = {
  request,
  context: over(saying(text('Hel'), text('lo'), usage)),
  text: 'Hello',
  structured: {
    outputSchema: schema,
    context: over(saying({ kind: 'object', value: { a: 1 } }, usage)),
    violating: over(saying({ kind: 'object', value: { a: 'one' } }, usage)),
  },
  tool: { offer, call: over(saying(calling, usage)), result: over(saying(text('Ada'), usage)) },
  images: {},
  failures: [
    {
      name: 'a prompt that is too large',
      context: over(() => Promise.resolve(new Response(null, { status: 413 }))),
      class: 'bad_request',
      retryable: false,
    },
  ],
};

const answering = (change: (parts: readonly Part[]) => readonly Part[]): Change => ({ after: change });
const adding = (part: unknown): Change => answering((parts) => [part as Part, ...parts]);
const overStatus = (status: number, error: (response: Response, key: string) => Error): Change => ({
  failure: (found, response, key) => (found === status ? error(response, key) : failureOf(found, response)),
});

describe('contract kit: provider', () => {
  it('passes one that keeps the contract', () => checkProvider(providerWith(), fixtures));

  it('passes one without a network', async () => {
    const offline: Provider = {
      models: providerWith().models,
      async *generate({ parameters }, { signal }) {
        if (parameters['slow'] === true) await sleep(60_000, undefined, { signal });
        yield text('Hello');
        yield usage;
      },
    };
    await checkProvider(offline, { request, slow: { request: { ...request, parameters: { slow: true } } } });
  });

  it('takes a failure for an object that breaks its schema, when it is classed', () =>
    checkProvider(
      providerWith({
        after: (parts) => {
          const [first] = parts;
          const isOff = first?.kind === 'object' && typeof (first.value as { readonly a: unknown }).a === 'string';
          if (isOff) throw new RetryableError('the object breaks its schema', { class: 'invalid_output' });
          return parts;
        },
      }),
      fixtures,
    ));

  it('says that a fixture proves nothing', () =>
    assert.rejects(checkProvider(undefined, fixtures), { name: 'TypeError' }));

  catchTwins<'provider', Change>('provider', {
    check: (change) => checkProvider(providerWith(change), fixtures),
    twins: {
      'provider/models': { models: { big: { contextTokens: 0, structuredOutput: false, tools: false } } },
      'provider/answers': { before: () => Promise.reject(new Error('no')) },
      'provider/request-untouched': {
        before: ({ messages }) => void (messages as GenerateRequest['messages'][number][]).pop(),
      },
      'provider/parts-json': adding({ kind: 'text', text: 'Hi', raw: undefined }),
      'provider/stream-order': answering(([first, second, ...rest]) =>
        second?.kind === 'text' && first !== undefined
          ? [second, first, ...rest]
          : [first, second, ...rest].flatMap((each) => each ?? []),
      ),
      'provider/usage-once': answering((parts) => [...parts, usage]),
      'provider/usage-last': answering((parts) => parts.toReversed()),
      'provider/answer': answering((parts) => parts.slice(-1)),
      'provider/one-object': adding({ kind: 'object', value: { a: 1 } }),
      'provider/counts': answering((parts) => [...parts.slice(0, -1), { ...usage, inputTokens: 0.5 }]),
      'provider/object-fits': answering((parts) =>
        parts.map((part) => (part.kind === 'object' ? text('{"a":1}') : part)),
      ),
      'provider/violating-output': answering((parts) =>
        parts.map((part) => (part.kind === 'object' ? { ...part, value: { a: 0 } } : part)),
      ),
      'provider/tool-call': answering((parts) =>
        parts.map((part) => (part.kind === 'tool_call' ? { ...part, name: 'find' } : part)),
      ),
      'provider/tool-result': {
        sent: (asked) => ({ messages: asked.messages.filter(({ role }) => role !== 'tool') }),
      },
      'provider/images': {
        sent: ({ messages: turns, ...rest }) =>
          ({ ...rest, messages: turns.map(({ role, content }) => ({ role, content })) }) as unknown as Json,
      },
      'provider/rate-limit': overStatus(429, () => new TerminalError('too many requests', { class: 'rate_limit' })),
      'provider/retry-after': overStatus(429, () => new RetryableError('too many requests', { class: 'rate_limit' })),
      'provider/unavailable': overStatus(503, () => new TerminalError('down')),
      'provider/auth': overStatus(401, () => new RetryableError('unauthorised', { class: 'auth' })),
      'provider/malformed-chunk': {
        parse: (line) => {
          try {
            return JSON.parse(line) as Part;
          } catch {
            return usage;
          }
        },
      },
      'provider/failure-classed': overStatus(413, () => new TerminalError('too large', { class: 'refused' })),
      'provider/no-secret': overStatus(
        401,
        (_response, key) =>
          new TerminalError('unauthorised', { class: 'auth', cause: new Error(`the key was ${key}`) }),
      ),
      'provider/abort': { signal: false },
    },
  });

  it('catches a secret that the service says in its refusal', () =>
    assert.rejects(
      checkProvider(
        {
          ...providerWith(),
          async *generate(asked, context) {
            yield* providerWith().generate(asked, {
              ...context,
              fetch: async (...given) => {
                const response = await context.fetch(...given);
                if (response.status !== 401) return response;
                throw new TerminalError(await response.text(), { class: 'auth' });
              },
            });
          },
        },
        fixtures,
      ),
      { rule: 'provider/no-secret' },
    ));

  it('catches one without a network that cannot be aborted', () =>
    assert.rejects(
      checkProvider(
        {
          ...providerWith(),
          async *generate({ parameters }) {
            if (parameters['slow'] === true) await sleep(300);
            yield text('Hello');
            yield usage;
          },
        },
        { request, slow: { request: { ...request, parameters: { slow: true } } } },
      ),
      { rule: 'provider/abort' },
    ));
});
