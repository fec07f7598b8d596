// Trigger `generic`: `POST /webhooks/generic {workflow_name, inputs, webhook_id?}`, signed by HMAC-SHA256 of the raw body.
import { definePlugin } from '@configurable-agents/plugin-sdk';
import type { JsonObject, Normalised, Plugin, TriggerRequest } from '@configurable-agents/plugin-sdk';
import { verifySignature } from '@configurable-agents/plugin-sdk/signature';

const MAX_BODY_BYTES = 1024 * 1024;
const MAX_ID_LENGTH = 255;

/** The plugin `generic`. */
export const plugin: Plugin = definePlugin({
  name: 'generic',
  version: '0.1.0',
  sdk: '^1',
  triggers: {
    generic: {
      description: 'A signed JSON webhook from anywhere: {workflow_name, inputs, webhook_id?}.',
      event: {
        type: 'object',
        required: ['workflow_name', 'inputs'],
        properties: {
          workflow_name: { type: 'string' },
          inputs: { type: 'object' },
          webhook_id: { type: ['string', 'number'] },
        },
      },
      maxBodyBytes: MAX_BODY_BYTES,
      ackStatus: 202,
      // Whether a trigger without a secret may answer at all is the host's decision.
      verify: (request, { secrets, nowMs }) =>
        secrets.length === 0 ? { ok: true } : verifySignature({ scheme: 'generic', request, secrets, nowMs }),
      normalise,
    },
  },
});

function normalise({ body }: TriggerRequest): Normalised {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    const message = 'the body must be a JSON object {workflow_name, inputs, webhook_id?}';
    return { kind: 'invalid', message, status: 400 };
  }
  const { workflow_name: name, inputs = {}, webhook_id: id = null } = body as JsonObject;
  if (typeof name !== 'string' || name === '') {
    const found = name === undefined ? 'it is missing' : `found ${JSON.stringify(name).slice(0, 60)}`;
    const message = `\`workflow_name\` must be the name of a registered workflow, ${found}; send {"workflow_name": "NAME", "inputs": {…}}`;
    return { kind: 'invalid', message };
  }
  if (typeof inputs !== 'object' || inputs === null || Array.isArray(inputs)) {
    return { kind: 'invalid', message: "`inputs` must be an object of the workflow's inputs" };
  }
  if (typeof id === 'number' && !Number.isSafeInteger(id)) {
    // Two ids that differ in a lost digit would be one, and the second delivery would start no run.
    const message = '`webhook_id` must be a text, or a whole number that a JSON number keeps exactly: at most 2^53 - 1';
    return { kind: 'invalid', message };
  }
  const dedupeKey = typeof id === 'number' ? String(id) : id;
  if (dedupeKey !== null && (typeof dedupeKey !== 'string' || dedupeKey === '' || dedupeKey.length > MAX_ID_LENGTH)) {
    return { kind: 'invalid', message: `\`webhook_id\` must be a text of 1 to ${MAX_ID_LENGTH} characters` };
  }
  return {
    kind: 'events',
    events: [{ type: 'generic', data: { ...(body as JsonObject), inputs }, dedupeKey, workflowName: name }],
  };
}
