import { plugin } from '@configurable-agents/plugin-stripe';
import { checkTrigger, signedDelivery } from '@configurable-agents/plugin-sdk/testing';
import { delivery, signatureOf } from './support/delivery.ts';

const secret = 'whsec_test_secret';
const timestamp = 1_700_000_000;
const body = '{"id":"evt_1","object":"event","type":"charge.succeeded","data":{"object":{"amount":2000}}}';
const contract = { secret, nowMs: timestamp * 1000, signatureHeader: 'stripe-signature', isTimestamped: true };

describe('the contract of the trigger stripe', () => {
  it('is kept', () => {
    checkTrigger(plugin.triggers?.['stripe'], signedDelivery({ scheme: 'stripe', body, secret }));
  });

  it('is kept while the secret is rotated, with two signatures', () => {
    const old = signatureOf({ body, secret: 'whsec_old', timestamp });
    const header = `t=${timestamp},v1=${old},v1=${signatureOf({ body, secret, timestamp })}`;
    const genuine = delivery({ body, secret, timestamp, header });
    checkTrigger(plugin.triggers?.['stripe'], { ...contract, genuine });
  });
});
