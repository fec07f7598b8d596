import assert from 'node:assert/strict';
import type { Context } from '@configurable-agents/plugin-sdk';
import { plugin } from '@configurable-agents/plugin-slack';
import { openFakeSlack, says } from './fake-slack.ts';
import type { FakeSlack, Message } from './fake-slack.ts';

const run = async (input: object, context: Context): Promise<unknown> =>
  plugin.actions?.['post_message']?.run({ input, context });

/** What Slack makes of markup: mentions that notify people, and links that hide their target. */
const markupOf = ({ text }: Message): readonly string[] => text.match(/<[^>]*>/g) ?? [];

describe('slack.post_message', () => {
  let slack: FakeSlack;
  before(async () => {
    slack = await openFakeSlack();
  });
  beforeEach(() => slack.reset());
  after(() => slack.close());

  const messages = (): readonly Message[] => slack.received.map(({ message }) => message);

  it('posts as a bot and gives the channel and the id of the message', async () => {
    const output = await run({ channel: '#releases', text: 'Version 1.4.2 is live' }, slack.bot());
    assert.deepEqual(output, { ok: true, channel: 'C024BE91L', ts: '1700000000.000001', via: 'bot_token' });
    const message = {
      channel: '#releases',
      text: 'Version 1.4.2 is live',
      mrkdwn: false,
      unfurl_links: false,
      unfurl_media: false,
    };
    assert.deepEqual(slack.received, [{ door: 'api', message }]);
  });

  it('posts by an incoming webhook, which tells neither', async () => {
    const output = await run({ text: 'Version 1.4.2 is live' }, slack.hook());
    assert.deepEqual(output, { ok: true, channel: null, ts: null, via: 'incoming_webhook' });
    assert.deepEqual(
      slack.received.map(({ door, message }) => [door, message.text]),
      [['hook', 'Version 1.4.2 is live']],
    );
    assert.deepEqual(slack.warnings, []);
  });

  it('posts by an incoming webhook although a channel is given, and warns', async () => {
    await run({ channel: '#alerts', text: 'Hello' }, slack.hook());
    assert.equal(slack.received.length, 1);
    const [warning] = slack.warnings as { readonly message: string; readonly fields: object }[];
    assert.match(warning?.message ?? '', /`channel` has no effect: an incoming webhook posts to its own channel/);
    assert.deepEqual(warning?.fields, { channel: '#alerts' });
  });

  it('prefers the token where there are both', async () => {
    const secrets: { readonly [name: string]: string } = { bot_token: 'xoxb-other', webhook_url: slack.webhookUrl };
    const both = slack.bot({ secret: (name) => secrets[name] ?? '' });
    await assert.rejects(run({ channel: '#a', text: 'Hello' }, both), /invalid_auth/);
    assert.deepEqual(slack.received, []);
  });

  it('passes on thread, blocks and unfurling', async () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: '*Hello*' } }];
    const input = { channel: '#a', text: 'Hello', thread_ts: '1699999999.000100', blocks, unfurl_links: true };
    await run(input, slack.bot());
    await run({ text: 'Hello', thread_ts: '1699999999.000100', blocks }, slack.hook());
    const [byBot, byHook] = messages();
    assert.deepEqual([byBot?.thread_ts, byBot?.blocks], ['1699999999.000100', blocks]);
    assert.deepEqual([byBot?.unfurl_links, byBot?.unfurl_media], [true, true]);
    assert.deepEqual([byHook?.thread_ts, byHook?.blocks, byHook?.unfurl_links], ['1699999999.000100', blocks, false]);
  });

  it('lets no data ping anybody or hide a link', async () => {
    const text = '<!channel> <!here> <@U024BE7LH> <!subteam^S1> <https://evil.example|your bank>';
    for (const format of [undefined, 'plain', 'styled']) {
      const input = { text, ...(format === undefined ? {} : { format }) };
      await run({ channel: '#a', ...input }, slack.bot());
      await run(input, slack.hook());
    }
    assert.equal(messages().length, 6);
    for (const message of messages()) assert.deepEqual(markupOf(message), []);
    assert.match(messages()[0]?.text ?? '', /^&lt;!channel&gt; /);
  });

  it('sends the markup of an author who asks for it', async () => {
    await run({ channel: '#a', text: '*Live* <!here>', format: 'mrkdwn' }, slack.bot());
    await run({ channel: '#a', text: '*Live* <!here>', format: 'styled' }, slack.bot());
    await run({ channel: '#a', text: '*Live* <!here>' }, slack.bot());
    assert.deepEqual(
      messages().map((message) => [message.mrkdwn, markupOf(message).length]),
      [
        [true, 1],
        [true, 0],
        [false, 0],
      ],
    );
  });

  it('goes on with a long text in the thread of its first message', async () => {
    const text = Array.from({ length: 1000 }, (_, line) => `line ${line}`).join('\n');
    const output = await run({ channel: '#releases', text }, slack.bot());
    assert.ok(messages().length >= 3);
    assert.equal(
      messages()
        .map((message) => message.text)
        .join('\n'),
      text,
    );
    const [first, ...others] = messages();
    assert.deepEqual([first?.channel, first?.thread_ts], ['#releases', undefined]);
    for (const { channel, thread_ts } of others)
      assert.deepEqual([channel, thread_ts], ['C024BE91L', '1700000000.000001']);
    assert.deepEqual(output, { ok: true, channel: 'C024BE91L', ts: '1700000000.000001', via: 'bot_token' });
  });

  it('stays in the thread that it was given', async () => {
    await run({ channel: '#a', text: 'word '.repeat(1500), thread_ts: '1699999999.000100' }, slack.bot());
    assert.deepEqual(
      messages().map(({ thread_ts }) => thread_ts),
      ['1699999999.000100', '1699999999.000100'],
    );
  });

  it('posts a long text as several messages by an incoming webhook', async () => {
    await run({ text: 'word '.repeat(1500) }, slack.hook());
    assert.equal(messages().length, 2);
    for (const { thread_ts, channel } of messages()) assert.deepEqual([thread_ts, channel], [undefined, undefined]);
  });

  it('posts blocks once, whatever the length of the text beside them', async () => {
    await run({ channel: '#a', text: 'word '.repeat(1500), blocks: [{ type: 'divider' }] }, slack.bot());
    assert.equal(messages().length, 1);
    assert.ok((messages()[0]?.text.length ?? 0) <= 4000);
  });

  it('waits by itself between the parts of a text when Slack asks for it', async () => {
    slack.next.push(undefined, says(429, '', { 'retry-after': '0' }), says(429, '', { 'retry-after': '0' }));
    await run({ channel: '#a', text: 'word '.repeat(1500) }, slack.bot());
    assert.equal(messages().length, 4);
    assert.equal(new Set(messages().map(({ text }) => text)).size, 2);
  });

  it('says how much is posted when a later part fails, and asks for no further attempt', async () => {
    const tooOften = says(429, '', { 'retry-after': '0' });
    const failures: readonly (readonly [readonly ReturnType<typeof says>[], RegExp])[] = [
      [[says(500, '')], /^1 of 2 parts of the message are posted, then: Slack answered 500/],
      [[says(429, '', { 'retry-after': '31' })], /^1 of 2 parts .*ratelimited/],
      [Array.from({ length: 6 }, () => tooOften), /^1 of 2 parts .*ratelimited/],
    ];
    for (const [answers, message] of failures) {
      slack.reset();
      slack.next.push(undefined, ...answers);
      await assert.rejects(run({ channel: '#a', text: 'word '.repeat(1500) }, slack.bot()), {
        message,
        code: 'SLACK_PARTLY_POSTED',
        class: 'error',
        retryable: false,
      });
      assert.equal(messages().length, 1 + answers.length);
    }
  });

  it('stops while it waits between parts when it is aborted', async () => {
    const controller = new AbortController();
    const answers = [
      Response.json({ ok: true, channel: 'C024BE91L', ts: '1700000000.000001' }),
      new Response('', { status: 429, headers: { 'retry-after': '30' } }),
    ];
    const fetch = (): Promise<Response> => {
      const [answer = Response.error()] = answers.splice(0, 1);
      if (answer.status === 429) controller.abort(new Error('cancelled'));
      return Promise.resolve(answer);
    };
    const call = run({ channel: '#a', text: 'word '.repeat(1500) }, slack.bot({ signal: controller.signal, fetch }));
    await assert.rejects(call, { name: 'AbortError' });
    assert.deepEqual(answers, []);
  });
});
