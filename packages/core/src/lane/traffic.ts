// Record and replay of what providers send and get: one file for each exchange. A replayed request is answered from its file, and by nothing else.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerminalError } from '@configurable-agents/plugin-sdk';
import type { Json } from '@configurable-agents/plugin-sdk';
import { canonical } from '../canonical.ts';
import type { Job } from './protocol.ts';

/** Where traffic is written, or read. */
export type Traffic = { readonly mode: 'record' | 'replay'; readonly dir: string };

type Fetch = typeof globalThis.fetch;

/** `body`: the texts in which it came. `isCut`: it ended before its end. */
type Exchange = {
  readonly version: 1;
  readonly request: { readonly method: string; readonly url: string; readonly body: Json };
  readonly response:
    | {
        readonly status: number;
        readonly headers: { readonly [name: string]: string };
        readonly body: readonly string[];
        readonly isCut?: true;
      }
    | { readonly error: string; readonly code: string };
};

type Options = {
  readonly traffic: Traffic;
  readonly job: Pick<Job, 'workflowName' | 'node' | 'key' | 'attempt'>;
  readonly fetch: Fetch;
  /** Takes secrets out of what is written, and out of what files are found by. */
  readonly scrub: (text: string) => string;
};

/** All that a provider reads of an answer's headers. What else is there may tell who asked. */
const KEPT_HEADERS = ['content-type', 'retry-after', 'retry-after-ms'];
const SHOWN_HASH = 16;

/**
 * A `fetch` that writes what passes, or answers from what was written. An exchange belongs to a node's attempt, by the method, the address
 * and the canonical body of its request; the same request again in one attempt is the next one of its kind. Throws `REPLAY_MISSING`.
 */
export function openTraffic({ traffic, job, fetch, scrub }: Options): Fetch {
  const { dir, mode } = traffic;
  const seen = new Map<string, number>();

  return async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const text = scrub(await request.clone().text());
    const asked = { method: request.method, url: scrub(request.url), body: jsonOf(text) };
    // The address of a service may change, as a port of a test does; what is asked of it does not.
    const path = scrub(`${url.pathname}${url.search}`);
    const of = [job.workflowName, job.key, job.attempt, asked.method, path, canonical(asked.body)];
    const hash = createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, SHOWN_HASH);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    const file = join(dir, `${job.workflowName}.${job.key}.${hash}.${count}.json`.replaceAll(/[^\w.-]/g, '_'));
    if (mode === 'replay') return replayed(file, { node: job.node, method: asked.method, path });
    const save = (response: Exchange['response']): void => write(file, { version: 1, request: asked, response });
    return await recorded(request, { fetch, scrub, save });
  };
}

type Recording = Pick<Options, 'fetch' | 'scrub'> & { readonly save: (response: Exchange['response']) => void };

async function recorded(request: Request, { fetch, scrub, save }: Recording): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(request);
  } catch (error) {
    const { cause } = error as { readonly cause?: { readonly message?: string; readonly code?: string } };
    if (cause?.code !== undefined) save({ error: scrub(cause.message ?? ''), code: cause.code });
    throw error;
  }
  const { status } = response;
  const headers = Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => {
      const value = response.headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  const body: string[] = [];
  const decoder = new TextDecoder();
  const keep = (text: string): void => void (text !== '' && body.push(text));
  if (response.body === null) {
    save({ status, headers, body });
    return response;
  }
  // What comes is written once it is whole, or once whoever reads it, or the service, has broken off.
  const end = (more: { readonly isCut?: true }): void => {
    keep(decoder.decode());
    save({ status, headers, body: scrubbed(body, scrub), ...more });
  };
  const reader = response.body.getReader();
  const passed = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        const { done, value } = await reader.read();
        if (done) {
          end({});
          controller.close();
        } else {
          keep(decoder.decode(value, { stream: true }));
          controller.enqueue(value);
        }
      } catch (error) {
        end({ isCut: true });
        controller.error(error);
      }
    },
    cancel: async (reason) => {
      end({ isCut: true });
      await reader.cancel(reason);
    },
  });
  return new Response(passed, { status, headers: response.headers });
}

/** The texts as they came, or one where a secret stands in them: it may be cut over two. */
function scrubbed(texts: readonly string[], scrub: (text: string) => string): readonly string[] {
  const all = texts.join('');
  const clean = scrub(all);
  return clean === all ? texts : [clean];
}

function replayed(
  file: string,
  { node, method, path }: { readonly node: string; readonly method: string; readonly path: string },
): Response {
  const { response } = read(file, `${method} ${path}, which \`${node}\` asks`);
  if ('error' in response)
    throw new TypeError('fetch failed', { cause: Object.assign(new Error(response.error), { code: response.code }) });
  const { status, headers, body, isCut } = response;
  const encoder = new TextEncoder();
  const texts = [...body];
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const text = texts.shift();
      if (text !== undefined) controller.enqueue(encoder.encode(text));
      else if (isCut === true)
        controller.error(Object.assign(new Error('the recording ends here'), { code: 'ECONNRESET' }));
      else controller.close();
    },
  });
  return new Response([204, 205, 304].includes(status) ? null : stream, { status, headers });
}

function read(file: string, what: string): Exchange {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new TerminalError(
      `the recording has no answer to ${what}: there is no ${file}; record it anew by --record, since prompts, settings or the order of calls have changed`,
      { class: 'error', code: 'REPLAY_MISSING', cause },
    );
  }
  try {
    const exchange = JSON.parse(text) as Exchange;
    if (exchange.version === 1) return exchange;
  } catch {
    // Said below.
  }
  throw new TerminalError(`${file} is no recording of this release; record it anew by --record`, {
    class: 'error',
    code: 'REPLAY_MISSING',
  });
}

function write(file: string, exchange: Exchange): void {
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${JSON.stringify(exchange, undefined, 2)}\n`, { mode: 0o600 });
}

function jsonOf(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
