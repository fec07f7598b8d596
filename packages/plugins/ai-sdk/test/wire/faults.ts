import assert from 'node:assert/strict';
import type { PluginError } from '@configurable-agents/plugin-sdk';
import { cutting, flooding, hanging, openEvents, replying, resetting, streaming } from './fake-api.ts';
import type { FakeApi, Respond } from './fake-api.ts';
import { openUntrusted } from './untrusted.ts';
import { contextOf, generate, SCHEMA } from './wire.ts';
import type { Wire } from './wire.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');

const BY_STATUS = [
  [400, 'bad_request', false, 'MODEL_REQUEST_INVALID'],
  [401, 'auth', false, 'MODEL_AUTH_FAILED'],
  [403, 'auth', false, 'MODEL_AUTH_FAILED'],
  [404, 'not_found', false, 'MODEL_NOT_FOUND'],
  [408, 'unavailable', true, 'MODEL_UNAVAILABLE'],
  [413, 'bad_request', false, 'MODEL_REQUEST_INVALID'],
  [429, 'rate_limit', true, 'MODEL_RATE_LIMITED'],
  [500, 'unavailable', true, 'MODEL_UNAVAILABLE'],
  [502, 'unavailable', true, 'MODEL_UNAVAILABLE'],
  [503, 'unavailable', true, 'MODEL_UNAVAILABLE'],
  [504, 'unavailable', true, 'MODEL_UNAVAILABLE'],
  [529, 'unavailable', true, 'MODEL_UNAVAILABLE'],
] as const;

