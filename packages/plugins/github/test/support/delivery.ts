import { createHmac } from 'node:crypto';
import type { TriggerRequest } from '@configurable-agents/plugin-sdk';

export type Sent = {
  readonly event: string;
  readonly body: string;
  readonly secret: string;
  readonly id?: string;
};

/** A delivery as GitHub sends it: header lines and the bytes that they sign. */
export function delivery({
  event,
  body,
  secret,
  id = '72d3162e-cc78-11e3-81ab-4c9367dc0958',
}: Sent): Pick<TriggerRequest, 'headers' | 'rawBody'> {
  const rawBody = Buffer.from(body);
  return {
    rawBody,
    headers: {
      'x-github-event': [event],
      'x-github-delivery': [id],
      'x-hub-signature-256': [`sha256=${createHmac('sha256', secret).update(rawBody).digest('hex')}`],
    },
  };
}
