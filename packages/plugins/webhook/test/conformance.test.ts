import { signGeneric } from '@configurable-agents/plugin-sdk/signature';
import { plugin } from '@configurable-agents/plugin-webhook';
import { checkTrigger } from '@configurable-agents/plugin-sdk/testing';

const secret = 'the secret of this test';
const nowMs = 1_700_000_000_000;
const rawBody = Buffer.from('{"workflow_name":"hello","inputs":{"name":"Zoë"},"webhook_id":"d-1"}');

describe('trigger generic', () => {
  it('keeps the contract of a trigger', () => {
    checkTrigger(plugin.triggers?.['generic'], {
      genuine: { headers: { 'x-webhook-signature': [signGeneric(rawBody, secret)] }, rawBody },
      secret,
      nowMs,
      signatureHeader: 'x-webhook-signature',
      isTimestamped: false,
    });
  });

  it('keeps it with a signed timestamp', () => {
    const timestamp = String(nowMs / 1000);
    const signature = signGeneric(Buffer.concat([Buffer.from(`${timestamp}.`), rawBody]), secret);
    checkTrigger(plugin.triggers?.['generic'], {
      genuine: { headers: { 'x-signature': [`sha256=${signature}`], 'x-webhook-timestamp': [timestamp] }, rawBody },
      secret,
      nowMs,
      signatureHeader: 'x-signature',
      isTimestamped: true,
    });
  });
});
