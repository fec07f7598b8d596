// The vendors' own libraries sign, and we verify; what differs from what they signed in one place is refused. Slack has no library
// that signs: its page on verifying requests gives the rule in one line.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { sign as signGitHub } from '@octokit/webhooks-methods';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { Stripe } from 'stripe';
import { verifySignature } from '@configurable-agents/plugin-sdk/signature';
import type { Scheme } from '@configurable-agents/plugin-sdk/signature';

const NOW_S = 1_700_000_000;

type Headers = { readonly [name: string]: string };
type Vendor = {
  readonly scheme: Scheme;
  readonly secret: string;
  readonly sign: (body: string) => Headers | Promise<Headers>;
};

const STANDARD_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

const VENDORS: { readonly [library: string]: Vendor } = {
  '@octokit/webhooks-methods': {
    scheme: 'github',
    secret: "It's a Secret to Everybody",
    sign: async (body) => ({ 'x-hub-signature-256': await signGitHub("It's a Secret to Everybody", body) }),
  },
  stripe: {
    scheme: 'stripe',
    secret: 'whsec_test_secret',
    sign: (payload) => ({
      'stripe-signature': Stripe.webhooks.generateTestHeaderString({
        payload,
        secret: 'whsec_test_secret',
        timestamp: NOW_S,
      }),
    }),
  },
  standardwebhooks: {
    scheme: 'standard',
    secret: STANDARD_SECRET,
    sign: (body) => ({
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(NOW_S),
      'webhook-signature': new Webhook(STANDARD_SECRET).sign('msg_1', new Date(NOW_S * 1000), body),
    }),
  },
  'the rule of Slack': {
    scheme: 'slack',
    secret: '8f742231b10e8888abcd99yyyzzz85a5',
    sign: (body) => ({
      'x-slack-request-timestamp': String(NOW_S),
      'x-slack-signature': `v0=${createHmac('sha256', '8f742231b10e8888abcd99yyyzzz85a5').update(`v0:${NOW_S}:${body}`).digest('hex')}`,
    }),
  },
};

type Delivery = { readonly headers: { readonly [name: string]: readonly string[] }; readonly rawBody: Buffer };

function isTaken({ headers, rawBody }: Delivery, { scheme, secret }: Vendor): boolean {
  return verifySignature({ scheme, request: { headers, rawBody }, secrets: [secret], nowMs: NOW_S * 1000 }).ok;
}

const asLines = (headers: Headers): Delivery['headers'] =>
  Object.fromEntries(Object.entries(headers).map(([name, line]) => [name, [line]]));

/** One change to a delivery, by which it is another one. `at` and `put` choose the place and the byte. */
type Mutation = {
  readonly kind: 'replace' | 'insert' | 'remove' | 'header' | 'shorten' | 'drop' | 'twice' | 'secret';
  readonly at: number;
  readonly put: number;
};

const mutations: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('replace', 'insert', 'remove', 'header', 'shorten', 'drop', 'twice', 'secret'),
  at: fc.nat(),
  put: fc.integer({ min: 1, max: 255 }),
});

function mutated(
  { headers, rawBody }: Delivery,
  vendor: Vendor,
  { kind, at, put }: Mutation,
): { readonly delivery: Delivery; readonly vendor: Vendor } {
  const names = Object.keys(headers);
  const name = names[at % names.length] ?? '';
  const line = headers[name]?.[0] ?? '';
  const place = at % rawBody.length;
  const withBody = (body: Buffer): Delivery => ({ headers, rawBody: body });
  const withHeader = (lines: readonly string[] | undefined): Delivery => {
    const { [name]: _gone, ...others } = headers;
    return { headers: lines === undefined ? others : { ...others, [name]: lines }, rawBody };
  };
  const changed = (text: string): string => {
    const i = at % text.length;
    // Another printable character.
    const other = String.fromCharCode(33 + ((text.charCodeAt(i) - 33 + (put % 93) + 1) % 94));
    return text.slice(0, i) + other + text.slice(i + 1);
  };
  switch (kind) {
    case 'replace': {
      const body = Buffer.from(rawBody);
      body[place] = (body[place] ?? 0) ^ put;
      return { delivery: withBody(body), vendor };
    }
    case 'insert':
      return {
        delivery: withBody(Buffer.concat([rawBody.subarray(0, place), Buffer.from([put]), rawBody.subarray(place)])),
        vendor,
      };
    case 'remove':
      return {
        delivery: withBody(Buffer.concat([rawBody.subarray(0, place), rawBody.subarray(place + 1)])),
        vendor,
      };
    case 'header':
      return { delivery: withHeader([changed(line)]), vendor };
    case 'shorten':
      return { delivery: withHeader([line.slice(0, -1 - (at % (line.length - 1)))]), vendor };
    case 'drop':
      return { delivery: withHeader(undefined), vendor };
    case 'twice':
      return { delivery: withHeader([line, line]), vendor };
    case 'secret': {
      // The first letters of `whsec_` are no part of a Standard Webhooks key, nor are the bits that base64 leaves over.
      const { secret } = vendor;
      return {
        delivery: { headers, rawBody },
        vendor: { ...vendor, secret: `${secret.slice(0, 8)}${secret.slice(9)}` },
      };
    }
  }
}

const bodies = fc.json({ maxDepth: 3 });

for (const [library, vendor] of Object.entries(VENDORS)) {
  describe(`what ${library} signs`, () => {
    it('is taken', async () => {
      await fc.assert(
        fc.asyncProperty(bodies, async (body) => {
          const headers = asLines(await vendor.sign(body));
          assert.ok(isTaken({ headers, rawBody: Buffer.from(body) }, vendor), body);
        }),
        { numRuns: 200 },
      );
    });

    it('is refused in 500 mutations', async () => {
      await fc.assert(
        fc.asyncProperty(bodies, mutations, async (body, mutation) => {
          const signed: Delivery = { headers: asLines(await vendor.sign(body)), rawBody: Buffer.from(body) };
          const { delivery, vendor: other } = mutated(signed, vendor, mutation);
          assert.ok(!isTaken(delivery, other), JSON.stringify(delivery.headers));
        }),
        { numRuns: 500 },
      );
    });
  });
}
