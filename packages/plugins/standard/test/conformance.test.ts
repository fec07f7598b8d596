import { plugin } from '@configurable-agents/plugin-standard';
import { checkTrigger, signedDelivery } from '@configurable-agents/plugin-sdk/testing';

const trigger = plugin.triggers?.['standard'];
const body = '{"type":"invoice.paid","timestamp":"2026-06-01T00:00:00Z","data":{"id":"Zoë"}}';
const delivery = signedDelivery({ scheme: 'standard', body });

describe('trigger standard', () => {
  it('keeps the contract of a trigger', () => checkTrigger(trigger, delivery));

  it('keeps it with the headers svix-…', () => {
    const { headers, rawBody } = delivery.genuine;
    const named = Object.entries(headers).map(([name, lines]) => [name.replace('webhook-', 'svix-'), lines]);
    const genuine = { headers: Object.fromEntries(named) as typeof headers, rawBody };
    checkTrigger(trigger, { ...delivery, genuine, signatureHeader: 'svix-signature', sign: undefined });
  });
});
