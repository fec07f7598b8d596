import type { Context } from 'koa';
import type { DeliveryRequest, DeliveryResult, HostTrigger } from '@configurable-agents/core';
import { Type } from '@configurable-agents/plugin-sdk';
import type { TriggerEvent } from '@configurable-agents/plugin-sdk';
import { accept, publicHeaders } from '../../intake/accept.ts';
import { keptSigners, reachOf } from '../../intake/reach.ts';
import { planEvent } from '../../intake/plan.ts';
import { refuseUnknown, triggerUnknown } from '../../intake/unknown-trigger.ts';
import type { Verified } from '../../intake/plan.ts';
import { Problem } from '../../problem.ts';
import { answerRun } from '../answer.ts';
import { route } from '../api/route.ts';
import type { Answer, Answers, Route } from '../api/route.ts';
import { DELIVERED, IGNORED, SKIPPED, TRIGGER } from '../api/schemas/delivery.ts';
import { SOME_OBJECT, WAIT } from '../api/schemas/parts.ts';
import { RUN_ACCEPTED, RUN_ENDED } from '../api/schemas/run.ts';
import type { Deps } from '../deps.ts';
import { waitOf } from '../query.ts';
import { publicOrigin } from '../origin.ts';

const WHAT_CAME = 'Nothing matched; or the run that it names had been started before, or ended while the caller waited';
const SETTLED = [RUN_ENDED, RUN_ACCEPTED, DELIVERED, IGNORED, SKIPPED];
const DURABLE: Answer = {
  description: 'Durable, and its runs begin.',
  schema: Type.Union([RUN_ACCEPTED, DELIVERED]),
};

/** What becomes of a delivery. */
const DELIVERY_ANSWERS: Answers = {
  200: {
    description: `${WHAT_CAME}; or what the trigger answers by itself.`,
    schema: Type.Union([...SETTLED, SOME_OBJECT]),
  },
  202: DURABLE,
};

/** What becomes of one that is handed over again: a trigger that answers by itself asks for no run, now as then. */
export const REDELIVERY_ANSWERS: Answers = {
  200: { description: `${WHAT_CAME}.`, schema: Type.Union(SETTLED) },
  202: DURABLE,
};

const TRIGGER_NAME = Type.String({ description: 'Name of a trigger: `generic`, `github`, `stripe`, …' });

export const WEBHOOK_ROUTES: readonly Route[] = [
  // Before the next one, whose path takes its name too.
  route({
    method: 'get',
    path: '/webhooks/generic',
    // Every server has it.
    access: 'public',
    id: 'describeGeneric',
    group: 'webhooks',
    summary: 'How the generic trigger is used.',
    openQuery: true,
    answers: { 200: { description: 'Its address, limits and event.', schema: TRIGGER } },
    handle: (ctx, deps) => describeTrigger(ctx, deps, 'generic'),
  }),
  route({
    method: 'get',
    path: '/webhooks/{trigger}',
    // Which others there are is not told to everybody.
    access: 'read',
    id: 'describeTrigger',
    group: 'webhooks',
    summary: 'How a trigger is used.',
    params: { trigger: TRIGGER_NAME },
    openQuery: true,
    answers: { 200: { description: 'Its address, limits and event.', schema: TRIGGER } },
    handle: (ctx, deps, { params: { trigger } }) => describeTrigger(ctx, deps, trigger),
  }),
  route({
    method: 'post',
    path: '/webhooks/{trigger}',
    access: 'signed',
    id: 'deliver',
    group: 'webhooks',
    summary: 'Takes a delivery of an outside system, which proves itself by its signature.',
    description:
      'What is accepted is durable. The generic trigger takes `{workflow_name, inputs, webhook_id?}`; the others what their senders send.',
    params: { trigger: TRIGGER_NAME },
    openQuery: true,
    query: Type.Object({ wait: Type.Optional(WAIT) }),
    headers: { Prefer: 'wait=SECONDS' },
    openBody: 'The exact bytes that the signature is over.',
    answers: DELIVERY_ANSWERS,
    problems: [409, 413, 415, 422, 429, 503, 508],
    handle: async (ctx, deps, { params: { trigger } }) => await receive(ctx, deps, trigger),
  }),
];

/** A trigger that is at work, or 404. */
export function triggerOf(deps: Deps, name: string): HostTrigger {
  const trigger = deps.runtime.triggers.get(name);
  if (trigger === undefined) throw triggerUnknown(deps, name);
  return trigger;
}

