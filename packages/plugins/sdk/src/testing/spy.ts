// What goes out through `context.fetch`, as the kit compares it.
import type { Context } from '../context.ts';

type Fetch = typeof globalThis.fetch;

/** A request in one text: method, address, headers in order, body. */
export type Sent = string;

/** A context whose requests are noted before they go the way that they would. */
export function spied(context: Context): { readonly context: Context; readonly sent: Sent[] } {
  const sent: Sent[] = [];
  const fetch: Fetch = (input, init) => {
    sent.push(textOf(input, init));
    return context.fetch(input, init);
  };
  return { context: { ...context, fetch }, sent };
}

function textOf(input: Parameters<Fetch>[0], init: RequestInit | undefined): Sent {
  const request = input instanceof Request ? input : undefined;
  const method = init?.method ?? request?.method ?? 'GET';
  const headers = [...new Headers(init?.headers ?? request?.headers)].map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${request?.url ?? String(input)}`, ...headers, '', bodyOf(init?.body)].join('\n');
}

function bodyOf(body: RequestInit['body']): string {
  if (typeof body === 'string') return body;
  if (ArrayBuffer.isView(body)) return new TextDecoder().decode(body);
  if (body instanceof URLSearchParams) return body.toString();
  // A stream can be read once, and that is not for the kit to do.
  return body === undefined || body === null ? '' : '(a stream)';
}
