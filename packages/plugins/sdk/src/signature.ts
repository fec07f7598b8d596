// Sub-path ./signature: one byte-exact verifier for every webhook scheme. It works on the wire's bytes, compares the text of
// digests in constant time and never decodes a header: `Buffer.from(text, 'hex')` silently drops what is no hex.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { TriggerRequest, Verdict } from './trigger.ts';

/**
 * How a sender signs: `standard` is the Standard Webhooks specification, `generic` a hexadecimal HMAC-SHA256 of the body.
 *
 * @example
 * const scheme: Scheme = 'github';
 */
export type Scheme = 'generic' | 'github' | 'stripe' | 'slack' | 'standard';

/**
 * What is verified, by which secrets, and when.
 *
 * @example
 * const options: VerifyOptions = { scheme: 'slack', request: { headers: {}, rawBody: new Uint8Array() }, secrets: [], nowMs: 0 };
 */
export type VerifyOptions = {
  readonly scheme: Scheme;
  readonly request: Pick<TriggerRequest, 'headers' | 'rawBody'>;
  /** Tried in turn, all of them, while a secret is being rotated. */
  readonly secrets: readonly string[];
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
};

/** How far a signed timestamp may be from now, both ways, in seconds. */
const TOLERANCE_S = 300;

type Refusal = Extract<Verdict, { ok: false }>;
/** What a header claims: the digests (as text), what is signed before the body, and the time that is signed. */
type Claim = {
  readonly digests: readonly string[];
  readonly encoding: 'hex' | 'base64';
  readonly prefix: string;
  readonly timestamp?: string;
};

/**
 * Verifies a signed request. Exactly one line of the scheme's header is demanded; a timestamp outside five minutes is
 * refused before the signature is looked at.
 *
 * Sources: GitHub, Slack and Stripe webhook documentation; Standard Webhooks specification.
 *
 * @example
 * const rawBody = Buffer.from('{"id":"d-1"}');
 * const request = { rawBody, headers: { 'x-webhook-signature': [signGeneric(rawBody, 'a secret')] } };
 * verifySignature({ scheme: 'generic', request, secrets: ['a secret'], nowMs: 0 }); // => { ok: true }
 */
export function verifySignature({ scheme, request, secrets, nowMs }: VerifyOptions): Verdict {
  const claim = CLAIMS[scheme](request.headers);
  if ('ok' in claim) return claim;
  if (claim.timestamp !== undefined) {
    if (!/^\d{1,12}$/.test(claim.timestamp)) return refuse('header', 'the timestamp is no number of seconds');
    if (Math.abs(nowMs / 1000 - Number(claim.timestamp)) > TOLERANCE_S) {
      return refuse('timestamp', `the timestamp is more than ${TOLERANCE_S} seconds away from now`);
    }
  }
  let isValid = false;
  for (const secret of secrets) {
    const key = keyOf(scheme, secret);
    // Anybody can sign with an empty key, which is also what base64 makes of a secret that holds none of its letters.
    if (key.length === 0) continue;
    const digest = createHmac('sha256', key).update(claim.prefix).update(request.rawBody).digest(claim.encoding);
    // No early exit: which secret fits, and which digest, does not show in the time it takes.
    for (const given of claim.digests) isValid = equalText(given, digest) || isValid;
  }
  return isValid ? { ok: true } : refuse('signature', 'the signature does not fit the body');
}

/**
 * The value of `X-Webhook-Signature` for a body: hex HMAC-SHA256.
 *
 * @example
 * signGeneric('{}', 'a secret').length; // => 64
 */
export function signGeneric(rawBody: string | Uint8Array, secret: string): string {
  return createHmac('sha256', secret).update(rawBody).digest('hex');
}

function refuse(stage: Refusal['stage'], reason: string): Refusal {
  return { ok: false, stage, reason };
}

/** Standard Webhooks keys are base64 after `whsec_`; Stripe takes its whole `whsec_…` as text. Node takes bytes six times as slowly as text. */
function keyOf(scheme: Scheme, secret: string): string | Buffer {
  if (scheme !== 'standard') return secret;
  return Buffer.from(secret.startsWith('whsec_') ? secret.slice('whsec_'.length) : secret, 'base64');
}

function equalText(given: string, digest: string): boolean {
  const [a, b] = [Buffer.from(given, 'utf8'), Buffer.from(digest, 'utf8')];
  return a.length === b.length && timingSafeEqual(a, b);
}

