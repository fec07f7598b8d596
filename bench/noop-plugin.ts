// Actions that answer at once, so that a figure shows the engine and not the work, and one that waits as long as it is told.
import { setTimeout as sleep } from 'node:timers/promises';
import { definePlugin, Type } from '@configurable-agents/plugin-sdk';
import type { Plugin } from '@configurable-agents/plugin-sdk';

function fibo(n: number): number {
  return n < 2 ? n : fibo(n - 1) + fibo(n - 2);
}

export const plugin: Plugin = definePlugin({
  name: 'bench',
  version: '1.0.0',
  sdk: '^1',
  actions: {
    noop: {
      input: Type.Object({ message: Type.Optional(Type.String()) }),
      output: Type.Object({ text: Type.String() }),
      effects: 'pure',
      idempotent: true,
      run: ({ input }) => ({ text: `result of ${input.message ?? 'nothing'}` }),
    },
    fibo: {
      input: Type.Object({ n: Type.Integer() }),
      output: Type.Object({ n: Type.Integer(), value: Type.Integer() }),
      effects: 'pure',
      idempotent: true,
      run: ({ input: { n } }) => ({ n, value: fibo(n) }),
    },
    /** Waits while `BENCH_HANG` is set in the environment of the process. */
    hang: {
      input: Type.Object({}),
      output: Type.Object({}),
      effects: 'read',
      idempotent: true,
      timeoutMs: 3_600_000,
      run: async ({ context }) => {
        if (process.env['BENCH_HANG'] !== undefined) await sleep(3_600_000, undefined, { signal: context.signal });
        return {};
      },
    },
  },
});
