// The API of the server under test, by the client that is made of its document. The one file here that knows the product, and of that the
// client only, which has nothing of the engine.
import { createClient, dataOf, itemsOf } from '@configurable-agents/client';
import type { Client } from '@configurable-agents/client';
import { TIMEOUT_MS } from './http.ts';
import type { Answer, JsonObject } from './http.ts';

export { dataOf, itemsOf };
export type { Client };

export function apiAt(url: string): Client {
  return createClient({ url, fetch: (request) => fetch(request, { signal: AbortSignal.timeout(TIMEOUT_MS) }) });
}

type Called = { readonly data?: unknown; readonly error?: unknown; readonly response: Response };

/** The answer, or undefined where the connection broke before it was whole: then nobody knows what has become of the request. */
export async function answerOf(call: Promise<Called>): Promise<Answer | undefined> {
  let called: Called;
  try {
    called = await call;
  } catch (error) {
    // What came whole and is no JSON is an answer that nobody may give.
    if (error instanceof SyntaxError) throw error;
    return undefined;
  }
  const { data, error, response } = called;
  const body = data ?? error;
  return {
    status: response.status,
    body: typeof body === 'object' && body !== null ? (body as JsonObject) : { text: String(body) },
  };
}
