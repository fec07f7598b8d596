// What Slack's error codes mean: the kind of failure, and what its reader can do about it.
import { RetryableError, TerminalError } from '@configurable-agents/plugin-sdk';
import type { ErrorClass, PluginError } from '@configurable-agents/plugin-sdk';
import type { Door } from './door.ts';

type Meaning = { readonly class: ErrorClass; readonly advice: string | ((door: Door) => string) };

const LATER = 'Slack is at fault or busy; try again later, by `retry:` of the node';

/** Both doors speak the same codes. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const MEANINGS: readonly (Meaning & { readonly codes: readonly string[] })[] = [
  {
    codes: ['not_authed', 'invalid_auth', 'token_revoked', 'token_expired', 'account_inactive'],
    class: 'auth',
    advice: ({ variable }) =>
      `${variable} holds no token that is valid today; install the app again and set its new token`,
  },
  {
    codes: ['not_allowed_token_type', 'no_permission', 'access_denied'],
    class: 'auth',
    advice: ({ variable }) =>
      `the token in ${variable} may not post; it has to be a bot token, which begins with xoxb-`,
  },
  {
    codes: ['missing_scope'],
    class: 'auth',
    advice: ({ variable }) =>
      `give the app of ${variable} the scope chat:write (chat:write.public to post where it is no member), then install it again`,
  },
  {
    codes: ['no_service', 'no_service_id', 'no_team', 'no_active_hooks', 'invalid_token', 'team_disabled'],
    class: 'auth',
    advice: ({ variable }) =>
      `the address in ${variable} is no longer valid; make a new incoming webhook and set its URL`,
  },
  {
    codes: ['action_prohibited', 'posting_to_general_channel_denied', 'ekm_access_denied'],
    class: 'auth',
    advice: 'an administrator of the workspace does not let it post there; ask one, or choose another channel',
  },
  {
    codes: [
      'restricted_action',
      'restricted_action_read_only_channel',
      'restricted_action_thread_only_channel',
      'restricted_action_non_threadable_channel',
    ],
    class: 'auth',
    advice: 'the settings of the channel do not let it post there; ask who manages it, or choose another channel',
  },
  {
    codes: ['channel_not_found', 'user_not_found'],
    class: 'not_found',
    advice: ({ kind }) =>
      kind === 'bot_token'
        ? 'check the name, or use the id; into a private channel invite the bot, by /invite @NAME'
        : 'the channel of the incoming webhook is gone; make a new one for another channel',
  },
  { codes: ['not_in_channel'], class: 'not_found', advice: 'invite the bot into the channel, by /invite @NAME' },
  {
    codes: ['is_archived', 'channel_is_archived'],
    class: 'not_found',
    advice: 'the channel is archived; unarchive it, or choose another one',
  },
  {
    codes: ['thread_not_found', 'message_not_found', 'cannot_reply_to_message', 'invalid_thread_ts'],
    class: 'not_found',
    advice: '`thread_ts` has to be the `ts` of a message in the same channel that is no reply itself',
  },
  { codes: ['msg_too_long'], class: 'bad_request', advice: 'shorten the text' },
  {
    codes: ['msg_blocks_too_long', 'invalid_blocks', 'invalid_blocks_format'],
    class: 'bad_request',
    advice: 'try `blocks` in the Block Kit Builder of Slack; all of them together may have about 13,000 characters',
  },
  { codes: ['no_text'], class: 'bad_request', advice: 'the message shows nothing; check what `text` is made from' },
  {
    codes: ['ratelimited', 'rate_limited', 'message_limit_exceeded'],
    class: 'rate_limit',
    advice: 'Slack takes about one message a second for each channel; try again later, by `retry:` of the node',
  },
  {
    codes: ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'rollup_error'],
    class: 'unavailable',
    advice: LATER,
  },
  {
    codes: ['team_added_to_org', 'org_login_required'],
    class: 'unavailable',
    advice: 'the workspace is being moved; try again later',
  },
];

const BY_CODE: ReadonlyMap<string, Meaning> = new Map(
  MEANINGS.flatMap(({ codes, ...meaning }) => codes.map((code) => [code, meaning] as const)),
);

const UNKNOWN: Meaning = {
  class: 'bad_request',
  advice: 'look it up at https://docs.slack.dev/reference/methods/chat.postMessage#errors',
};

type Details = {
  /** Where the message was to go, for the reader. */
  readonly channel: string | undefined;
  readonly retryAfterMs?: number | undefined;
  /** The scope that Slack says is missing. */
  readonly needed?: string | undefined;
};

/** The failure that a code of Slack's stands for. */
export function refusalOf(code: string, door: Door, { channel, retryAfterMs, needed }: Details): PluginError {
  const { class: kind, advice } = BY_CODE.get(code) ?? UNKNOWN;
  const where = channel === undefined ? '' : ` to ${JSON.stringify(channel)}`;
  const what = needed === undefined ? code : `${code} ${needed}`;
  const message = `Slack refused the message${where} (${what}): ${typeof advice === 'string' ? advice : advice(door)}`;
  if (kind !== 'rate_limit' && kind !== 'unavailable') return new TerminalError(message, { class: kind });
  return new RetryableError(message, { class: kind, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
}
