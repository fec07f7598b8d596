import assert from 'node:assert/strict';
import type { Normalised, Trigger, TriggerRequest } from '@configurable-agents/plugin-sdk';
import { verifySignature } from '@configurable-agents/plugin-sdk/signature';
import { checkTrigger, signedDelivery } from '@configurable-agents/plugin-sdk/testing';
import type { TriggerFixtures } from '@configurable-agents/plugin-sdk/testing';
import { catchTwins } from '../support/twins.ts';

const fixtures = signedDelivery({ scheme: 'generic', body: { id: 'd-1', order: 7 } });
const HEADER = 'x-webhook-signature';
const verify: Trigger['verify'] = (request, options) => verifySignature({ scheme: 'generic', request, ...options });
const event = (dedupeKey: string | null, change: object = {}): Normalised => ({
  kind: 'events',
  events: [{ type: 'paid', data: { order: 7 }, dedupeKey, ...change }],
});

function normalise({ body }: TriggerRequest): Normalised {
  const id = typeof body === 'object' && body !== null && 'id' in body ? body['id'] : undefined;
  return typeof id === 'string' ? event(id) : { kind: 'invalid', message: '`id` is missing' };
}

const good: Trigger = {
  event: { type: 'object', required: ['order'], properties: { order: { type: 'integer' } } },
  maxBodyBytes: 1024,
  ackStatus: 202,
  verify,
  normalise,
};

/** A trigger that looks at other bytes than those that came. */
const overBytes = (change: (bytes: Uint8Array) => Uint8Array): Partial<Trigger> => ({
  verify: ({ headers, rawBody }, options) => verify({ headers, rawBody: change(rawBody) }, options),
});
/** One that looks at other headers. */
const overHeaders = (change: (headers: TriggerRequest['headers']) => TriggerRequest['headers']): Partial<Trigger> => ({
  verify: ({ headers, rawBody }, options) => verify({ headers: change(headers), rawBody }, options),
});
const answering = (answer: (request: TriggerRequest) => Normalised): Partial<Trigger> => ({
  normalise: (request) => {
    const usual = normalise(request);
    return usual.kind === 'events' ? answer(request) : usual;
  },
});
const ok = { ok: true } as const;
const lineOf = ({ headers }: TriggerRequest): string => headers[HEADER]?.[0] ?? '';
let deliveries = 0;

describe('contract kit: trigger', () => {
  it('passes one that keeps the contract', () => checkTrigger(good, fixtures));

  it('passes one without a timestamp, and one that only replies', () => {
    const verifyGitHub: Trigger['verify'] = (request, options) =>
      verifySignature({ scheme: 'github', request, ...options });
    const github = signedDelivery({ scheme: 'github', body: { id: 'd-1' } });
    checkTrigger({ ...good, verify: verifyGitHub }, github);
    const reply = answering(() => ({ kind: 'reply', status: 200, body: { ok: true } }));
    checkTrigger({ ...good, ...reply, verify: verifyGitHub }, github);
  });

  it('passes a form, whose field is the body', () => {
    const body = new URLSearchParams({ payload: '{"id":"d-1"}' }).toString();
    checkTrigger(good, signedDelivery({ scheme: 'generic', body, parsed: { id: 'd-1' } }));
  });

  it('says that a fixture proves nothing', () => {
    const unsigned: TriggerFixtures = { ...fixtures, signatureHeader: 'x-other' };
    assert.throws(() => checkTrigger(good, unsigned), { name: 'TypeError', message: /no header x-other/ });
    assert.throws(() => checkTrigger(undefined, fixtures), { name: 'TypeError' });
  });

  catchTwins<'trigger', Partial<Trigger>>('trigger', {
    check: (change) => checkTrigger({ ...good, ...change }, fixtures),
    twins: {
      'trigger/ack-status': { ackStatus: 302 },
      'trigger/max-body': { maxBodyBytes: 0 },
      'trigger/verify-total': {
        verify: (request, options) => {
          if (lineOf(request).length === 63) throw new RangeError('lengths differ');
          return verify(request, options);
        },
      },
      'trigger/genuine': { verify: () => ({ ok: false, stage: 'signature', reason: 'no' }) },
      'trigger/rotation': {
        verify: (request, { secrets, nowMs }) => verify(request, { secrets: secrets.slice(0, 1), nowMs }),
      },
      'trigger/forged': {
        // Compares the beginning alone.
        verify: (request, options) =>
          lineOf(request).slice(0, 8) === lineOf(fixtures.genuine).slice(0, 8) &&
          request.rawBody.length === fixtures.genuine.rawBody.length &&
          lineOf(request).length === 64 &&
          request.headers[HEADER]?.length === 1
            ? ok
            : verify(request, options),
      },
      'trigger/exact-bytes': overBytes((bytes) => Buffer.from(Buffer.from(bytes).toString().trim())),
      'trigger/missing-signature': {
        verify: (request, options) => (lineOf(request) === '' ? ok : verify(request, options)),
      },
      'trigger/repeated-signature': overHeaders((headers) =>
        Object.fromEntries(Object.entries(headers).map(([name, lines]) => [name, lines.slice(0, 1)])),
      ),
      'trigger/wrong-length': overHeaders((headers) => ({
        ...headers,
        [HEADER]: (headers[HEADER] ?? []).map((line) => line.slice(0, 64)),
      })),
      'trigger/stale': {
        verify: (request, { secrets }) => verify(request, { secrets, nowMs: fixtures.nowMs }),
      },
      'trigger/replayed': {
        // The age is looked at, but what is signed is the body alone.
        verify: (request, options) => {
          const { headers, rawBody } = request;
          const [sent = ''] = headers['x-webhook-timestamp'] ?? [];
          if (Math.abs(options.nowMs / 1000 - Number(sent)) > 300)
            return { ok: false, stage: 'timestamp', reason: 'old' };
          const then = { ...headers, 'x-webhook-timestamp': [String(fixtures.nowMs / 1000)] };
          return verify({ headers: then, rawBody }, { ...options, nowMs: fixtures.nowMs });
        },
      },
      'trigger/large-body': {
        verify: (request, options) => (request.rawBody.length > 500_000 ? ok : verify(request, options)),
      },
      'trigger/normalise-total': {
        normalise: (request) =>
          request.body === null ? event((request.body as unknown as { id: string }).id) : normalise(request),
      },
      'trigger/request-untouched': answering(({ body }) =>
        event((Object.assign(body as object, { seen: true }), 'd-1')),
      ),
      'trigger/valid': { normalise: () => ({ kind: 'invalid', message: 'no' }) },
      'trigger/answer-json': answering(() => event('d-1', { data: { order: 7, at: new Date(0) } })),
      'trigger/same-events': answering(() => event(`d-${(deliveries += 1)}`)),
      'trigger/dedupe-key': answering(() => event('')),
      'trigger/event-type': answering(() => event('d-1', { type: '' })),
      'trigger/event-fits': answering(() => event('d-1', { data: { order: 'seven' } })),
      'trigger/non-object-body': { normalise: () => event('d-1') },
      'trigger/invalid-message': {
        normalise: (request) => (request.body === null ? { kind: 'invalid', message: '' } : normalise(request)),
      },
      'trigger/reply-status': answering(() => ({ kind: 'reply', status: 404, body: null })),
    },
  });

  it('catches one that never takes a large body', () =>
    assert.throws(() => checkTrigger({ ...good, ...overBytes((bytes) => bytes.slice(0, 65_536)) }, fixtures), {
      rule: 'trigger/large-body',
    }));
});
