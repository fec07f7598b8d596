// The way into Slack that the environment opens: a bot's token, or else an incoming webhook.
import { TerminalError } from '@configurable-agents/plugin-sdk';
import type { Context } from '@configurable-agents/plugin-sdk';

/** The variables unless `bot_token_env` and `webhook_url_env` name others. */
export const BOT_TOKEN = 'SLACK_BOT_TOKEN';
export const WEBHOOK_URL = 'SLACK_WEBHOOK_URL';
export const DEFAULT_BASE_URL = 'https://slack.com/api';

/** Where to post, and as whom. `url` is a secret of an incoming webhook, `authorization` one of a bot. */
export type Door = {
  readonly kind: 'bot_token' | 'incoming_webhook';
  /** The variable that opened it, for messages. */
  readonly variable: string;
  readonly url: string;
  readonly authorization?: string;
};

/** Chooses the door; a token wins, since it can do more. Throws a `TerminalError` where there is none, or one that is broken. */
export function openDoor({ config, secret }: Pick<Context, 'config' | 'secret'>): Door {
  const tokenVariable = textOr(config['bot_token_env'], BOT_TOKEN);
  const urlVariable = textOr(config['webhook_url_env'], WEBHOOK_URL);
  const token = secret('bot_token');
  if (token !== '') {
    // The platform's own error over such a header quotes it.
    if (!/^[\x21-\x7e]+$/.test(token)) {
      throw unusable(tokenVariable, 'a token with a space, a line break or a letter that no token has; copy it again');
    }
    const base = textOr(config['base_url'], DEFAULT_BASE_URL);
    if (!isAddress(base))
      throw badRequest('`base_url` of the plugin `slack` is no http or https URL without a user name');
    const url = `${base.replace(/\/+$/, '')}/chat.postMessage`;
    return { kind: 'bot_token', variable: tokenVariable, url, authorization: `Bearer ${token}` };
  }
  const url = secret('webhook_url');
  if (url !== '') {
    if (!isAddress(url)) throw unusable(urlVariable, 'no URL; it begins with https://hooks.slack.com/services/');
    return { kind: 'incoming_webhook', variable: urlVariable, url };
  }
  throw new TerminalError(
    `neither ${tokenVariable} nor ${urlVariable} is set; set the first to a bot token with the scope chat:write, ` +
      'or the second to the URL of an incoming webhook, which posts to its own channel only',
    { class: 'auth', code: 'SECRET_MISSING' },
  );
}

function textOr(value: unknown, fallback: string): string {
  return typeof value === 'string' && value !== '' ? value : fallback;
}

/** A URL with credentials would be quoted by the platform's error over it. */
function isAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

/** Says what is wrong with a secret without showing it. */
function unusable(variable: string, found: string): TerminalError {
  return new TerminalError(`${variable} holds ${found}`, { class: 'auth' });
}

function badRequest(message: string): TerminalError {
  return new TerminalError(message, { class: 'bad_request' });
}
