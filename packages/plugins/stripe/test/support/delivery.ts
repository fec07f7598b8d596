import { createHmac } from 'node:crypto';
import type { TriggerRequest } from '@configurable-agents/plugin-sdk';

export type Signed = { readonly body: string; readonly secret: string; readonly timestamp: number };

/** The signature of a body at a time in seconds, as in `v1=`. */
export function signatureOf({ body, secret, timestamp }: Signed): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}

/** A delivery as Stripe sends it; `header` is its signature header where it is another one. */
export function delivery({
  header,
  ...signed
}: Signed & { readonly header?: string }): Pick<TriggerRequest, 'headers' | 'rawBody'> {
  const line = header ?? `t=${signed.timestamp},v1=${signatureOf(signed)}`;
  return { rawBody: Buffer.from(signed.body), headers: { 'stripe-signature': [line] } };
}
