import { createHmac } from 'node:crypto';
import { plugin } from '@configurable-agents/plugin-standard';
import { checkTrigger } from '@configurable-agents/plugin-sdk/testing';

const key = Buffer.from('the secret of this test');
const secret = `whsec_${key.toString('base64')}`;
const timestamp = '1700000000';
const rawBody = Buffer.from('{"type":"invoice.paid","timestamp":"2026-06-01T00:00:00Z","data":{"id":"Zoë"}}');

function headersOf(family: 'webhook' | 'svix'): { readonly [name: string]: readonly string[] } {
  const digest = createHmac('sha256', key).update(`msg-1.${timestamp}.`).update(rawBody).digest('base64');
  return {
    [`${family}-id`]: ['msg-1'],
    [`${family}-timestamp`]: [timestamp],
    [`${family}-signature`]: [`v1,${digest}`],
  };
}

describe('trigger standard', () => {
  for (const family of ['webhook', 'svix'] as const) {
    it(`keeps the contract of a trigger, with the headers ${family}-…`, () => {
      checkTrigger(plugin.triggers?.['standard'], {
        genuine: { headers: headersOf(family), rawBody },
        secret,
        nowMs: Number(timestamp) * 1000,
        signatureHeader: `${family}-signature`,
        isTimestamped: true,
      });
    });
  }
});
