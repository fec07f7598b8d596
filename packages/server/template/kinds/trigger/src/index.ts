// What the plugin offers, and what it asks for.
import { definePlugin, Type } from '@configurable-agents/plugin-sdk';
import type { Plugin } from '@configurable-agents/plugin-sdk';
import { verifySignature } from '@configurable-agents/plugin-sdk/signature';

/** The plugin `template_plugin`. */
export const plugin: Plugin = definePlugin({
  name: 'template_plugin',
  version: '0.1.0',
  sdk: '^1',
  triggers: {
    // POST /webhooks/template_plugin.event; its secret is WEBHOOK_SECRET_TEMPLATE_PLUGIN_EVENT.
    event: {
      description: 'An order of the shop was paid.',
      event: Type.Object({ order: Type.Integer({ description: 'Number of the order.' }) }),
      eventTypes: ['order.paid'],
      maxBodyBytes: 64 * 1024,
      ackStatus: 202,
      // Whether a delivery is genuine: headers and the bytes as they came. `standard` is the scheme of standardwebhooks.com.
      verify: (request, { secrets, nowMs }) => verifySignature({ scheme: 'standard', request, secrets, nowMs }),
      // What it says: events, a reply that is given at once, or what is wrong with it.
      normalise({ headers, body }) {
        if (typeof body !== 'object' || body === null || !('order' in body) || !Number.isSafeInteger(body['order'])) {
          return { kind: 'invalid', message: '`order` must be the number of an order' };
        }
        const [dedupeKey = null] = headers['webhook-id'] ?? [];
        return { kind: 'events', events: [{ type: 'order.paid', data: { order: Number(body['order']) }, dedupeKey }] };
      },
    },
  },
});
