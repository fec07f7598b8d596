// Streams of events that go on by themselves: what was lost on the way is asked for again.
import type { Client } from './client.ts';
import { ApiProblem } from './problem.ts';

export type ApiEvent = {
  /** Where to go on after it; null for one that is no fact, such as a piece of what a model says. */
  readonly id: number | null;
  readonly kind: string;
  readonly data: unknown;
};

export type FollowOptions = {
  /** Begins after this event. */
  readonly after?: number;
  readonly signal?: AbortSignal;
  /** How long it waits before it connects again. Default 1,000. */
  readonly retryMs?: number;
};

const RETRY_MS = 1000;

/** The events of a run until it has ended, over as many connections as it takes. */
export async function* followRun(
  api: Client,
  id: string,
  { texts = false, ...options }: FollowOptions & { readonly texts?: boolean } = {},
): AsyncGenerator<ApiEvent, void> {
  yield* follow(options, async ({ after, signal }) => {
    const query = { ...(after === undefined ? {} : { after }), texts };
    return await api.GET('/api/runs/{id}/events', {
      params: { path: { id }, query },
      parseAs: 'stream',
      ...(signal === undefined ? {} : { signal }),
    });
  });
}

/** Which run moved and how, of all runs, until the signal aborts. */
export async function* followEvents(api: Client, options: FollowOptions = {}): AsyncGenerator<ApiEvent, void> {
  yield* follow(options, async ({ after, signal }) => {
    return await api.GET('/api/events', {
      params: { query: after === undefined ? {} : { after } },
      parseAs: 'stream',
      ...(signal === undefined ? {} : { signal }),
    });
  });
}

/** Its body is read already where it is a refusal. */
type Opened = { readonly response: Response; readonly error?: unknown };
type Open = (at: { readonly after: number | undefined; readonly signal: AbortSignal | undefined }) => Promise<Opened>;

async function* follow(
  { after, signal, retryMs = RETRY_MS }: FollowOptions,
  open: Open,
): AsyncGenerator<ApiEvent, void> {
  let seen = after;
  for (;;) {
    if (signal?.aborted === true) return;
    const response = await connected(() => open({ after: seen, signal }), signal);
    if (response === 'over') return;
    if (response !== undefined) {
      for await (const event of eventsOf(response, signal)) {
        if (event.id !== null) seen = event.id;
        yield event;
      }
    }
    await pause(retryMs, signal);
  }
}

/** An open stream; `over` where there is nothing more to come, undefined where nobody answers at the moment. */
async function connected(
  open: () => Promise<Opened>,
  signal: AbortSignal | undefined,
): Promise<Response | 'over' | undefined> {
  let opened: Opened;
  try {
    opened = await open();
  } catch (error) {
    if (signal?.aborted === true) return 'over';
    // No connection: the server may come back.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
  const { response, error } = opened;
  if (response.status === 204) return 'over';
  if (response.status === 503) return undefined;
  if (!response.ok) throw new ApiProblem(response.status, error);
  return response;
}

async function* eventsOf(response: Response, signal: AbortSignal | undefined): AsyncGenerator<ApiEvent, void> {
  if (response.body === null) return;
  let rest = '';
  try {
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + text).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = eventOf(block);
        if (event !== undefined) yield event;
      }
    }
  } catch (error) {
    // The connection broke, or the reader has gone.
    if (signal?.aborted !== true && !(error instanceof TypeError)) throw error;
  }
}

/** Undefined for a comment, and for the advice on when to come back. */
function eventOf(block: string): ApiEvent | undefined {
  const fields = new Map(
    block.split('\n').map((line): [string, string] => {
      const at = line.indexOf(': ');
      return [line.slice(0, at), line.slice(at + 2)];
    }),
  );
  const data = fields.get('data');
  if (data === undefined) return undefined;
  const id = fields.get('id');
  return { id: id === undefined ? null : Number(id), kind: fields.get('event') ?? 'message', data: JSON.parse(data) };
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  signal?.addEventListener('abort', () => resolve(), { once: true });
  await promise;
  clearTimeout(timer);
}