/** What a provider makes of everything that can go wrong on a wire. */
export function describeFaults(wire: Wire): void {
  describe(`provider ${wire.name} when the API fails`, () => {
    let fake: FakeApi;
    before(async () => {
      fake = await wire.open();
    });
    after(() => fake.close());

    const fails = async (respond: Respond, expected: object, given: Parameters<typeof generate>[1] = {}) => {
      fake.answerWith(respond);
      await assert.rejects(generate(wire, given, contextOf(wire, fake.url, { now: () => NOW })), expected);
    };
    const refusing = (status: number, headers: { readonly [name: string]: string } = {}): Respond =>
      replying(status, wire.error('said by the API', status), headers);

    describe('by status', () => {
      for (const [status, failure, retryable, code] of BY_STATUS) {
        it(`takes ${status} for ${failure}`, () => fails(refusing(status), { class: failure, retryable, code }));
      }

      it('says why a request was refused', () => fails(refusing(400), { message: /with 400: said by the API$/ }));

      it('waits as Retry-After says, in seconds or until a date', async () => {
        await fails(refusing(429, { 'retry-after': '7' }), { class: 'rate_limit', retryAfterMs: 7000 });
        const date = 'Thu, 01 Jan 2026 00:00:05 GMT';
        await fails(refusing(503, { 'retry-after': date }), { class: 'unavailable', retryAfterMs: 5000 });
        await fails(refusing(429), { class: 'rate_limit', retryAfterMs: undefined });
      });

      it('reads a page of a proxy as little as it needs', () =>
        fails((response) => response.writeHead(502).end('<html>'.repeat(10_000)), {
          class: 'unavailable',
          message: new RegExp(`^${wire.name} answered 502: Bad Gateway`),
        }));

      it('does not read an error to its end', () =>
        fails(flooding('no '.repeat(20_000), { status: 500, type: 'text/plain' }), { class: 'unavailable' }));

      it('takes the key to no other host', async () => {
        const other = await wire.open();
        try {
          await fails((response) => response.writeHead(307, { location: `${other.url}/x` }).end(), {
            class: 'bad_request',
            message: /307.*redirect is not followed/,
          });
          assert.deepEqual(other.requests, []);
        } finally {
          other.close();
        }
      });

      it('says which model is missing, and where it is named', () =>
        assert.rejects(generate(wire, { model: 'no-such-model' }, contextOf(wire, fake.url)), {
          class: 'not_found',
          code: 'MODEL_NOT_FOUND',
          retryable: false,
          message: new RegExp(
            `no model \`no-such-model\`.*change \`llm\\.model\`, or map it with \`providers\\.${wire.name}\\.aliases\``,
          ),
        }));

      const { key } = wire;
      if (key === undefined) return;

      it('says which variable holds a key that is wrong, and nothing of the key', async () => {
        fake.answerWith(streaming(wire.saying('Hi')));
        for (const [config, variable] of [
          [{}, key.variable],
          [{ api_key_env: 'TEAM_KEY' }, 'TEAM_KEY'],
        ] as const) {
          const context = contextOf(wire, fake.url, {
            key: 'sk-wrong-9876543210',
            config: { base_url: fake.url, ...wire.config, ...config },
          });
          await assert.rejects(generate(wire, {}, context), (thrown: PluginError) => {
            const set = `${wire.name} does not accept the key in ${variable}.*; set ${variable} to a key`;
            assert.match(thrown.message, new RegExp(set));
            assert.doesNotMatch(thrown.message, /sk-wr/);
            assert.deepEqual([thrown.class, thrown.code, thrown.retryable], ['auth', 'MODEL_AUTH_FAILED', false]);
            return true;
          });
        }
      });
    });

    it('takes a certificate that nobody vouches for as final, and says what to do', async () => {
      const { url, close } = await openUntrusted();
      try {
        await assert.rejects(generate(wire, {}, contextOf(wire, url)), {
          class: 'unavailable',
          retryable: false,
          code: 'MODEL_CERTIFICATE_UNTRUSTED',
          message: new RegExp(
            `^the certificate of ${wire.name} is not trusted: self-signed certificate.*\\(DEPTH_ZERO_SELF_SIGNED_CERT\\); .*NODE_EXTRA_CA_CERTS`,
          ),
        });
      } finally {
        close();
      }
    });

    describe('in the middle of an answer', () => {
      it('takes a connection that is cut for an outage', () =>
        fails(cutting(wire.beginning('Half an')), {
          class: 'unavailable',
          retryable: true,
          message: /gave no whole answer/,
        }));

      it('takes an end without a reason for half an answer', async () => {
        await fails(streaming(wire.beginning('Half an')), { class: 'invalid_output', retryable: true });
        await fails(streaming([]), { class: 'invalid_output', retryable: true });
      });

      it('takes an event that is no JSON, or not what the API says, for a broken answer', async () => {
        const broken = { class: 'invalid_output', retryable: true, code: 'MODEL_ANSWER_INVALID' };
        for (const event of ['data: {"type":"con\n\n', ...wire.garbled]) {
          await fails(streaming([...wire.beginning('Half an'), event]), broken);
        }
      });

      it('takes an answer that is no stream for a broken one', () =>
        fails(replying(200, { hello: 'there' }), { class: 'invalid_output', retryable: true }));

      it('says that a filter withheld an answer', () =>
        fails(streaming(wire.filtered), { class: 'refused', retryable: false, code: 'MODEL_ANSWER_BLOCKED' }));

      it('says which limit cut an answer, and takes it for one where the workflow set the limit', async () => {
        await fails(streaming(wire.cut('Once')), { class: 'invalid_output', code: 'MODEL_ANSWER_CUT' });
        fake.answerWith(streaming(wire.cut('Once')));
        const parts = await generate(wire, { parameters: { max_tokens: 16 } }, contextOf(wire, fake.url));
        assert.deepEqual(parts[0], { kind: 'text', text: 'Once' });
      });

      it('does not take an empty answer for one', () =>
        fails(streaming(wire.saying('')), { class: 'invalid_output', code: 'MODEL_ANSWER_EMPTY' }));

      it('does not take text for the object that a schema asks for', () =>
        fails(
          streaming(wire.saying('I am not ', 'JSON')),
          { class: 'invalid_output', code: 'NODE_OUTPUT_INVALID' },
          { outputSchema: SCHEMA },
        ));

      it('does not take arguments that are no JSON for a call of a tool', () =>
        fails(
          streaming(wire.calling('look', '{"id":')),
          { class: 'invalid_output', retryable: true },
          { tools: [{ name: 'look', description: 'Looks.', input: { type: 'object' } }] },
        ));
    });

    describe('by its size', () => {
      const endless = { class: 'invalid_output', retryable: false, code: 'MODEL_ANSWER_INVALID' };

      it('does not read an answer of 50 MB, in many events or in one', async () => {
        const [first = '', ...rest] = wire.beginning('x'.repeat(500_000));
        const delta = rest.at(-1) ?? first;
        await fails(streaming([...wire.beginning('x'), ...Array<string>(100).fill(delta)]), {
          ...endless,
          message: /longer than 10485760 characters/,
        });
        await fails(streaming(wire.beginning('x'.repeat(50_000_000))), endless);
      }).timeout(60_000);

      it('does not read a line that never ends', () => fails(flooding('x'.repeat(65_536)), endless)).timeout(60_000);
    });

    describe('by silence', () => {
      for (const [when, events] of [
        ['before the response begins', []],
        ['in the middle of an answer', wire.beginning('Half')],
      ] as const) {
        it(`hangs up when it is aborted ${when}`, async () => {
          const controller = new AbortController();
          const hungUp = Promise.withResolvers<void>();
          fake.answerWith((response, request) => {
            response.once('close', hungUp.resolve);
            hanging(events)(response, request);
            controller.abort(new Error('cancelled by a test'));
          });
          const started = generate(wire, {}, contextOf(wire, fake.url, { signal: controller.signal }));
          await assert.rejects(started, { message: 'cancelled by a test' });
          await hungUp.promise;
        });
      }

      it('waits no longer for the first token than it was told to, with a schema too', async () => {
        const config = { base_url: fake.url, ...wire.config, first_token_timeout_ms: 50 };
        for (const given of [{}, { outputSchema: SCHEMA }]) {
          const hungUp = Promise.withResolvers<void>();
          fake.answerWith((response, request) => {
            response.once('close', hungUp.resolve);
            hanging([])(response, request);
          });
          await assert.rejects(generate(wire, given, contextOf(wire, fake.url, { config })), {
            class: 'timeout',
            retryable: true,
            code: 'MODEL_FIRST_TOKEN_TIMEOUT',
            message: new RegExp(
              `^${wire.name} said nothing for 50 ms; .*providers\\.${wire.name}\\.first_token_timeout_ms`,
            ),
          });
          await hungUp.promise;
        }
      });

      it('lets an answer that has begun take its time', async () => {
        const begun = wire.beginning('Slow');
        fake.answerWith((response) => {
          const events = openEvents(response);
          events.write(begun.join(''));
          setTimeout(() => events.end(wire.saying('Slow', ' and steady').slice(begun.length).join('')), 150);
        });
        const config = { base_url: fake.url, ...wire.config, first_token_timeout_ms: 100 };
        const parts = await generate(wire, {}, contextOf(wire, fake.url, { config }));
        assert.equal(parts.map((part) => (part.kind === 'text' ? part.text : '')).join(''), 'Slow and steady');
      });

      it('says what a connection failed with', async () => {
        const gone = await wire.open();
        gone.close();
        await assert.rejects(generate(wire, {}, contextOf(wire, gone.url)), {
          class: 'unavailable',
          retryable: true,
          message: new RegExp(`${wire.name} cannot be reached.*ECONNREFUSED 127\\.0\\.0\\.1`),
        });
        await fails(resetting, { class: 'unavailable', retryable: true, message: /cannot be reached/ });
      });
    });

    describe('not, for the configuration is wrong', () => {
      for (const baseUrl of ['api.example', 'ftp://api.example', 'https://user:word@api.example', 'https://a/?k=1']) {
        it(`with ${baseUrl} for an address`, () =>
          assert.rejects(generate(wire, {}, contextOf(wire, baseUrl)), (thrown: Error) => {
            assert.match(
              thrown.message,
              new RegExp(`\`providers\\.${wire.name}\\.base_url\` is no address.*such as http`),
            );
            assert.doesNotMatch(thrown.message, /word/);
            return true;
          }));
      }
    });
  });
}
