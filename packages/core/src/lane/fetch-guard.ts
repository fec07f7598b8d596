// `fetch` for targets that come from a workflow or from data: it reaches public addresses, and the private ones that the
// operator named. The host is judged as the URL parser sees it (decimal, hexadecimal and full-width spellings are one), every
// resolved address is judged and pinned, and every redirect is judged again.
import { lookup as resolve } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import ipaddr from 'ipaddr.js';
import { TerminalError } from '@configurable-agents/plugin-sdk';
import { Agent, fetch as plainFetch, Headers } from 'undici';
import type { RequestInit, Response } from 'undici';

export type GuardOptions = {
  /** `host:port` of targets that may be private. */
  readonly allowPrivate: readonly string[];
};

const MAX_REDIRECTS = 5;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
const DEFAULT_PORTS: { readonly [protocol: string]: string } = { 'http:': '80', 'https:': '443' };
const OF_ONE_ORIGIN = ['authorization', 'cookie', 'proxy-authorization'];

type Callback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** Makes the guarded `fetch`. A refusal is a `TerminalError` of class `refused` and code `NET_REFUSED`. */
export function createGuardedFetch({ allowPrivate }: GuardOptions): typeof globalThis.fetch {
  const allowed = new Set(allowPrivate);

  const guardedLookup = (hostname: string, options: LookupOptions, callback: Callback): void => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        callback(error, []);
        return;
      }
      const refused = addresses.find(({ address }) => !isPublic(address));
      if (refused !== undefined) {
        callback(refusal(`${hostname} resolves to ${refused.address}, which is not a public address`, hostname), []);
        return;
      }
      const [first] = addresses;
      if (options.all === true || first === undefined) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
  const guarded = new Agent({ connect: { lookup: guardedLookup } });
  const open = new Agent();

  /** The connection pool for a target, or the refusal. `lookup` is not called for a literal address, so that is judged here. */
  function agentFor(url: URL): Agent {
    if (!Object.hasOwn(DEFAULT_PORTS, url.protocol)) {
      throw refusal(`only http and https are fetched, not ${url.protocol.slice(0, -1)}`, url.host);
    }
    const host = `${url.hostname}:${url.port === '' ? DEFAULT_PORTS[url.protocol] : url.port}`;
    if (allowed.has(host)) return open;
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    if (ipaddr.isValid(literal) && !isPublic(literal)) throw refusal(`${literal} is not a public address`, host);
    return guarded;
  }

  async function follow(start: URL, init: RequestInit): Promise<Response> {
    let url = start;
    let request = init;
    for (let hops = 0; ; hops += 1) {
      const response = await plainFetch(url, { ...request, redirect: 'manual', dispatcher: agentFor(url) }).catch(
        causeOf,
      );
      const location = response.headers.get('location');
      if (!REDIRECTS.includes(response.status) || location === null || init.redirect === 'manual') return response;
      await response.body?.cancel();
      if (hops === MAX_REDIRECTS) throw refusal(`${start.href} redirects more than ${MAX_REDIRECTS} times`, url.host);
      const next = new URL(location, url);
      request = redirected(request, { status: response.status, isSameOrigin: next.origin === url.origin });
      url = next;
    }
  }

  const guardedFetch = async (input: string | URL, init: RequestInit = {}): Promise<Response> =>
    follow(new URL(input), init);
  // undici's own types and the global ones describe the same interface of the Fetch standard.
  return guardedFetch as unknown as typeof globalThis.fetch;
}

/** undici wraps what the connection failed with; a refusal must come through as it is. */
function causeOf(error: unknown): never {
  if (error instanceof Error && error.cause instanceof TerminalError) throw error.cause;
  throw error;
}

/** The request after a redirect: https://fetch.spec.whatwg.org/#http-redirect-fetch */
function redirected(
  init: RequestInit,
  { status, isSameOrigin }: { readonly status: number; readonly isSameOrigin: boolean },
): RequestInit {
  const headers = new Headers(init.headers);
  if (!isSameOrigin) for (const name of OF_ONE_ORIGIN) headers.delete(name);
  const method = init.method?.toUpperCase() ?? 'GET';
  const isRewritten = (status === 303 && method !== 'GET' && method !== 'HEAD') || (status <= 302 && method === 'POST');
  const kept: RequestInit = { ...init, headers: [...headers] };
  if (!isRewritten) return kept;
  const { body: _body, ...rest } = kept;
  return { ...rest, method: 'GET' };
}

/** Only what `ipaddr.js` calls unicast after unwrapping IPv4 in IPv6: not private, loopback, link-local, metadata, NAT64, 6to4, … */
function isPublic(address: string): boolean {
  return ipaddr.process(address).range() === 'unicast';
}

function refusal(reason: string, target: string): TerminalError {
  return new TerminalError(
    `${reason}; an operator can allow it by \`network: { allow_private: ["${target}"] }\` in configurable-agents.yaml`,
    { class: 'refused', code: 'NET_REFUSED' },
  );
}
