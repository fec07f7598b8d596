import { mark } from '@configurable-agents/plugin-sdk';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';

function open(properties: { readonly [name: string]: JsonSchema }): JsonSchema {
  return { type: 'object', properties, additionalProperties: true };
}

const text: JsonSchema = { type: 'string' };
/** Ids, times and names of types: Slack makes them, nobody in a workspace does. */
const made: JsonSchema = { type: 'string', ...mark.platform };

/**
 * What Slack sends where it sends it: the envelope of the Events API with the event in it, and the fields of a slash command and of an
 * interaction. The type of an event that `schemas/events.json.br` does not describe.
 */
export const EVENT: JsonSchema = open({
  type: made,
  team_id: made,
  api_app_id: made,
  event_id: made,
  event_time: { type: 'integer' },
  event: open({
    type: made,
    subtype: made,
    user: made,
    bot_id: made,
    text,
    channel: made,
    channel_type: made,
    ts: made,
    thread_ts: made,
    event_ts: made,
    // An id in most events, the file or the reaction's message in others.
    item: { type: 'object' },
    reaction: made,
  }),
  command: text,
  text,
  user_id: made,
  user_name: text,
  channel_id: made,
  channel_name: text,
  response_url: made,
  trigger_id: made,
});
