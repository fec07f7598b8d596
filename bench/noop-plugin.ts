// An action that answers at once, so that a figure shows the engine and not the work.
import { definePlugin, Type } from '@configurable-agents/plugin-sdk';
import type { Plugin } from '@configurable-agents/plugin-sdk';

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
  },
});
