// What the workflows of the load do besides talking to a model: an action for each way a node can behave when its process dies.
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { definePlugin, RetryableError, TerminalError, Type } from '@configurable-agents/plugin-sdk';
import type { Context, Plugin } from '@configurable-agents/plugin-sdk';

const NUMBER = Type.Object({ n: Type.Integer(), delay_ms: Type.Optional(Type.Number()) });
const COUNTED = Type.Object({ n: Type.Integer() });

/** A line of what has happened in the world, as the service at the other end would have it in its books. */
function note({ config, idempotencyKey, attempt }: Context): void {
  appendFileSync(String(config['ledger']), `${idempotencyKey} ${attempt}\n`);
}

async function pause(delayMs: number | undefined, { signal }: Context): Promise<void> {
  if (delayMs !== undefined) await sleep(delayMs, undefined, { signal });
}

export const plugin: Plugin = definePlugin({
  name: 'load',
  version: '1.0.0',
  sdk: '^1',
  actions: {
    count: {
      input: NUMBER,
      output: COUNTED,
      effects: 'pure',
      idempotent: true,
      run: async ({ input, context }) => {
        await pause(input.delay_ms, context);
        return { n: input.n + 1 };
      },
    },
    picky: {
      input: NUMBER,
      output: COUNTED,
      effects: 'read',
      idempotent: true,
      run: async ({ input, context }) => {
        await pause(input.delay_ms, context);
        if (input.n % 2 === 1) throw new TerminalError(`${input.n} is odd`, { class: 'bad_request', code: 'LOAD_ODD' });
        return { n: input.n + 1 };
      },
    },
    flaky: {
      input: Type.Object({ n: Type.Integer(), fails: Type.Integer() }),
      output: COUNTED,
      effects: 'read',
      idempotent: true,
      run: ({ input, context }) => {
        if (context.attempt <= input.fails) throw new RetryableError('not yet', { code: 'LOAD_NOT_YET' });
        return { n: input.n + 1 };
      },
    },
    write: {
      input: NUMBER,
      output: COUNTED,
      effects: 'write',
      idempotent: false,
      run: async ({ input, context }) => {
        note(context);
        await pause(input.delay_ms, context);
        return { n: input.n + 1 };
      },
    },
  },
});
