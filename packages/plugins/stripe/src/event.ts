import type { JsonSchema } from '@configurable-agents/plugin-sdk';

function open(
  properties: { readonly [name: string]: JsonSchema },
  type: string | readonly string[] = 'object',
): JsonSchema {
  return { type, properties, additionalProperties: true };
}

const text: JsonSchema = { type: 'string' };
const textOrNull: JsonSchema = { type: ['string', 'null'] };

/** What events have in common: the type of an event that `schemas/events.json.br` does not describe. */
export const EVENT: JsonSchema = {
  type: 'object',
  required: ['type'],
  properties: {
    id: text,
    object: text,
    type: text,
    // Seconds since 1970 in an event that holds its object, RFC 3339 text in a thin one.
    created: { type: ['integer', 'string'] },
    livemode: { type: 'boolean' },
    account: text,
    api_version: textOrNull,
    context: text,
    pending_webhooks: { type: 'integer' },
    request: open({ id: textOrNull, idempotency_key: textOrNull }, ['object', 'null']),
    data: open({ object: open({ id: text, object: text }), previous_attributes: { type: 'object' } }),
    related_object: open({ id: text, type: text, url: text }, ['object', 'null']),
  },
  additionalProperties: true,
};
