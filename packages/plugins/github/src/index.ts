// Trigger `github`: webhooks of repositories, organisations and GitHub Apps, signed by HMAC-SHA256 of the raw body.
import { definePlugin } from '@configurable-agents/plugin-sdk';
import type { Plugin } from '@configurable-agents/plugin-sdk';
import { verifySignature } from '@configurable-agents/plugin-sdk/signature';
import { EVENT_TYPES } from './event-types.generated.ts';
import { EVENT } from './event.ts';
import { normalise } from './normalise.ts';

/** GitHub sends nothing larger. */
const MAX_BODY_BYTES = 25 * 1024 * 1024;
/** Payloads nest repositories in pull requests in events; dispatched ones hold whatever their sender put in. */
const MAX_DEPTH = 128;

/** The plugin `github`. */
export const plugin: Plugin = definePlugin({
  name: 'github',
  version: '0.1.0',
  sdk: '^1',
  triggers: {
    github: {
      description: 'Webhooks of GitHub: `push`, `pull_request.opened` and the other events.',
      event: EVENT,
      eventTypes: EVENT_TYPES,
      // The folder stands beside `src` and beside `dist`.
      eventSchemas: new URL('../schemas/events.json.br', import.meta.url).href,
      needsEvents: true,
      maxBodyBytes: MAX_BODY_BYTES,
      maxDepth: MAX_DEPTH,
      formField: 'payload',
      ackStatus: 202,
      // Whether a trigger without a secret may answer at all is the host's decision.
      verify: (request, { secrets, nowMs }) =>
        secrets.length === 0 ? { ok: true } : verifySignature({ scheme: 'github', request, secrets, nowMs }),
      normalise,
    },
  },
});
