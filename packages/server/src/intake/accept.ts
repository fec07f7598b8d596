// One inbound webhook, in the order that matters: limit, raw bytes, signature, parse, normalise, look up, check, keep. Nothing
// of a delivery is looked at before its signature held, and the answer to a forged one is the same whatever it asks for.
import type { Context } from 'koa';
import type { DeliveryRequest, StartRequest, WorkflowRow } from '@configurable-agents/core';
import type { Json, JsonObject, Trigger, TriggerEvent, TriggerRequest } from '@configurable-agents/plugin-sdk';
import { readBody } from '../http/body.ts';
import type { Deps } from '../http/deps.ts';
import { isJson } from '../http/guard.ts';
import { parseBody } from '../http/json-body.ts';
import { workflowNotFound } from '../http/routes/workflows.ts';
import { Problem } from '../problem.ts';
import { matchTrigger } from './match.ts';
import { secretsOf, secretVariable, whyClosed } from './secrets.ts';

type Named = { readonly name: string; readonly trigger: Trigger };

export type Accepted =
  | { readonly kind: 'reply'; readonly status: number; readonly body: Json }
  /** The sender addressed one workflow. */
  | {
      readonly kind: 'one';
      readonly trigger: string;
      readonly event: TriggerEvent;
      readonly workflowName: string;
      readonly request: TriggerRequest;
    }
  /** Matched against the triggers of every registered workflow. */
  | { readonly kind: 'many'; readonly delivery: DeliveryRequest; readonly reason: string };

/** Verifies, parses and normalises a delivery. */
export async function accept(ctx: Context, deps: Deps, { name, trigger }: Named): Promise<Accepted> {
  const secrets = secretsOf(name, deps.env);
  if (secrets.length === 0) assertOpen(ctx, deps, name);
  const rawBody = await readBody(ctx, trigger.maxBodyBytes);
  const request: TriggerRequest = { headers: linesOf(ctx), rawBody };
  const verdict = trigger.verify(request, { secrets, nowMs: Date.now() });
  if (!verdict.ok) {
    deps.log('warn', `refused a delivery for ${name}: ${verdict.stage}: ${verdict.reason}`);
    // One answer for every kind of forgery: it tells nothing that helps the next one.
    throw new Problem(401, 'SIGNATURE_INVALID', 'the signature of the delivery is missing or wrong');
  }
  const parsed = { ...request, body: parseBody(rawBody) };
  const normalised = trigger.normalise(parsed);
  switch (normalised.kind) {
    case 'reply':
      return normalised;
    case 'invalid':
      throw new Problem(422, 'BODY_INVALID', normalised.message);
    case 'events': {
      const [first] = normalised.events;
      if (normalised.events.length === 1 && first?.workflowName !== undefined) {
        return { kind: 'one', trigger: name, event: first, workflowName: first.workflowName, request: parsed };
      }
      return matchAll(deps, { name, events: normalised.events, request: parsed });
    }
  }
}

/** Without a secret only this machine is answered; a page of another site must not be able to post, hence the type. */
function assertOpen(ctx: Context, deps: Deps, name: string): void {
  const closed = deps.insecure
    ? undefined
    : whyClosed({
        boundHost: deps.boundHost,
        host: ctx.req.headers.host,
        peer: ctx.req.socket.remoteAddress,
        headers: linesOf(ctx),
      });
  if (closed !== undefined) {
    const variable = name === 'generic' ? 'WEBHOOK_SECRET' : secretVariable(name);
    throw new Problem(
      403,
      'WEBHOOK_SECRET_REQUIRED',
      `the trigger ${name} has no secret, and ${closed}; set ${variable} and sign deliveries, or start the server with --insecure`,
    );
  }
  if (!isJson(ctx)) throw new Problem(415, 'CONTENT_TYPE_UNSUPPORTED', 'send Content-Type: application/json');
}

function linesOf(ctx: Context): TriggerRequest['headers'] {
  // Node gives a list of lines for each name that is there.
  return ctx.req.headersDistinct as TriggerRequest['headers'];
}

