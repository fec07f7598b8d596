import type { Context, Middleware } from 'koa';
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
  if (isWrite(ctx) && !isJson(ctx)) {
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

function checkOrigin({ req, method, path }: Context, hosts: ReadonlySet<string>): void {
  const { origin } = req.headers;
  if (origin !== undefined && !hosts.has(origin.replace(/^https?:\/\//, '').toLowerCase())) {
    throw new Problem(403, 'ORIGIN_REFUSED', `requests of pages from ${JSON.stringify(origin)} are refused`);
  }
  const { 'sec-fetch-site': site, 'sec-fetch-mode': mode } = req.headers;
  if (site === undefined || site === 'same-origin' || site === 'none') return;
  // Somebody may follow a link to a page; nothing that a page of another site fetches by itself is answered.
  if (method !== 'GET' || mode !== 'navigate' || /^\/api(\/|$)/.test(path)) {
    throw new Problem(403, 'ORIGIN_REFUSED', 'requests that a page of another site makes are refused');
  }
}

/** Whether a request may change something. */
export function isWrite({ method }: Pick<Context, 'method'>): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

/** Whether a request says that its body is JSON. */
export function isJson(ctx: Context): boolean {
  return /^application\/json\s*(;|$)/i.test(ctx.req.headers['content-type'] ?? '');
}

/** Whether a content type is that of a form's fields. */
export function isForm(contentType: string | undefined): boolean {
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType ?? '');
}
