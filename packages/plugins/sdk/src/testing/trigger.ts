import type { Json } from '../json.ts';
import type { Normalised, Trigger, TriggerRequest, Verdict } from '../trigger.ts';
import { demand, frozen, isJson, shown } from './violation.ts';

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
};

type Request = TriggerFixtures['genuine'];

const LONGEST_DEDUPE_KEY = 255;
const STALE_MS = 301_000;
const LARGE_BYTES = 1024 * 1024;

/**
 * Checks a trigger: it takes the genuine delivery, to the byte and under any of several secrets; refuses, without throwing, what is
 * forged, stale, unsigned or signed twice; gives the same delivery the same events and dedupe key; takes no strange body for an event.
 *
 * @example
 * it('keeps the contract', () => {
 *   const rawBody = Buffer.from('{"id":"evt_1"}');
 *   const genuine = { headers: { 'x-acme-signature': [sign(rawBody)] }, rawBody };
 *   checkTrigger(plugin.triggers.event, { genuine, secret, nowMs: 0, signatureHeader: 'x-acme-signature', isTimestamped: false });
 * });
 */
export function checkTrigger(trigger: Trigger | undefined, fixtures: TriggerFixtures): void {
  demand(trigger !== undefined, 'the plugin has the trigger', 'it is undefined');
  const { ackStatus, maxBodyBytes } = trigger;
  demand(ackStatus >= 200 && ackStatus < 300, '`ackStatus` is 2xx', `it is ${ackStatus}`);
  const isSize = Number.isInteger(maxBodyBytes) && maxBodyBytes > 0;
  demand(isSize, '`maxBodyBytes` is a positive integer', `it is ${shown(maxBodyBytes)}`);
  checkVerify(trigger, fixtures);
  checkNormalise(trigger, fixtures);
}

function checkVerify(trigger: Trigger, fixtures: TriggerFixtures): void {
  const { genuine, secret, nowMs, signatureHeader, isTimestamped } = fixtures;
  const verify = (request: Request, secrets: readonly string[], now = nowMs): Verdict =>
    trigger.verify(frozen(request), { secrets, nowMs: now });
  const accepts = (secrets: readonly string[], what: string): void =>
    demand(verify(genuine, secrets).ok, `${what} is accepted`, shown(verify(genuine, secrets)));
  accepts([secret], 'a genuine delivery');
  accepts(['another secret', secret], 'a genuine delivery, while secrets are rotated,');
  accepts([secret, 'another secret'], 'a genuine delivery, while secrets are rotated,');

  const refuses = (what: string, verdict: Verdict): void =>
    demand(!verdict.ok, `${what} is refused`, 'it was accepted');
  for (const [what, request] of forgeries(genuine, signatureHeader)) refuses(what, verify(request, [secret]));
  refuses('a delivery signed with another secret', verify(genuine, ['another secret']));
  if (!isTimestamped) return;
  for (const [what, at] of [
    ['a delivery that is older than five minutes', nowMs + STALE_MS],
    ['a delivery from more than five minutes ahead', nowMs - STALE_MS],
  ] as const) {
    const verdict = verify(genuine, [secret], at);
    refuses(what, verdict);
    const isStage = !verdict.ok && verdict.stage === 'timestamp';
    demand(isStage, `${what} is refused for its timestamp`, shown(verdict));
  }
}

/** What an attacker may send who has seen a genuine delivery. */
function forgeries(genuine: Request, header: string): readonly (readonly [string, Request])[] {
  const { headers, rawBody } = genuine;
  const [line = ''] = headers[header] ?? [];
  demand(line !== '', 'the genuine delivery is signed', `it has no header ${header}`);
  const { [header]: _signature, ...unsigned } = headers;
  const signed = (...lines: readonly string[]): Request => ({ rawBody, headers: { ...headers, [header]: lines } });
  const withBody = (bytes: Uint8Array): Request => ({ headers, rawBody: bytes });
  // Not `slice`: that of a Buffer shares its memory.
  const flipped = Uint8Array.from(rawBody);
  flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
  return [
    ['a body with one bit changed', withBody(flipped)],
    ['a body with a space after it', withBody(Uint8Array.from([...rawBody, 0x20]))],
    ['a body after a byte order mark', withBody(Uint8Array.from([0xef, 0xbb, 0xbf, ...rawBody]))],
    ['an empty body', withBody(new Uint8Array(0))],
    ['a body of one megabyte', withBody(new Uint8Array(LARGE_BYTES).fill(0x20))],
    ['a delivery without a signature', { headers: unsigned, rawBody }],
    ['a delivery with an empty signature', signed('')],
    ['a delivery with the signature twice', signed(line, line)],
    ['a signature that is too short', signed(line.slice(0, -1))],
    ['a signature that is too long', signed(`${line}00`)],
    ['a signature with other characters', signed(`${line.slice(0, -2)}zz`)],
    ['a signature that is no text of a digest', signed('\u0000é☃')],
  ];
}

function checkNormalise(trigger: Trigger, fixtures: TriggerFixtures): void {
  const { genuine } = fixtures;
  const body = fixtures.body ?? (JSON.parse(new TextDecoder().decode(genuine.rawBody)) as Json);
  const normalise = (each: Json): Normalised => trigger.normalise(frozen({ ...genuine, body: each }));
  const first = normalise(body);
  checkAnswer(first);
  demand(first.kind !== 'invalid', 'a genuine delivery is valid', shown(first));
  const again = normalise(body);
  const isSame = JSON.stringify(first) === JSON.stringify(again);
  demand(isSame, 'the same delivery twice gives the same events', `${shown(first)}, then ${shown(again)}`);
  for (const strange of [null, true, 7, '', 'text', [], [body], {}] as readonly Json[]) {
    checkAnswer(normalise(strange));
    if (typeof strange === 'object' && strange !== null && !Array.isArray(strange)) continue;
    const answer = normalise(strange);
    demand(answer.kind === 'invalid', 'a body that is no object is invalid', `${shown(strange)} gave ${shown(answer)}`);
  }
}

function checkAnswer(answer: Normalised): void {
  demand(isJson(answer), 'what normalise gives is JSON', shown(answer));
  if (answer.kind === 'invalid') {
    demand(answer.message.length > 0, 'an invalid delivery is told what is wrong', 'the message is empty');
    return;
  }
  if (answer.kind === 'reply') {
    demand(answer.status >= 200 && answer.status < 300, 'a reply is 2xx', `it is ${answer.status}`);
    return;
  }
  for (const { type, dedupeKey } of answer.events) {
    demand(typeof type === 'string' && type !== '', 'an event has a type', shown(answer));
    const isKey = dedupeKey === null || (dedupeKey !== '' && dedupeKey.length <= LONGEST_DEDUPE_KEY);
    demand(isKey, `a dedupe key has 1 to ${LONGEST_DEDUPE_KEY} characters, or is null`, shown(dedupeKey));
  }
}
