import { createHmac } from 'node:crypto';
import type { Json } from '../json.ts';
import type { Scheme } from '../signature.ts';
import type { TriggerRequest } from '../trigger.ts';
import type { TriggerFixtures } from './trigger.ts';

/**
 * What a sender sends, and how it signs.
 *
 * @example
 * const options: DeliveryOptions = { scheme: 'github', body: { ref: 'refs/heads/main' }, headers: { 'x-github-event': ['push'] } };
 */
export type DeliveryOptions = {
  readonly scheme: Scheme;
  /** The body: bytes or text as they are, such as those of a fixture's file; any other value as JSON. */
  readonly body: Json | Uint8Array;
  /** The body as the host parses it, where that is not JSON of the bytes: of a form, the value of its field. */
  readonly parsed?: Json;
  /** A secret of the scheme; one of the kit where it is left out. */
  readonly secret?: string;
  /** When it is signed, in milliseconds since the epoch. */
  readonly nowMs?: number;
  /** The sender's id of the delivery. */
  readonly id?: string;
  /** Headers beside those of the scheme, by name in lower case. */
  readonly headers?: TriggerRequest['headers'];
};

type Signing = { readonly secret: string; readonly nowMs: number; readonly id: string };
type Sign = (rawBody: Uint8Array, signing: Signing) => TriggerRequest['headers'];

const ID = '01900000-0000-7000-8000-00000000d001';
const NOW_MS = 1_700_000_000_000;

/**
 * A delivery as GitHub, Stripe, Slack, a sender by Standard Webhooks or the generic one makes it, with all that `checkTrigger`
 * needs. The request alone is `genuine`.
 *
 * @example
 * const { genuine, secret, nowMs } = signedDelivery({ scheme: 'slack', body: '{"type":"event_callback"}' });
 * verifySignature({ scheme: 'slack', request: genuine, secrets: [secret], nowMs }); // => { ok: true }
 */
export function signedDelivery(options: DeliveryOptions): TriggerFixtures {
  const { scheme, body, parsed, nowMs = NOW_MS, id = ID, headers = {} } = options;
  const { signatureHeader, isTimestamped, sign: signature, secret: ownSecret } = SCHEMES[scheme];
  const secret = options.secret ?? ownSecret;
  const rawBody = bytesOf(body);
  const sign = (bytes: Uint8Array): TriggerRequest['headers'] => ({
    ...headers,
    ...signature(bytes, { secret, nowMs, id }),
  });
  return {
    genuine: { headers: sign(rawBody), rawBody },
    ...(parsed === undefined ? {} : { body: parsed }),
    secret,
    nowMs,
    signatureHeader,
    isTimestamped,
    sign,
  };
}

function bytesOf(body: Json | Uint8Array): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
}

function hex(secret: string | Uint8Array, ...signed: readonly (string | Uint8Array)[]): string {
  return digest(secret, signed).toString('hex');
}

function digest(secret: string | Uint8Array, signed: readonly (string | Uint8Array)[]): Buffer {
  const hmac = createHmac('sha256', secret);
  for (const part of signed) hmac.update(part);
  return hmac.digest();
}

function seconds(ms: number): string {
  return String(Math.floor(ms / 1000));
}

type SchemeOf = {
  readonly signatureHeader: string;
  readonly isTimestamped: boolean;
  readonly secret: string;
  readonly sign: Sign;
};

const TEXT_SECRET = 'a secret of the contract kit';

const SCHEMES: { readonly [S in Scheme]: SchemeOf } = {
  generic: {
    signatureHeader: 'x-webhook-signature',
    isTimestamped: true,
    secret: TEXT_SECRET,
    sign: (rawBody, { secret, nowMs }) => ({
      'x-webhook-timestamp': [seconds(nowMs)],
      'x-webhook-signature': [hex(secret, `${seconds(nowMs)}.`, rawBody)],
    }),
  },
  github: {
    signatureHeader: 'x-hub-signature-256',
    isTimestamped: false,
    secret: TEXT_SECRET,
    sign: (rawBody, { secret, id }) => ({
      'x-github-delivery': [id],
      'x-hub-signature-256': [`sha256=${hex(secret, rawBody)}`],
    }),
  },
  stripe: {
    signatureHeader: 'stripe-signature',
    isTimestamped: true,
    secret: 'whsec_contract_kit',
    sign: (rawBody, { secret, nowMs }) => ({
      'stripe-signature': [`t=${seconds(nowMs)},v1=${hex(secret, `${seconds(nowMs)}.`, rawBody)}`],
    }),
  },
  slack: {
    signatureHeader: 'x-slack-signature',
    isTimestamped: true,
    secret: TEXT_SECRET,
    sign: (rawBody, { secret, nowMs }) => ({
      'x-slack-request-timestamp': [seconds(nowMs)],
      'x-slack-signature': [`v0=${hex(secret, `v0:${seconds(nowMs)}:`, rawBody)}`],
    }),
  },
  standard: {
    signatureHeader: 'webhook-signature',
    isTimestamped: true,
    secret: `whsec_${Buffer.from(TEXT_SECRET).toString('base64')}`,
    sign: (rawBody, { secret, nowMs, id }) => {
      const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
      const signed = digest(key, [`${id}.${seconds(nowMs)}.`, rawBody]).toString('base64');
      return { 'webhook-id': [id], 'webhook-timestamp': [seconds(nowMs)], 'webhook-signature': [`v1,${signed}`] };
    },
  },
};
