// Deliveries to the server under test, as their senders make them. Nothing here knows the engine: a status, and JSON.
import { createHmac } from 'node:crypto';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export type Answer = { readonly status: number; readonly body: JsonObject };

type Delivery = {
  readonly body: JsonObject;
  /** Signs the body as the generic webhook asks for. */
  readonly secret: string;
};

/** Longer than any `?wait=` of the clients: nothing here waits for ever. */
export const TIMEOUT_MS = 90_000;

/** The answer, or undefined where the connection broke before it was whole: then nobody knows what has become of the request. */
export async function send(url: string, { body, secret }: Delivery): Promise<Answer | undefined> {
  const text = JSON.stringify(body);
  const headers = {
    'Content-Type': 'application/json',
    'X-Webhook-Signature': createHmac('sha256', secret).update(text).digest('hex'),
  };
  let status: number;
  let answered: string;
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(url, { method: 'POST', headers, signal, body: text });
    status = response.status;
    answered = await response.text();
  } catch {
    return undefined;
  }
  return { status, body: objectOf(answered) };
}

function objectOf(text: string): JsonObject {
  try {
    const value = JSON.parse(text) as Json;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  } catch {
    // Said below.
  }
  return { text };
}
