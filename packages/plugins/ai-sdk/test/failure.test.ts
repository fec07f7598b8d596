import assert from 'node:assert/strict';
import {
  APICallError,
  EmptyResponseBodyError,
  InvalidArgumentError,
  JSONParseError,
  UnsupportedFunctionalityError,
} from '@ai-sdk/provider';
import type { LanguageModelV4 } from '@ai-sdk/provider';
import type { LanguageModelSource } from '@configurable-agents/plugin-ai-sdk';
import { TerminalError } from '@configurable-agents/plugin-sdk';
import { contextWith } from '@configurable-agents/plugin-sdk/testing';
import { finish, generate, scriptedModel, text } from './scripted-model.ts';

const KEY = 'sk-very-secret-0123456789';
const NOW = Date.parse('2026-01-01T00:00:00Z');

type Thrown = Error & {
  readonly class: string;
  readonly code: string;
  readonly retryable: boolean;
  readonly retryAfterMs?: number;
};

function refused(
  statusCode: number | undefined,
  rest: Partial<ConstructorParameters<typeof APICallError>[0]> = {},
): APICallError {
  return new APICallError({
    message: 'said by the provider',
    url: `https://api.acme.example/?key=${KEY}`,
    requestBodyValues: { prompt: 'private' },
    ...(statusCode === undefined ? {} : { statusCode }),
    ...rest,
  });
}

/** What `generate` throws when the model does. */
async function thrownFor(
  error: unknown,
  { config = {}, ...source }: Partial<LanguageModelSource> & { config?: { [key: string]: string } } = {},
): Promise<Thrown> {
  const context = contextWith({ secrets: { api_key: KEY }, config, now: () => NOW });
  const model = scriptedModel(() => Promise.reject(error));
  return await generate(model, {
    context,
    source: {
      key: { secret: 'api_key', env: 'ACME_API_KEY' },
      create: (_request, { secret }) => (secret('api_key') === KEY ? model : assert.fail('another key')),
      ...source,
    },
  }).then(
    () => assert.fail('nothing was thrown'),
    (thrown: unknown) => thrown as Thrown,
  );
}

