import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { RetryableError, TerminalError } from '@configurable-agents/plugin-sdk';
import type {
  Action,
  GenerateRequest,
  Json,
  JsonSchema,
  Part,
  Provider,
  TrackedFact,
  Tracker,
  Trigger,
} from '@configurable-agents/plugin-sdk';
import { signGeneric, verifySignature } from '@configurable-agents/plugin-sdk/signature';
import { checkAction, checkProvider, checkTracker, checkTrigger, contextWith, sampleFacts } from '../src/testing.ts';

const broken = (message: RegExp): object => ({ name: 'ContractViolation', message });

describe('contract kit: action', () => {
  const numbers = { type: 'object', required: ['n'], properties: { n: { type: 'number' } } };
  const action: Action = {
    input: numbers,
    output: numbers,
    effects: 'pure',
    idempotent: true,
    run: ({ input }) => ({ n: (input as { n: number }).n * 2 }),
  };
  const inputs = [{ n: 1 }, { n: -0.5 }];
  const waiting = async (signal: AbortSignal): Promise<Json> => {
    await sleep(60_000, undefined, { signal });
    return { n: 0 };
  };

  it('passes one that keeps the contract', async () => {
    await checkAction(action, { inputs, refused: [{ n: 'one' }, {}] });
    const slow: Action = { ...action, effects: 'read', run: ({ context }) => waiting(context.signal) };
    await checkAction(
      { ...slow, run: (call) => ((call.input as { n: number }).n === 9 ? slow.run(call) : { n: 1 }) },
      {
        inputs,
        slow: { input: { n: 9 } },
      },
    );
  });

  let calls = 0;
  const wrong: readonly (readonly [string, Partial<Action>, RegExp])[] = [
    ['an output outside its schema', { run: () => ({ n: 'two' }) }, /an output fits the schema .* \/n must be number/],
    ['an output that is no JSON', { run: () => ({ n: Number.NaN }) }, /an output is JSON/],
    ['another output each time', { run: () => ({ n: (calls += 1) }) }, /a pure action gives the same twice/],
    ['effects that nobody knows', { effects: 'some' as Action['effects'] }, /`effects` is pure, read or write/],
    ['a limit that is none', { timeoutMs: 0 }, /`timeoutMs` is a positive integer/],
    ['a schema that does not take the fixture', { input: { type: 'object', required: ['m'] } }, /takes the fixture/],
  ];
  for (const [what, change, message] of wrong) {
    it(`finds ${what}`, () => assert.rejects(checkAction({ ...action, ...change }, { inputs }), broken(message)));
  }

  it('finds an input that is written to', async () => {
    const run: Action['run'] = ({ input }) => Object.assign(input as object, { n: 1 });
    await assert.rejects(checkAction({ ...action, run }, { inputs }), TypeError);
  });

  it('finds a schema that takes too much', async () => {
    await assert.rejects(checkAction(action, { inputs, refused: [{ n: 5 }] }), broken(/refuses what is wrong/));
  });

  it('finds a call that cannot be aborted, and one that was over before', async () => {
    const deaf: Action = { ...action, effects: 'read', run: async () => sleep(300, { n: 1 }) };
    await assert.rejects(
      checkAction(deaf, { inputs: [{ n: 1 }], slow: { input: { n: 1 } } }),
      broken(/this one went on/),
    );
    await assert.rejects(checkAction(action, { inputs, slow: { input: { n: 1 } } }), broken(/over before/));
  });

  it('checks the default of an output that the workflow types', async () => {
    const output = { fromConfig: '/output_schema', default: { type: 'string' } };
    await assert.rejects(checkAction({ ...action, output }, { inputs }), broken(/must be string/));
  });
});

