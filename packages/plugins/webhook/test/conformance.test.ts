import { signGeneric } from '@configurable-agents/plugin-sdk/signature';
import { plugin } from '@configurable-agents/plugin-webhook';
import { checkTrigger, signedDelivery } from '@configurable-agents/plugin-sdk/testing';

const body = { workflow_name: 'hello', inputs: { name: 'Zoë' }, webhook_id: 'd-1' };

describe('trigger generic', () => {
  it('keeps the contract of a trigger', () => {
    const rawBody = Buffer.from(JSON.stringify(body));
    const secret = 'the secret of this test';
    checkTrigger(plugin.triggers?.['generic'], {
      genuine: { headers: { 'x-webhook-signature': [signGeneric(rawBody, secret)] }, rawBody },
      secret,
      nowMs: 0,
      signatureHeader: 'x-webhook-signature',
      isTimestamped: false,
    });
  });

  it('keeps it with a signed timestamp, and with the other name of the header', () => {
    const delivery = signedDelivery({ scheme: 'generic', body });
    checkTrigger(plugin.triggers?.['generic'], delivery);
    const { 'x-webhook-signature': [digest = ''] = [], ...headers } = delivery.genuine.headers;
    checkTrigger(plugin.triggers?.['generic'], {
      ...delivery,
      genuine: { ...delivery.genuine, headers: { ...headers, 'x-signature': [`sha256=${digest}`] } },
      signatureHeader: 'x-signature',
      sign: undefined,
    });
  });
});
