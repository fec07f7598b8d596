import { setTimeout as delay } from 'node:timers/promises';
import { PluginError, TerminalError } from '@configurable-agents/plugin-sdk';
import type { Context, JsonObject } from '@configurable-agents/plugin-sdk';
import type { Posted } from './answer.ts';
import { openDoor } from './door.ts';
import type { Door } from './door.ts';
import { send } from './send.ts';
import { messagesOf } from './text.ts';
import type { Format } from './text.ts';

export type PostInput = {
  readonly channel?: string;
  readonly text: string;
  readonly format?: Format;
  readonly thread_ts?: string;
  readonly blocks?: readonly { readonly type: string }[];
  readonly unfurl_links?: boolean;
};

export type PostOutput = Posted & { readonly ok: true; readonly via: Door['kind'] };

/** How to send, beside what is sent: `channel` is for error messages. */
type Sending = { readonly door: Door; readonly context: Context; readonly channel: string | undefined };

/**
 * Posts a message and gives what Slack tells of it. A text that is too long for one message goes on in the thread of the first
 * (a bot) or in further messages (an incoming webhook, which is not told its thread).
 */
export async function postMessage(input: PostInput, context: Context): Promise<PostOutput> {
  const door = openDoor(context);
  const channel = channelOf(input, { door, context });
  const sending: Sending = { door, context, channel: input.channel };
  const [text = '', ...others] = messagesOf(input.text, input.format ?? 'plain');
  const blocks = input.blocks === undefined ? {} : { blocks: input.blocks };
  const look = lookOf(input);
  const first = await send({ ...look, ...placeOf(channel, input.thread_ts), text, ...blocks }, sending);
  // Beside blocks Slack shows the text in notifications only, which have no room for more than the first part.
  if (input.blocks === undefined) {
    const place = placeOf(first.channel ?? channel, input.thread_ts ?? first.ts);
    await sendOthers(
      others.map((other) => ({ ...look, ...place, text: other })),
      sending,
    );
  }
  return { ok: true, channel: first.channel, ts: first.ts, via: door.kind };
}

/** The channel to ask for: none of an incoming webhook, which has its own. */
function channelOf(
  { channel }: PostInput,
  { door, context }: { readonly door: Door; readonly context: Context },
): string | undefined {
  if (door.kind === 'bot_token') {
    if (channel !== undefined) return channel;
    throw new TerminalError('`channel` is missing; a bot needs it: a name such as "#releases", or an id', {
      class: 'bad_request',
    });
  }
  if (channel !== undefined) {
    context.log.warn('`channel` has no effect: an incoming webhook posts to its own channel; a bot token can choose', {
      channel,
    });
  }
  return undefined;
}

function placeOf(channel: string | undefined, threadTs: string | null | undefined): JsonObject {
  return {
    ...(channel === undefined ? {} : { channel }),
    ...(threadTs === undefined || threadTs === null ? {} : { thread_ts: threadTs }),
  };
}

function lookOf({ format = 'plain', unfurl_links: isUnfurled = false }: PostInput): JsonObject {
  // A link that a model was talked into carries data out as soon as Slack fetches it, whether it is a page or an image.
  return { mrkdwn: format !== 'plain', unfurl_links: isUnfurled, unfurl_media: isUnfurled };
}

/** Sends what follows the first message, in order. */
async function sendOthers(messages: readonly JsonObject[], sending: Sending): Promise<void> {
  for (const [index, message] of messages.entries()) {
    try {
      await sendPatiently(message, sending);
    } catch (error) {
      if (!(error instanceof PluginError)) throw error;
      // Terminal, and of the class that nobody retries by the way: the text from its beginning would repeat what is there.
      const found = `${index + 1} of ${messages.length + 1} parts of the message are posted, then: ${error.message}`;
      throw new TerminalError(found, { code: 'SLACK_PARTLY_POSTED', cause: error });
    }
  }
}

const MOST_WAITS = 5;
const LONGEST_WAIT_MS = 30_000;
/** Where Slack does not say for how long: its rate is one message a second. */
const USUAL_WAIT_MS = 1000;

/** Sends a later message. Another attempt of the node would begin with the first one, so the pauses are made here. */
async function sendPatiently(message: JsonObject, sending: Sending): Promise<void> {
  for (let waits = 0; ; waits += 1) {
    try {
      await send(message, sending);
      return;
    } catch (error) {
      if (!(error instanceof PluginError) || error.class !== 'rate_limit') throw error;
      const waitMs = error.retryAfterMs ?? USUAL_WAIT_MS;
      if (waits === MOST_WAITS || waitMs > LONGEST_WAIT_MS) throw error;
      await delay(waitMs, undefined, { signal: sending.context.signal });
    }
  }
}
