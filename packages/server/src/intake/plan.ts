// From the events of a delivery to the runs that they ask for, held against what is registered. Nothing is written here.
import { envOf, MAX_HOPS } from '@configurable-agents/core';
import type { DeliveryRequest, StartRequest, TriggerInfo, WorkflowRow } from '@configurable-agents/core';
import type { Json, JsonObject, TriggerEvent } from '@configurable-agents/plugin-sdk';
import type { Deps } from '../http/deps.ts';
import { workflowNotFound } from '../http/routes/workflows.ts';
import { Problem } from '../problem.ts';
import { matchTrigger } from './match.ts';
import type { Reach } from './reach.ts';
import { traceOf } from './trace.ts';

/** A delivery whose bytes were verified. */
export type Verified = {
  readonly trigger: string;
  readonly headers: JsonObject;
  readonly rawBody: Uint8Array;
  /** As its trigger read it. */
  readonly body?: Json;
  /** The first delivery of these bytes, where this is another one. */
  readonly redeliveryOf?: string;
  /** Only this workflow, of all that match. */
  readonly only?: string;
  /** What its signature opens. */
  readonly reach: Reach;
};

/** What one event asks for: of the one workflow that the sender addressed, or of every one with a trigger that takes it. */
export function planEvent(deps: Deps, event: TriggerEvent, verified: Verified): DeliveryRequest {
  return event.workflowName === undefined
    ? planAll(deps, event, verified)
    : planOne(deps, event, { ...verified, workflowName: event.workflowName });
}

/** 404 and 422 are for callers that proved themselves. */
function planOne(
  deps: Deps,
  event: TriggerEvent,
  { workflowName, ...verified }: Verified & { readonly workflowName: string },
): DeliveryRequest {
  const { reader } = deps.runtime;
  const workflow = reader.workflow(workflowName);
  if (workflow === undefined) throw workflowNotFound(workflowName, reader.workflows());
  const { trigger } = verified;
  const found = ask(deps, { workflow, event, uses: trigger, from: senderOf(deps, verified) });
  const base = baseOf(event, verified);
  switch (found.kind) {
    case 'disabled':
      throw new Problem(404, 'TRIGGER_DISABLED', `the workflow ${workflowName} has its trigger ${trigger} disabled`);
    case 'id-missing':
      throw new Problem(
        422,
        'BODY_INVALID',
        `the workflow ${workflowName} takes only deliveries with a \`webhook_id\``,
      );
    case 'invalid':
      throw new Problem(422, 'RUN_INPUTS_INVALID', found.message, { errors: found.errors });
    case 'ignored':
      return { ...base, reason: found.reason };
    case 'dead-letter':
      // Its sender reads the answer, and can send another body.
      if (found.code === 'EVENT_INVALID') throw new Problem(422, 'EVENT_INVALID', found.message);
      return { ...base, deadLetters: [letterOf(workflow, found)] };
    case 'start':
      return { ...base, starts: [found.start] };
  }
}

/** One workflow's failing condition or mapping is its own: the runs of the others start. */
function planAll(deps: Deps, event: TriggerEvent, verified: Verified): DeliveryRequest {
  const { trigger, only, reach } = verified;
  const from = senderOf(deps, verified);
  const starts: StartRequest[] = [];
  const deadLetters: DeliveryRequest['deadLetters'][number][] = [];
  let reason = `no registered workflow has a trigger ${trigger} that takes the event ${event.type}`;
  for (const workflow of deps.runtime.reader.workflows()) {
    // Who names a workflow when he hands a delivery over again decides it himself.
    if (only === undefined ? !reach(workflow.name) : workflow.name !== only) continue;
    const found = ask(deps, { workflow, event, uses: trigger, from });
    if (found.kind === 'start') starts.push(found.start);
    else if (found.kind === 'invalid') deadLetters.push(letterOf(workflow, { ...found, code: 'RUN_INPUTS_INVALID' }));
    else if (found.kind === 'dead-letter') deadLetters.push(letterOf(workflow, found));
    else if (found.kind === 'ignored' && found.isNear) reason = `${workflow.name}: ${found.reason}`;
  }
  return { ...baseOf(event, verified), starts, deadLetters, reason };
}

type Asked =
  | Exclude<ReturnType<typeof matchTrigger>, { kind: 'start' }>
  | { readonly kind: 'invalid'; readonly message: string; readonly errors: readonly unknown[] }
  | { readonly kind: 'start'; readonly start: StartRequest };

function ask(
  { runtime, env }: Deps,
  {
    workflow,
    event,
    uses,
    from,
  }: {
    readonly workflow: WorkflowRow;
    readonly event: TriggerEvent;
    readonly uses: string;
    readonly from: Sender;
  },
): Asked {
  const graph = runtime.reader.graph(workflow.hash);
  if (graph === undefined) throw new Error(`invariant: the store has no graph of ${workflow.name}`);
  const match = matchTrigger(graph, { ...event, env: envOf(graph, env) }, uses);
  if (match.kind !== 'start') return match;
  const errors = runtime.checkInputs(graph, match.inputs);
  if (errors.length > 0) {
    const listed = errors.map(({ message }) => message).join('; ');
    return { kind: 'invalid', message: `the inputs of ${workflow.name} are wrong: ${listed}`, errors };
  }
  const trigger = { name: match.trigger, uses, event_type: event.type, ...from };
  const { name: workflowName, revision } = workflow;
  return { kind: 'start', start: { graph, workflowName, revision, inputs: match.inputs, trigger, event: event.data } };
}

/** What a delivery says of where it comes from. */
type Sender = Pick<TriggerInfo, 'hops' | 'trace'>;

function senderOf({ trustsTrace }: Deps, verified: Verified): Sender {
  const hops = hopsOf(verified);
  const trace = traceOf(verified.headers, { isTrusted: trustsTrace });
  return { ...(hops === 0 ? {} : { hops }), ...(trace === undefined ? {} : { trace }) };
}

/** How many runs in a row led to this delivery, as our own `http` action says it. Anybody may say so: it can only end a run sooner. */
function hopsOf({ headers }: Verified): number {
  const [line] = [headers['configurable-agents-hops']].flat();
  const hops = typeof line === 'string' && /^\d{1,4}$/.test(line) ? Number(line) : 0;
  if (hops <= MAX_HOPS) return hops;
  throw new Problem(
    508,
    'HOP_LIMIT',
    `this delivery is the ${hops}th in a row that a run sent; workflows that call each other must come to an end`,
  );
}

function letterOf(
  { name }: WorkflowRow,
  { code, message }: { readonly code: string; readonly message: string },
): DeliveryRequest['deadLetters'][number] {
  return { workflow_name: name, code, message };
}

function baseOf(event: TriggerEvent, { trigger, headers, rawBody, body, redeliveryOf }: Verified): DeliveryRequest {
  return {
    trigger,
    dedupeKey: event.dedupeKey,
    rawBody,
    ...(body === undefined ? {} : { body }),
    headers,
    eventType: event.type,
    starts: [],
    deadLetters: [],
    ...(redeliveryOf === undefined ? {} : { redeliveryOf }),
  };
}