type Headers = TriggerRequest['headers'];

/** The one line of a header, or why there is none. */
function oneLine(headers: Headers, name: string): string | Refusal {
  const lines = headers[name] ?? [];
  if (lines.length > 1) return refuse('header', `${name} is there ${lines.length} times`);
  const [line] = lines;
  return line === undefined || line === '' ? refuse('header', `${name} is missing`) : line;
}

const CLAIMS: { readonly [S in Scheme]: (headers: Headers) => Claim | Refusal } = {
  generic: claimGeneric,
  github: (headers) => {
    const line = oneLine(headers, 'x-hub-signature-256');
    if (typeof line !== 'string') return line;
    if (!line.startsWith('sha256=')) return refuse('signature', 'x-hub-signature-256 does not begin with sha256=');
    return { digests: [line.slice('sha256='.length)], encoding: 'hex', prefix: '' };
  },
  stripe: claimStripe,
  slack: (headers) => {
    const line = oneLine(headers, 'x-slack-signature');
    if (typeof line !== 'string') return line;
    const timestamp = oneLine(headers, 'x-slack-request-timestamp');
    if (typeof timestamp !== 'string') return timestamp;
    if (!line.startsWith('v0=')) return refuse('signature', 'x-slack-signature does not begin with v0=');
    return { digests: [line.slice('v0='.length)], encoding: 'hex', prefix: `v0:${timestamp}:`, timestamp };
  },
  standard: claimStandard,
};

function claimGeneric(headers: Headers): Claim | Refusal {
  const given = ['x-webhook-signature', 'x-signature'].filter((name) => headers[name] !== undefined);
  if (given.length > 1) return refuse('header', 'both x-webhook-signature and x-signature are there');
  const line = oneLine(headers, given[0] ?? 'x-webhook-signature');
  if (typeof line !== 'string') return line;
  const digest = line.startsWith('sha256=') ? line.slice('sha256='.length) : line;
  if (digest === '') return refuse('header', 'the signature is empty');
  // Hexadecimal has two spellings; everything else must be equal to the letter.
  const digests = [/^[0-9a-fA-F]+$/.test(digest) ? digest.toLowerCase() : digest];
  if (headers['x-webhook-timestamp'] === undefined) return { digests, encoding: 'hex', prefix: '' };
  const timestamp = oneLine(headers, 'x-webhook-timestamp');
  if (typeof timestamp !== 'string') return timestamp;
  return { digests, encoding: 'hex', prefix: `${timestamp}.`, timestamp };
}

function claimStripe(headers: Headers): Claim | Refusal {
  const line = oneLine(headers, 'stripe-signature');
  if (typeof line !== 'string') return line;
  const pairs = line.split(',').map((pair) => pair.split('='));
  const values = (key: string): string[] =>
    pairs.flatMap(([k, v, ...more]) => (k === key && more.length === 0 && v ? [v] : []));
  const [timestamp, ...others] = values('t');
  if (timestamp === undefined || others.length > 0) return refuse('header', 'stripe-signature has no single t=');
  const digests = values('v1');
  if (digests.length === 0) return refuse('header', 'stripe-signature has no v1=');
  if (digests.length > MOST_DIGESTS)
    return refuse('header', `stripe-signature has more than ${MOST_DIGESTS} signatures`);
  return { digests, encoding: 'hex', prefix: `${timestamp}.`, timestamp };
}

/** More signatures than a rotation needs would only make us compute. */
const MOST_DIGESTS = 16;

function claimStandard(headers: Headers): Claim | Refusal {
  const family = headers['webhook-id'] === undefined && headers['svix-id'] !== undefined ? 'svix' : 'webhook';
  const [id, timestamp, line] = ['id', 'timestamp', 'signature'].map((part) => oneLine(headers, `${family}-${part}`));
  for (const part of [id, timestamp, line]) if (typeof part !== 'string') return part ?? refuse('header', 'missing');
  const digests = String(line)
    .split(' ')
    .flatMap((each) => (each.startsWith('v1,') ? [each.slice('v1,'.length)] : []));
  if (digests.length === 0) return refuse('signature', `${family}-signature has no v1 signature`);
  if (digests.length > MOST_DIGESTS)
    return refuse('header', `${family}-signature has more than ${MOST_DIGESTS} signatures`);
  return { digests, encoding: 'base64', prefix: `${String(id)}.${String(timestamp)}.`, timestamp: String(timestamp) };
}
