import { timingSafeEqual } from 'node:crypto';
import type { Context, Middleware } from 'koa';
import { whyOutside } from '../intake/loopback.ts';
import { Problem } from '../problem.ts';
import type { Deps } from './deps.ts';

/**
 * Refuses what no honest caller sends: a foreign Host (DNS rebinding reaches the API otherwise), a foreign Origin, a
 * smuggled transfer coding, a compressed body (signatures are over the bytes of the wire).
 */
export function guard(deps: Deps): Middleware {
  // A tunnel adds a host while the server runs.
  let [known, hosts] = ['', new Set<string>()];
  return async (ctx, next) => {
    const { headersDistinct } = ctx.req;
    if (!ctx.req.url?.startsWith('/')) throw new Problem(400, 'NOT_FOUND', 'the request target must be a path');
    const served = [deps.port(), ...deps.allowedHosts()].join(' ');
    if (served !== known) [known, hosts] = [served, allowedHosts(deps)];
    checkHost(headersDistinct.host, hosts);
    checkCodings(ctx);
    checkOrigin(ctx, hosts);
    await next();
  };
}

/** Writes say that they are JSON, which no form of another site can. For routes that exist: what is not there is said first. */
export const requireJson: Middleware = async (ctx, next) => {
  if (ctx.method !== 'GET' && ctx.method !== 'HEAD' && !isJson(ctx)) {
    throw new Problem(415, 'CONTENT_TYPE_UNSUPPORTED', 'send Content-Type: application/json');
  }
  await next();
};

/** Host lines that are answered, in lower case. */
function allowedHosts({ boundHost, port, isTls, allowedHosts: extra }: Deps): Set<string> {
  const bound = boundHost.includes(':') ? `[${boundHost}]` : boundHost;
  const own = ['localhost', '127.0.0.1', '[::1]', bound].flatMap((name) => {
    const named = [`${name}:${port()}`];
    if (port() === (isTls ? 443 : 80)) named.push(name);
    return named;
  });
  const added = extra().flatMap((name) => [name, `${name}:${port()}`]);
  return new Set([...own, ...added].map((name) => name.toLowerCase()));
}

function checkHost(lines: readonly string[] | undefined, hosts: ReadonlySet<string>): void {
  const host = lines?.[0];
  if (lines === undefined || host === undefined || lines.length !== 1) {
    throw new Problem(400, 'HOST_REFUSED', 'exactly one Host header line is expected');
  }
  if (!hosts.has(host.toLowerCase())) {
    throw new Problem(
      403,
      'HOST_REFUSED',
      `the host ${JSON.stringify(host)} is not served here; --allowed-host adds one`,
    );
  }
}

function checkCodings({ req }: Context): void {
  const coding = req.headers['transfer-encoding'];
  if (coding !== undefined && coding !== 'chunked') {
    throw new Problem(400, 'TRANSFER_ENCODING_REFUSED', 'the only Transfer-Encoding that is accepted is chunked', {
      headers: { Connection: 'close' },
    });
  }
  const content = req.headers['content-encoding'];
  if (content !== undefined && content !== 'identity') {
    throw new Problem(415, 'CONTENT_ENCODING_UNSUPPORTED', 'send the body without Content-Encoding', {
      headers: { Connection: 'close' },
    });
  }
}

function checkOrigin({ req, method }: Context, hosts: ReadonlySet<string>): void {
  const { origin } = req.headers;
  if (origin !== undefined && !hosts.has(origin.replace(/^https?:\/\//, '').toLowerCase())) {
    throw new Problem(403, 'ORIGIN_REFUSED', `requests of pages from ${JSON.stringify(origin)} are refused`);
  }
  const site = req.headers['sec-fetch-site'];
  if (method !== 'GET' && site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw new Problem(403, 'ORIGIN_REFUSED', 'requests that a page of another site makes are refused');
  }
}

/** Whether a request says that its body is JSON. */
export function isJson(ctx: Context): boolean {
  return /^application\/json\s*(;|$)/i.test(ctx.req.headers['content-type'] ?? '');
}

/** Whether a content type is that of a form's fields. */
export function isForm(contentType: string | undefined): boolean {
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType ?? '');
}

/**
 * Asks for the token of who does not come from this machine: where the bind is not loopback, and also behind a proxy or a tunnel,
 * whose requests arrive over loopback. It comes by `Bearer`, or as the password of the browser's own dialog.
 */
export function tokenGuard(deps: Deps): Middleware {
  return async (ctx, next) => {
    // Webhooks prove themselves by their signature; health tells nothing.
    const isPublic = /^\/(webhooks(\/|$)|healthz$|readyz$)/.test(ctx.path);
    if (!isPublic && !isFromHere(ctx, deps) && !hasToken(ctx.req.headers.authorization, deps.token ?? '')) {
      throw new Problem(401, 'TOKEN_REQUIRED', 'this server asks for its token: Authorization: Bearer TOKEN', {
        headers: { 'WWW-Authenticate': 'Basic realm="configurable-agents", charset="UTF-8"' },
      });
    }
    await next();
  };
}

/** Asks for the token of everybody: whoever has it may read the data directory, or was given it by who may. */
export function requireToken(ctx: Context, { token }: Pick<Deps, 'token'>): void {
  if (hasToken(ctx.req.headers.authorization, token ?? '')) return;
  throw new Problem(
    401,
    'TOKEN_REQUIRED',
    'plugins are changed with the token of this server only, also from this machine: Authorization: Bearer TOKEN, as in server.json of its data directory',
    { headers: { 'WWW-Authenticate': 'Bearer' } },
  );
}

function isFromHere({ req }: Context, { boundHost, insecure }: Deps): boolean {
  return insecure || whyOutside({ boundHost, host: req.headers.host, headers: req.headers }) === undefined;
}

function hasToken(header: string | undefined, token: string): boolean {
  const [scheme = '', value = ''] = (header ?? '').split(' ');
  const given =
    scheme.toLowerCase() === 'basic'
      ? Buffer.from(value, 'base64')
          .toString()
          .replace(/^[^:]*:/, '')
      : value;
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return token !== '' && a.length === b.length && timingSafeEqual(a, b);
}
