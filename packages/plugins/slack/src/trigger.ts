// Trigger `slack`: events, slash commands and interactions of Slack, signed by HMAC-SHA256 of a timestamp and the raw body.
import type { Trigger } from '@configurable-agents/plugin-sdk';
import { verifySignature } from '@configurable-agents/plugin-sdk/signature';
import { EVENT_TYPES } from './event-types.generated.ts';
import { EVENT } from './event.ts';
import { normalise } from './normalise.ts';

/** Slack states no limit. A message holds at most 40,000 characters and 50 blocks, a view 100 blocks and its values. */
const MAX_BODY_BYTES = 1024 * 1024;
/** Rich text nests lists in blocks in attachments. */
const MAX_DEPTH = 128;

export const slackTrigger: Trigger = {
  description:
    'Events, slash commands and interactions of Slack: `app_mention`, `message`, `slash_command` and others.',
  event: EVENT,
  eventTypes: EVENT_TYPES,
  // The folder stands beside `src` and beside `dist`.
  eventSchemas: new URL('../schemas/events.json.br', import.meta.url).href,
  needsEvents: true,
  maxBodyBytes: MAX_BODY_BYTES,
  maxDepth: MAX_DEPTH,
  // Interactions hold their JSON in this field of a form; a command is the form.
  formField: 'payload',
  formFields: true,
  // Slack's documentation asks for 200.
  ackStatus: 200,
  // Whether a trigger without a secret may answer at all is the host's decision.
  verify: (request, { secrets, nowMs }) =>
    secrets.length === 0 ? { ok: true } : verifySignature({ scheme: 'slack', request, secrets, nowMs }),
  normalise,
};
