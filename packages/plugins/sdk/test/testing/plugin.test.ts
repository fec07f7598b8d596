import assert from 'node:assert/strict';
import { definePlugin, Type } from '@configurable-agents/plugin-sdk';
import type { Action, Plugin, Provider, Tool, Trigger } from '@configurable-agents/plugin-sdk';
import { verifySignature } from '@configurable-agents/plugin-sdk/signature';
import { checkPlugin } from '@configurable-agents/plugin-sdk/testing';

const n = Type.Object({ n: Type.Number() }, { additionalProperties: false });
const good: Plugin = definePlugin({
  name: 'acme',
  version: '1.0.0',
  sdk: '^1',
  actions: {
    double: { input: n, output: n, effects: 'pure', idempotent: true, run: ({ input }) => ({ n: input.n * 2 }) },
    send: {
      input: n,
      output: n,
      effects: 'write',
      idempotent: false,
      run: () => {
        throw new Error('what writes is not called');
      },
    },
  },
  tools: {
    half: {
      description: 'Halves.',
      input: n,
      output: n,
      effects: 'pure',
      idempotent: true,
      run: ({ input }) => ({ n: input.n / 2 }),
    },
  },
  providers: {
    acme: {
      models: { '*': { contextTokens: null, structuredOutput: false, tools: false } },
      async *generate() {
        yield { kind: 'usage', inputTokens: null, outputTokens: null, costUsd: null };
      },
    },
  },
  triggers: {
    event: {
      event: Type.Object({ id: Type.String() }),
      maxBodyBytes: 1024,
      ackStatus: 202,
      verify: (request, options) => verifySignature({ scheme: 'generic', request, ...options }),
      normalise: ({ body }) =>
        typeof body === 'object' && body !== null && 'id' in body && typeof body['id'] === 'string'
          ? { kind: 'events', events: [{ type: 'paid', data: { id: body['id'] }, dedupeKey: body['id'] }] }
          : { kind: 'invalid', message: '`id` must be a text' },
    },
  },
  trackers: { acme: { record: () => undefined } },
});

type Change = {
  readonly actions?: Partial<Action>;
  readonly tools?: Partial<Tool>;
  readonly providers?: Partial<Provider>;
  readonly triggers?: Partial<Trigger>;
};

/** The plugin with its first contribution of some kind changed. */
function twin(change: Change): Plugin {
  const [[kind, part] = ['', {}]] = Object.entries(change);
  const entries = Object.entries((good as unknown as { readonly [kind: string]: object })[kind] ?? {});
  const [[name, before] = ['', {}]] = entries as readonly (readonly [string, object])[];
  return { ...good, [kind]: Object.fromEntries([...entries, [name, { ...before, ...part }]]) };
}

describe('contract kit: a plugin without fixtures', () => {
  it('has nothing to say of one that keeps the contract, and calls nothing that reaches outside', async () => {
    assert.deepEqual(await checkPlugin(good), []);
    assert.deepEqual(await checkPlugin({ name: 'empty', version: '1.0.0', sdk: '^1' }), []);
  });

  let count = 0;
  const ok = { ok: true } as const;
  const twins: readonly (readonly [rule: string, contribution: string, change: Change])[] = [
    ['action/timeout', 'action double', { actions: { timeoutMs: 0 } }],
    ['action/output-fits', 'action double', { actions: { run: () => ({ m: 1 }) } }],
    ['action/output-clones', 'action double', { actions: { run: () => ({ n: Number.NaN }) } }],
    ['action/pure', 'action double', { actions: { run: () => ({ n: (count += 1) }) } }],
    [
      'action/failure-classed',
      'action double',
      {
        actions: {
          run: () => {
            throw new Error('broken');
          },
        },
      },
    ],
    ['tool/description', 'tool half', { tools: { description: ' ' } }],
    ['tool/object-input', 'tool half', { tools: { input: true } }],
    ['provider/models', 'provider acme', { providers: { models: {} } }],
    ['trigger/ack-status', 'trigger event', { triggers: { ackStatus: 302 } }],
    ['trigger/max-body', 'trigger event', { triggers: { maxBodyBytes: 0 } }],
    ['trigger/missing-signature', 'trigger event', { triggers: { verify: () => ok } }],
    [
      'trigger/verify-total',
      'trigger event',
      {
        triggers: {
          verify: ({ headers }) => ({ ok: false, stage: 'header', reason: headers['x-acme']?.[0]?.at(0) ?? missing() }),
        },
      },
    ],
    [
      'trigger/non-object-body',
      'trigger event',
      { triggers: { normalise: () => ({ kind: 'reply', status: 200, body: null }) } },
    ],
    [
      'trigger/normalise-total',
      'trigger event',
      { triggers: { normalise: ({ body }) => ({ kind: 'invalid', message: (body as { id: string }).id }) } },
    ],
  ];
  for (const [rule, contribution, change] of twins) {
    it(`finds ${rule}`, async () => {
      const found = await checkPlugin(twin(change));
      assert.deepEqual(
        found.map((finding) => [finding.rule, finding.contribution]),
        [[rule, contribution]],
        JSON.stringify(found),
      );
      assert.match(found[0]?.message ?? '', new RegExp(`\\(${rule}\\)$`));
    });
  }
});

function missing(): never {
  throw new TypeError('no header');
}
