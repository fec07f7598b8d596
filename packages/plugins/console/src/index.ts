// Tracker `console`: one line for each fact worth reading.
import { definePlugin } from '@configurable-agents/plugin-sdk';
import type { Plugin } from '@configurable-agents/plugin-sdk';
import { lineOf } from './line.ts';

// Facts may come twice; the highest position that was written makes recording idempotent.
let lastPos = 0;

/** The plugin `console`. */
export const plugin: Plugin = definePlugin({
  name: 'console',
  version: '0.1.0',
  sdk: '^1',
  trackers: {
    console: {
      description: 'Lines on standard error.',
      record: (batch, { write }) => {
        for (const tracked of batch) {
          if (tracked.pos <= lastPos) continue;
          const line = lineOf(tracked);
          if (line !== undefined) write(line);
          // After the line is out: a batch that comes again because writing failed still has it.
          lastPos = tracked.pos;
        }
      },
    },
  },
});
