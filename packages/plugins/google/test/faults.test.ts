import assert from 'node:assert/strict';
import '@ai-sdk/google';
import { FinishReason } from '@google/genai';
import {
  BLOCKED,
  chunk,
  cutting,
  erring,
  failing,
  garbling,
  hanging,
  INVALID_KEY,
  KEY,
  openFakeGemini,
  saying,
  streaming,
} from './fake-gemini.ts';
import type { FakeGemini, Respond } from './fake-gemini.ts';
import { contextFor, generate } from './generate.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');

describe('provider google when the API fails', () => {
  let fake: FakeGemini;
  before(async () => {
    fake = await openFakeGemini();
  });
  after(() => fake.close());

  const fails = async (respond: Respond, expected: object): Promise<void> => {
    fake.answerWith(respond);
    await assert.rejects(generate({}, contextFor(fake.url, { now: () => NOW })), expected);
  };

  describe('by status', () => {
    it('says which variable holds a key that is not valid', () =>
      assert.rejects(generate({}, contextFor(fake.url, { key: 'AIza-wrong' })), (thrown: Error) => {
        assert.match(thrown.message, /google does not accept the key in GOOGLE_API_KEY; set GOOGLE_API_KEY to a key/);
        assert.doesNotMatch(thrown.message, /AIza/);
        const { class: failure, code } = thrown as Error & { readonly class: string; readonly code: string };
        assert.deepEqual([failure, code], ['auth', 'MODEL_AUTH_FAILED']);
        return true;
      }));

    it('names the variable that the configuration names', () => {
      const config = { base_url: fake.url, api_key_env: 'TEAM_GEMINI_KEY' };
      return assert.rejects(generate({}, contextFor(fake.url, { key: 'AIza-wrong', config })), {
        message: /TEAM_GEMINI_KEY/,
      });
    });

    it('takes 400 for the key where its words or its reason say so', async () => {
      await fails(failing({ ...INVALID_KEY, message: 'API key expired. Renew it.', details: [] }), { class: 'auth' });
      await fails(failing({ ...INVALID_KEY, message: 'no' }), { class: 'auth' });
    });

    it('takes any other 400 for a bad request, and says why', () =>
      fails(failing({ code: 400, message: 'Unknown name "x"', status: 'INVALID_ARGUMENT' }), {
        class: 'bad_request',
        retryable: false,
        message: /refused the request with 400: Unknown name "x"/,
      }));

    it('takes 401 and 403 for the key', async () => {
      await fails(failing({ code: 401, message: `no ${KEY}`, status: 'UNAUTHENTICATED' }), { class: 'auth' });
      await fails(failing({ code: 403, message: `the API is disabled for ${KEY}`, status: 'PERMISSION_DENIED' }), {
        class: 'auth',
        message: /GOOGLE_API_KEY: the API is disabled for \*\*\*; set/,
      });
    });

    it('says which model is missing', () =>
      assert.rejects(generate({ model: 'gemini-9-flash' }, contextFor(fake.url)), {
        class: 'not_found',
        code: 'MODEL_NOT_FOUND',
        retryable: false,
        message:
          /no model `gemini-9-flash`: models\/gemini-9-flash is not found.*change `llm\.model`, or map it with `providers\.google\.aliases` in configurable-agents\.yaml$/,
      }));

    it('says that a model is retired, what to use, and how to keep the workflow', () =>
      assert.rejects(generate({ model: 'gemini-1.5-flash' }, contextFor(fake.url)), {
        code: 'MODEL_NOT_FOUND',
        message:
          /change `llm\.model`, or map .* in configurable-agents\.yaml; it is retired upstream: `aliases: \{ gemini-1\.5-flash: gemini-3\.8-flash \}` puts gemini-3\.8-flash in its place/,
      }));

    it('waits as Retry-After says, in seconds or until a date', async () => {
      const full = { code: 429, message: 'quota exceeded', status: 'RESOURCE_EXHAUSTED' };
      const limited = { class: 'rate_limit', retryable: true, code: 'MODEL_RATE_LIMITED' };
      await fails(failing(full, { 'retry-after': '7' }), { ...limited, retryAfterMs: 7000 });
      const date = 'Thu, 01 Jan 2026 00:00:05 GMT';
      await fails(failing(full, { 'retry-after': date }), { ...limited, retryAfterMs: 5000 });
      await fails(failing(full), { ...limited, retryAfterMs: undefined });
    });

    it('waits as long as the details of a full quota say', () => {
      const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34.074824224s' }];
      return fails(failing({ code: 429, message: 'quota exceeded', status: 'RESOURCE_EXHAUSTED', details }), {
        class: 'rate_limit',
        retryAfterMs: 34_075,
      });
    });

    it('takes 408 and 5xx for an outage', async () => {
      for (const code of [408, 500, 503, 504]) {
        await fails(failing({ code, message: 'try later', status: 'UNAVAILABLE' }), {
          class: 'unavailable',
          retryable: true,
          message: `google answered ${code}: try later`,
        });
      }
    });

    it('reads a page of a proxy as little as it needs', () =>
      fails((response) => response.writeHead(502).end('<html>'.repeat(10_000)), {
        class: 'unavailable',
        message: 'google answered 502: Bad Gateway',
      }));

    it('takes the key to no other host', async () => {
      const other = await openFakeGemini();
      try {
        await fails((response) => response.writeHead(307, { location: `${other.url}/v1beta/models/x` }).end(), {
          class: 'bad_request',
          message: /307.*redirect is not followed/,
        });
        assert.deepEqual(other.requests, []);
      } finally {
        other.close();
      }
    });
  });

  describe('in the middle of an answer', () => {
    it('takes a connection that is cut for an outage', () =>
      fails(cutting([chunk('Half an')]), { class: 'unavailable', retryable: true, message: /gave no whole answer/ }));

    it('takes an end without a reason for half an answer', () =>
      fails(streaming([chunk('Half an')]), { class: 'invalid_output', code: 'MODEL_ANSWER_INCOMPLETE' }));

    it('takes a chunk that is no JSON, or not what the API says, for a broken answer', async () => {
      for (const text of ['{"candidates":[{"con', '{"candidates":7}', 'null']) {
        await fails(garbling(text), { class: 'invalid_output', retryable: true, code: 'MODEL_ANSWER_INVALID' });
      }
    });

    it('classes an error inside of the stream by its status', async () => {
      const full = { code: 429, message: 'quota exceeded', status: 'RESOURCE_EXHAUSTED' };
      const details = [{ retryDelay: '2s' }];
      await fails(erring({ ...full, details }), { class: 'rate_limit', retryAfterMs: 2000 });
      await fails(erring({ code: 503, message: 'overloaded', status: 'UNAVAILABLE' }), {
        class: 'unavailable',
        message: 'google answered 503: overloaded',
      });
    });

    it('takes an answer without candidates for half an answer', async () => {
      await fails(streaming([{ candidates: [], usageMetadata: { promptTokenCount: 9 } }]), {
        code: 'MODEL_ANSWER_INCOMPLETE',
      });
      await fails(streaming([]), { code: 'MODEL_ANSWER_INCOMPLETE' });
    });

    it('says what blocked a prompt, or an answer', async () => {
      await fails(streaming([BLOCKED]), {
        class: 'refused',
        retryable: false,
        code: 'MODEL_ANSWER_BLOCKED',
        message: /\(PROHIBITED_CONTENT\)/,
      });
      await fails(streaming([chunk('The'), chunk('', FinishReason.SAFETY)]), { message: /\(SAFETY\)/ });
    });

    it('says which limit cut an answer', async () => {
      await fails(streaming([chunk('Once', FinishReason.MAX_TOKENS)]), {
        class: 'invalid_output',
        code: 'MODEL_ANSWER_CUT',
      });
      fake.answerWith(streaming([chunk('Once', FinishReason.MAX_TOKENS)]));
      const parts = await generate({ parameters: { max_tokens: 1 } }, contextFor(fake.url));
      assert.deepEqual(parts[0], { kind: 'text', text: 'Once' });
    });

    it('does not take an empty answer for one', () =>
      fails(streaming(saying('')), { class: 'invalid_output', code: 'MODEL_ANSWER_EMPTY' }));
  });

  describe('by silence', () => {
    for (const [when, answers] of [
      ['before the response begins', []],
      ['in the middle of an answer', [chunk('Half')]],
    ] as const) {
      it(`hangs up when it is aborted ${when}`, async () => {
        const controller = new AbortController();
        const hungUp = Promise.withResolvers<void>();
        fake.answerWith((response, request) => {
          response.once('close', hungUp.resolve);
          hanging(answers)(response, request);
          controller.abort(new Error('cancelled by a test'));
        });
        const started = generate({}, contextFor(fake.url, { signal: controller.signal }));
        await assert.rejects(started, { message: 'cancelled by a test' });
        await hungUp.promise;
      });
    }

    it('says what a connection failed with', async () => {
      const gone = await openFakeGemini();
      gone.close();
      await assert.rejects(generate({}, contextFor(gone.url)), {
        class: 'unavailable',
        retryable: true,
        message: /google cannot be reached: connect ECONNREFUSED 127\.0\.0\.1/,
      });
    });
  });

  describe('not, for the request itself is wrong', () => {
    it('with an option that Gemini does not know', () =>
      assert.rejects(generate({ parameters: { options: { threshold: 'NONE' } } }, contextFor(fake.url)), {
        class: 'bad_request',
        retryable: false,
        message: /invalid google provider options/,
      }));

    for (const model of ['', '../files', 'models/../../x', 'x?key=1', 'a b', 'models/x/y', '%2e%2e/x']) {
      it(`with ${JSON.stringify(model)} for a model`, async () => {
        const before = fake.requests.length;
        await assert.rejects(generate({ model }, contextFor(fake.url)), { class: 'not_found', retryable: false });
        assert.equal(fake.requests.length, before);
      });
    }

    for (const baseUrl of [
      'gemini.example',
      'ftp://gemini.example',
      'https://user:word@gemini.example',
      'https://a/?k=1',
    ]) {
      it(`with ${baseUrl} for an address`, () =>
        assert.rejects(generate({}, contextFor(baseUrl)), (thrown: Error) => {
          assert.match(thrown.message, /`providers\.google\.base_url` is no address.*such as https:\/\/generative/);
          assert.doesNotMatch(thrown.message, /word/);
          return true;
        }));
    }
  });
});