/** The run that a delivery for one workflow asks for. 404 and 422 are for callers that proved themselves. */
export function deliverTo(
  deps: Deps,
  { trigger, event, workflowName, request }: Accepted & { readonly kind: 'one' },
): { readonly request: DeliveryRequest; readonly reason: string } {
  const { reader } = deps.runtime;
  const workflow = reader.workflow(workflowName);
  if (workflow === undefined) throw workflowNotFound(workflowName, reader.workflows());
  const found = plan(deps, { workflow, event, uses: trigger });
  const base = baseOf({ trigger, event, request });
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
      return { request: base, reason: found.reason };
    case 'dead-letter': {
      const { code, message } = found;
      return { request: { ...base, deadLetters: [{ workflow_name: workflowName, code, message }] }, reason: message };
    }
    case 'start':
      return { request: { ...base, starts: [found.start] }, reason: '' };
  }
}

type Planned =
  | Exclude<ReturnType<typeof matchTrigger>, { kind: 'start' }>
  | { readonly kind: 'invalid'; readonly message: string; readonly errors: readonly unknown[] }
  | { readonly kind: 'start'; readonly start: StartRequest };

function plan(
  { runtime }: Deps,
  { workflow, event, uses }: { readonly workflow: WorkflowRow; readonly event: TriggerEvent; readonly uses: string },
): Planned {
  const graph = runtime.reader.graph(workflow.hash);
  if (graph === undefined) throw new Error(`invariant: the store has no graph of ${workflow.name}`);
  const match = matchTrigger(graph, event, uses);
  if (match.kind !== 'start') return match;
  const errors = runtime.checkInputs(graph, match.inputs);
  if (errors.length > 0) {
    const listed = errors.map(({ message }) => message).join('; ');
    return { kind: 'invalid', message: `the inputs of ${workflow.name} are wrong: ${listed}`, errors };
  }
  const trigger = { name: match.trigger, uses, event_type: event.type };
  const { name: workflowName, revision } = workflow;
  return { kind: 'start', start: { graph, workflowName, revision, inputs: match.inputs, trigger } };
}

function matchAll(
  deps: Deps,
  {
    name,
    events,
    request,
  }: { readonly name: string; readonly events: readonly TriggerEvent[]; readonly request: TriggerRequest },
): Accepted {
  const starts: StartRequest[] = [];
  const deadLetters: { workflow_name: string; code: string; message: string }[] = [];
  let reason = `no registered workflow has a trigger ${name} that takes the event`;
  for (const event of events) {
    for (const workflow of deps.runtime.reader.workflows()) {
      const found = plan(deps, { workflow, event, uses: name });
      const letter = (code: string, message: string): void =>
        void deadLetters.push({ workflow_name: workflow.name, code, message });
      if (found.kind === 'start') starts.push(found.start);
      if (found.kind === 'invalid') letter('RUN_INPUTS_INVALID', found.message);
      if (found.kind === 'dead-letter') letter(found.code, found.message);
      if (found.kind === 'ignored') ({ reason } = found);
    }
  }
  const [event] = events;
  const base = baseOf({ trigger: name, event, request });
  return { kind: 'many', delivery: { ...base, starts, deadLetters }, reason };
}

function baseOf(at: {
  readonly trigger: string;
  readonly event: TriggerEvent | undefined;
  readonly request: TriggerRequest;
}): DeliveryRequest {
  return {
    trigger: at.trigger,
    dedupeKey: at.event?.dedupeKey ?? null,
    rawBody: at.request.rawBody,
    headers: publicHeaders(at.request.headers),
    eventType: at.event?.type ?? 'none',
    starts: [],
    deadLetters: [],
  };
}

const SECRET_NAME = /signature|authorization|cookie|token|secret|api-?key|password/;

function publicHeaders(headers: TriggerRequest['headers']): JsonObject {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !SECRET_NAME.test(name)));
}
