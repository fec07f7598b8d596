// One inbound webhook, in the order that matters: limit, raw bytes, signature, parse, normalise. Nothing of a delivery is looked
// at before its signature held, and the answer to a forged one is the same whatever it asks for.
import type { Context } from 'koa';
import type { HostTrigger } from '@configurable-agents/core';
import type { Json, JsonObject, TriggerEvent, TriggerRequest, Verdict } from '@configurable-agents/plugin-sdk';
import { readBody } from '../http/body.ts';
import type { Deps } from '../http/deps.ts';
import { isForm, isJson } from '../http/guard.ts';
import { parseBody } from '../http/json-body.ts';
import { Problem } from '../problem.ts';
import { parseForm } from './form.ts';
import { whyClosed } from './loopback.ts';
import { reachOf } from './reach.ts';
import { secretVariable, signersOf } from './secrets.ts';
import type { Signer } from './secrets.ts';

type Named = { readonly name: string; readonly trigger: HostTrigger };

/** What a genuine delivery says: events, or something that is answered at once. */
export type Accepted =
  | { readonly kind: 'reply'; readonly status: number; readonly body: Json; readonly request: TriggerRequest }
  | { readonly kind: 'events'; readonly events: readonly TriggerEvent[]; readonly request: TriggerRequest };

/** Verifies, parses and normalises a delivery. `signers` are the workflows whose secrets signed it; undefined is the trigger. */
export async function accept(
  ctx: Context,
  deps: Deps,
  named: Named,
): Promise<Accepted & { readonly signers: readonly Signer['workflow'][] }> {
  const { name, trigger } = named;
  const signers = signersOf(name, deps);
  if (signers.every(({ secrets }) => secrets.length === 0)) assertOpen(ctx, deps, name);
  const rawBody = await readBody(ctx, trigger.maxBodyBytes);
  // Node gives a list of lines for each name that is there.
  const request: TriggerRequest = { headers: ctx.req.headersDistinct as TriggerRequest['headers'], rawBody };
  const { verdict, signed } = await verify(ctx, deps, { ...named, request, signers });
  if (!verdict.ok) throw refuse(deps, named, { request, reason: `${verdict.stage}: ${verdict.reason}` });
  const accepted = await read(trigger, request);
  if (accepted.kind === 'reply') {
    const headers = publicHeaders(request.headers);
    const { body } = accepted.request;
    const read = body === undefined ? {} : { body };
    setAside(deps, name, { headers, rawBody, ...read, verdict: 'replied', reason: 'answered at once' });
    return { ...accepted, signers: signed };
  }
  const reach = reachOf(signed, { trigger: name, source: deps });
  const foreign = accepted.events.find(({ workflowName }) => workflowName !== undefined && !reach(workflowName));
  if (foreign === undefined) return { ...accepted, signers: signed };
  const reason = `signature: it was not signed by a secret of the workflow ${JSON.stringify(foreign.workflowName)}`;
  throw refuse(deps, named, { request, reason });
}

type Verifying = Named & { readonly request: TriggerRequest; readonly signers: readonly [Signer, ...Signer[]] };

/** Asks the trigger for each signer in turn, without an early exit: whose secret fits does not show in the time it takes. */
async function verify(
  ctx: Context,
  deps: Deps,
  { name, trigger, request, signers }: Verifying,
): Promise<{ readonly verdict: Verdict; readonly signed: readonly Signer['workflow'][] }> {
  const nowMs = deps.now();
  const [{ secrets: ofTrigger }] = signers;
  const signed: Signer['workflow'][] = [];
  let verdict: Verdict | undefined;
  for (const { workflow, secrets } of signers) {
    if (secrets.length === 0) continue;
    const found = await trigger.verify(request, { secrets, nowMs });
    if (found.ok) signed.push(workflow);
    verdict = found.ok || verdict === undefined ? found : verdict;
  }
  if (signed.length > 0) return { verdict: { ok: true }, signed };
  if (verdict !== undefined && (ofTrigger.length > 0 || closedBy(ctx, deps) !== undefined)) return { verdict, signed };
  // The trigger has no secret, only some workflows do: for the others what is unsigned may pass on this machine.
  assertOpen(ctx, deps, name);
  return { verdict: await trigger.verify(request, { secrets: [], nowMs }), signed: [undefined] };
}

