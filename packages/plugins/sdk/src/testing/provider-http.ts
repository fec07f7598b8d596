// The kit in the place of the service: what a provider makes of its refusals, of half an answer and of none.
import type { Context } from '../context.ts';
import type { GenerateRequest, Provider } from '../provider.ts';
import { demandAbort } from './abort.ts';
import { checkFailure } from './provider-failure.ts';
import type { Expected } from './provider-failure.ts';
import { partsOf } from './provider-parts.ts';
import { shown } from './values.ts';
import { demand } from './violation.ts';

type Fetch = typeof globalThis.fetch;
type Asked = { readonly request: GenerateRequest; readonly context: Context; readonly secrets: readonly string[] };

const RETRY_AFTER_S = 7;

const REFUSALS: readonly (Expected & { readonly status: number })[] = [
  { status: 429, name: 'status 429', classes: ['rate_limit'], retryable: true, rule: 'provider/rate-limit' },
  { status: 500, name: 'status 500', classes: ['unavailable'], retryable: true, rule: 'provider/unavailable' },
  { status: 503, name: 'status 503', classes: ['unavailable'], retryable: true, rule: 'provider/unavailable' },
  { status: 401, name: 'status 401', classes: ['auth'], retryable: false, rule: 'provider/auth' },
];

const CUT: Expected = {
  name: 'an answer with a malformed chunk',
  classes: ['invalid_output', 'unavailable'],
  retryable: true,
  rule: 'provider/malformed-chunk',
};

/** Checks a provider that goes through `context.fetch` against a service that does not do what it should. */
export async function checkHttp(provider: Provider, { request, context, secrets }: Asked): Promise<void> {
  for (const { status, ...expected } of REFUSALS) {
    const refusing = withEcho(context, status);
    const error = await checkFailure(provider, { expected, request, context: refusing, secrets });
    if (status !== 429) continue;
    const { retryAfterMs } = error as { readonly retryAfterMs?: unknown };
    const isLong = typeof retryAfterMs === 'number' && retryAfterMs >= RETRY_AFTER_S * 1000;
    demand(isLong, 'provider/retry-after', `it is ${shown(retryAfterMs)} ms for ${RETRY_AFTER_S} s`);
  }
  await checkFailure(provider, { expected: CUT, request, context: { ...context, fetch: cutting(context) }, secrets });
  await demandAbort('provider/abort', (signal) => partsOf(provider, request, { ...context, signal, fetch: silent }));
}

/** A service that says in its refusal what it was sent, as some do with keys. */
function withEcho(context: Context, status: number): Context {
  const asked: string[] = [];
  const secret = (name: string): string => {
    const value = context.secret(name);
    asked.push(value);
    return value;
  };
  const fetch: Fetch = () => {
    const error = { code: status, status: 'REFUSED', message: `no, ${asked.join(', ')}` };
    const headers = status === 429 ? { 'Retry-After': String(RETRY_AFTER_S) } : {};
    return Promise.resolve(Response.json({ error }, { status, headers }));
  };
  return { ...context, secret, fetch };
}

/** The genuine answer up to its middle, then what belongs to no protocol. */
function cutting(context: Context): Fetch {
  return async (input, init) => {
    const response = await context.fetch(input, init);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const half = bytes.slice(0, Math.ceil(bytes.length / 2));
    const { status, headers } = response;
    const kept = [...headers].filter(([name]) => name !== 'content-length' && name !== 'content-encoding');
    return new Response(Uint8Array.from([...half, ...new TextEncoder().encode('\u0000{')]), { status, headers: kept });
  };
}

/** A service that never answers: only the signal ends the wait. */
const silent: Fetch = (input, init) => {
  const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
  return new Promise((_resolve, reject) => {
    const end = (): void => reject(signal?.reason as Error);
    if (signal?.aborted === true) end();
    signal?.addEventListener('abort', end, { once: true });
  });
};