describe('contract kit: provider', () => {
  const objectOf = (type: string): JsonSchema => ({ type: 'object', required: ['a'], properties: { a: { type } } });
  const usage: Part = { kind: 'usage', inputTokens: 1, outputTokens: null, costUsd: null };
  const request: GenerateRequest = {
    model: 'any',
    messages: [{ role: 'user', content: 'Hi' }],
    parameters: {},
    state: {},
  };
  const answering = (parts: readonly Part[]): Provider => ({
    models: { '*': { contextTokens: null, structuredOutput: true, tools: false } },
    async *generate(asked, { fetch, signal, secret }) {
      if (asked.model === 'slow') await sleep(60_000, undefined, { signal });
      if (asked.model === 'deaf') await sleep(300);
      if (asked.model === 'remote') {
        const { status } = await fetch('https://api.acme.example/', { headers: { key: secret('key') } });
        if (status === 429) throw new RetryableError('the service is full', { class: 'rate_limit' });
        if (status === 500) throw new RetryableError('failed', { cause: new Error(`with key ${secret('key')}`) });
        throw new TerminalError('the key is wrong', { class: 'auth' });
      }
      yield* asked.outputSchema === undefined ? parts : [{ kind: 'object' as const, value: { a: 1 } }, usage];
    },
  });
  const text: Part = { kind: 'text', text: 'Hello' };
  const good = answering([text, text, usage]);
  const remote = (status: number): Parameters<typeof contextWith>[0] => ({
    secrets: { key: 'sentinel' },
    fetch: () => Promise.resolve(new Response(null, { status })),
  });
  const failing = (
    status: number,
    expected: { class: 'rate_limit' | 'auth' | 'unavailable'; retryable: boolean },
  ): object => ({
    request,
    secrets: ['sentinel'],
    failures: [
      {
        name: `status ${status}`,
        request: { ...request, model: 'remote' },
        context: contextWith(remote(status)),
        ...expected,
      },
    ],
  });
  const check = (provider: Provider, fixtures: object): Promise<void> =>
    checkProvider(provider, { request, ...fixtures });

  it('passes one that keeps the contract', async () => {
    await check(good, { structured: { outputSchema: objectOf('number') } });
    await check(good, { slow: { request: { ...request, model: 'slow' } } });
    await check(good, failing(429, { class: 'rate_limit', retryable: true }));
    await check(good, failing(401, { class: 'auth', retryable: false }));
  });

  const wrong: readonly (readonly [string, readonly Part[], RegExp])[] = [
    ['a missing usage', [text], /exactly one usage comes, as the last part; the parts are text/],
    ['a second usage', [text, usage, usage], /exactly one usage/],
    ['a usage before the text', [usage, text], /as the last part/],
    ['an answer that is none', [usage], /an answer comes before the usage/],
    ['two objects', [{ kind: 'object', value: 1 }, { kind: 'object', value: 2 }, usage], /at most one object/],
    ['half a token', [text, { ...usage, inputTokens: 0.5 }], /a token count is a whole number/],
    ['a count that is not there', [text, { kind: 'usage' } as unknown as Part], /a token count is a whole number/],
  ];
  for (const [what, parts, message] of wrong) {
    it(`finds ${what}`, () => assert.rejects(check(answering(parts), {}), broken(message)));
  }

  it('finds an object that does not fit its schema', async () => {
    const structured = { outputSchema: objectOf('string') };
    await assert.rejects(check(good, { structured }), broken(/\/a must be string/));
  });

  it('finds a failure of another class, one that never came and one that tells a secret', async () => {
    await assert.rejects(
      check(good, failing(401, { class: 'rate_limit', retryable: true })),
      broken(/of class "auth"/),
    );
    const failures = [{ name: 'silence', context: contextWith(), class: 'unavailable', retryable: true }];
    await assert.rejects(check(good, { failures }), broken(/silence is a failure .*; it was answered with/));
    const told = check(good, failing(500, { class: 'unavailable', retryable: true }));
    await assert.rejects(told, (error: Error) => {
      assert.match(error.message, /no failure tells a secret/);
      return !error.message.includes('sentinel');
    });
  });

  it('finds a stream that cannot be aborted', async () => {
    await assert.rejects(check(good, { slow: { request: { ...request, model: 'deaf' } } }), broken(/this one went on/));
  });
});

