// Where a request comes from, as far as that can be believed.
import type { Context } from 'koa';
import { whyOutside } from '../intake/loopback.ts';
import type { Deps } from './deps.ts';

/** The address of the caller: of the connection, or with a trusted proxy the last one that the proxy names. */
export function peerOf({ req }: Pick<Context, 'req'>, { trustProxy }: Pick<Deps, 'trustProxy'>): string {
  const forwarded = trustProxy ? [req.headers['x-forwarded-for'] ?? []].flat().join(',').split(',').at(-1)?.trim() : '';
  return forwarded || (req.socket.remoteAddress ?? 'unknown');
}

/** Whether a request comes from this machine. Behind a trusted proxy none counts as that. */
export function isFromHere(
  { req }: Pick<Context, 'req'>,
  { boundHost, trustProxy }: Pick<Deps, 'boundHost' | 'trustProxy'>,
): boolean {
  // Most of what was forwarded says so here, which is quick to see.
  if (trustProxy || req.headers['x-forwarded-for'] !== undefined) return false;
  return whyOutside({ boundHost, host: req.headers.host, headers: req.headers }) === undefined;
}

/** Whether the caller's way here is under TLS: to this server, or to the proxy before it. */
export function isSecure(
  { req }: Pick<Context, 'req'>,
  { isTls, trustProxy, publicUrl }: Pick<Deps, 'isTls' | 'trustProxy' | 'publicUrl'>,
): boolean {
  if (isTls || (trustProxy && req.headers['x-forwarded-proto'] === 'https')) return true;
  const outside = URL.parse(publicUrl() ?? '');
  return outside?.protocol === 'https:' && req.headers.host?.toLowerCase() === outside.host;
}
