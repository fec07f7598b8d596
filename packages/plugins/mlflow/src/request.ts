import { PluginError } from '@configurable-agents/plugin-sdk';
import type { Connection } from './connection.ts';
import type { Exchange, Http } from './http.ts';
import { interrupted, notMlflow, refused, unanswered } from './failures.ts';

export type RequestOptions = {
  readonly http: Http;
  readonly signal: AbortSignal;
  /** Of one request, in milliseconds. */
  readonly timeoutMs: number;
  /** Asked before each request; true stops the batch there. */
  readonly isHalted: () => boolean;
  readonly now: () => number;
};

export type Request = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  /** For messages: without names and ids. */
  readonly what: string;
  readonly body?: string | Uint8Array;
  readonly type?: string;
  readonly headers?: { readonly [name: string]: string };
  /** Not every server has it: where there is none, the failure has the code `noRoute`. */
  readonly isOptional?: boolean;
  /** What the answer says is of no interest. */
  readonly isUnheard?: boolean;
  /** Sent twice it would make two things. */
  readonly isOnce?: boolean;
};

type To = { readonly connection: Connection; readonly options: RequestOptions };

/** Sends one request and gives the object of its answer; one that is not heard is empty. Throws what `failures.ts` makes of all else. */
export async function send(request: Request, { connection, options }: To): Promise<object> {
  const { signal, isHalted, now } = options;
  const { what, isOptional = false } = request;
  if (signal.aborted || isHalted()) throw interrupted();
  try {
    // A redirect is an answer like others: followed, it would turn a POST into a GET.
    const answer = await options.http.exchange(exchangeOf(request, { connection, options }));
    const isFine = answer.status >= 200 && answer.status < 300;
    if (!isFine) throw refused(answer, { what, connection, now: now(), isOptional });
    if (request.isUnheard === true) return {};
    const object = objectOf(answer.text);
    if (object === undefined) throw notMlflow(connection, 'answers with something else than JSON');
    return object;
  } catch (error) {
    if (error instanceof PluginError) throw error;
    if (signal.aborted) throw interrupted();
    throw unanswered(error, { what, connection });
  }
}

function exchangeOf(
  { method, path, body, type, headers, isOnce = false }: Request,
  { connection, options }: To,
): Exchange {
  return {
    url: connection.base + path,
    method,
    headers: { ...headers, ...connection.headers, ...(type === undefined ? {} : { 'content-type': type }) },
    ...(body === undefined ? {} : { body }),
    timeoutMs: options.timeoutMs,
    signal: options.signal,
    isRepeatable: !isOnce,
  };
}

function objectOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
