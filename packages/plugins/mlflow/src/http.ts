// One exchange over HTTP, by Node's own client: a run is some nine requests, and with `fetch` its streams and signals were most of what the
// tracker's thread did, and of what its garbage collector had to do beside the runs (bench/tracking.ts).
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** An answer of the server, or of what stands before it. */
export type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string };

export type Exchange = {
  readonly url: string;
  readonly method: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string | Uint8Array;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Sent twice it does no more than once. */
  readonly isRepeatable: boolean;
};

export type Http = { readonly exchange: (exchange: Exchange) => Promise<Answer> };

/** Less than the five seconds after which MLflow's own server closes a connection that is not used. */
const KEPT_MS = 4000;
const MOST_ANSWER_CHARACTERS = 16_000_000;
/** What is said of a connection that the other side has closed. */
const CLOSED: ReadonlySet<string | undefined> = new Set(['ECONNRESET', 'EPIPE']);

/** A client that keeps its connections. An idle one holds no thread open. */
export function openHttp(): Http {
  // As `fetch` does: proxies of the environment are used where Node is told so.
  const proxyEnv = process.env['NODE_USE_ENV_PROXY'] === '1' ? { proxyEnv: process.env } : {};
  const options = { keepAlive: true, timeout: KEPT_MS, ...proxyEnv };
  let plain: HttpAgent | undefined;
  let secure: HttpsAgent | undefined;

  const begin = ({ url, method, headers }: Exchange): ClientRequest =>
    url.startsWith('https:')
      ? httpsRequest(url, { method, headers, agent: (secure ??= new HttpsAgent(options)) })
      : httpRequest(url, { method, headers, agent: (plain ??= new HttpAgent(options)) });

  async function exchange(given: Exchange): Promise<Answer> {
    const request = begin(given);
    try {
      return await answerTo(request, given);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // The server closed the connection when it was not in use, and this request has crossed that.
      const isStale = request.reusedSocket && CLOSED.has(code) && !given.signal.aborted;
      if (!isStale || !given.isRepeatable) throw error;
      return await exchange({ ...given, isRepeatable: false });
    }
  }
  return { exchange };
}

function answerTo(request: ClientRequest, { body, timeoutMs, signal }: Exchange): Promise<Answer> {
  return new Promise<Answer>((resolve, reject) => {
    const settle = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    };
    // Not every request that is destroyed says so: one whose answer has begun does not.
    const fail = (error: Error): void => {
      settle();
      reject(error);
      request.destroy();
    };
    const timer = setTimeout(() => fail(new DOMException('the answer took too long', 'TimeoutError')), timeoutMs);
    const abort = (): void => fail(new DOMException('the batch was stopped', 'AbortError'));
    signal.addEventListener('abort', abort, { once: true });
    request.on('error', fail);
    request.on('response', (response) => {
      readText(response).then((text) => {
        settle();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      }, fail);
    });
    request.end(body);
  });
}

function readText(response: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      text += chunk;
      if (text.length > MOST_ANSWER_CHARACTERS)
        reject(new Error(`it answers with more than ${MOST_ANSWER_CHARACTERS} characters`));
    });
    response.on('end', () => resolve(text));
    response.on('error', reject);
  });
}
