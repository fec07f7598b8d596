#!/usr/bin/env node
// Sends a delivery as GitHub does, with nothing but Node.
//   WEBHOOK_URL            where to; http://localhost:8000/webhooks/github
//   WEBHOOK_SECRET_GITHUB  signs the exact bytes that are sent when it is set
import { createHmac, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    event: { type: 'string', default: 'push' },
    id: { type: 'string', default: randomUUID() },
    payload: { type: 'string', default: join(import.meta.dirname, 'payload.json') },
  },
});
const { WEBHOOK_URL: url = 'http://localhost:8000/webhooks/github', WEBHOOK_SECRET_GITHUB: secret } = process.env;

const body = await readFile(values.payload);
const headers = {
  'content-type': 'application/json',
  'x-github-event': values.event,
  'x-github-delivery': values.id,
};
if (secret) headers['x-hub-signature-256'] = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

try {
  const answer = await fetch(url, { method: 'POST', headers, body });
  console.log(await answer.text());
  process.exitCode = answer.ok ? 0 : 1;
} catch (error) {
  console.error(`${url} does not answer: ${error.cause?.message ?? error.message}`);
  process.exitCode = 1;
}
