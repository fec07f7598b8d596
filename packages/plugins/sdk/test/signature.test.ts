import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { signGeneric, verifySignature } from '@configurable-agents/plugin-sdk/signature';
import type { Scheme } from '@configurable-agents/plugin-sdk/signature';

const COMPAT = process.env['COMPAT_DIR'] ?? new URL('../../../../../shared/compat', import.meta.url).pathname;
const CASES = `${COMPAT}/webhooks.jsonl`;

type Case = {
  readonly id: string;
  readonly scheme: string;
  readonly headers: { readonly [name: string]: string | readonly string[] };
  readonly body_base64: string;
  readonly secret: string;
  readonly now?: number;
  readonly stage: string;
  readonly why: string;
};

const SCHEMES: { readonly [name: string]: Scheme } = { standardwebhooks: 'standard', svix: 'standard' };

function verify(
  scheme: Scheme,
  body: string,
  headers: { readonly [name: string]: string },
  secret: string,
  nowS = 0,
): boolean {
  const lines = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  return verifySignature({
    scheme,
    request: { headers: lines, rawBody: Buffer.from(body) },
    secrets: [secret],
    nowMs: nowS * 1000,
  }).ok;
}

describe('verifySignature', () => {
  it('accepts what GitHub documents', () => {
    const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
    assert.ok(verify('github', 'Hello, World!', { 'x-hub-signature-256': signature }, "It's a Secret to Everybody"));
  });

  it('accepts what Standard Webhooks documents, under both header families', () => {
    const parts = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestamp: '1614265330',
      signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    };
    for (const family of ['webhook', 'svix']) {
      const headers = Object.fromEntries(Object.entries(parts).map(([part, value]) => [`${family}-${part}`, value]));
      assert.ok(
        verify('standard', '{"test": 2432232314}', headers, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 1614265330),
      );
      assert.ok(
        !verify(
          'standard',
          '{"test": 2432232314}',
          headers,
          'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
          1614265330 + 301,
        ),
      );
    }
  });

  it('accepts a generic signature, bare or prefixed, and any of several secrets', () => {
    const digest = signGeneric('{}', 'new');
    for (const line of [digest, `sha256=${digest}`, digest.toUpperCase()]) {
      const request = { headers: { 'x-webhook-signature': [line] }, rawBody: Buffer.from('{}') };
      assert.deepEqual(verifySignature({ scheme: 'generic', request, secrets: ['old', 'new'], nowMs: 0 }), {
        ok: true,
      });
    }
  });

  it('binds a timestamp to the signature where the sender gives one', () => {
    const headers = { 'x-webhook-signature': signGeneric('1000.{}', 's'), 'x-webhook-timestamp': '1000' };
    assert.ok(verify('generic', '{}', headers, 's', 1000));
    assert.ok(!verify('generic', '{}', headers, 's', 1301));
    assert.ok(!verify('generic', '{}', { ...headers, 'x-webhook-timestamp': '1001' }, 's', 1000));
    assert.ok(!verify('generic', '{}', { ...headers, 'x-webhook-timestamp': '1000x' }, 's', 1000));
  });

  it('demands exactly one header line', () => {
    const digest = signGeneric('{}', 's');
    const request = { headers: { 'x-webhook-signature': [digest, digest] }, rawBody: Buffer.from('{}') };
    const verdict = verifySignature({ scheme: 'generic', request, secrets: ['s'], nowMs: 0 });
    assert.deepEqual(verdict, { ok: false, stage: 'header', reason: 'x-webhook-signature is there 2 times' });
  });

  it('accepts what Slack documents', () => {
    // Slack's page on verifying requests: version, timestamp and form body under one key.
    const body =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V' +
      '&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=' +
      '&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN' +
      '&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
    const headers = {
      'x-slack-request-timestamp': '1531420618',
      'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    };
    assert.ok(verify('slack', body, headers, '8f742231b10e8888abcd99yyyzzz85a5', 1531420618 + 300));
    assert.ok(!verify('slack', body, headers, '8f742231b10e8888abcd99yyyzzz85a5', 1531420618 + 301));
    assert.ok(!verify('slack', `${body}x`, headers, '8f742231b10e8888abcd99yyyzzz85a5', 1531420618));
  });

  it('takes the whole secret of Stripe as text, and any one of several signatures', () => {
    const digest = signGeneric('1700000000.{"a":1}', 'whsec_test_secret');
    const line = `t=1700000000,v1=${'0'.repeat(64)},v1=${digest},v0=${digest}`;
    assert.ok(verify('stripe', '{"a":1}', { 'stripe-signature': line }, 'whsec_test_secret', 1700000000));
    assert.ok(!verify('stripe', '{"a":2}', { 'stripe-signature': line }, 'whsec_test_secret', 1700000000));
    assert.ok(!verify('stripe', '{"a":1}', { 'stripe-signature': line }, 'whsec_test_secret', 1700000000 - 301));
  });

  it('never takes an empty key, which anybody could sign with', () => {
    assert.ok(!verify('generic', '{}', { 'x-webhook-signature': signGeneric('{}', '') }, '', 0));
    const signature = createHmac('sha256', '').update('id.0.{}').digest('base64');
    const headers = { 'webhook-id': 'id', 'webhook-timestamp': '0', 'webhook-signature': `v1,${signature}` };
    for (const secret of ['', 'whsec_', '!!!']) assert.ok(!verify('standard', '{}', headers, secret, 0));
  });

  it('verifies bytes, not text', () => {
    const bytes = Buffer.from([0x7b, 0xff, 0x00, 0x7d]);
    const request = { headers: { 'x-webhook-signature': [signGeneric(bytes, 's')] }, rawBody: bytes };
    assert.ok(verifySignature({ scheme: 'generic', request, secrets: ['s'], nowMs: 0 }).ok);
    // What a decoder would make of those bytes has another signature.
    const decoded = { ...request, rawBody: Buffer.from(bytes.toString('utf8')) };
    assert.ok(!verifySignature({ scheme: 'generic', request: decoded, secrets: ['s'], nowMs: 0 }).ok);
  });

  describe('signed and forged deliveries', () => {
    if (!existsSync(CASES)) {
      it('needs COMPAT_DIR, a folder with webhooks.jsonl', function () {
        this.skip();
      });
      return;
    }
    const cases = readFileSync(CASES, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Case);
    // That GitHub names its event is the trigger's rule, not the signature's.
    const signed = cases.filter(({ id }) => id !== 'github-17');
    for (const { id, scheme, headers, body_base64, secret, now, stage, why } of signed) {
      it(`${id}: ${why}`, () => {
        const lines = Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [
            name.toLowerCase(),
            typeof value === 'string' ? [value] : value,
          ]),
        );
        const request = { headers: lines, rawBody: Buffer.from(body_base64, 'base64') };
        const verdict = verifySignature({
          scheme: SCHEMES[scheme] ?? (scheme as Scheme),
          request,
          secrets: [secret],
          nowMs: (now ?? 0) * 1000,
        });
        // A case that is refused when parsed has a good signature.
        const said = verdict.ok ? 'ok' : verdict.stage;
        assert.equal(said, stage === 'parse' ? 'ok' : stage, JSON.stringify(verdict));
      });
    }
  });
});
