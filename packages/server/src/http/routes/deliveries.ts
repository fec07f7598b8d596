import type { Context } from 'koa';
import type { DeliveryRow } from '@configurable-agents/core';
import { MASK } from '@configurable-agents/core/redact';
import { Type } from '@configurable-agents/plugin-sdk';
import type { JsonObject, TriggerRequest } from '@configurable-agents/plugin-sdk';
import { read } from '../../intake/accept.ts';
import { reachOf, signersOfKept } from '../../intake/reach.ts';
import { bodyOf } from '../../intake/shown-body.ts';
import { Problem } from '../../problem.ts';
import { route } from '../api/route.ts';
import type { Route } from '../api/route.ts';
import { DELIVERY, DELIVERY_DETAIL } from '../api/schemas/delivery.ts';
import { page, WAIT } from '../api/schemas/parts.ts';
import type { Deps } from '../deps.ts';
import { deliverEvents, REDELIVERY_ANSWERS, triggerOf } from './webhooks.ts';
import { workflowNotFound } from './workflows.ts';

export const DELIVERY_ROUTES: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/deliveries',
    access: 'read',
    id: 'listDeliveries',
    group: 'webhooks',
    summary: 'Deliveries with their verdicts, newest first.',
    isPaged: true,
    answers: { 200: { description: 'A page of them.', schema: page(DELIVERY) } },
    handle: (ctx, { runtime }, { page: asked }) => {
      ctx.body = runtime.reader.deliveries(asked);
    },
  }),
  route({
    method: 'get',
    path: '/api/deliveries/{id}',
    access: 'read',
    id: 'showDelivery',
    group: 'webhooks',
    summary: 'A delivery with its body.',
    answers: { 200: { description: 'The delivery.', schema: DELIVERY_DETAIL } },
    handle: (ctx, { runtime }, { params: { id } }) => {
      ctx.body = { ...deliveryOf(runtime, id), ...bodyOf(runtime.reader.deliveryBody(id)) };
    },
  }),
  route({
    method: 'get',
    path: '/api/deliveries/{id}/body',
    access: 'read',
    id: 'downloadDelivery',
    group: 'webhooks',
    summary: 'The exact bytes of a delivery, to be saved and never to be shown.',
    answers: {
      200: { description: 'The bytes.', schema: Type.String({ format: 'binary' }), type: 'application/octet-stream' },
    },
    handle: (ctx, { runtime }, { params: { id } }) => {
      deliveryOf(runtime, id);
      ctx.set('Content-Security-Policy', 'sandbox');
      ctx.set('Content-Disposition', `attachment; filename="${id}.bin"`);
      ctx.type = 'application/octet-stream';
      ctx.body = Buffer.from(runtime.reader.deliveryBody(id));
    },
  }),
  route({
    method: 'post',
    path: '/api/deliveries/{id}/redeliver',
    access: 'run',
    id: 'redeliver',
    group: 'webhooks',
    summary:
      'Delivers the same bytes again, to all workflows or to one. What they started and did not fail is not started again.',
    query: Type.Object({ wait: Type.Optional(WAIT) }),
    headers: { Prefer: 'wait=SECONDS' },
    body: Type.Object(
      { workflow_name: Type.Optional(Type.String({ description: 'Only for this workflow.' })) },
      { additionalProperties: false },
    ),
    answers: REDELIVERY_ANSWERS,
    problems: [409, 503],
    handle: async (ctx, deps, { params: { id }, body: { workflow_name: only } }) =>
      await redeliver(ctx, deps, { id, only }),
  }),
];

/**
 * The same bytes again, for all workflows or for one. Runs that they
 * started before and that did not fail are not started again.
 */
async function redeliver(
  ctx: Context,
  deps: Deps,
  { id, only }: { readonly id: string; readonly only: string | undefined },
): Promise<void> {
  const { reader } = deps.runtime;
  const row = deliveryOf(deps.runtime, id);
  if (row.verdict === 'refused') {
    throw new Problem(
      409,
      'DELIVERY_REFUSED',
      `the delivery ${id} did not pass its verification (${row.reason ?? 'unknown'}), so its body was not kept; let its sender send it again`,
    );
  }
  if (row.redacted === 'body') {
    throw new Problem(
      409,
      'DELIVERY_REDACTED',
      `parts of the body of the delivery ${id} were not kept (\`redaction\` in the configuration), so it cannot be handed over again; let its sender send it again, or retry its run`,
    );
  }
  if (only !== undefined && reader.workflow(only) === undefined) throw workflowNotFound(only, reader.workflows());
  const trigger = triggerOf(deps, row.trigger);
  const rawBody = reader.deliveryBody(id);
  const headers = row.redacted === null ? row.headers : keptHeaders(row.headers);
  const accepted = await read(trigger, { headers: headers as TriggerRequest['headers'], rawBody });
  if (accepted.kind === 'reply') {
    throw new Problem(409, 'DELIVERY_REPLIED', `the delivery ${id} was answered at once; it asks for no run`);
  }
  const { body } = accepted.request;
  const verified = {
    trigger: row.trigger,
    headers,
    rawBody,
    ...(body === undefined ? {} : { body }),
    redeliveryOf: row.redelivery_of ?? id,
    reach: reachOf(signersOfKept(headers), { trigger: row.trigger, source: deps }),
    ...(only === undefined ? {} : { only }),
  };
  await deliverEvents(ctx, deps, { events: accepted.events, verified, ackStatus: 202 });
}

/** Headers but for those of which a part was not kept. */
function keptHeaders(headers: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => !JSON.stringify(value).includes(MASK)));
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