describe('a failed call of an AI SDK model', () => {
  for (const [status, failure, retryable, code] of [
    [400, 'bad_request', false, 'MODEL_REQUEST_INVALID'],
    [401, 'auth', false, 'MODEL_AUTH_FAILED'],
    [403, 'auth', false, 'MODEL_AUTH_FAILED'],
    [404, 'not_found', false, 'MODEL_NOT_FOUND'],
    [408, 'unavailable', true, 'MODEL_UNAVAILABLE'],
    [413, 'bad_request', false, 'MODEL_REQUEST_INVALID'],
    [429, 'rate_limit', true, 'MODEL_RATE_LIMITED'],
    [500, 'unavailable', true, 'MODEL_UNAVAILABLE'],
    [503, 'unavailable', true, 'MODEL_UNAVAILABLE'],
    [529, 'unavailable', true, 'MODEL_UNAVAILABLE'],
  ] as const) {
    it(`with status ${status} is of class ${failure}`, async () => {
      const thrown = await thrownFor(refused(status));
      assert.deepEqual([thrown.class, thrown.retryable, thrown.code], [failure, retryable, code]);
      assert.match(thrown.message, /acme/);
    });
  }

  for (const [kind, failure, retryable, code, message] of [
    ['quota', 'rate_limit', false, 'MODEL_QUOTA_EXHAUSTED', /the account of the key in ACME_API_KEY.*add credit/],
    ['context_length', 'bad_request', false, 'MODEL_CONTEXT_EXCEEDED', /longer than the model `acme-1` takes.*shorten/],
    ['filtered', 'refused', false, 'MODEL_PROMPT_BLOCKED', /a filter of acme refused the prompt.*change the prompt$/],
  ] as const) {
    it(`is of class ${failure} with ${code} where the plugin explains it as ${kind}`, async () => {
      const thrown = await thrownFor(refused(400), { explain: () => ({ kind }) });
      assert.deepEqual([thrown.class, thrown.retryable, thrown.code], [failure, retryable, code]);
      assert.match(thrown.message, message);
    });
  }

  describe('says', () => {
    it('which variable holds the key that is wrong, and nothing of what the provider says about it', async () => {
      const { message } = await thrownFor(refused(401, { message: `Incorrect API key: ${KEY.slice(0, 9)}` }));
      const expected =
        'acme does not accept the key in ACME_API_KEY; set ACME_API_KEY to a key that may use the model `acme-1`';
      assert.equal(message, expected);
    });

    it('which variable the configuration names instead', async () => {
      const { message } = await thrownFor(refused(401), { config: { api_key_env: 'TEAM_KEY' } });
      assert.match(message, /the key in TEAM_KEY; set TEAM_KEY/);
    });

    it('why a key is forbidden', async () => {
      const { message } = await thrownFor(refused(403, { message: 'the service is disabled' }));
      assert.match(message, /ACME_API_KEY: the service is disabled; set ACME_API_KEY/);
    });

    it('which model is missing, and how to change it', async () => {
      const { message } = await thrownFor(refused(404));
      assert.match(
        message,
        /no model `acme-1`: said by the provider; change `llm\.model`, or map it with `providers\.acme\.aliases` in configurable-agents\.yaml/,
      );
    });

    it('what a request was refused for, in the words of its body', async () => {
      for (const responseBody of [
        '{"error":{"message":"too many tokens"}}',
        '[{"error":{"message":"too many tokens"}}]',
        '{"error":"too many tokens"}',
        '{"message":"too many tokens"}',
      ]) {
        const { message } = await thrownFor(refused(400, { message: 'Bad Request', responseBody }));
        assert.equal(message, 'acme refused the request with 400: too many tokens');
      }
    });

    it('the reason of the response where the body is none', async () => {
      const { message } = await thrownFor(refused(502, { message: 'Bad Gateway', responseBody: '<html>' }));
      assert.equal(message, 'acme answered 502: Bad Gateway');
    });

    it('that a redirect is not followed', async () => {
      const thrown = await thrownFor(refused(307, { message: 'Temporary Redirect' }));
      assert.match(thrown.message, /refused the request with 307.*redirect is not followed/);
      assert.deepEqual([thrown.class, thrown.retryable], ['bad_request', false]);
    });

    it('no key, no prompt, and not more than a line of what the provider says', async () => {
      const message = `${KEY} \u001b[31mred\r\nnext\u2028line ${'long '.repeat(1000)}`;
      const thrown = await thrownFor(refused(400, { message }));
      assert.match(thrown.message, /400: \*\*\* \[31mred next line long long/);
      assert.ok(thrown.message.length < 400, `${thrown.message.length} characters`);
      assert.match(thrown.message, /…$/);
      assert.equal(thrown.cause, undefined);
      assert.doesNotMatch(JSON.stringify([thrown.stack, Object.entries(thrown)]), /very-secret|private/);
    });
  });

  describe('waits', () => {
    for (const [value, expected] of [
      ['7', 7000],
      ['0', 0],
      ['Thu, 01 Jan 2026 00:00:05 GMT', 5000],
      ['Wed, 31 Dec 2025 23:59:59 GMT', 0],
      ['soon', undefined],
      ['-1', undefined],
      ['1.5', undefined],
      ['9'.repeat(30), undefined],
    ] as const) {
      it(`${expected} ms for Retry-After: ${value}`, async () => {
        const thrown = await thrownFor(refused(429, { responseHeaders: { 'retry-after': value } }));
        assert.equal(thrown.retryAfterMs, expected);
      });
    }

    it('also where the provider is down', async () => {
      const thrown = await thrownFor(refused(503, { responseHeaders: { 'retry-after': '3' } }));
      assert.equal(thrown.retryAfterMs, 3000);
    });
  });

  describe('is explained by its plugin', () => {
    it('which knows more than the status', async () => {
      const thrown = await thrownFor(refused(400, { data: { reason: 'BAD_KEY' } }), {
        explain: ({ body, model, status }) =>
          JSON.stringify(body).includes('BAD_KEY') && model === 'acme-1' && status === 400
            ? { kind: 'auth', hint: 'keys are made at acme.example' }
            : {},
      });
      assert.equal(thrown.class, 'auth');
      assert.match(thrown.message, /ACME_API_KEY.*; keys are made at acme\.example$/);
    });

    it('which knows the wait, though the header goes before it', async () => {
      const explain = (): { retryAfterMs: number } => ({ retryAfterMs: 250 });
      assert.equal((await thrownFor(refused(429), { explain })).retryAfterMs, 250);
      const named = refused(429, { responseHeaders: { 'retry-after': '1' } });
      assert.equal((await thrownFor(named, { explain })).retryAfterMs, 1000);
    });
  });

  describe('without a response', () => {
    it('is unavailable, and tells the cause of the cause', async () => {
      const cause = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:9') });
      const thrown = await thrownFor(refused(undefined, { message: 'Cannot connect', cause }));
      assert.deepEqual([thrown.class, thrown.retryable], ['unavailable', true]);
      assert.equal(thrown.message, 'acme gave no whole answer: connect ECONNREFUSED 127.0.0.1:9');
    });

    it('is unavailable when a connection breaks in the middle of an answer', async () => {
      const cause = new TypeError('terminated', { cause: new Error('other side closed') });
      const thrown = await thrownFor(refused(200, { message: 'Failed to process', cause }));
      assert.deepEqual([thrown.class, thrown.retryable], ['unavailable', true]);
      assert.equal(thrown.message, 'acme gave no whole answer: other side closed');
    });

    it('is unavailable when it takes too long for someone else', async () => {
      const thrown = await thrownFor(new DOMException('late', 'TimeoutError'));
      assert.deepEqual(
        [thrown.class, thrown.retryable, thrown.message],
        ['unavailable', true, 'acme did not answer in time'],
      );
    });

    it('is what the guard of the host says, also where that comes wrapped', async () => {
      const refusal = new TerminalError('10.0.0.1 is not public', { class: 'refused', code: 'NET_REFUSED' });
      assert.equal(await thrownFor(refusal), refusal);
      assert.equal(await thrownFor(refused(undefined, { cause: refusal })), refusal);
    });

    it('is about the answer when that cannot be read, and does not quote it', async () => {
      const broken = new JSONParseError({ text: 'half a private chunk', cause: new Error('unexpected end') });
      for (const error of [broken, new EmptyResponseBodyError()]) {
        const thrown = await thrownFor(error);
        assert.deepEqual([thrown.class, thrown.retryable], ['invalid_output', true]);
        assert.doesNotMatch(thrown.message, /private/);
      }
    });

    it('is about the request when the model cannot do what is asked', async () => {
      const errors = [
        new InvalidArgumentError({ argument: 'providerOptions', message: 'invalid acme provider options' }),
        new UnsupportedFunctionalityError({ functionality: 'stop sequences' }),
      ];
      for (const error of errors) {
        const thrown = await thrownFor(error);
        assert.deepEqual([thrown.class, thrown.retryable], ['bad_request', false]);
        assert.match(thrown.message, /acme cannot be asked this: .*(provider options|stop sequences)/);
      }
    });

    it('is terminal when the program is wrong', async () => {
      const thrown = await thrownFor(new TypeError(`x is not a function of ${KEY}`));
      assert.deepEqual([thrown.class, thrown.retryable, thrown.code], ['error', false, 'MODEL_CALL_FAILED']);
      assert.equal(thrown.message, 'the call of acme failed: TypeError x is not a function of ***');
    });

    it('ends though its causes are a ring', async () => {
      const ring = new Error('round');
      ring.cause = ring;
      assert.equal((await thrownFor(ring)).class, 'error');
    });
  });

  describe('inside of a stream', () => {
    const failing = (error: unknown): Promise<unknown> =>
      generate(scriptedModel([...text('Half'), { type: 'error', error }, finish('error')]));

    it('is classed by the status that it holds', async () => {
      await assert.rejects(failing({ message: 'full', statusCode: 429 }), { class: 'rate_limit', message: /: full$/ });
      await assert.rejects(failing({ message: 'who?', statusCode: 401 }), { class: 'auth' });
    });

    it('is unavailable without one', async () => {
      for (const error of [{ error: { message: 'overloaded' } }, { message: 'overloaded' }, 'overloaded']) {
        await assert.rejects(failing(error), { class: 'unavailable', retryable: true, message: /: overloaded$/ });
      }
      await assert.rejects(failing({ type: 7 }), { class: 'unavailable', message: 'acme gave no whole answer' });
    });

    it('is about the answer where a chunk is malformed', () =>
      assert.rejects(failing(new JSONParseError({ text: '{', cause: undefined })), { class: 'invalid_output' }));
  });

  describe('of its fetch', () => {
    /** A model that does one request through the context's fetch. */
    const fetching = (context: Parameters<LanguageModelSource['create']>[1]): LanguageModelV4 =>
      scriptedModel(async () => {
        const response = await context.fetch('https://api.acme.example/', { method: 'POST', redirect: 'follow' });
        return { stream: ReadableStream.from([...text(await response.text()), finish()]) };
      });
    const create: LanguageModelSource['create'] = (_request, context) => fetching(context);

    it('is unavailable, whatever fetch throws', async () => {
      const fetch = (): Promise<Response> =>
        Promise.reject(new TypeError('fetch failed', { cause: new Error('no route') }));
      await assert.rejects(generate(scriptedModel([]), { context: contextWith({ fetch }), source: { create } }), {
        class: 'unavailable',
        retryable: true,
        message: 'acme cannot be reached: no route',
      });
    });

    it('is what the guard says', async () => {
      const refusal = new TerminalError('not public', { class: 'refused' });
      const fetch = (): Promise<Response> => Promise.reject(refusal);
      const call = generate(scriptedModel([]), { context: contextWith({ fetch }), source: { create } });
      await assert.rejects(call, (thrown) => thrown === refusal);
    });

    it('does not come from a redirect: none is followed', async () => {
      const redirects: (string | undefined)[] = [];
      const fetch: typeof globalThis.fetch = async (_input, init) => {
        redirects.push(init?.redirect);
        return new Response('Hi');
      };
      await generate(scriptedModel([]), { context: contextWith({ fetch }), source: { create } });
      assert.deepEqual(redirects, ['manual']);
    });
  });

  it('for want of a key is what the host says', () =>
    assert.rejects(
      generate(scriptedModel([]), { source: { create: (_request, { secret }) => assert.fail(secret('api_key')) } }),
      { class: 'auth', message: /`api_key` is not set/ },
    ));
});
