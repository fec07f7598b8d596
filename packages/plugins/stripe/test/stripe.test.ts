import assert from 'node:assert/strict';
import { plugin } from '@configurable-agents/plugin-stripe';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import type { Json, Normalised, Verdict } from '@configurable-agents/plugin-sdk';
import { delivery, signatureOf } from './support/delivery.ts';

const { stripe: trigger = assert.fail('there is no trigger stripe') } = plugin.triggers ?? {};

const timestamp = 1_700_000_000;
const secret = 'whsec_test_secret';

function normalise(body: Json): Normalised {
  return trigger.normalise({ headers: {}, rawBody: new Uint8Array(), body });
}

/** What `normalise` says is wrong. */
function complaint(body: Json): string {
  const answer = normalise(body);
  assert.ok(answer.kind === 'invalid', JSON.stringify(answer));
  assert.equal(answer.status, 400);
  return answer.message;
}

describe('trigger stripe', () => {
  describe('verify', () => {
    const object = { id: 'pi_1', object: 'payment_intent', amount: 2000, currency: 'eur' };
    const event = {
      id: 'evt_1',
      object: 'event',
      api_version: '2025-01-27',
      created: timestamp,
      type: 'payment_intent.succeeded',
      livemode: false,
      data: { object },
    };
    const body = JSON.stringify(event, null, 2);
    // What `Stripe.webhooks.generateTestHeaderString` of the vendor's library makes of it.
    const good = '93383bb4cb507148f08ebb82a1f22b86af0316f0bf34c7727976232e2ca5030e';

    function verify(header: string, nowMs = timestamp * 1000): Verdict {
      return trigger.verify(delivery({ body, secret, timestamp, header }), { secrets: [secret], nowMs });
    }

    it('accepts a signature in any order, beside those of other schemes', () => {
      for (const header of [
        `t=${timestamp},v1=${good}`,
        `v1=${good},t=${timestamp}`,
        `t=${timestamp},v0=00,v1=${good}`,
      ]) {
        assert.deepEqual(verify(header), { ok: true }, header);
      }
    });

    it('accepts one good signature among several, as while a secret is rotated', () => {
      const other = signatureOf({ body, secret: 'whsec_other', timestamp });
      assert.deepEqual(verify(`t=${timestamp},v1=${other},v1=${good}`), { ok: true });
      assert.equal(verify(`t=${timestamp},v1=${other},v1=${other}`).ok, false);
    });

    it('takes the whole secret as the key, with its whsec_', () => {
      const shortened = signatureOf({ body, secret: 'test_secret', timestamp });
      assert.equal(verify(`t=${timestamp},v1=${shortened}`).ok, false);
    });

    it('refuses another time, an old one, and none', () => {
      const stages = [
        verify(`t=${timestamp + 1},v1=${good}`),
        verify(`t=${timestamp},v1=${good}`, (timestamp + 301) * 1000),
        verify(`v1=${good}`),
        verify(`t=${timestamp},v0=${good}`),
      ].map((verdict) => (verdict.ok ? 'ok' : verdict.stage));
      assert.deepEqual(stages, ['signature', 'timestamp', 'header', 'header']);
    });

    it('leaves a trigger without a secret to the host', () => {
      const options = { secrets: [], nowMs: 0 };
      assert.deepEqual(trigger.verify({ headers: {}, rawBody: new Uint8Array() }, options), { ok: true });
    });
  });

  describe('normalise', () => {
    it('makes an event of an Event object, as it was sent', () => {
      const body = { id: 'evt_1', type: 'charge.succeeded', data: { object: { amount: 2000, currency: 'usd' } } };
      assert.deepEqual(normalise(body), {
        kind: 'events',
        events: [{ type: 'charge.succeeded', data: body, dedupeKey: 'evt_1' }],
      });
    });

    it('has no dedupe key where the event has no id', () => {
      const body = { type: 'charge.succeeded', data: { object: { amount: 2000, currency: 'usd' } } };
      for (const given of [body, { ...body, id: null }]) {
        const answer = normalise(given);
        assert.ok(answer.kind === 'events');
        assert.deepEqual(answer.events, [{ type: 'charge.succeeded', data: given, dedupeKey: null }]);
      }
    });

    it('takes types that it does not know, and events that only say where their object is', () => {
      for (const type of ['brand_new.created', 'v1.charge.succeeded']) {
        const answer = normalise({ id: 'evt_1', object: 'v2.core.event', type, related_object: null });
        assert.ok(answer.kind === 'events');
        assert.equal(answer.events[0]?.type, type);
      }
    });

    it('refuses what is no Event object', () => {
      for (const body of [null, true, 7, 'text', [], [{ type: 'a' }]] as const)
        assert.match(complaint(body), /Event object/);
      for (const type of [undefined, null, 7, '', ['a']] as const) {
        assert.match(complaint(type === undefined ? {} : { type }), /`type` must be/);
      }
      for (const id of [7, '', {}, 'a'.repeat(256)] as const)
        assert.match(complaint({ type: 'a', id }), /`id` must be/);
    });
  });

  it('has a manifest that says how it is served', () => {
    const { event, eventTypes, eventSchemas, ...rest } = manifestOf(plugin).triggers['stripe'] ?? assert.fail();
    assert.deepEqual([event, eventTypes, eventSchemas], [trigger.event, trigger.eventTypes, trigger.eventSchemas]);
    assert.deepEqual(rest, {
      description: 'Events of Stripe: `charge.succeeded`, `invoice.paid` and the others.',
      needsEvents: true,
      maxBodyBytes: 4_194_304,
      maxDepth: 128,
      ackStatus: 202,
      refusedStatus: 400,
    });
  });
});
