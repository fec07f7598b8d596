import assert from 'node:assert/strict';
import { verifySignature } from '@configurable-agents/plugin-sdk/signature';
import type { Scheme } from '@configurable-agents/plugin-sdk/signature';
import { signedDelivery } from '@configurable-agents/plugin-sdk/testing';

const SCHEMES: readonly Scheme[] = ['generic', 'github', 'stripe', 'slack', 'standard'];

describe('signed deliveries', () => {
  for (const scheme of SCHEMES) {
    it(`of ${scheme} are accepted by the verifier, and no other secret is`, () => {
      const { genuine, secret, nowMs, signatureHeader } = signedDelivery({ scheme, body: { id: 'd-1', text: 'Zoë' } });
      assert.ok(genuine.headers[signatureHeader]);
      assert.deepEqual(verifySignature({ scheme, request: genuine, secrets: [secret], nowMs }), { ok: true });
      assert.equal(verifySignature({ scheme, request: genuine, secrets: ['b3RoZXI='], nowMs }).ok, false);
    });
  }

  it('keep the bytes of a fixture, and take headers, a secret, an id and a time', () => {
    const rawBody = new TextEncoder().encode('{ "spaces" : 1 }');
    const nowMs = 1_600_000_000_000;
    const headers = { 'x-github-event': ['push'] };
    const delivery = signedDelivery({ scheme: 'github', body: rawBody, secret: 'mine', id: 'd-7', nowMs, headers });
    assert.equal(delivery.genuine.rawBody, rawBody);
    assert.deepEqual(delivery.genuine.headers['x-github-event'], ['push']);
    assert.deepEqual(delivery.genuine.headers['x-github-delivery'], ['d-7']);
    assert.equal(delivery.secret, 'mine');
    assert.equal(delivery.nowMs, nowMs);
  });

  it('say the value that is signed as the documentation of Standard Webhooks has it', () => {
    // The example of the specification.
    const { genuine } = signedDelivery({
      scheme: 'standard',
      body: '{"test": 2432232314}',
      secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      nowMs: 1_614_265_330_000,
    });
    assert.deepEqual(genuine.headers['webhook-signature'], ['v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=']);
  });
});
