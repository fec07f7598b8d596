import type { Context } from 'koa';
import type { DeliveryRow } from '@configurable-agents/core';
import type { TriggerRequest } from '@configurable-agents/plugin-sdk';
import { read } from '../../intake/accept.ts';
import { reachOf, signersOfKept } from '../../intake/reach.ts';
import { bodyOf } from '../../intake/shown-body.ts';
import { Problem } from '../../problem.ts';
import type { Deps } from '../deps.ts';
import { checkFields, readObject, textOf } from '../json-body.ts';
import { pageOf } from '../query.ts';
import { deliverEvents, triggerOf } from './webhooks.ts';
import { workflowNotFound } from './workflows.ts';

/** `GET /api/deliveries` */
export function listDeliveries(ctx: Context, { runtime }: Deps): void {
  ctx.body = runtime.reader.deliveries(pageOf(ctx));
}

/** `GET /api/deliveries/:id`: with its body, as text where it is UTF-8. */
export function showDelivery(ctx: Context, { runtime }: Deps, id: string): void {
  const row = deliveryOf(runtime, id);
  ctx.body = { ...row, ...bodyOf(runtime.reader.deliveryBody(id)) };
}

/** `GET /api/deliveries/:id/body`: the exact bytes, to be saved and never to be shown. */
export function downloadDelivery(ctx: Context, { runtime }: Deps, id: string): void {
  deliveryOf(runtime, id);
  ctx.set('Content-Security-Policy', 'sandbox');
  ctx.set('Content-Disposition', `attachment; filename="${id}.bin"`);
  ctx.type = 'application/octet-stream';
  ctx.body = Buffer.from(runtime.reader.deliveryBody(id));
}

/**
 * `POST /api/deliveries/:id/redeliver {workflow_name?}`: the same bytes again, for all workflows or for one. Runs that they
 * started before and that did not fail are not started again.
 */
export async function redeliver(ctx: Context, deps: Deps, id: string): Promise<void> {
  const body = await readObject(ctx);
  checkFields(body, { workflow_name: { kind: 'string' } });
  const only = textOf(body, 'workflow_name');
  const { reader } = deps.runtime;
  const row = deliveryOf(deps.runtime, id);
  if (row.verdict === 'refused') {
    throw new Problem(
      409,
      'DELIVERY_REFUSED',
      `the delivery ${id} did not pass its verification (${row.reason ?? 'unknown'}), so its body was not kept; let its sender send it again`,
    );
  }
  if (only !== undefined && reader.workflow(only) === undefined) throw workflowNotFound(only, reader.workflows());
  const trigger = triggerOf(deps, row.trigger);
  const rawBody = reader.deliveryBody(id);
  const accepted = await read(trigger, { headers: row.headers as TriggerRequest['headers'], rawBody });
  if (accepted.kind === 'reply') {
    throw new Problem(409, 'DELIVERY_REPLIED', `the delivery ${id} was answered at once; it asks for no run`);
  }
  const verified = {
    trigger: row.trigger,
    headers: row.headers,
    rawBody,
    redeliveryOf: row.redelivery_of ?? id,
    reach: reachOf(signersOfKept(row.headers), { trigger: row.trigger, source: deps }),
    ...(only === undefined ? {} : { only }),
  };
  await deliverEvents(ctx, deps, { events: accepted.events, verified, ackStatus: 202 });
}

function deliveryOf({ reader }: Deps['runtime'], id: string): DeliveryRow {
  const row = reader.delivery(id);
  if (row !== undefined) return row;
  throw new Problem(
    404,
    'DELIVERY_NOT_FOUND',
    `there is no delivery ${JSON.stringify(id)}; GET /api/deliveries lists them`,
  );
}
