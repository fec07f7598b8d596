#!/usr/bin/env node
// Sends a signed webhook with nothing but Node.
//   WEBHOOK_URL     where to; http://localhost:8000/webhooks/generic
//   WEBHOOK_SECRET  signs the exact bytes that are sent when it is set
import { createHmac } from 'node:crypto';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    workflow: { type: 'string', default: 'slack_notification' },
    message: { type: 'string', default: 'Test webhook from Node' },
    id: { type: 'string' },
  },
});
const { WEBHOOK_URL: url = 'http://localhost:8000/webhooks/generic', WEBHOOK_SECRET: secret } = process.env;

const body = JSON.stringify({
  workflow_name: values.workflow,
  inputs: { event_type: 'test', message: values.message, slack_channel: '#general' },
  webhook_id: values.id,
});
const headers = { 'content-type': 'application/json' };
if (secret) headers['x-webhook-signature'] = createHmac('sha256', secret).update(body).digest('hex');

try {
  const answer = await fetch(url, { method: 'POST', headers, body });
  console.log(await answer.text());
  process.exitCode = answer.ok ? 0 : 1;
} catch (error) {
  console.error(`${url} does not answer: ${error.cause?.message ?? error.message}`);
  process.exitCode = 1;
}
