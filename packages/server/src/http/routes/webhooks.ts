import type { Context } from 'koa';
import type { DeliveryRow } from '@configurable-agents/core';
import type { Trigger } from '@configurable-agents/plugin-sdk';
import { accept, deliverTo } from '../../intake/accept.ts';
import type { Accepted } from '../../intake/accept.ts';
import { Problem } from '../../problem.ts';
import { answerRun } from '../answer.ts';
import type { Deps } from '../deps.ts';
import { pageOf, waitOf } from '../query.ts';

function triggerOf({ runtime }: Deps, name: string): Trigger {
  const trigger = runtime.triggers.get(name);
  if (trigger !== undefined) return trigger;
  const known = [...runtime.triggers.keys()].join(', ');
  throw new Problem(404, 'TRIGGER_UNKNOWN', `there is no trigger ${JSON.stringify(name)}; known are ${known}`);
}

/** `POST /webhooks/:trigger` */
export async function receive(ctx: Context, deps: Deps, name: string): Promise<void> {
  const trigger = triggerOf(deps, name);
  if (trigger.ackStatus === 202) waitOf(ctx);
  const accepted = await accept(ctx, deps, { name, trigger });
  if (accepted.kind === 'reply') {
    ctx.status = accepted.status;
    ctx.body = accepted.body;
    return;
  }
  if (accepted.kind === 'one') {
    await receiveOne(ctx, deps, accepted);
    return;
  }
  const { delivery, reason } = accepted;
  const { delivery_id, runs } = await deps.runtime.deliver(delivery);
  if (runs.length === 0 && delivery.deadLetters.length === 0) {
    ctx.status = 200;
    ctx.body = { status: 'ignored', delivery_id, reason };
    return;
  }
  ctx.status = runs.length > 0 && runs.every(({ duplicate }) => duplicate) ? 200 : trigger.ackStatus;
  ctx.body = { status: 'accepted', delivery_id, runs, dead_letters: delivery.deadLetters };
}

async function receiveOne(ctx: Context, deps: Deps, accepted: Accepted & { readonly kind: 'one' }): Promise<void> {
  const delivery = deliverTo(deps, accepted);
  const { delivery_id, runs } = await deps.runtime.deliver(delivery.request);
  const [run] = runs;
  if (run !== undefined) {
    await answerRun(ctx, deps.runtime, run);
    return;
  }
  const [letter] = delivery.request.deadLetters;
  ctx.status = letter === undefined ? 200 : 202;
  ctx.body =
    letter === undefined
      ? { status: 'ignored', delivery_id, reason: delivery.reason }
      : { status: 'accepted', delivery_id, runs: [], dead_letters: [letter] };
}

/** `GET /webhooks/:trigger`: how to use it. */
export function describeTrigger(ctx: Context, deps: Deps, name: string): void {
  const trigger = triggerOf(deps, name);
  const url = `${ctx.protocol}://${ctx.req.headers.host ?? ''}/webhooks/${name}`;
  ctx.body = {
    trigger: name,
    description: trigger.description ?? null,
    usage: `POST ${url} with Content-Type: application/json`,
    max_body_bytes: trigger.maxBodyBytes,
    event: trigger.event,
    ...(name === 'generic'
      ? {
          example: { workflow_name: 'slack_notification', inputs: { message: 'deployed' }, webhook_id: 'deploy-42' },
          signature: 'X-Webhook-Signature: sha256=HEX, HMAC-SHA256 of the raw body with WEBHOOK_SECRET',
          wait: 'add ?wait=30s to get the result in the answer',
        }
      : {}),
  };
}

/** Only deliveries that passed their verification are kept, so the verdict is what became of them. */
function verdictOf({ runs, dead_letters: letters }: DeliveryRow): {
  readonly verdict: string;
  readonly reason: string | null;
} {
  if (runs.length > 0) return { verdict: 'accepted', reason: null };
  const [letter] = letters;
  return letter === undefined
    ? { verdict: 'ignored', reason: null }
    : { verdict: 'dead_letter', reason: letter.message };
}

/** `GET /api/deliveries` */
export function listDeliveries(ctx: Context, { runtime }: Deps): void {
  const { items, next_cursor } = runtime.reader.deliveries(pageOf(ctx));
  ctx.body = { items: items.map((row) => ({ ...row, ...verdictOf(row) })), next_cursor };
}
