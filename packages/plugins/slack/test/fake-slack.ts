// Slack on loopback: the Web API's chat.postMessage and an incoming webhook, with the answers that the real ones give.
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Context } from '@configurable-agents/plugin-sdk';
import { contextWith } from '@configurable-agents/plugin-sdk/testing';

export const TOKEN = 'xoxb-1234-the-token-of-the-test';
const HOOK_PATH = '/services/T0001/B0001/the-secret-of-the-webhook';

export type Message = {
  readonly channel?: string;
  readonly text: string;
  readonly mrkdwn: boolean;
  readonly unfurl_links: boolean;
  readonly unfurl_media: boolean;
  readonly thread_ts?: string;
  readonly blocks?: readonly unknown[];
};
export type Received = { readonly door: 'api' | 'hook'; readonly message: Message };

/** Answers instead of the fake's own good answer. */
export type Misbehaviour = (response: ServerResponse, request: IncomingMessage) => void;

export type FakeSlack = {
  readonly baseUrl: string;
  readonly webhookUrl: string;
  /** Well-formed and authorised messages, in order, also those that are then refused. */
  readonly received: Received[];
  /** One for each of the next requests; undefined lets one pass. */
  readonly next: (Misbehaviour | undefined)[];
  readonly warnings: unknown[];
  readonly bot: (given?: Partial<Context>) => Context;
  readonly hook: (given?: Partial<Context>) => Context;
  readonly reset: () => void;
  readonly close: () => void;
};

/** The Web API's way of refusing: status 200. */
export function refuses(error: string, details: object = {}): Misbehaviour {
  return (response) => json(response, { ok: false, error, ...details });
}

/** The way of an incoming webhook: a status and a bare code. */
export function says(status: number, text: string, headers: { readonly [name: string]: string } = {}): Misbehaviour {
  return (response) => response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(text);
}

export async function openFakeSlack(): Promise<FakeSlack> {
  const received: Received[] = [];
  const next: (Misbehaviour | undefined)[] = [];
  const warnings: unknown[] = [];

  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const door = request.url === HOOK_PATH ? 'hook' : 'api';
      const message = JSON.parse(body) as Message;
      const problem = problemOf(request, { door, message });
      if (problem !== undefined) return problem(response, request);
      received.push({ door, message });
      const misbehaviour = next.shift();
      if (misbehaviour !== undefined) return misbehaviour(response, request);
      if (door === 'hook') return response.writeHead(200, { 'content-type': 'text/html' }).end('ok');
      const ts = `1700000000.${String(received.length).padStart(6, '0')}`;
      return json(response, { ok: true, channel: 'C024BE91L', ts, message: { text: message.text, ts } });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const baseUrl = `${origin}/api`;
  const webhookUrl = `${origin}${HOOK_PATH}`;

  const silent = (): void => undefined;
  const log: Context['log'] = {
    debug: silent,
    info: silent,
    warn: (message, fields) => warnings.push({ message, fields }),
    error: silent,
  };
  // The guarded fetch of the host refuses loopback; the action needs no more than the platform's.
  const base = { fetch: globalThis.fetch, log, config: { base_url: baseUrl } };

  return {
    baseUrl,
    webhookUrl,
    received,
    next,
    warnings,
    bot: (given) => contextWith({ ...base, secrets: { bot_token: TOKEN, webhook_url: '' }, ...given }),
    hook: (given) => contextWith({ ...base, secrets: { bot_token: '', webhook_url: webhookUrl }, ...given }),
    reset: () => {
      for (const list of [received, next, warnings]) list.length = 0;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** What Slack refuses before it looks at the message. */
function problemOf(request: IncomingMessage, { door, message }: Received): Misbehaviour | undefined {
  const { 'content-type': type, authorization } = request.headers;
  if (type !== 'application/json; charset=utf-8') return refuses('invalid_post_type');
  if (door === 'hook') {
    if (authorization !== undefined) return says(400, 'a token was sent to a webhook');
    if (message.channel !== undefined) return says(400, 'invalid_payload');
    return message.text.trim() === '' ? says(400, 'no_text') : undefined;
  }
  if (request.method !== 'POST' || request.url !== '/api/chat.postMessage') return refuses('unknown_method');
  if (authorization === undefined) return refuses('not_authed');
  if (authorization !== `Bearer ${TOKEN}`) return refuses('invalid_auth');
  if (message.channel === undefined) return refuses('channel_not_found');
  if (message.text.trim() === '') return refuses('no_text');
  return message.text.length > 4000 ? refuses('msg_too_long') : undefined;
}

function json(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks = (await request.toArray()) as Buffer[];
  return Buffer.concat(chunks).toString();
}
