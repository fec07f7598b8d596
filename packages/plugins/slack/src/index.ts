// Action `slack.post_message`: one message to Slack, by a bot token or by an incoming webhook. Trigger `slack`: what happens there.
import { definePlugin, mark, Type } from '@configurable-agents/plugin-sdk';
import type { Plugin } from '@configurable-agents/plugin-sdk';
import { BOT_TOKEN, DEFAULT_BASE_URL, WEBHOOK_URL } from './door.ts';
import { postMessage } from './post.ts';
import { slackTrigger } from './trigger.ts';

/** The plugin `slack`. */
export const plugin: Plugin = definePlugin({
  name: 'slack',
  version: '0.1.0',
  sdk: '^1',
  config: {
    type: 'object',
    properties: {
      bot_token_env: { type: 'string', minLength: 1, description: 'Variable that holds the token of the bot.' },
      webhook_url_env: { type: 'string', minLength: 1, description: 'Variable that holds the URL of the webhook.' },
      base_url: { type: 'string', pattern: '^https?://', default: DEFAULT_BASE_URL, description: 'The Web API.' },
    },
    additionalProperties: false,
  },
  // Each may be missing as long as the other is there, which the action itself finds out.
  secrets: { bot_token: { env: BOT_TOKEN, optional: true }, webhook_url: { env: WEBHOOK_URL, optional: true } },
  capabilities: { net: ['slack.com:443', 'hooks.slack.com:443', { fromConfig: '/base_url' }] },
  triggers: { slack: slackTrigger },
  actions: {
    post_message: {
      description: 'Posts a message to Slack, as a bot where there is a token, else by an incoming webhook.',
      input: Type.Object(
        {
          channel: Type.Optional(
            Type.String({
              minLength: 1,
              maxLength: 255,
              description: 'Name or id. A bot needs it; an incoming webhook has its own channel.',
            }),
          ),
          text: Type.String({
            minLength: 1,
            description: 'Of more than 4,000 characters, several messages are made.',
            ...mark.text,
          }),
          format: Type.Optional(
            Type.Union([Type.Literal('plain'), Type.Literal('styled'), Type.Literal('mrkdwn')], {
              default: 'plain',
              description: 'styled: *bold* and the like work. mrkdwn: links and mentions too, also those out of data.',
            }),
          ),
          thread_ts: Type.Optional(
            Type.String({ pattern: '^[0-9]+\\.[0-9]+$', description: 'The `ts` of the message to reply to.' }),
          ),
          blocks: Type.Optional(
            Type.Array(Type.Object({ type: Type.String({ minLength: 1 }) }), {
              minItems: 1,
              maxItems: 50,
              description: 'Block Kit, sent as it is; `text` is then what notifications show.',
              ...mark.text,
            }),
          ),
          unfurl_links: Type.Optional(
            Type.Boolean({ default: false, description: 'Whether Slack fetches links and shows what is behind them.' }),
          ),
        },
        { additionalProperties: false },
      ),
      output: Type.Object(
        {
          ok: Type.Literal(true),
          channel: Type.Union([Type.String(), Type.Null()], {
            description: 'Id of the channel, where Slack tells it.',
          }),
          ts: Type.Union([Type.String(), Type.Null()], { description: 'Id of the message, where Slack tells it.' }),
          via: Type.Union([Type.Literal('bot_token'), Type.Literal('incoming_webhook')]),
        },
        mark.platform,
      ),
      effects: 'write',
      idempotent: false,
      // Of a long text each part is a request, and Slack may ask for pauses between them.
      timeoutMs: 120_000,
      run: ({ input, context }) => postMessage(input, context),
    },
  },
});
