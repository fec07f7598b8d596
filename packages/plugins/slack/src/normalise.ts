// A verified delivery to one event. What Slack sent is passed on as it is.
import type { Json, JsonObject, Normalised, TriggerRequest } from '@configurable-agents/plugin-sdk';

const MAX_ID_LENGTH = 255;
const EVENT_NAME = /^\w{1,100}$/;

/** Names the event, and answers the challenge by which Slack makes sure of an address. */
export function normalise({ body }: TriggerRequest): Normalised {
  if (!isObject(body)) return invalid('the body must be a JSON object, or a form of a command or an interaction');
  const { type } = body;
  if (type === 'url_verification') return challenged(body);
  if (type === 'event_callback') return eventOf(body);
  // A command is a form of fields and has no type of its own.
  if (type === undefined && typeof body['command'] === 'string') {
    return named('slash_command', body, body['trigger_id']);
  }
  return named(type, body, body['trigger_id']);
}

function eventOf(body: JsonObject): Normalised {
  const { event, event_id: id } = body;
  if (!isObject(event)) return invalid('`event` must be an object with the `type` of the event');
  return named(event['type'], body, id);
}

function named(type: Json | undefined, data: JsonObject, id: Json | undefined): Normalised {
  if (typeof type !== 'string' || !EVENT_NAME.test(type)) return invalid('`type` must be the name of an event');
  if (id !== undefined && (typeof id !== 'string' || id === '' || id.length > MAX_ID_LENGTH)) {
    return invalid(`\`event_id\` or \`trigger_id\` must be a text of 1 to ${MAX_ID_LENGTH} characters`);
  }
  return { kind: 'events', events: [{ type, data, dedupeKey: id ?? null }] };
}

function challenged({ challenge }: JsonObject): Normalised {
  if (typeof challenge !== 'string') return invalid('`challenge` must be a text');
  return { kind: 'reply', status: 200, body: { challenge } };
}

/** Slack sends no such thing, so the delivery as a whole is wrong. */
function invalid(message: string): Normalised {
  return { kind: 'invalid', status: 400, message };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
