// Checked by `tsc` alone: what `definePlugin` infers, and what it refuses.
import { definePlugin, Type } from '@configurable-agents/plugin-sdk';
import type { JsonObject, Plugin } from '@configurable-agents/plugin-sdk';

const head = { name: 'acme', version: '1.0.0', sdk: '^1' } as const;
const numbers = Type.Object({ n: Type.Number() });
const rules = { effects: 'pure', idempotent: true } as const;

export const typed: Plugin = definePlugin({
  ...head,
  actions: {
    double: { input: numbers, output: numbers, ...rules, run: ({ input }) => ({ n: input.n * 2 }) },
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
    double: { input: numbers, output: numbers, ...rules, run: ({ input }) => ({ n: String(input.n) }) },
  },
});

export const wrongInput: Plugin = definePlugin({
  ...head,
  actions: {
    double: {
      input: numbers,
      output: numbers,
      ...rules,
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

const trigger = { event: { type: 'object' }, maxBodyBytes: 1024, ackStatus: 202 };

export const missingVerify: Plugin = definePlugin({
  ...head,
  triggers: {
    // @ts-expect-error: a trigger verifies; there is no default.
    event: { ...trigger, normalise: () => ({ kind: 'invalid', message: 'no' }) },
  },
});

export const wrongVerdict: Plugin = definePlugin({
  ...head,
  triggers: {
    event: {
      ...trigger,
      // @ts-expect-error: a refusal says at which stage and why.
      verify: () => ({ ok: false }),
      normalise: () => ({ kind: 'events', events: [] }),
    },
  },
});

export const secretAsText: Plugin = definePlugin({
  ...head,
  // @ts-expect-error: a secret names its variable; its value is never in the code.
  secrets: { apiKey: 'sk-1234' },
});

// @ts-expect-error: a plugin has a version.
export const missingVersion: Plugin = definePlugin({ name: 'acme', sdk: '^1' });

/** The configuration is JSON: nothing in it can be called. */
export function region(config: JsonObject): unknown {
  // @ts-expect-error: a value of JSON is no function.
  return config['region']();
}
