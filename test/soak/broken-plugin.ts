// The plugin of the load with an action that fails where it must not.
import { TerminalError } from '@configurable-agents/plugin-sdk';
import type { Action, Plugin } from '@configurable-agents/plugin-sdk';
import { plugin as honest } from '../load/plugin.ts';

const { count } = honest.actions ?? {};

export const plugin: Plugin = {
  ...honest,
  actions: {
    ...honest.actions,
    count: {
      ...(count as Action),
      run: () => {
        throw new TerminalError('broken on purpose', { code: 'LOAD_BROKEN' });
      },
    },
  },
};
