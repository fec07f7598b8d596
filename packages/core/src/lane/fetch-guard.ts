// `fetch` for targets that come from a workflow or from data: it reaches what was granted to its plugin, and of that public
// addresses, and the private ones that the operator named. The host is judged as the URL parser sees it (decimal, hexadecimal and
// full-width spellings are one), every resolved address is judged and pinned, and every redirect is judged again.
import { lookup as resolve } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import ipaddr from 'ipaddr.js';
import { TerminalError } from '@configurable-agents/plugin-sdk';
import { Agent, fetch as plainFetch } from 'undici';
import type { Response } from 'undici';
import { mayReach } from './grant.ts';
import type { Reach } from './grant.ts';
import { DEFAULT_PORTS, targetOf } from './target.ts';

export type GuardOptions = {
  /** `host:port` of targets that may be private. */
  readonly allowPrivate: readonly string[];
  readonly reach: Reach;
  /** Milliseconds until a connection is made, with its TLS. Default: undici's 10 s. */
  readonly connectTimeoutMs?: number;
};

/** An answer may take as long as its attempt: undici's own five minutes would end a slow model before the node's `timeout`. */
const PATIENT = { headersTimeout: 0, bodyTimeout: 0 };

const MAX_REDIRECTS = 5;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
const OF_ONE_ORIGIN = ['authorization', 'cookie', 'proxy-authorization'];

/** Headers that speak of a body: they go when a redirect makes a GET of a POST. */
const OF_A_BODY = ['content-encoding', 'content-language', 'content-length', 'content-location', 'content-type'];

type Callback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** A request that can be sent again after a redirect: its body is bytes. */
type Sent = {
  readonly method: string;
  readonly headers: readonly [string, string][];
  readonly body: ArrayBuffer | null;
  readonly signal: AbortSignal;
};

/** A name whose addresses are not all public. The lookup does not know the port that an operator would have to allow. */
class PrivateAddress extends Error {}

/**
 * Makes the guarded `fetch`. A refusal is a `TerminalError` of class `refused`: `CAPABILITY_DENIED` for what the plugin was not
 * granted, `NET_REFUSED` for what nobody may reach.
 */
export function createGuardedFetch({ allowPrivate, reach, connectTimeoutMs }: GuardOptions): typeof globalThis.fetch {
  const allowed = new Set([...allowPrivate.map((target) => target.toLowerCase()), ...reach.configured]);
  const connect = connectTimeoutMs === undefined ? {} : { timeout: connectTimeoutMs };
  const guarded = new Agent({ ...PATIENT, connect: { ...connect, lookup: guardedLookup } });
  const open = new Agent({ ...PATIENT, connect });

  /** The connection pool for a target, or the refusal. `lookup` is not called for a literal address, so that is judged here. */
  function agentFor(url: URL): Agent {
    if (!Object.hasOwn(DEFAULT_PORTS, url.protocol)) {
      throw refusal(`only http and https are fetched, not ${url.protocol.slice(0, -1)}`);
    }
    if (!mayReach(reach, targetOf(url))) throw notGranted(reach, targetOf(url));
    if (allowed.has(targetOf(url))) return open;
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    if (ipaddr.isValid(literal) && !isPublic(literal)) throw privateTarget(`${literal} is not a public address`, url);
    return guarded;
  }

  async function sendTo(url: URL, sent: Sent): Promise<Response> {
    const dispatcher = agentFor(url);
    const { headers, ...request } = sent;
    try {
      return await plainFetch(url, { ...request, headers: [...headers], redirect: 'manual', dispatcher });
    } catch (error) {
      // undici wraps what the connection failed with; a refusal must come through as it is.
      if (error instanceof Error && error.cause instanceof PrivateAddress)
        throw privateTarget(error.cause.message, url);
      throw error;
    }
  }

  async function guardedFetch(input: string | URL | Request, init?: globalThis.RequestInit): Promise<Response> {
    // The platform's own Request reads every form that `fetch` takes: requests, forms, streams.
    const request = new Request(input, init);
    const body = request.body === null ? null : await request.arrayBuffer();
    let sent: Sent = { method: request.method, headers: [...request.headers], body, signal: request.signal };
    let url = new URL(request.url);
    for (let hops = 0; ; hops += 1) {
      const response = await sendTo(url, sent);
      const location = response.headers.get('location');
      if (!REDIRECTS.includes(response.status) || location === null || request.redirect === 'manual') return response;
      await response.body?.cancel();
      if (request.redirect === 'error') throw new TypeError(`${url.origin} redirects, and the request asked for none`);
      if (hops === MAX_REDIRECTS) throw refusal(`${request.url} redirects more than ${MAX_REDIRECTS} times`);
      const next = new URL(location, url);
      sent = redirected(sent, { status: response.status, isSameOrigin: next.origin === url.origin });
      url = next;
    }
  }
  return guardedFetch;
}

/** Resolves a name and judges every address of it; the connection is made to what was judged. */
function guardedLookup(hostname: string, options: LookupOptions, callback: Callback): void {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) {
      callback(error, []);
      return;
    }
    const refused = addresses.find(({ address }) => !isPublic(address));
    if (refused !== undefined) {
      callback(new PrivateAddress(`${hostname} resolves to ${refused.address}, which is not a public address`), []);
      return;
    }
    const [first] = addresses;
    if (options.all === true || first === undefined) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
}

/** The request after a redirect: https://fetch.spec.whatwg.org/#http-redirect-fetch */
function redirected(
  sent: Sent,
  { status, isSameOrigin }: { readonly status: number; readonly isSameOrigin: boolean },
): Sent {
  const { method } = sent;
  const isRewritten = (status === 303 && method !== 'GET' && method !== 'HEAD') || (status <= 302 && method === 'POST');
  const dropped = [...(isSameOrigin ? [] : OF_ONE_ORIGIN), ...(isRewritten ? OF_A_BODY : [])];
  const headers = sent.headers.filter(([name]) => !dropped.includes(name));
  return isRewritten ? { ...sent, method: 'GET', headers, body: null } : { ...sent, headers };
}

/** Only what `ipaddr.js` calls unicast after unwrapping IPv4 in IPv6: not private, loopback, link-local, metadata, NAT64, 6to4, … */
function isPublic(address: string): boolean {
  return ipaddr.process(address).range() === 'unicast';
}

function privateTarget(reason: string, url: URL): TerminalError {
  const advice = `network: { allow_private: ["${targetOf(url)}"] }`;
  return refusal(`${reason}; an operator can allow it by \`${advice}\` in configurable-agents.yaml`);
}

function notGranted({ plugin, targets }: Reach, target: string): TerminalError {
  const granted = targets.length === 0 ? 'nothing' : targets.join(', ');
  return new TerminalError(
    `plugin \`${plugin}\` reached for ${target}, and is granted ${granted}; if it is right that it goes there, its author adds ` +
      `"${target}" to \`capabilities.net\`, and an operator grants it`,
    { class: 'refused', code: 'CAPABILITY_DENIED' },
  );
}

function refusal(message: string): TerminalError {
  return new TerminalError(message, { class: 'refused', code: 'NET_REFUSED' });
}
