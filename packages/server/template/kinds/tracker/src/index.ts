// What the plugin offers, and what it asks for.
import { definePlugin } from '@configurable-agents/plugin-sdk';
import type { Plugin } from '@configurable-agents/plugin-sdk';
import { recorder } from './recorder.ts';

/** The plugin `template_plugin`. */
export const plugin: Plugin = definePlugin({
  name: 'template_plugin',
  version: '0.1.0',
  sdk: '^1',
  trackers: {
    template_plugin: {
      description: 'A line for each run that begins or ends.',
      record: recorder(),
    },
  },
});
