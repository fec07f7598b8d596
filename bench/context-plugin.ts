// Actions that measure, from inside an execution, what a call of the context costs; and a trigger that takes everything.
import { definePlugin, Type } from '@configurable-agents/plugin-sdk';
import type { Context, Plugin } from '@configurable-agents/plugin-sdk';
import { plugin as noop } from './noop-plugin.ts';

type Call = (context: Context, url: string) => unknown;

const CALLS: { readonly [name: string]: Call } = {
  secret: (context) => context.secret('token'),
  config: (context) => context.config,
  now: (context) => context.now(),
  log: (context) => context.log.debug('a line'),
  fetch: async (context, url) => await (await context.fetch(url)).text(),
  plain_fetch: async (_context, url) => await (await fetch(url)).text(),
};

export const plugin: Plugin = definePlugin({
  name: 'bench',
  version: '1.0.0',
  sdk: '^1',
  secrets: { token: { env: 'BENCH_TOKEN' } },
  capabilities: { net: ['*'] },
  actions: {
    ...noop.actions,
    /** Microseconds that one call takes, of `times`. */
    calls: {
      input: Type.Object({ call: Type.String(), times: Type.Integer(), url: Type.String() }),
      output: Type.Number(),
      effects: 'read',
      idempotent: true,
      run: async ({ input: { call: name, times, url }, context }) => {
        const call = CALLS[name];
        if (call === undefined) throw new Error(`there is no call ${name}`);
        for (let i = 0; i < times; i += 1) await call(context, url);
        const start = performance.now();
        for (let i = 0; i < times; i += 1) await call(context, url);
        return ((performance.now() - start) / times) * 1000;
      },
    },
  },
  triggers: {
    hook: {
      event: Type.Unknown(),
      maxBodyBytes: 2 ** 24,
      ackStatus: 202,
      verify: () => ({ ok: true }),
      normalise: () => ({ kind: 'reply', status: 200, body: null }),
    },
  },
});
