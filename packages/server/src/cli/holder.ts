// The process that holds a data directory, and requests to it.
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { Failure } from './failure.ts';
import { openRequest, request } from './request.ts';
import type { Opened } from './request.ts';

export type Holder = {
  readonly url: string;
  readonly pid: number | undefined;
  readonly call: (method: string, path: string, body?: unknown) => Promise<Answer>;
  /** Opens a stream of server-sent events, from after the event of that id on. */
  readonly events: (path: string, lastEventId?: string) => Promise<Opened>;
};

export type Answer = { readonly status: number; readonly body: JsonObject };

/** The server that holds a data directory, when one answers. */
export async function findHolder(dataDir: string): Promise<Holder | undefined> {
  const { readServerFile } = await import('@configurable-agents/core');
  const file = readServerFile(dataDir);
  if (file === undefined) return undefined;
  const holder = holderAt(file.url, file);
  try {
    await holder.call('GET', '/healthz');
    return holder;
  } catch {
    // A killed server leaves its file behind.
    return undefined;
  }
}

/** Requests to the server at a URL. Unreachable is exit 3. */
export function holderAt(url: string, at: { readonly token?: string; readonly pid?: number } = {}): Holder {
  const authorization: { readonly [name: string]: string } =
    at.token === undefined ? {} : { Authorization: `Bearer ${at.token}` };

  async function reached<T>(send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } catch (cause) {
      if (cause instanceof Failure) throw cause;
      throw new Failure(3, `no server answers at ${url}; start one: configurable-agents dashboard`, { cause });
    }
  }

  return {
    url,
    pid: at.pid,
    call: (method, path, body) =>
      reached(async () => {
        const type: { readonly [name: string]: string } =
          method === 'GET' ? {} : { 'Content-Type': 'application/json' };
        const { status, text } = await request(new URL(path, url), {
          method,
          headers: { Accept: 'application/json', ...type, ...authorization },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        return { status, body: parse(text, url) };
      }),
    events: (path, lastEventId) =>
      reached(() => {
        const from: { readonly [name: string]: string } =
          lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId };
        return openRequest(new URL(path, url), {
          method: 'GET',
          headers: { Accept: 'text/event-stream', ...from, ...authorization },
        });
      }),
  };
}

function parse(text: string, url: string): JsonObject {
  if (text === '') return {};
  try {
    return JSON.parse(text) as JsonObject;
  } catch (cause) {
    throw new Failure(3, `what answers at ${url} is not a configurable-agents server`, { cause });
  }
}

/** The body of a good answer; a refusal ends the command with its sentence. */
export function expectOk({ status, body }: Answer): JsonObject {
  if (status < 400) return body;
  const { detail, code } = body;
  throw new Failure(
    status >= 500 || status === 401 || status === 403 ? 3 : 1,
    `${String(detail ?? `status ${status}`)} (${String(code ?? status)})`,
  );
}
