// Trigger `stripe`: events of Stripe, signed by HMAC-SHA256 of a timestamp and the raw body.
import { definePlugin } from '@configurable-agents/plugin-sdk';
import type { Plugin } from '@configurable-agents/plugin-sdk';
import { verifySignature } from '@configurable-agents/plugin-sdk/signature';
import { EVENT_TYPES } from './event-types.generated.ts';
import { EVENT } from './event.ts';
import { normalise } from './normalise.ts';

/**
 * Stripe states no limit. An invoice brings ten lines, and each line, its price and the invoice may hold 50 texts of 500 characters;
 * `previous_attributes` may repeat the lines: about 1.5 million characters, which may be more bytes.
 */
const MAX_BODY_BYTES = 4 * 1024 * 1024;
const MAX_DEPTH = 128;

/** The plugin `stripe`. */
export const plugin: Plugin = definePlugin({
  name: 'stripe',
  version: '0.1.0',
  sdk: '^1',
  triggers: {
    stripe: {
      description: 'Events of Stripe: `charge.succeeded`, `invoice.paid` and the others.',
      event: EVENT,
      eventTypes: EVENT_TYPES,
      // The folder stands beside `src` and beside `dist`.
      eventSchemas: new URL('../schemas/events.json.br', import.meta.url).href,
      needsEvents: true,
      maxBodyBytes: MAX_BODY_BYTES,
      maxDepth: MAX_DEPTH,
      ackStatus: 202,
      // What Stripe's own libraries answer, and its tools expect.
      refusedStatus: 400,
      // Whether a trigger without a secret may answer at all is the host's decision.
      verify: (request, { secrets, nowMs }) =>
        secrets.length === 0 ? { ok: true } : verifySignature({ scheme: 'stripe', request, secrets, nowMs }),
      normalise,
    },
  },
});
