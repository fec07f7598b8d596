// Checked by `tsc` alone: what `definePlugin` infers, and what it refuses. types.test.ts proves that it is part of the check.
import { definePlugin, Type } from '@configurable-agents/plugin-sdk';
import type { Context, JsonObject, Plugin } from '@configurable-agents/plugin-sdk';

const head = { name: 'acme', version: '1.0.0', sdk: '^1' } as const;
const numbers = Type.Object({ n: Type.Number() });
const rules = { effects: 'pure', idempotent: true } as const;
const double = { input: numbers, output: numbers, ...rules } as const;

export const typed: Plugin = definePlugin({
  ...head,
  actions: {
    double: { ...double, run: ({ input }) => ({ n: input.n * 2 }) },
    // Each action has its own types.
    label: {
      input: Type.Object({ text: Type.String() }),
      output: Type.Object({ length: Type.Integer() }),
      ...rules,
      run: async ({ input, context }) => {
        context.log.info(input.text.toUpperCase());
        return Promise.resolve({ length: input.text.length });
      },
    },
    open: {
      input: numbers,
      output: { fromConfig: '/output_schema', default: Type.Unknown() },
      ...rules,
      run: ({ input }) => input.n,
    },
  },
});

export const wrongOutput: Plugin = definePlugin({
  ...head,
  actions: {
    // @ts-expect-error: `run` gives a text where the schema has a number.
    double: { ...double, run: ({ input }) => ({ n: String(input.n) }) },
  },
});

export const wrongInput: Plugin = definePlugin({
  ...head,
  actions: {
    double: {
      ...double,
      // @ts-expect-error: the input has no `m`.
      run: ({ input }) => ({ n: input.m }),
    },
  },
});

export const unknownEffects: Plugin = definePlugin({
  ...head,
  actions: {
    double: {
      input: numbers,
      output: numbers,
      // @ts-expect-error: effects are pure, read or write.
      effects: 'some',
      idempotent: true,
      run: ({ input }) => ({ n: input.n }),
    },
  },
});

export const missingEffects: Plugin = definePlugin({
  ...head,
  actions: {
    // @ts-expect-error: an action says what it does to the world.
    double: { input: numbers, output: numbers, idempotent: true, run: () => ({ n: 1 }) },
  },
});

// @ts-expect-error: a plugin has a version.
export const missingVersion: Plugin = definePlugin({ name: 'acme', sdk: '^1' });

/** A tool is an action with a description. */
const described = { ...double, description: 'Doubles a number.' } as const;

export const tools: Plugin = definePlugin({
  ...head,
  tools: { double: { ...described, run: ({ input }) => ({ n: input.n * 2 }) } },
});

export const wrongToolOutput: Plugin = definePlugin({
  ...head,
  tools: {
    // @ts-expect-error: `run` gives a text where the schema has a number.
    double: { ...described, run: ({ input }) => ({ n: String(input.n) }) },
  },
});

export const toolWithoutDescription: Plugin = definePlugin({
  ...head,
  tools: {
    // @ts-expect-error: a model knows a tool by its description alone.
    double: { ...double, run: ({ input }) => ({ n: input.n }) },
  },
});

/** Secrets and configuration: each function knows what the plugin declares. */
const secrets = { apiKey: { env: 'ACME_API_KEY' } } as const;
const config = Type.Object({ region: Type.String(), retries: Type.Optional(Type.Integer()) });
const models = { '*': { contextTokens: null, structuredOutput: false, tools: false } } as const;
const onlyNamed = (context: Context<'apiKey'>): string => context.secret('apiKey');
const anyName = (context: Context): string => context.secret('apiKey');

export const known: Plugin = definePlugin({
  ...head,
  secrets,
  config,
  actions: {
    double: {
      ...double,
      run: ({ context }) => {
        const region: string = context.config.region;
        // A function declared elsewhere takes it, whether it knows the names or not.
        return {
          n: region.length + context.secret('apiKey').length + onlyNamed(context).length + anyName(context).length,
        };
      },
    },
  },
  providers: {
    acme: {
      models,
      async *generate(_request, { config: { retries = 0 }, secret }) {
        secret('apiKey');
        await Promise.resolve();
        yield { kind: 'usage', inputTokens: retries, outputTokens: null, costUsd: null };
      },
    },
  },
  trackers: { acme: { record: (_batch, { write, config: { region }, secret }) => write(region + secret('apiKey')) } },
});

export const undeclaredSecret: Plugin = definePlugin({
  ...head,
  secrets,
  actions: {
    double: {
      ...double,
      run: ({ context }) => {
        // @ts-expect-error: the plugin declares `apiKey`.
        context.secret('apikey');
        return { n: 1 };
      },
    },
  },
  tools: {
    double: {
      ...described,
      run: ({ context }) => {
        // @ts-expect-error: the same for a tool.
        context.secret('token');
        return { n: 1 };
      },
    },
  },
  providers: {
    acme: {
      models,
      async *generate(_request, context) {
        // @ts-expect-error: the same for a provider.
        context.secret('token');
        await Promise.resolve();
        yield { kind: 'usage', inputTokens: null, outputTokens: null, costUsd: null };
      },
    },
  },
  trackers: {
    acme: {
      record: (_batch, context) => {
        // @ts-expect-error: the same for a tracker.
        context.secret('token');
      },
    },
  },
});

