// Requests of the command line to a server.
import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isLoopback } from '../intake/loopback.ts';

export type Sent = {
  readonly method: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string;
  readonly signal?: AbortSignal;
};
export type Received = { readonly status: number; readonly text: string };

/** An answer whose body is still coming. */
export type Opened = { readonly status: number; readonly body: AsyncIterable<Uint8Array> };

/**
 * Sends a request. A server on this machine that serves https has the certificate of its public name, which no loopback address
 * has: there the connection itself says who answers, as it does for http.
 */
export async function request(url: URL, sent: Sent): Promise<Received> {
  const { status, body } = await openRequest(url, sent);
  return { status, text: Buffer.concat(await Array.fromAsync(body)).toString() };
}

/** The same, without waiting for the end of the answer. */
export async function openRequest(url: URL, sent: Sent): Promise<Opened> {
  if (url.protocol === 'https:' && isLoopback(url.host)) return await overLoopback(url, sent);
  const { status, body } = await fetch(url, { ...sent, headers: { ...sent.headers } });
  return { status, body: body ?? nothing() };
}

async function overLoopback(url: URL, { body, ...sent }: Sent): Promise<Opened> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const call = httpsRequest(url, { ...sent, rejectUnauthorized: false }, resolve);
  call.on('error', reject);
  call.end(body);
  const response = await promise;
  return { status: response.statusCode ?? 0, body: response };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
