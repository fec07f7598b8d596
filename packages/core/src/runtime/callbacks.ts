// Sends what runs that have ended are to tell: at least once, by a schedule that outlives the process. What was sent and what came of it
// stands in the store; a death in between sends it again under the same id.
import { callbackHeaders, callbackKey, callbackProblem, judgeAttempt } from '../callback/callback.ts';
import type { Attempted } from '../callback/callback.ts';
import { RuntimeError } from '../errors.ts';
import {
  attemptWrite,
  disableWrite,
  DUE,
  DUE_URLS,
  LAST_DELIVERED,
  NEXT_DUE,
  retryWrites,
} from '../store/callbacks.ts';
import type { PendingCallback } from '../store/callbacks.ts';
import type { StoreReader } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import type { CallbackOptions, Runtime } from './api.ts';
import type { Clock } from './clock.ts';
import type { Environment } from './env.ts';

/** How late a change of the clock is noticed at most. */
const LONGEST_SLEEP_MS = 30_000;
/** A receiver has this long to answer. */
const TIMEOUT_MS = 20_000;
/** Requests at once to one endpoint: a slow one keeps nobody else waiting. */
const AT_ONCE = 2;

export type Callbacks = Pick<Runtime, 'retryCallback' | 'retryCallbacks'> & {
  /** Something may be due. */
  readonly wake: () => void;
  readonly stop: () => Promise<void>;
};

type Host = {
  readonly store: Store;
  readonly reader: Pick<StoreReader, 'callback'>;
  readonly clock: Clock;
  readonly env: Environment;
  readonly options: CallbackOptions & { readonly allowPrivate: readonly string[] };
  readonly log: (level: 'info' | 'warn', message: string) => void;
  readonly assertOpen: () => void;
};

export function openCallbacks(host: Host): Callbacks {
  const { store, reader, clock, env, options, log } = host;
  const { isSending = false, timeoutMs = TIMEOUT_MS } = options;
  const underWay = new Map<string, { readonly url: string; readonly done: Promise<void> }>();
  const closing = new AbortController();
  let callOff: (() => void) | undefined;
  let guarded: Promise<typeof fetch> | undefined;

  function wake(): void {
    if (!isSending || closing.signal.aborted) return;
    callOff?.();
    const now = clock.now();
    for (const { url } of store.all(DUE_URLS, now) as readonly { readonly url: string }[]) {
      const busy = [...underWay.values()].filter((each) => each.url === url).length;
      const due = store.all(DUE, url, now, AT_ONCE + busy) as readonly PendingCallback[];
      for (const each of due.filter(({ id }) => !underWay.has(id)).slice(0, AT_ONCE - busy)) begin(each);
    }
    const { next } = store.get(NEXT_DUE) as { readonly next: number | null };
    // What is due and not sent waits for one that is under way, whose end wakes again.
    if (next === null) return;
    const sleep = next <= now ? LONGEST_SLEEP_MS : Math.min(next - now, LONGEST_SLEEP_MS);
    callOff = clock.after(sleep, wake);
  }

  function begin(callback: PendingCallback): void {
    const done = attempt(callback)
      .catch((error: unknown) => log('warn', `a callback to ${callback.url} could not be noted: ${String(error)}`))
      .finally(() => {
        underWay.delete(callback.id);
        wake();
      });
    underWay.set(callback.id, { url: callback.url, done });
  }

  async function attempt(callback: PendingCallback): Promise<void> {
    const attempted = await send(callback);
    // Nobody knows whether it arrived: the next process sends it again.
    if (closing.signal.aborted) return;
    const { id, url, created } = callback;
    const [attempts, now] = [callback.attempts + 1, clock.now()];
    const verdict = judgeAttempt(attempted, { attempt: attempts, now });
    const answered = attempted.kind === 'answer' ? attempted.status : null;
    const noted = { attempts, answered, next: null, reason: null, delivered: null };
    if (verdict.kind === 'delivered') {
      await store.write([attemptWrite(id, { ...noted, status: 'delivered', delivered: now })]);
      return;
    }
    const { reason } = verdict;
    log('warn', `callback ${id} to ${url}: attempt ${attempts} failed: ${reason}`);
    if (verdict.kind === 'again') {
      await store.write([attemptWrite(id, { ...noted, status: 'pending', next: verdict.at, reason })]);
      return;
    }
    const writes = [attemptWrite(id, { ...noted, status: 'failed', reason })];
    const { at } = store.get(LAST_DELIVERED, url) as { readonly at: number | null };
    if (verdict.isGone || (at ?? -Infinity) < created) {
      const why = verdict.isGone ? 'it answered 410' : `it took nothing for as long as ${id} was tried`;
      writes.push(disableWrite(url, { now, reason: why }));
      log('warn', `nothing is sent to ${url} any more: ${why}; callbacks retry ${id} tries again`);
    }
    await store.write(writes);
  }

  async function send({ id, url, secret, body }: PendingCallback): Promise<Attempted> {
    const problem = callbackProblem({ url, secret }, options);
    if (problem !== undefined) return { kind: 'none', reason: problem };
    const key = callbackKey(env[secret] ?? '');
    if (key === undefined) {
      const found =
        env[secret] === undefined ? 'is not set' : 'is no `whsec_` followed by the base64 of 24 to 64 bytes';
      return { kind: 'none', reason: `the environment variable ${secret} ${found}` };
    }
    try {
      const fetchIt = await fetcher();
      const response = await fetchIt(url, {
        method: 'POST',
        body,
        headers: callbackHeaders({ id, body, now: clock.now() }, key),
        redirect: 'manual',
        signal: AbortSignal.any([closing.signal, AbortSignal.timeout(timeoutMs)]),
      });
      await response.body?.cancel();
      return { kind: 'answer', status: response.status, retryAfter: response.headers.get('retry-after') };
    } catch (error) {
      return { kind: 'none', reason: reasonOf(error, timeoutMs) };
    }
  }

  function fetcher(): Promise<typeof fetch> {
    guarded ??= import('../lane/fetch-guard.ts').then(({ createGuardedFetch }) =>
      createGuardedFetch({
        allowPrivate: options.allowPrivate,
        reach: { plugin: 'callbacks', targets: ['*'], configured: [] },
      }),
    );
    return guarded;
  }

  async function again(url: string, id?: string): Promise<void> {
    await store.write(retryWrites(url, { id, now: clock.now() }));
    wake();
  }

  wake();
  return {
    wake,
    retryCallback: async (id) => {
      host.assertOpen();
      const found = reader.callback(id);
      if (found === undefined) throw new RuntimeError('CALLBACK_NOT_FOUND', `there is no callback ${id}`);
      if (found.status === 'delivered')
        throw new RuntimeError('CALLBACK_DELIVERED', `the callback ${id} was delivered at ${found.delivered_at}`);
      await again(found.url, id);
    },
    retryCallbacks: async (url) => {
      host.assertOpen();
      await again(url);
    },
    stop: async () => {
      closing.abort();
      callOff?.();
      await Promise.all([...underWay.values()].map(({ done }) => done));
    },
  };
}

/** Why no answer came, in words that hold nothing of what was sent. */
function reasonOf(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return 'the request failed';
  if (error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} s`;
  const { cause } = error;
  if (cause instanceof Error) return 'code' in cause ? `${String(cause.code)}: ${cause.message}` : cause.message;
  return error.message;
}
