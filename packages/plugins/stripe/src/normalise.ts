// A verified delivery to one event. The Event object is passed on as it was sent.
import type { Json, JsonObject, Normalised, TriggerRequest } from '@configurable-agents/plugin-sdk';

const MAX_ID_LENGTH = 255;

/** Names the event by its `type`, whether it is known or not: Stripe adds types at any time. */
export function normalise({ body }: TriggerRequest): Normalised {
  if (!isObject(body)) return invalid('the body must be an Event object of Stripe');
  const { type, id = null } = body;
  if (typeof type !== 'string' || type === '') return invalid('`type` must be the name of an event');
  if (id !== null && (typeof id !== 'string' || id === '' || id.length > MAX_ID_LENGTH)) {
    return invalid(`\`id\` must be a text of 1 to ${MAX_ID_LENGTH} characters`);
  }
  return { kind: 'events', events: [{ type, data: body, dedupeKey: id }] };
}

/** Stripe sends no such thing, so the delivery as a whole is wrong. */
function invalid(message: string): Normalised {
  return { kind: 'invalid', status: 400, message };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
