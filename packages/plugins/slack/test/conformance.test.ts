import { plugin } from '@configurable-agents/plugin-slack';
import { checkAction, checkTrigger, contextWith, signedDelivery } from '@configurable-agents/plugin-sdk/testing';

const post = plugin.actions?.['post_message'];
const text = 'Version 1.4.2 is live';
const bot = { bot_token: 'xoxb-test', webhook_url: '' };
const hook = { bot_token: '', webhook_url: 'https://hooks.slack.com/services/T/B/X' };
const waiting: typeof globalThis.fetch = (_url, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
  });

describe('action slack.post_message', () => {
  it('keeps the contract of an action as a bot', () =>
    checkAction(post, {
      inputs: [
        { channel: '#releases', text },
        { channel: 'C024BE91L', text, format: 'styled', thread_ts: '1700000000.000001', unfurl_links: true },
        { channel: '#releases', text, format: 'mrkdwn', blocks: [{ type: 'divider' }] },
      ],
      refused: [
        {},
        { channel: '#releases' },
        { channel: '#releases', text: '' },
        { channel: '', text },
        { text, chanel: '#releases' },
        { text, format: 'markdown' },
        { text, thread_ts: 'yesterday' },
        { text, thread_ts: null },
        { text, blocks: [] },
        { text, blocks: [{ text: 'no type' }] },
        { text, blocks: Array.from({ length: 51 }, () => ({ type: 'divider' })) },
        { text, unfurl_links: 'false' },
      ],
      context: contextWith({
        secrets: bot,
        fetch: () => Promise.resolve(Response.json({ ok: true, channel: 'C024BE91L', ts: '1700000000.000001' })),
      }),
      slow: { input: { channel: '#releases', text }, context: contextWith({ secrets: bot, fetch: waiting }) },
    }));

  it('keeps the contract of an action by an incoming webhook', () =>
    checkAction(post, {
      inputs: [{ text }, { text, channel: '#releases', blocks: [{ type: 'divider' }] }],
      context: contextWith({ secrets: hook, fetch: () => Promise.resolve(new Response('ok')) }),
      slow: { input: { text }, context: contextWith({ secrets: hook, fetch: waiting }) },
    }));
});

describe('the contract of the trigger slack', () => {
  const trigger = plugin.triggers?.['slack'];

  it('is kept', () => {
    const body = { type: 'event_callback', event_id: 'Ev1', event: { type: 'message', text: 'Zoë' } };
    checkTrigger(trigger, signedDelivery({ scheme: 'slack', body }));
  });

  it('is kept for a command, whose form is signed', () => {
    const parsed = { command: '/deploy', text: 'a b', trigger_id: '1.2.c' };
    checkTrigger(trigger, signedDelivery({ scheme: 'slack', body: new URLSearchParams(parsed).toString(), parsed }));
  });
});
