// A delivery for a trigger that is not there. Whoever may look at this server is told so. Anybody else gets the answer that a forged
// signature gets, after as much work: which triggers there are, and what their senders are called, is nobody's business.
import { createHmac, randomBytes } from 'node:crypto';
import type { Context } from 'koa';
import { readBody } from '../http/body.ts';
import { identify } from '../http/caller.ts';
import type { Deps } from '../http/deps.ts';
import { isFromHere } from '../http/peer.ts';
import { Problem } from '../problem.ts';
import { publicHeaders, refused } from './accept.ts';

/** As most triggers have it. */
const MAX_BODY_BYTES = 1024 * 1024;
/** Nobody has it. */
const KEY = randomBytes(32);
/** Under this name such deliveries are kept and counted, whatever they asked for: no sender makes up names in metrics. */
const UNKNOWN = '(unknown)';

/** What a delivery for such a trigger is answered. */
export async function refuseUnknown(ctx: Context, deps: Deps, name: string): Promise<Problem> {
  if (mayLook(ctx, deps)) return triggerUnknown(deps, name);
  const rawBody = await readBody(ctx, MAX_BODY_BYTES);
  createHmac('sha256', KEY).update(rawBody).digest('hex');
  const headers = publicHeaders(ctx.req.headersDistinct as Parameters<typeof publicHeaders>[0]);
  return refused(deps, { trigger: UNKNOWN, delivery: { headers, rawBody }, reason: whyUnknown(deps, name) });
}

const MOST_SHOWN = 100;

export function triggerUnknown(deps: Pick<Deps, 'runtime'>, name: string): Problem {
  return new Problem(404, 'TRIGGER_UNKNOWN', whyUnknown(deps, name));
}

function whyUnknown({ runtime }: Pick<Deps, 'runtime'>, name: string): string {
  const known = [...runtime.triggers.keys()].join(', ');
  return `there is no trigger ${JSON.stringify(name.slice(0, MOST_SHOWN))}; known are ${known}`;
}

/** Who is on this machine, or shows a token. A wrong one is none: its own answer would tell the trigger from one that is there. */
function mayLook(ctx: Context, deps: Deps): boolean {
  if (ctx.req.headers.authorization === undefined) return deps.insecure || isFromHere(ctx, deps);
  try {
    return identify(ctx, deps) !== undefined;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}