export const noSecrets: Plugin = definePlugin({
  ...head,
  actions: {
    double: {
      ...double,
      run: ({ context }) => {
        // @ts-expect-error: a plugin without secrets has none to ask for.
        context.secret('apiKey');
        return { n: 1 };
      },
    },
  },
});

export const unknownSetting: Plugin = definePlugin({
  ...head,
  config,
  actions: {
    double: {
      ...double,
      // @ts-expect-error: the configuration has no `zone`.
      run: ({ context }) => ({ n: context.config.zone.length }),
    },
  },
});

export const plainConfig: Plugin = definePlugin({
  ...head,
  config: { type: 'object', properties: { region: { type: 'string' } } },
  actions: {
    double: {
      ...double,
      run: ({ context }) => {
        // @ts-expect-error: of a plain JSON Schema no types are read; a value is any JSON.
        const region: string = context.config['region'];
        return { n: region.length };
      },
    },
  },
});

export const secretAsText: Plugin = definePlugin({
  ...head,
  // @ts-expect-error: a secret names its variable; its value is never in the code.
  secrets: { apiKey: 'sk-1234' },
});

/** Capabilities. */
export const asking: Plugin = definePlugin({
  ...head,
  capabilities: {
    net: ['api.acme.example:443', { fromConfig: '/base_url' }],
    env: ['ACME_REGION'],
    fs: { read: ['acme/cache'], write: [{ fromConfig: '/folder' }] },
    subprocess: true,
    llm: true,
  },
});

export const unknownCapability: Plugin = definePlugin({
  ...head,
  // @ts-expect-error: nobody grants `network`.
  capabilities: { network: ['api.acme.example:443'] },
});

export const unknownFileAccess: Plugin = definePlugin({
  ...head,
  // @ts-expect-error: files are read or written.
  capabilities: { fs: { execute: ['acme/bin'] } },
});

/** Triggers. */
const trigger = { maxBodyBytes: 1024, ackStatus: 202 } as const;
const verify = (): { readonly ok: true } => ({ ok: true });
const order = Type.Object({ order: Type.Integer() });

export const events: Plugin = definePlugin({
  ...head,
  triggers: {
    typed: {
      ...trigger,
      event: order,
      verify,
      normalise: () => ({ kind: 'events', events: [{ type: 'paid', data: { order: 7 }, dedupeKey: null }] }),
    },
    plain: {
      ...trigger,
      event: { type: 'object' },
      verify,
      normalise: ({ body = null }) => ({ kind: 'events', events: [{ type: 'paid', data: body, dedupeKey: null }] }),
    },
  },
});

export const missingVerify: Plugin = definePlugin({
  ...head,
  triggers: {
    // @ts-expect-error: a trigger verifies; there is no default.
    event: { ...trigger, event: order, normalise: () => ({ kind: 'invalid', message: 'no' }) },
  },
});

export const wrongVerdict: Plugin = definePlugin({
  ...head,
  triggers: {
    event: {
      ...trigger,
      event: order,
      // @ts-expect-error: a refusal says at which stage and why.
      verify: () => ({ ok: false }),
      normalise: () => ({ kind: 'events', events: [] }),
    },
  },
});

export const wrongEvent: Plugin = definePlugin({
  ...head,
  triggers: {
    event: {
      ...trigger,
      event: order,
      verify,
      // @ts-expect-error: the schema of the event has a number.
      normalise: () => ({ kind: 'events', events: [{ type: 'paid', data: { order: 'seven' }, dedupeKey: null }] }),
    },
  },
});

/** Keys that nobody knows. */
export const unknownPart: Plugin = definePlugin({
  ...head,
  // @ts-expect-error: it is `actions`.
  action: {},
});

export const unknownActionKey: Plugin = definePlugin({
  ...head,
  actions: {
    double: {
      input: numbers,
      output: numbers,
      ...rules,
      // @ts-expect-error: it is `timeoutMs`.
      timeout: 100,
      run: ({ input }) => ({ n: input.n }),
    },
  },
});

export const unknownTriggerKey: Plugin = definePlugin({
  ...head,
  triggers: {
    event: {
      ...trigger,
      event: order,
      verify,
      // @ts-expect-error: it is `normalise`.
      normalize: () => ({ kind: 'events', events: [] }),
      normalise: () => ({ kind: 'events', events: [] }),
    },
  },
});

export const unknownProviderKey: Plugin = definePlugin({
  ...head,
  providers: {
    acme: {
      models,
      // @ts-expect-error: a stream is what `generate` gives.
      stream: true,
      async *generate() {
        await Promise.resolve();
        yield { kind: 'usage', inputTokens: null, outputTokens: null, costUsd: null };
      },
    },
  },
});

export const unknownTrackerKey: Plugin = definePlugin({
  ...head,
  trackers: {
    acme: {
      record: () => undefined,
      // @ts-expect-error: a batch is done when `record` returns.
      flush: () => undefined,
    },
  },
});

/** The configuration is JSON: nothing in it can be called. */
export function region(settings: JsonObject): unknown {
  // @ts-expect-error: a value of JSON is no function.
  return settings['region']();
}
