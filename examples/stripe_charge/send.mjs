#!/usr/bin/env node
// Sends an event as Stripe does, with nothing but Node.
//   WEBHOOK_URL            where to; http://localhost:8000/webhooks/stripe
//   WEBHOOK_SECRET_STRIPE  signs the time and the exact bytes that are sent when it is set
import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    id: { type: 'string' },
    payload: { type: 'string', default: join(import.meta.dirname, 'payload.json') },
  },
});
const { WEBHOOK_URL: url = 'http://localhost:8000/webhooks/stripe', WEBHOOK_SECRET_STRIPE: secret } = process.env;

const event = JSON.parse(await readFile(values.payload, 'utf8'));
const body = JSON.stringify({ ...event, id: values.id ?? event.id });
const headers = { 'content-type': 'application/json' };
if (secret) {
  const timestamp = Math.floor(Date.now() / 1000);
  // The whole secret is the key, `whsec_` included.
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  headers['stripe-signature'] = `t=${timestamp},v1=${signature}`;
}

try {
  const answer = await fetch(url, { method: 'POST', headers, body });
  console.log(await answer.text());
  process.exitCode = answer.ok ? 0 : 1;
} catch (error) {
  console.error(`${url} does not answer: ${error.cause?.message ?? error.message}`);
  process.exitCode = 1;
}
