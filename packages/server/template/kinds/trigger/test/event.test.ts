import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkTrigger, signedDelivery } from '@configurable-agents/plugin-sdk/testing';
import { plugin } from '../src/index.ts';

const event = plugin.triggers?.['event'];
const delivery = signedDelivery({ scheme: 'standard', body: { order: 7 }, id: 'msg_1' });

describe('template_plugin.event', () => {
  it('keeps the contract of a trigger', () => checkTrigger(event, delivery));

  it('makes an event of an order, known by the id of its delivery', () => {
    assert.deepEqual(event?.normalise({ ...delivery.genuine, body: { order: 7 } }), {
      kind: 'events',
      events: [{ type: 'order.paid', data: { order: 7 }, dedupeKey: 'msg_1' }],
    });
  });
});
