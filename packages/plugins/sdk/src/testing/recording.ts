// Record and replay of HTTP: a test talks to the service once, then to what it said.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scrubberOf } from './scrub.ts';
import type { Scrub } from './scrub.ts';

type Fetch = typeof globalThis.fetch;

/**
 * Where a recording stands, and whether it is made anew.
 *
 * @example
 * const options: RecordingOptions = { file: 'test/recordings/customer.json', record: process.env['RECORD'] === '1' };
 */
export type RecordingOptions = {
  readonly file: string | URL;
  /** Asks the service and writes the file anew; otherwise the file answers, and nothing else does. */
  readonly record?: boolean;
  /** Values that are never written: wherever they stand, `***` stands in the file. */
  readonly secrets?: readonly string[];
  /** What asks the service while recording; the global `fetch` where it is left out. */
  readonly fetch?: Fetch;
};

type Message = { readonly headers: { readonly [name: string]: string }; readonly body: string };
type Exchange = {
  readonly request: Message & { readonly method: string; readonly url: string };
  readonly response: Message & { readonly status: number };
};
type Recording = { readonly version: 1; readonly exchanges: readonly Exchange[] };

/**
 * A `fetch` for tests that answers from a file, without a network; with `record` it asks the service and writes the file. Each
 * exchange of the file answers one request of the same method, address and body, in order. Bodies are text. Secrets are scrubbed
 * before anything is written, and headers that carry them are left out.
 *
 * @example
 * const file = join(tmpdir(), `recording-${process.pid}.json`);
 * const service = async (): Promise<Response> => Response.json({ name: 'Ada' });
 * await recordedFetch({ file, record: true, fetch: service })('https://api.acme.example/7');
 * const answer = await recordedFetch({ file })('https://api.acme.example/7');
 * await answer.json(); // => { name: 'Ada' }
 */
export function recordedFetch({ file, record = false, secrets = [], fetch }: RecordingOptions): Fetch {
  const path = file instanceof URL ? fileURLToPath(file) : file;
  const scrub = scrubberOf(secrets);
  return record ? recording(path, { scrub, fetch: fetch ?? globalThis.fetch }) : replaying(path, scrub);
}

function recording(path: string, { scrub, fetch }: { readonly scrub: Scrub; readonly fetch: Fetch }): Fetch {
  const exchanges: Exchange[] = [];
  return async (input, init) => {
    const request = new Request(input, init);
    const asked = await requestOf(request.clone(), scrub);
    // Taken before the answer comes, so that requests in parallel stand in the order in which they were made.
    const at = exchanges.length;
    exchanges.length += 1;
    const response = await fetch(request);
    const body = await response.text();
    const headers = scrub.headers(response.headers);
    exchanges[at] = { request: asked, response: { status: response.status, headers, body: scrub.text(body) } };
    write(path, { version: 1, exchanges: exchanges.filter((each) => each !== undefined) });
    return answer({ status: response.status, headers, body });
  };
}

function replaying(path: string, scrub: Scrub): Fetch {
  if (!existsSync(path)) throw new Error(`there is no recording ${path}; make it with \`record: true\``);
  const left = [...read(path).exchanges];
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const { method, url, body } = await requestOf(request, scrub);
    const at = left.findIndex(({ request: each }) => each.method === method && each.url === url && each.body === body);
    const [exchange] = at < 0 ? [] : left.splice(at, 1);
    if (exchange === undefined) {
      throw new Error(`the recording ${path} has no answer left for ${method} ${url} with the body ${cut(body)}`);
    }
    return answer(exchange.response);
  };
}

async function requestOf(request: Request, scrub: Scrub): Promise<Exchange['request']> {
  const { method, url, headers } = request;
  return {
    method,
    url: scrub.text(url),
    headers: scrub.headers(headers),
    body: scrub.text(await request.text()),
  };
}

function answer({ status, headers, body }: Exchange['response']): Response {
  // A status without a body admits none, not even an empty one.
  return new Response([101, 204, 205, 304].includes(status) ? null : body, { status, headers });
}

function read(path: string): Recording {
  const recording = JSON.parse(readFileSync(path, 'utf8')) as Recording;
  if (recording.version !== 1) throw new Error(`the recording ${path} is of another version; make it anew`);
  return recording;
}

function write(path: string, recording: Recording): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(recording, undefined, 2)}\n`);
}

function cut(text: string): string {
  return JSON.stringify(text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text);
}

const MOST_SHOWN = 200;
