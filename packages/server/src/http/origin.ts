import type { Context } from 'koa';
import type { Deps } from './deps.ts';

/** The address that outside senders use: `public_url` where the operator gave one, else the one that was asked. */
export function publicOrigin(ctx: Context, { publicUrl, isTls }: Pick<Deps, 'publicUrl' | 'isTls'>): string {
  const named = publicUrl();
  return named === undefined ? `${isTls ? 'https' : 'http'}://${ctx.req.headers.host ?? ''}` : named.replace(/\/$/, '');
}
