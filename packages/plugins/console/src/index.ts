// Tracker `console`: a readable line for each fact.
import { definePlugin } from '@configurable-agents/plugin-sdk';
import type { JsonSchema, Plugin } from '@configurable-agents/plugin-sdk';
import { LEVELS } from './line.ts';
import { openTracker } from './tracker.ts';

const level = (description: string): JsonSchema => ({ enum: [...LEVELS], default: 'info', description });

/** The plugin `console`. */
export const plugin: Plugin = definePlugin({
  name: 'console',
  version: '0.1.0',
  sdk: '^1',
  config: {
    type: 'object',
    additionalProperties: false,
    properties: { level: level('Least level shown, of workflows that name none.') },
  },
  trackers: {
    console: {
      description: 'Lines on standard error.',
      settings: {
        type: 'object',
        additionalProperties: false,
        patternProperties: { '^x-': true },
        properties: { enabled: { type: 'boolean', default: true }, level: level('Least level shown.') },
      },
      record: openTracker(),
    },
  },
});
