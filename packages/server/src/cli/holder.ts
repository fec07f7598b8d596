// The process that holds a data directory, and requests to it.
import type { Client, schemas } from '@configurable-agents/client';
import { apiFetch } from './api-fetch.ts';
import { Failure } from './failure.ts';
import { openRequest } from './request.ts';
import type { Opened } from './request.ts';

export type Holder = {
  readonly url: string;
  readonly pid: number | undefined;
  /**
   * Asks the API by its client, which knows what each path takes and answers.
   *
   * @example
   * const { revision } = expectOk(await holder.call((api) => api.POST('/api/workflows', { body: { name, source } })));
   */
  readonly call: <Data>(ask: Ask<Data>) => Promise<Answer<Data>>;
  /** Opens a stream of server-sent events, from after the event of that id on. */
  readonly events: (path: string, lastEventId?: string) => Promise<Opened>;
};

/** One request of the API's client. */
export type Ask<Data> = (
  api: Client,
) => Promise<{ readonly data?: Data; readonly error?: unknown; readonly response: Response }>;

export type Answer<Data> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly status: number; readonly problem: Partial<schemas['Problem']> };

/** The server that holds a data directory, when one answers. */
export async function findHolder(dataDir: string): Promise<Holder | undefined> {
  const { readServerFile } = await import('@configurable-agents/core');
  const file = readServerFile(dataDir);
  if (file === undefined) return undefined;
  const holder = holderAt(file.url, file);
  try {
    await holder.call((api) => api.GET('/healthz'));
    return holder;
  } catch {
    // A killed server leaves its file behind.
    return undefined;
  }
}

/** Requests to the server at a URL. Unreachable is exit 3. */
export function holderAt(url: string, { token, pid }: { readonly token?: string; readonly pid?: number } = {}): Holder {
  let api: Client | undefined;

  /** Loaded with the first request: most commands find no server. */
  async function opened(): Promise<Client> {
    const { createClient } = await import('@configurable-agents/client');
    api ??= createClient({ url: new URL(url).origin, fetch: apiFetch, ...(token === undefined ? {} : { token }) });
    return api;
  }

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
    pid,
    call: async (ask) => {
      const client = await opened();
      return answerOf(await reached(() => ask(client)));
    },
    events: (path, lastEventId) =>
      reached(() =>
        openRequest(new URL(path, url), {
          method: 'GET',
          headers: {
            Accept: 'text/event-stream',
            ...(lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId }),
            ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
          },
        }),
      ),
  };
}

function answerOf<Data>({ data, error, response }: Awaited<ReturnType<Ask<Data>>>): Answer<Data> {
  // What a good answer holds is typed by its path, also where that is nothing.
  if (response.ok) return { ok: true, data: data as Data };
  const problem: object = typeof error === 'object' && error !== null ? error : {};
  return { ok: false, status: response.status, problem };
}

/** What a good answer holds; a refusal ends the command with its sentence. */
export function expectOk<Data>(answer: Answer<Data>): Data {
  if (answer.ok) return answer.data;
  const { status, problem } = answer;
  throw new Failure(
    status >= 500 || status === 401 || status === 403 ? 3 : 1,
    `${problem.detail ?? `status ${status}`} (${problem.code ?? status})`,
  );
}
