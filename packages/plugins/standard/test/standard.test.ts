import assert from 'node:assert/strict';
import type { Json, Normalised } from '@configurable-agents/plugin-sdk';
import { plugin } from '@configurable-agents/plugin-standard';

function normalise(body: Json, headers: { readonly [name: string]: readonly string[] } = {}): Normalised | undefined {
  return plugin.triggers?.['standard']?.normalise({ headers, rawBody: Buffer.from(''), body });
}

describe('trigger standard', () => {
  const body = { type: 'invoice.paid', timestamp: '2026-06-01T00:00:00Z', data: { id: 1 } };

  it("names the event by its type, with the sender's id as dedupe key", () => {
    for (const header of ['webhook-id', 'svix-id']) {
      const events = [{ type: 'invoice.paid', data: body, dedupeKey: 'msg-1' }];
      assert.deepEqual(normalise(body, { [header]: ['msg-1'] }), { kind: 'events', events });
    }
  });

  it('takes a body without a type, which the specification only recommends', () => {
    const events = [{ type: 'standard', data: { test: 1 }, dedupeKey: 'msg-1' }];
    assert.deepEqual(normalise({ test: 1 }, { 'webhook-id': ['msg-1'] }), { kind: 'events', events });
  });

  it('says what is wrong with a body', () => {
    for (const [wrong, message] of [
      [[], /must be a JSON object/],
      [{ type: '', data: 1 }, /`type` must be/],
      [{ type: 7 }, /`type` must be/],
    ] as const) {
      const answer = normalise(wrong);
      assert.ok(answer?.kind === 'invalid');
      assert.match(answer.message, message);
    }
    assert.equal(normalise(body, { 'webhook-id': ['x'.repeat(256)] })?.kind, 'invalid');
  });
});
