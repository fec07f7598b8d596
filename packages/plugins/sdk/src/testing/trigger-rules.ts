// What a trigger must refuse, and what its events must be.
import type { Normalised, Trigger } from '../trigger.ts';
import type { Rule } from './rules.ts';
import type { TriggerFixtures, Watched } from './trigger.ts';
import { problemOf, shown } from './values.ts';
import { demand, demandFixture } from './violation.ts';

type Request = TriggerFixtures['genuine'];

const LONGEST_DEDUPE_KEY = 255;
const STALE_MS = 301_000;
const LARGE_BYTES = 1024 * 1024;

export function checkVerify({ verify }: Watched, fixtures: TriggerFixtures): void {
  const { genuine, secret, nowMs, signatureHeader, isTimestamped, sign } = fixtures;
  const accepts = (rule: Rule, request: Request, secrets: readonly string[]): void => {
    const verdict = verify(request, secrets, nowMs);
    demand(verdict.ok, rule, `the verdict is ${shown(verdict)}`);
  };
  accepts('trigger/genuine', genuine, [secret]);
  accepts('trigger/rotation', genuine, ['another secret', secret]);
  accepts('trigger/rotation', genuine, [secret, 'another secret']);

  for (const { rule, what, request } of forgeries(genuine, signatureHeader)) {
    demand(!verify(request, [secret], nowMs).ok, rule, `${what} was accepted`);
  }
  demand(!verify(genuine, ['another secret'], nowMs).ok, 'trigger/forged', 'another secret was accepted');
  if (sign !== undefined) {
    const rawBody = new Uint8Array(LARGE_BYTES).fill(0x20);
    accepts('trigger/large-body', { headers: sign(rawBody), rawBody }, [secret]);
  }
  if (!isTimestamped) return;
  for (const at of [nowMs + STALE_MS, nowMs - STALE_MS]) {
    const verdict = verify(genuine, [secret], at);
    const isRefused = !verdict.ok && verdict.stage === 'timestamp';
    demand(isRefused, 'trigger/stale', `the verdict is ${shown(verdict)}`);
    const renewed = { ...genuine, headers: retimed(genuine.headers, { from: nowMs, to: at }) };
    demand(!verify(renewed, [secret], at).ok, 'trigger/replayed', 'it was accepted');
  }
}

/** Headers with one time in the place of another: whoever sends a delivery again may write any time over the signed one. */
function retimed(
  headers: Request['headers'],
  { from, to }: { readonly from: number; readonly to: number },
): Request['headers'] {
  const seconds = (ms: number): string => String(Math.floor(ms / 1000));
  return Object.fromEntries(
    Object.entries(headers).map(([name, lines]) => [
      name,
      lines.map((line) => line.replaceAll(String(from), String(to)).replaceAll(seconds(from), seconds(to))),
    ]),
  );
}

type Forgery = { readonly rule: Rule; readonly what: string; readonly request: Request };

/** What an attacker may send who has seen a genuine delivery. */
function forgeries({ headers, rawBody }: Request, header: string): readonly Forgery[] {
  const [line = ''] = headers[header] ?? [];
  demandFixture(line !== '', `the genuine delivery has no header ${header}`);
  const { [header]: _signature, ...unsigned } = headers;
  const signed = (...lines: readonly string[]): Request => ({ rawBody, headers: { ...headers, [header]: lines } });
  const withBody = (bytes: Iterable<number>): Request => ({ headers, rawBody: Uint8Array.from(bytes) });
  const flipped = Uint8Array.from(rawBody);
  flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
  const body = (rule: Rule, what: string, bytes: Iterable<number>): Forgery => ({
    rule,
    what,
    request: withBody(bytes),
  });
  const signature = (rule: Rule, what: string, request: Request): Forgery => ({ rule, what, request });
  return [
    body('trigger/exact-bytes', 'a body with a space after it', [...rawBody, 0x20]),
    body('trigger/exact-bytes', 'a body after a byte order mark', [0xef, 0xbb, 0xbf, ...rawBody]),
    body('trigger/exact-bytes', 'a body with a space in front', [0x20, ...rawBody]),
    body('trigger/large-body', 'a foreign body of one megabyte', new Uint8Array(LARGE_BYTES).fill(0x20)),
    body('trigger/forged', 'a body with one bit changed', flipped),
    body('trigger/forged', 'an empty body', []),
    signature('trigger/missing-signature', 'a delivery without the header', { headers: unsigned, rawBody }),
    signature('trigger/missing-signature', 'an empty header', signed('')),
    signature('trigger/repeated-signature', 'a second header', signed(line, line)),
    signature('trigger/wrong-length', 'a signature that is too short', signed(line.slice(0, -1))),
    signature('trigger/wrong-length', 'a signature that is too long', signed(`${line}00`)),
    signature('trigger/forged', 'a signature with other characters', signed(`${line.slice(0, -2)}zz`)),
    signature('trigger/forged', 'a signature that is no text of a digest', signed('\u0000é☃')),
  ];
}

/** What is true of every answer of `normalise`. */
export function checkAnswer(answer: Normalised, { event }: Trigger): void {
  if (answer.kind === 'invalid') {
    demand(answer.message.length > 0, 'trigger/invalid-message', 'the message is empty');
    return;
  }
  if (answer.kind === 'reply') {
    demand(answer.status >= 200 && answer.status < 300, 'trigger/reply-status', `it is ${answer.status}`);
    return;
  }
  for (const { type, data, dedupeKey } of answer.events) {
    demand(typeof type === 'string' && type !== '', 'trigger/event-type', shown(answer));
    const isKey = dedupeKey === null || (dedupeKey !== '' && dedupeKey.length <= LONGEST_DEDUPE_KEY);
    demand(isKey, 'trigger/dedupe-key', `it is ${shown(dedupeKey)}`);
    const problem = problemOf(event, data);
    demand(problem === undefined, 'trigger/event-fits', `${shown(data)} ${problem}`);
  }
}
