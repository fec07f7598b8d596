import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { TerminalError } from '@configurable-agents/plugin-sdk';
import type { Context, ErrorClass, PluginError } from '@configurable-agents/plugin-sdk';
import { contextWith } from '@configurable-agents/plugin-sdk/testing';
import { plugin } from '@configurable-agents/plugin-slack';
import { openFakeSlack, refuses, says, TOKEN } from './fake-slack.ts';
import type { FakeSlack, Misbehaviour } from './fake-slack.ts';

const input = { channel: '#alerts', text: 'Hello' };

/** A port that was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('slack.post_message, when it fails,', () => {
  let slack: FakeSlack;
  before(async () => {
    slack = await openFakeSlack();
  });
  beforeEach(() => slack.reset());
  after(() => slack.close());

  /** The error of a call, which must not show a secret, neither itself nor what caused it. */
  async function failureOf(context: Context, given: object = input): Promise<PluginError> {
    try {
      await plugin.actions?.['post_message']?.run({ input: given, context });
    } catch (error) {
      assert.doesNotMatch(inspect(error, { depth: 9, showHidden: true }), /the-token-of|the-secret-of/);
      return error as PluginError;
    }
    return assert.fail('the call succeeded');
  }
  async function whenBot(answer: Misbehaviour): Promise<PluginError> {
    slack.next.push(answer);
    return await failureOf(slack.bot());
  }
  async function whenHook(answer: Misbehaviour): Promise<PluginError> {
    slack.next.push(answer);
    return await failureOf(slack.hook());
  }
  const summary = ({ class: kind, retryable }: PluginError): string => `${kind} ${retryable}`;

  it('names both variables where neither is set', async () => {
    const error = await failureOf(contextWith({ secrets: { bot_token: '', webhook_url: '' } }));
    assert.match(error.message, /^neither SLACK_BOT_TOKEN nor SLACK_WEBHOOK_URL is set; set .* chat:write/);
    assert.deepEqual([error.code, summary(error)], ['SECRET_MISSING', 'auth false']);
    const config = { bot_token_env: 'TEAM_TOKEN', webhook_url_env: 'TEAM_HOOK' };
    const renamed = await failureOf(contextWith({ secrets: { bot_token: '', webhook_url: '' }, config }));
    assert.match(renamed.message, /^neither TEAM_TOKEN nor TEAM_HOOK is set/);
  });

  it('asks a bot for a channel before anything is sent', async () => {
    const error = await failureOf(slack.bot(), { text: 'Hello' });
    assert.match(error.message, /^`channel` is missing/);
    assert.equal(summary(error), 'bad_request false');
    assert.deepEqual(slack.received, []);
  });

  it('refuses secrets and addresses that cannot be used without showing them', async () => {
    const secrets = (bot_token: string, webhook_url = ''): Partial<Context> => ({
      secret: (name) => (name === 'bot_token' ? bot_token : webhook_url),
    });
    const cases: readonly (readonly [Partial<Context>, RegExp])[] = [
      [secrets(`${TOKEN}\nx-forged: 1`), /^SLACK_BOT_TOKEN holds a token with a space, a line break/],
      [secrets('', '/the-secret-of'), /^SLACK_WEBHOOK_URL holds no URL/],
      [secrets('', 'ftp://x/the-secret-of'), /^SLACK_WEBHOOK_URL holds no URL/],
      [secrets('', 'https://user:the-secret-of@hooks.slack.com/'), /^SLACK_WEBHOOK_URL holds no URL/],
      [{ config: { base_url: 'https://user:the-secret-of@slack.com/api' } }, /^`base_url` of the plugin `slack` is no/],
    ];
    for (const [given, message] of cases) {
      const error = await failureOf(slack.bot(given));
      assert.match(error.message, message);
      assert.equal(error.retryable, false);
    }
    assert.deepEqual(slack.received, []);
  });

  const codes: readonly (readonly [ErrorClass, boolean, RegExp, readonly string[]])[] = [
    [
      'auth',
      false,
      /SLACK_BOT_TOKEN/,
      ['not_authed', 'invalid_auth', 'token_revoked', 'account_inactive', 'not_allowed_token_type', 'missing_scope'],
    ],
    ['auth', false, /another channel/, ['restricted_action', 'restricted_action_read_only_channel']],
    ['not_found', false, /invite/, ['channel_not_found', 'not_in_channel']],
    ['not_found', false, /archived/, ['is_archived']],
    ['not_found', false, /thread_ts/, ['thread_not_found', 'cannot_reply_to_message']],
    ['bad_request', false, /shorten/, ['msg_too_long']],
    ['bad_request', false, /`text`/, ['no_text']],
    ['bad_request', false, /blocks/, ['invalid_blocks', 'msg_blocks_too_long']],
    ['bad_request', false, /look it up/, ['a_code_of_tomorrow']],
    ['rate_limit', true, /later/, ['ratelimited', 'rate_limited']],
    ['unavailable', true, /later/, ['internal_error', 'fatal_error', 'service_unavailable', 'team_added_to_org']],
  ];
  for (const [kind, isRetryable, advice, those] of codes) {
    for (const code of those) {
      it(`says what to do about ${code} of the Web API`, async () => {
        const error = await whenBot(refuses(code));
        assert.equal(summary(error), `${kind} ${isRetryable}`);
        assert.ok(error.message.startsWith(`Slack refused the message to "#alerts" (${code}): `), error.message);
        assert.match(error.message, advice);
      });
    }
  }

  it('names the scope that is missing', async () => {
    const error = await whenBot(refuses('missing_scope', { needed: 'chat:write:bot', provided: 'identify' }));
    assert.match(error.message, /\(missing_scope chat:write:bot\)/);
  });

  const hookCodes: readonly (readonly [number, string, ErrorClass, boolean, RegExp])[] = [
    [400, 'invalid_payload', 'bad_request', false, /look it up/],
    [400, 'no_text', 'bad_request', false, /`text`/],
    [400, 'invalid_blocks', 'bad_request', false, /blocks/],
    [403, 'action_prohibited', 'auth', false, /administrator/],
    [403, 'invalid_token', 'auth', false, /SLACK_WEBHOOK_URL/],
    [404, 'no_service', 'auth', false, /new incoming webhook/],
    [404, 'channel_not_found', 'not_found', false, /the channel of the incoming webhook is gone/],
    [410, 'channel_is_archived', 'not_found', false, /archived/],
    [500, 'rollup_error', 'unavailable', true, /later/],
  ];
  for (const [status, code, kind, isRetryable, advice] of hookCodes) {
    it(`says what to do about ${status} ${code} of an incoming webhook`, async () => {
      const error = await whenHook(says(status, code));
      assert.equal(summary(error), `${kind} ${isRetryable}`);
      assert.match(error.message, new RegExp(`\\(${code}\\): `));
      assert.match(error.message, advice);
    });
  }

  it('goes by the status where an answer gives no reason', async () => {
    const expected: readonly (readonly [number, string])[] = [
      [302, 'bad_request false'],
      [400, 'bad_request false'],
      [401, 'auth false'],
      [403, 'auth false'],
      [404, 'not_found false'],
      [408, 'unavailable true'],
      [500, 'unavailable true'],
      [503, 'unavailable true'],
    ];
    for (const [status, kind] of expected) {
      const page = says(status, '<html>Sorry</html>', { location: '/elsewhere' });
      assert.equal(summary(await whenBot(page)), kind, `bot ${status}`);
      assert.equal(summary(await whenHook(page)), kind, `webhook ${status}`);
    }
  });

  it('follows no redirect with the message', async () => {
    const error = await whenHook(says(307, '', { location: `${slack.baseUrl}/chat.postMessage` }));
    assert.match(error.message, /answered 307 .* SLACK_WEBHOOK_URL leads to a redirect/);
    assert.equal(slack.received.length, 1);
  });

  it('waits for as long as a 429 says', async () => {
    for (const fail of [whenBot, whenHook]) {
      const error = await fail(
        says(429, '{"retry_after":7,"ok":false,"error":"rate_limited"}', { 'retry-after': '7' }),
      );
      assert.deepEqual([summary(error), error.retryAfterMs], ['rate_limit true', 7000]);
    }
    const dated = await whenBot(says(429, '', { 'retry-after': 'Thu, 01 Jan 2026 00:00:05 GMT' }));
    assert.equal(dated.retryAfterMs, 5000);
    const silent = await whenBot(says(429, ''));
    assert.deepEqual([summary(silent), silent.retryAfterMs], ['rate_limit true', undefined]);
  });

  it('calls the outcome unknown when an answer is none of Slack', async () => {
    const pages = ['<html>Please log in</html>', '', '{"ok":', '[]', 'null', '{"ok":"true"}', '{"ok":false}'];
    for (const page of [...pages, 'x'.repeat(2 * 1024 * 1024)]) {
      for (const fail of [whenBot, whenHook]) {
        const error = await fail(says(200, page));
        assert.deepEqual(
          [error.code, summary(error)],
          ['RUN_OUTCOME_UNKNOWN', 'invalid_output false'],
          page.slice(0, 40),
        );
      }
    }
    assert.equal((await whenBot(says(200, 'ok'))).code, 'RUN_OUTCOME_UNKNOWN');
  });

  it('repeats nothing of an answer that might hold a secret', async () => {
    const echo = { ok: false, error: TOKEN, needed: slack.webhookUrl };
    for (const fail of [whenBot, whenHook]) await fail(says(200, JSON.stringify(echo)));
    await whenHook(says(403, 'the-secret-of-the-webhook'));
  });

  it('lets another attempt help where nothing was sent', async () => {
    const port = await closedPort();
    for (const host of ['127.0.0.1', 'localhost']) {
      const url = `http://${host}:${port}/the-secret-of`;
      const asBot = await failureOf(slack.bot({ config: { base_url: url } }));
      const byHook = await failureOf(slack.hook({ secret: (name) => (name === 'webhook_url' ? url : '') }));
      for (const error of [asBot, byHook]) {
        assert.equal(summary(error), 'unavailable true', host);
        assert.match(error.message, /^Slack cannot be reached: /);
      }
    }
  });

  it('calls the outcome unknown when Slack takes too long', async () => {
    const signals: (AbortSignal | null | undefined)[] = [];
    const fetch: typeof globalThis.fetch = (_url, init) => {
      signals.push(init?.signal);
      return Promise.reject(new DOMException('too late', 'TimeoutError'));
    };
    const error = await failureOf(slack.bot({ fetch }));
    assert.deepEqual([error.code, summary(error)], ['RUN_OUTCOME_UNKNOWN', 'error false']);
    assert.match(error.message, /^Slack gave no answer \(none within 30 seconds\)/);
    assert.equal(signals[0]?.aborted, false);
  });

  it('tells from what a connection failed with whether anything was sent', async () => {
    const fails = async (cause: object): Promise<string> => {
      const error = new TypeError('fetch failed', { cause: Object.assign(new Error('the reason'), cause) });
      return summary(await failureOf(slack.bot({ fetch: () => Promise.reject(error) })));
    };
    const before: readonly object[] = [
      { code: 'ENOTFOUND', syscall: 'getaddrinfo' },
      { code: 'ETIMEDOUT', syscall: 'connect' },
      { code: 'UND_ERR_CONNECT_TIMEOUT' },
      { code: 'CERT_HAS_EXPIRED' },
      { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    ];
    for (const cause of before) assert.equal(await fails(cause), 'unavailable true', JSON.stringify(cause));
    const after: readonly object[] = [
      { code: 'ECONNRESET', syscall: 'read' },
      { code: 'UND_ERR_SOCKET' },
      { code: 'UND_ERR_HEADERS_TIMEOUT' },
      {},
    ];
    for (const cause of after) assert.equal(await fails(cause), 'error false', JSON.stringify(cause));
  });

  it('calls the outcome unknown when a connection ends after the message was sent', async () => {
    const cuts: readonly Misbehaviour[] = [
      (response) => response.destroy(),
      (response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"ok":', () => response.destroy());
      },
    ];
    for (const cut of cuts) {
      for (const fail of [whenBot, whenHook]) {
        const error = await fail(cut);
        assert.deepEqual([error.code, summary(error)], ['RUN_OUTCOME_UNKNOWN', 'error false']);
        assert.match(error.message, /the message may be there or not/);
      }
    }
    assert.equal(slack.received.length, 4);
  });

  it('passes a refusal of the guarded fetch on as it is', async () => {
    const refused = new TerminalError('10.0.0.1 is not a public address', { class: 'refused', code: 'NET_REFUSED' });
    assert.equal(await failureOf(slack.bot({ fetch: () => Promise.reject(refused) })), refused);
  });

  it('stops when it is aborted while Slack hangs', async () => {
    for (const context of [slack.bot, slack.hook]) {
      const controller = new AbortController();
      slack.next.push(() => controller.abort(new Error('cancelled')));
      const error = await failureOf(context({ signal: controller.signal }));
      assert.equal(error.message, 'cancelled');
    }
  });
});
