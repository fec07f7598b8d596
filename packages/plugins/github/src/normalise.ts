// A verified delivery to one event. The payload is passed on as it was sent.
import type { Json, JsonObject, Normalised, TriggerRequest } from '@configurable-agents/plugin-sdk';

const MAX_ID_LENGTH = 255;
const EVENT_NAME = /^\w[\w-]{0,99}$/;

/** Names the event by its header and the payload's `action`; answers GitHub's `ping` itself. */
export function normalise({ headers, body }: TriggerRequest): Normalised {
  const [event, ...otherEvents] = headers['x-github-event'] ?? [];
  if (event === undefined || otherEvents.length > 0 || !EVENT_NAME.test(event)) {
    return invalid('the delivery must have one header X-GitHub-Event with the name of an event');
  }
  const [deliveryId = '', ...otherIds] = headers['x-github-delivery'] ?? [];
  if (otherIds.length > 0 || deliveryId.length > MAX_ID_LENGTH) {
    return invalid(`the delivery must have one header X-GitHub-Delivery of at most ${MAX_ID_LENGTH} characters`);
  }
  if (!isObject(body)) return invalid('the payload must be a JSON object');
  if (event === 'ping') return { kind: 'reply', status: 200, body: pong(body) };
  const { action } = body;
  const type = typeof action === 'string' && action !== '' ? `${event}.${action}` : event;
  return { kind: 'events', events: [{ type, data: body, dedupeKey: deliveryId === '' ? null : deliveryId }] };
}

/** What GitHub shows beside the `ping` in the list of recent deliveries. */
function pong({ hook_id: hookId }: JsonObject): Json {
  return { ok: true, event: 'ping', ...(typeof hookId === 'number' ? { hook_id: hookId } : {}) };
}

/** GitHub sends no such thing, so the delivery as a whole is wrong. */
function invalid(message: string): Normalised {
  return { kind: 'invalid', status: 400, message };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
