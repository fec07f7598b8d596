import type { Json } from '../json.ts';
import type { Normalised, Trigger, TriggerRequest, Verdict } from '../trigger.ts';
import { checkAnswer, checkVerify } from './trigger-rules.ts';
import { isJson, shown, watched } from './values.ts';
import { ContractViolation, demand, demandFixture } from './violation.ts';

/**
 * What a trigger is checked with; `signedDelivery` makes all of it for the usual schemes.
 *
 * @example
 * const fixtures: TriggerFixtures = signedDelivery({ scheme: 'stripe', body: { id: 'evt_1', type: 'charge.succeeded' } });
 */
export type TriggerFixtures = {
  /** A delivery as the sender makes it: signed, with the exact bytes. */
  readonly genuine: Pick<TriggerRequest, 'headers' | 'rawBody'>;
  /** The body as the host parses it; JSON of `rawBody` where it is left out. */
  readonly body?: Json;
  readonly secret: string;
  /** When the delivery was signed, in milliseconds since the epoch. */
  readonly nowMs: number;
  /** Name of the header that holds the signature, in lower case. */
  readonly signatureHeader: string;
  /** Whether the signature covers a timestamp; then an old one is refused. */
  readonly isTimestamped: boolean;
  /** The headers of another body, signed at the same time; with it a genuine body of one megabyte is checked too. */
  readonly sign?: ((rawBody: Uint8Array) => TriggerRequest['headers']) | undefined;
};

/** A trigger's two functions as the kit calls them: what they throw is a violation, and so is what they write to. */
export type Watched = {
  readonly verify: (request: TriggerFixtures['genuine'], secrets: readonly string[], nowMs: number) => Verdict;
  readonly normalise: (request: TriggerRequest) => Normalised;
};

/**
 * Checks a trigger: it takes the genuine delivery, to the byte and under any of several secrets; refuses, without throwing, what is
 * forged, stale, replayed, unsigned or signed twice; gives the same delivery the same events and dedupe key; takes no strange body
 * for an event. Throws a `ContractViolation` that names the rule.
 *
 * @example
 * const trigger: Trigger = {
 *   event: { type: 'object' },
 *   maxBodyBytes: 1024,
 *   ackStatus: 202,
 *   verify: (request, { secrets, nowMs }) => verifySignature({ scheme: 'generic', request, secrets, nowMs }),
 *   normalise: ({ body }) =>
 *     typeof body === 'object' && body !== null && 'id' in body
 *       ? { kind: 'events', events: [{ type: 'acme', data: body, dedupeKey: String(body['id']) }] }
 *       : { kind: 'invalid', message: '`id` is missing' },
 * };
 * checkTrigger(trigger, signedDelivery({ scheme: 'generic', body: { id: 'd-1' } }));
 */
export function checkTrigger(trigger: Trigger | undefined, fixtures: TriggerFixtures): void {
  demandFixture(trigger !== undefined, 'the plugin has no such trigger');
  checkTriggerDeclaration(trigger);
  const watching = watchedTrigger(trigger);
  checkVerify(watching, fixtures);
  checkNormalise(trigger, { watching, fixtures });
}

/** What a trigger says of itself. */
function checkTriggerDeclaration({ ackStatus, maxBodyBytes }: Trigger): void {
  demand(ackStatus >= 200 && ackStatus < 300, 'trigger/ack-status', `it is ${ackStatus}`);
  const isSize = Number.isInteger(maxBodyBytes) && maxBodyBytes > 0;
  demand(isSize, 'trigger/max-body', `it is ${shown(maxBodyBytes)}`);
}

/** What holds of every trigger, whatever its sender does: nothing unsigned passes, and bodies that are no objects are no events. */
export function checkUnsigned(trigger: Trigger): void {
  checkTriggerDeclaration(trigger);
  const watching = watchedTrigger(trigger);
  const text = new TextEncoder();
  for (const rawBody of [text.encode('{}'), text.encode(''), new Uint8Array(LARGE_BYTES).fill(0x20)]) {
    const isPassed = watching.verify({ headers: {}, rawBody }, ['a secret'], NOW_MS).ok;
    demand(
      !isPassed,
      'trigger/missing-signature',
      `a delivery of ${rawBody.length} bytes without any header was accepted`,
    );
  }
  checkStrange(trigger, { normalise: jsonOf(watching, { headers: {}, rawBody: text.encode('{}') }), more: [] });
}

const LARGE_BYTES = 1024 * 1024;
const NOW_MS = 1_700_000_000_000;

function watchedTrigger(trigger: Trigger): Watched {
  const call = <T>(
    rule: 'trigger/verify-total' | 'trigger/normalise-total',
    request: TriggerRequest,
    run: (copy: TriggerRequest) => T,
  ): T => {
    const { copy, isUntouched } = watched(request);
    try {
      return run(copy);
    } catch (cause) {
      throw new ContractViolation(rule, `it threw ${shown(cause)}`, { cause });
    } finally {
      demand(isUntouched(), 'trigger/request-untouched', 'it was written to');
    }
  };
  return {
    verify: (request, secrets, nowMs) =>
      call('trigger/verify-total', request, (copy) => trigger.verify(copy, { secrets, nowMs })),
    normalise: (request) => call('trigger/normalise-total', request, (copy) => trigger.normalise(copy)),
  };
}

type Given = { readonly watching: Watched; readonly fixtures: TriggerFixtures };

function checkNormalise(trigger: Trigger, { watching, fixtures }: Given): void {
  const { genuine } = fixtures;
  const body = fixtures.body ?? (JSON.parse(new TextDecoder().decode(genuine.rawBody)) as Json);
  const normalise = jsonOf(watching, genuine);
  const first = normalise(body);
  demand(first.kind !== 'invalid', 'trigger/valid', `it gave ${shown(first)}`);
  checkAnswer(first, trigger);
  const again = normalise(body);
  const isSame = JSON.stringify(first) === JSON.stringify(again);
  demand(isSame, 'trigger/same-events', `${shown(first)}, then ${shown(again)}`);
  checkStrange(trigger, { normalise, more: [[body]] });
}

type Normalise = (body: Json) => Normalised;

function jsonOf({ normalise }: Watched, request: TriggerFixtures['genuine']): Normalise {
  return (body) => {
    const answer = normalise({ ...request, body });
    demand(isJson(answer), 'trigger/answer-json', `it is ${shown(answer)}`);
    return answer;
  };
}

type Strange = { readonly normalise: Normalise; readonly more: readonly Json[] };

/** Bodies that are no events, whoever sends them. */
function checkStrange(trigger: Trigger, { normalise, more }: Strange): void {
  for (const strange of [null, true, 7, '', 'text', [], ...more]) {
    const answer = normalise(strange);
    demand(answer.kind === 'invalid', 'trigger/non-object-body', `${shown(strange)} gave ${shown(answer)}`);
    checkAnswer(answer, trigger);
  }
  checkAnswer(normalise({}), trigger);
}