/** One answer for every kind of forgery: it tells nothing that helps the next one. */
function refuse(
  deps: Deps,
  { name, trigger }: Named,
  { request, reason }: { readonly request: TriggerRequest; readonly reason: string },
): Problem {
  const delivery = { headers: publicHeaders(request.headers), rawBody: request.rawBody };
  return refused(deps, { trigger: name, delivery, reason, status: trigger.refusedStatus });
}

type Refused = {
  readonly trigger: string;
  readonly delivery: Pick<Aside, 'headers' | 'rawBody'>;
  readonly reason: string;
  readonly status?: number | undefined;
};

/** Notes a delivery that did not prove itself, and why; its sender is told the same whatever that is. */
export function refused(deps: Deps, { trigger, delivery, reason, status = 401 }: Refused): Problem {
  deps.log('warn', `refused a delivery for ${trigger}: ${reason}`);
  setAside(deps, trigger, { ...delivery, verdict: 'refused', reason });
  return new Problem(status, 'SIGNATURE_INVALID', 'the signature of the delivery is missing or wrong');
}

/** Parses and normalises bytes that were verified, now or when they first came. */
export async function read(trigger: HostTrigger, request: TriggerRequest): Promise<Accepted> {
  const { formField, formFields = false } = trigger;
  const takesForms = formField !== undefined || formFields;
  const { rawBody } = request;
  const isFormBody = takesForms && isForm(request.headers['content-type']?.[0]);
  const parsed = { ...request, body: isFormBody ? parseForm(rawBody, trigger) : parseBody(rawBody, trigger) };
  const normalised = await trigger.normalise(parsed);
  if (normalised.kind === 'invalid') {
    throw new Problem(normalised.status ?? 422, 'BODY_INVALID', normalised.message);
  }
  return { ...normalised, request: parsed };
}

/** Without a secret only this machine is answered; a page of another site must not be able to post, hence the type. */
function assertOpen(ctx: Context, deps: Deps, name: string): void {
  const closed = closedBy(ctx, deps);
  if (closed !== undefined) {
    throw new Problem(
      403,
      'WEBHOOK_SECRET_REQUIRED',
      `the trigger ${name} has no secret, and ${closed}; set ${secretVariable(name, deps)} and sign deliveries, or start the server with --insecure`,
    );
  }
  if (!isJson(ctx)) throw new Problem(415, 'CONTENT_TYPE_UNSUPPORTED', 'send Content-Type: application/json');
}

/** Why an unsigned delivery is refused, or undefined where it may pass. */
function closedBy(ctx: Context, deps: Deps): string | undefined {
  const { req } = ctx;
  if (deps.insecure) return undefined;
  return whyClosed({
    boundHost: deps.boundHost,
    host: req.headers.host,
    peer: req.socket.remoteAddress,
    headers: req.headers,
    isTunnelled: deps.isTunnelled(),
    trustProxy: deps.trustProxy,
  });
}

type Aside = {
  readonly headers: JsonObject;
  readonly rawBody: Uint8Array;
  readonly body?: Json;
  readonly verdict: 'replied' | 'refused';
  readonly reason: string;
};

/** Kept beside the answer, which does not wait for it. */
function setAside({ runtime, log }: Deps, trigger: string, aside: Aside): void {
  const { verdict } = aside;
  runtime.setAside({ trigger, eventType: verdict, ...aside }).catch((error: unknown) => {
    log('warn', `a delivery that was ${verdict} could not be kept: ${String(error)}`);
  });
}

const SECRET_NAME = /signature|authorization|cookie|token|secret|api-?key|password/;

/** Headers that may be kept and shown. */
export function publicHeaders(headers: TriggerRequest['headers']): JsonObject {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !SECRET_NAME.test(name)));
}
