// Types of Slack's events, from the TypeScript types that its own libraries share. Commands and interactions are in no package: what is
// here of them is what Slack's pages list.
import { join } from 'node:path';
import { installed, writeEvents } from './events-file.mjs';
import { plain, union } from './plain.mjs';
import { openTypes } from './types.mjs';

const { folder, source } = installed('@slack/types');
const events = join(folder, 'dist', 'events', 'index.d.ts');
const { declared, textOf, objectOf } = openTypes([events], { maxDepth: 2, openObjects: new Set(['view', 'metadata']) });

const text = { type: 'string' };
const object = (properties, optional = {}) =>
  plain({ types: ['object'], properties: { ...properties, ...optional }, required: Object.keys(properties) });
const listOf = (items) => ({ type: 'array', items });
const anyObject = { type: 'object' };

/** What the Events API puts around an event. */
function envelopeOf(event) {
  return object(
    {
      type: plain({ types: ['string'], values: ['event_callback'] }),
      event_id: text,
      event_time: { type: 'integer' },
      event,
    },
    {
      team_id: text,
      api_app_id: text,
      context_team_id: { type: ['null', 'string'] },
      context_enterprise_id: { type: ['null', 'string'] },
      event_context: text,
      is_ext_shared_channel: { type: 'boolean' },
      authorizations: listOf(
        object({ user_id: text, is_bot: { type: 'boolean' } }, { team_id: { type: ['null', 'string'] } }),
      ),
    },
  );
}

const person = object({ id: text }, { username: text, name: text, team_id: text });
const place = object({ id: text }, { name: text });
const team = { type: ['null', 'object'], properties: { domain: text, id: text } };
const interaction = (type, properties, optional = {}) =>
  object(
    { type: plain({ types: ['string'], values: [type] }), user: person, ...properties },
    { team, api_app_id: text, trigger_id: text, ...optional },
  );

/** Sent by themselves, not in the envelope of the Events API. */
const BARE = {
  app_rate_limited: object({ type: text, team_id: text, api_app_id: text, minute_rate_limited: { type: 'integer' } }),
  slash_command: object(
    { command: text, text, user_id: text, user_name: text, channel_id: text, channel_name: text, team_id: text },
    {
      team_domain: text,
      enterprise_id: text,
      enterprise_name: text,
      api_app_id: text,
      response_url: text,
      trigger_id: text,
    },
  ),
  block_actions: interaction(
    'block_actions',
    { actions: listOf(object({ type: text, action_id: text, block_id: text }, { action_ts: text, value: text })) },
    { channel: place, message: anyObject, view: anyObject, state: anyObject, container: anyObject, response_url: text },
  ),
  view_submission: interaction('view_submission', { view: anyObject }),
  view_closed: interaction('view_closed', { view: anyObject }, { is_cleared: { type: 'boolean' } }),
  shortcut: interaction('shortcut', { callback_id: text }, { action_ts: text }),
  message_action: interaction(
    'message_action',
    { callback_id: text, message: anyObject },
    { channel: place, response_url: text, action_ts: text, message_ts: text },
  ),
};

const inner = new Map();
for (const event of declared(events, 'SlackEvent')) {
  const type = textOf(event, 'type');
  inner.set(type, [...(inner.get(type) ?? []), objectOf(event, { depth: 0, above: [] })]);
}
const types = Object.fromEntries([...inner].map(([type, schemas]) => [type, envelopeOf(union(schemas))]));
writeEvents('slack', { types: { ...types, ...BARE }, source });