describe('contract kit: trigger', () => {
  const secret = 'the secret';
  const rawBody = Buffer.from('{"id":"d-1"}');
  const nowMs = 1_700_000_000_000;
  const genuine = { headers: { 'x-webhook-signature': [signGeneric(rawBody, secret)] }, rawBody };
  const fixtures = { genuine, secret, nowMs, signatureHeader: 'x-webhook-signature', isTimestamped: false };
  const signed = Buffer.concat([Buffer.from(`${nowMs / 1000}.`), rawBody]);
  const timestamped = {
    ...fixtures,
    isTimestamped: true,
    genuine: {
      rawBody,
      headers: { 'x-webhook-signature': [signGeneric(signed, secret)], 'x-webhook-timestamp': [`${nowMs / 1000}`] },
    },
  };
  const trigger: Trigger = {
    event: { type: 'object' },
    maxBodyBytes: 1024,
    ackStatus: 202,
    verify: (request, options) => verifySignature({ scheme: 'generic', request, ...options }),
    normalise: ({ body }) => {
      const id = typeof body === 'object' && body !== null && 'id' in body ? body['id'] : undefined;
      if (typeof id !== 'string') return { kind: 'invalid', message: '`id` is missing' };
      return { kind: 'events', events: [{ type: 'acme', data: body ?? null, dedupeKey: id }] };
    },
  };

  it('passes one that keeps the contract, with and without a timestamp', () => {
    checkTrigger(trigger, fixtures);
    checkTrigger(trigger, timestamped);
  });

  let deliveries = 0;
  const wrong: readonly (readonly [string, Partial<Trigger>, RegExp])[] = [
    ['one that takes everything', { verify: () => ({ ok: true }) }, /a body with one bit changed is refused/],
    [
      'one that takes nothing',
      { verify: () => ({ ok: false, stage: 'signature', reason: 'no' }) },
      /a genuine delivery is accepted/,
    ],
    [
      'one that tries only the first secret',
      {
        verify: (request, { secrets, nowMs: now }) =>
          trigger.verify(request, { secrets: secrets.slice(0, 1), nowMs: now }),
      },
      /while secrets are rotated/,
    ],
    [
      'one that reads the first of two signatures',
      {
        verify: ({ headers, rawBody: bytes }, options) => {
          const first = Object.fromEntries(Object.entries(headers).map(([name, lines]) => [name, lines.slice(0, 1)]));
          return trigger.verify({ headers: first, rawBody: bytes }, options);
        },
      },
      /a delivery with the signature twice is refused/,
    ],
    [
      'another key for the same delivery',
      { normalise: () => ({ kind: 'events', events: [{ type: 'a', data: null, dedupeKey: `${(deliveries += 1)}` }] }) },
      /the same delivery twice gives the same events/,
    ],
    [
      'an event out of any body',
      { normalise: () => ({ kind: 'events', events: [{ type: 'a', data: null, dedupeKey: null }] }) },
      /a body that is no object is invalid/,
    ],
    [
      'an empty key',
      { normalise: () => ({ kind: 'events', events: [{ type: 'a', data: null, dedupeKey: '' }] }) },
      /a dedupe key has 1 to 255 characters/,
    ],
    ['a status that is no success', { ackStatus: 302 }, /`ackStatus` is 2xx/],
  ];
  for (const [what, change, message] of wrong) {
    it(`finds ${what}`, () => assert.throws(() => checkTrigger({ ...trigger, ...change }, fixtures), broken(message)));
  }

  it('finds one that throws at a signature of another length', () => {
    const verify: Trigger['verify'] = (request, options) => {
      if (request.headers['x-webhook-signature']?.[0]?.length === 63) throw new RangeError('lengths differ');
      return trigger.verify(request, options);
    };
    assert.throws(() => checkTrigger({ ...trigger, verify }, fixtures), RangeError);
  });

  it('finds one that takes an old delivery', () => {
    const verify: Trigger['verify'] = (request, { secrets }) => trigger.verify(request, { secrets, nowMs });
    assert.throws(
      () => checkTrigger({ ...trigger, verify }, timestamped),
      broken(/older than five minutes is refused/),
    );
  });
});

describe('contract kit: tracker', () => {
  const seen = (): { readonly tracker: Tracker; readonly rows: TrackedFact[] } => {
    const rows: TrackedFact[] = [];
    const record: Tracker['record'] = async (batch, { signal }) => {
      signal.throwIfAborted();
      await Promise.resolve();
      rows.push(...batch.filter(({ pos }) => !rows.some((row) => row.pos === pos)));
    };
    return { tracker: { record }, rows };
  };

  it('passes one that keeps the contract', async () => {
    const { tracker, rows } = seen();
    await checkTracker(tracker, { recorded: () => rows });
    assert.deepEqual(
      rows.map(({ pos }) => pos),
      sampleFacts().map(({ pos }) => pos),
    );
  });

  const wrong: readonly (readonly [string, Tracker['record'], RegExp])[] = [
    ['one that records nothing', () => undefined, /a batch is recorded; nothing arrived/],
    [
      'one that records twice',
      (batch, { write }) => batch.forEach(({ pos }) => write(String(pos))),
      /a position is recorded once/,
    ],
  ];
  for (const [what, record, message] of wrong) {
    it(`finds ${what}`, () => assert.rejects(checkTracker({ record }), broken(message)));
  }

  const once = (line: (fact: TrackedFact) => string): Tracker['record'] => {
    let last = 0;
    return (batch, { write }) => {
      for (const fact of batch.filter(({ pos }) => pos > last)) {
        last = fact.pos;
        write(line(fact));
      }
    };
  };

  it('finds a line that a payload has forged', async () => {
    const record = once(({ fact }) => String((fact['error'] as { readonly message?: string } | null)?.message));
    await assert.rejects(checkTracker({ record }), broken(/a line is one line/));
  });

  it('finds one that goes on after it is aborted', async () => {
    const lines = once(({ pos }) => `${pos}`);
    const record: Tracker['record'] = async (batch, options) => {
      if (options.signal.aborted) await sleep(300);
      await lines(batch, options);
    };
    await assert.rejects(checkTracker({ record }), broken(/an aborted batch ends within/));
  });
});

describe('contract kit: context', () => {
  it('has no network and no secret unless they are given', async () => {
    const context = contextWith({ secrets: { key: 'value' } });
    assert.equal(context.secret('key'), 'value');
    assert.throws(() => context.secret('constructor'), { class: 'auth', retryable: false });
    await assert.rejects(context.fetch('https://example.com/'), /has no network/);
  });
});
