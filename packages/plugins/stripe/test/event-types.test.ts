import assert from 'node:assert/strict';
import { plugin } from '@configurable-agents/plugin-stripe';
import { readEventSchemas } from '../../github/test/support/event-schemas.ts';
import type { EventSchemas } from '../../github/test/support/event-schemas.ts';

const { eventTypes = [], eventSchemas } = plugin.triggers?.['stripe'] ?? {};

describe('the types of events of stripe', () => {
  let events: EventSchemas;
  before(async () => {
    events = await readEventSchemas(eventSchemas);
  });

  it('are a small file', () => {
    assert.ok(events.compressedBytes < 80_000, `${events.compressedBytes} bytes`);
  });

  it('are the names in the list, sorted, each once', () => {
    assert.ok(eventTypes.length > 275);
    assert.deepEqual(eventTypes, Object.keys(events.types).toSorted());
  });

  it('hold no reference that leads nowhere or goes round, no prose, no definition that is not used', () => {
    events.assertSound();
  });

  it('name themselves by their type', () => {
    for (const type of eventTypes) assert.deepEqual(events.at(type, 'type'), { type: 'string', enum: [type] });
  });

  it('know the object of an event, with whole numbers for money and ids for other objects', () => {
    assert.deepEqual(events.at('charge.succeeded', 'data.object.amount'), { type: 'integer' });
    assert.deepEqual(events.at('charge.succeeded', 'data.object.customer'), { type: ['null', 'string'] });
    assert.deepEqual(events.at('charge.succeeded', 'data.object.metadata'), {
      type: 'object',
      additionalProperties: { type: 'string' },
    });
    assert.deepEqual(events.at('charge.succeeded', 'data.object.payment_method_details.card.brand'), {
      type: ['null', 'string'],
    });
    assert.deepEqual(events.at('coupon.created', 'data.object.percent_off'), { type: ['null', 'number'] });
    assert.deepEqual(events.at('price.created', 'data.object.unit_amount_decimal'), { type: ['null', 'string'] });
  });

  it('know what every event has', () => {
    const event = events.at('invoice.paid');
    assert.deepEqual(events.at('invoice.paid', 'api_version'), { type: ['null', 'string'] });
    assert.deepEqual(events.at('invoice.paid', 'created'), { type: 'integer' });
    for (const name of ['id', 'type', 'data', 'livemode']) {
      assert.ok((event['required'] as readonly string[]).includes(name), name);
    }
    assert.deepEqual(events.at('customer.updated', 'data.previous_attributes'), { type: 'object' });
  });

  it('know that a thin event only says where its object is', () => {
    assert.deepEqual(events.at('v1.charge.succeeded', 'related_object.id'), { type: 'string' });
    assert.deepEqual(events.at('v1.charge.succeeded', 'created'), { type: 'string' });
    assert.throws(() => events.at('v1.charge.succeeded', 'data'));
  });
});
