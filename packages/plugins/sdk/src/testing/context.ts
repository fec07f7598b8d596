import type { Context } from '../context.ts';
import { TerminalError } from '../errors.ts';
import type { TrackerContext } from '../tracker.ts';

/**
 * What a context for tests is to have.
 *
 * @example
 * const given: GivenContext = { secrets: { apiKey: 'test' }, config: { region: 'eu' } };
 */
export type GivenContext = Partial<Omit<Context, 'secret'>> & {
  /** Values by the names that the plugin declares. */
  readonly secrets?: { readonly [name: string]: string };
};

/**
 * A context for tests: the same every time, silent, without a network unless `fetch` is given.
 *
 * @example
 * const context = contextWith({ secrets: { apiKey: 'test' }, fetch: async () => Response.json({ name: 'Ada' }) });
 * context.secret('apiKey'); // => 'test'
 */
export function contextWith({ secrets = {}, ...given }: GivenContext = {}): Context {
  const silent = (): void => undefined;
  return {
    runId: '01900000-0000-7000-8000-000000000000',
    workflowName: 'test',
    node: 'node',
    attempt: 1,
    idempotencyKey: '01900000-0000-7000-8000-000000000000/node',
    hops: 0,
    signal: new AbortController().signal,
    log: { debug: silent, info: silent, warn: silent, error: silent },
    fetch: () => Promise.reject(new TypeError('this context has no network; give contextWith a `fetch`')),
    secret: (name) => {
      const value = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
      if (value === undefined) throw new TerminalError(`the secret \`${name}\` is not set`, { class: 'auth' });
      return value;
    },
    config: {},
    now: () => Date.UTC(2026, 0, 1),
    ...given,
  };
}

/**
 * A tracker's context for tests: without configuration, every secret empty, no run known, unless given.
 *
 * @example
 * const lines: string[] = [];
 * trackerContextWith({ write: (line) => lines.push(line) }).write('run 1 succeeded');
 * lines; // => ['run 1 succeeded']
 */
export function trackerContextWith(given: Partial<TrackerContext> = {}): TrackerContext {
  return {
    signal: new AbortController().signal,
    isReplay: false,
    write: () => undefined,
    hasColor: false,
    config: {},
    secret: () => '',
    run: () => undefined,
    ...given,
  };
}
