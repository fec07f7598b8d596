// Action `code`: JavaScript of the workflow, in a sandbox.
import { definePlugin, mark, Type } from '@configurable-agents/plugin-sdk';
import type { Json, Plugin } from '@configurable-agents/plugin-sdk';

const DEFAULT_MEMORY = 64 * 1024 * 1024;
const MOST_MEMORY = 1024 * 1024 * 1024;
const DEFAULT_TIMEOUT_MS = 10_000;

/** The plugin `code`. */
export const plugin: Plugin = definePlugin({
  name: 'code',
  version: '0.1.0',
  sdk: '^1',
  actions: {
    code: {
      description: 'Runs JavaScript: the body of a function with `inputs`. The output is what it returns.',
      input: Type.Object(
        {
          code: Type.String({ minLength: 1, ...mark.code }),
          inputs: Type.Optional(Type.Unknown({ default: {} })),
          memory: Type.Optional(
            Type.Integer({ minimum: 1, maximum: MOST_MEMORY, default: DEFAULT_MEMORY, description: 'Bytes.' }),
          ),
          timeout_ms: Type.Optional(Type.Integer({ minimum: 1, default: DEFAULT_TIMEOUT_MS })),
        },
        { additionalProperties: false },
      ),
      output: { fromConfig: '/output_schema', default: Type.Unknown() },
      effects: 'pure',
      idempotent: true,
      timeoutMs: DEFAULT_TIMEOUT_MS,
      lane: 'cpu',
      run: async ({ input, context }) => {
        // The sandbox is half a megabyte of WebAssembly: a lane that runs no code never loads it.
        const { runInSandbox } = await import('./sandbox.ts');
        return await runInSandbox({
          code: input.code,
          // The host has rendered it: it is JSON.
          inputs: (input.inputs ?? {}) as Json,
          memory: input.memory ?? DEFAULT_MEMORY,
          timeoutMs: input.timeout_ms ?? DEFAULT_TIMEOUT_MS,
          log: (level, message) => context.log[level](message),
        });
      },
    },
  },
});
