// Requests of the command line to a server.
import { request as httpsRequest } from 'node:https';
import { isLoopback } from '../intake/loopback.ts';

export type Sent = {
  readonly method: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string;
};
export type Received = { readonly status: number; readonly text: string };

/**
 * Sends a request. A server on this machine that serves https has the certificate of its public name, which no loopback address
 * has: there the connection itself says who answers, as it does for http.
 */
export async function request(url: URL, sent: Sent): Promise<Received> {
  if (url.protocol === 'https:' && isLoopback(url.host)) return await overLoopback(url, sent);
  const response = await fetch(url, { ...sent, headers: { ...sent.headers } });
  return { status: response.status, text: await response.text() };
}

async function overLoopback(url: URL, { method, headers, body }: Sent): Promise<Received> {
  const { promise, resolve, reject } = Promise.withResolvers<Received>();
  const call = httpsRequest(url, { method, headers, rejectUnauthorized: false }, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    response.on('error', reject);
  });
  call.on('error', reject);
  call.end(body);
  return await promise;
}