async function receive(ctx: Context, deps: Deps, name: string): Promise<void> {
  const trigger = deps.runtime.triggers.get(name);
  if (trigger === undefined) throw await refuseUnknown(ctx, deps, name);
  const accepted = await accept(ctx, deps, { name, trigger });
  // Wrong ones are refused before anything begins.
  if (trigger.ackStatus === 202) waitOf(ctx);
  if (accepted.kind === 'reply') {
    ctx.status = accepted.status;
    ctx.body = accepted.body;
    return;
  }
  const { events, request, signers } = accepted;
  const { rawBody, body } = request;
  const headers = { ...publicHeaders(request.headers), ...keptSigners(signers) };
  const reach = reachOf(signers, { trigger: name, source: deps });
  const verified = { trigger: name, headers, rawBody, reach, ...(body === undefined ? {} : { body }) };
  await deliverEvents(ctx, deps, { events, verified, ackStatus: trigger.ackStatus });
}

/** Hands the events of a delivery over, all in one transaction, and answers what became of them. */
export async function deliverEvents(
  ctx: Context,
  deps: Deps,
  {
    events,
    verified,
    ackStatus,
  }: { readonly events: readonly TriggerEvent[]; readonly verified: Verified; readonly ackStatus: number },
): Promise<void> {
  const planned = events.map((event) => planEvent(deps, event, verified));
  // What is asked for in one turn is committed together.
  const done = await Promise.all(planned.map((request) => deps.runtime.deliver(request)));
  const [first] = done;
  if (first === undefined) throw new Problem(422, 'BODY_INVALID', 'the delivery holds no event');
  const runs = done.flatMap((each) => each.runs);
  const [run] = runs;
  const isAddressed = events.length === 1 && events[0]?.workflowName !== undefined;
  if (isAddressed && run !== undefined) await answerRun(ctx, deps.runtime, run);
  else answer(ctx, { first, done, planned, ackStatus });
  if (done.some(({ conflict }) => conflict)) {
    ctx.body = { ...(ctx.body as object), conflict: 'the same id came before with another body' };
  }
}

type Answered = {
  readonly first: DeliveryResult;
  readonly done: readonly DeliveryResult[];
  readonly planned: readonly DeliveryRequest[];
  readonly ackStatus: number;
};

function answer(ctx: Context, { first: { delivery_id }, done, planned, ackStatus }: Answered): void {
  const runs = done.flatMap((each) => each.runs);
  const letters = done.flatMap((each) => each.dead_letters);
  const skipped = done.flatMap((each) => each.skipped);
  if (runs.length === 0 && letters.length === 0) {
    ctx.status = 200;
    ctx.body =
      skipped.length === 0
        ? { status: 'ignored', delivery_id, reason: planned[0]?.reason }
        : { status: 'skipped', delivery_id, skipped };
    return;
  }
  ctx.status = runs.length > 0 && runs.every(({ duplicate }) => duplicate) ? 200 : ackStatus;
  ctx.body = {
    status: 'accepted',
    delivery_id,
    runs: runs.map(shown),
    dead_letters: letters,
    ...(skipped.length === 0 ? {} : { skipped }),
  };
}

function shown({ duplicate, ...run }: DeliveryResult['runs'][number]): object {
  return duplicate ? { ...run, duplicate } : run;
}

function describeTrigger(ctx: Context, deps: Deps, name: string): void {
  const trigger = triggerOf(deps, name);
  const url = `${publicOrigin(ctx, deps)}/webhooks/${name}`;
  ctx.body = {
    trigger: name,
    description: trigger.description ?? null,
    usage: `POST ${url} with Content-Type: application/json`,
    max_body_bytes: trigger.maxBodyBytes,
    event: trigger.event,
    ...(trigger.eventTypes === undefined ? {} : { event_types: trigger.eventTypes }),
    ...(name === 'generic'
      ? {
          example: { workflow_name: 'slack_notification', inputs: { message: 'deployed' }, webhook_id: 'deploy-42' },
          signature: 'X-Webhook-Signature: sha256=HEX, HMAC-SHA256 of the raw body with WEBHOOK_SECRET',
          wait: 'add ?wait=30s to get the result in the answer',
        }
      : {}),
  };
}
