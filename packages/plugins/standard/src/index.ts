// Trigger `standard`: webhooks by the Standard Webhooks specification, whoever sends them, signed by HMAC-SHA256 of id, time and body.
import { definePlugin } from '@configurable-agents/plugin-sdk';
import type { Json, JsonObject, Normalised, Plugin, TriggerRequest } from '@configurable-agents/plugin-sdk';
import { verifySignature } from '@configurable-agents/plugin-sdk/signature';

/** The specification advises senders to stay below 20 KB. */
const MAX_BODY_BYTES = 1024 * 1024;
const MAX_ID_LENGTH = 255;
const UNTYPED = 'standard';

/** The plugin `standard`. */
export const plugin: Plugin = definePlugin({
  name: 'standard',
  version: '0.1.0',
  sdk: '^1',
  triggers: {
    standard: {
      description: 'Webhooks by the Standard Webhooks specification: {type, timestamp, data}.',
      event: {
        type: 'object',
        properties: {
          type: { type: 'string' },
          timestamp: { type: 'string' },
          data: {},
        },
      },
      maxBodyBytes: MAX_BODY_BYTES,
      ackStatus: 202,
      // Whether a trigger without a secret may answer at all is the host's decision.
      verify: (request, { secrets, nowMs }) =>
        secrets.length === 0 ? { ok: true } : verifySignature({ scheme: 'standard', request, secrets, nowMs }),
      normalise,
    },
  },
});

/** The id is signed and stays the same when the sender tries again; some senders say it as `svix-id`. */
function normalise({ headers, body }: TriggerRequest): Normalised {
  if (!isObject(body)) return invalid('the body must be a JSON object {type, timestamp, data}');
  // The specification recommends `type` and does not demand it; an entry without `events:` takes what has none.
  const { type = UNTYPED } = body;
  if (typeof type !== 'string' || type === '') return invalid('`type` must be the name of an event');
  const [id = null] = headers['webhook-id'] ?? headers['svix-id'] ?? [];
  if (id !== null && (id === '' || id.length > MAX_ID_LENGTH)) {
    return invalid(`\`webhook-id\` must be a text of 1 to ${MAX_ID_LENGTH} characters`);
  }
  return { kind: 'events', events: [{ type, data: body, dedupeKey: id }] };
}

function invalid(message: string): Normalised {
  return { kind: 'invalid', status: 400, message };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
