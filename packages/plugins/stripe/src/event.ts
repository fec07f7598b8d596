import { mark } from '@configurable-agents/plugin-sdk';
import type { JsonSchema } from '@configurable-agents/plugin-sdk';

function open(
  properties: { readonly [name: string]: JsonSchema },
  type: string | readonly string[] = 'object',
): JsonSchema {
  return { type, properties, additionalProperties: true };
}

/** Ids, names of types and versions: Stripe makes them, no customer does. */
const made: JsonSchema = { type: 'string', ...mark.platform };
const madeOrNull: JsonSchema = { type: ['string', 'null'], ...mark.platform };

/** What events have in common: the type of an event that `schemas/events.json.br` does not describe. */
export const EVENT: JsonSchema = {
  type: 'object',
  required: ['type'],
  properties: {
    id: made,
    object: made,
    type: made,
    // Seconds since 1970 in an event that holds its object, RFC 3339 text in a thin one.
    created: { type: ['integer', 'string'] },
    livemode: { type: 'boolean' },
    account: made,
    api_version: madeOrNull,
    context: made,
    pending_webhooks: { type: 'integer' },
    request: open({ id: madeOrNull, idempotency_key: madeOrNull }, ['object', 'null']),
    data: open({ object: open({ id: made, object: made }), previous_attributes: { type: 'object' } }),
    related_object: open({ id: made, type: made, url: made }, ['object', 'null']),
  },
  additionalProperties: true,
};
