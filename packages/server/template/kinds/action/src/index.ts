// What the plugin offers, and what it asks for. One file for each contribution is a good beginning once there are several.
import { definePlugin, Type } from '@configurable-agents/plugin-sdk';
import type { Plugin } from '@configurable-agents/plugin-sdk';

/** The plugin `template_plugin`. */
export const plugin: Plugin = definePlugin({
  name: 'template_plugin',
  version: '0.1.0',
  sdk: '^1',
  // The section `actions.template_plugin` of configurable-agents.yaml.
  config: Type.Object(
    { greeting: Type.Optional(Type.String({ minLength: 1, description: 'Hello, where it is left out.' })) },
    { additionalProperties: false },
  ),
  actions: {
    greet: {
      description: 'Greets somebody by name.',
      input: Type.Object(
        { name: Type.String({ minLength: 1, maxLength: 200, description: 'Who is greeted.' }) },
        { additionalProperties: false },
      ),
      output: Type.Object({ text: Type.String({ description: 'The greeting.' }) }),
      // `read` where it looks something up, `write` where it changes something: then also say whether twice does no more than once.
      effects: 'pure',
      idempotent: true,
      run({ input, context }) {
        context.log.info('greeting', { name: input.name });
        return { text: `${context.config.greeting ?? 'Hello'}, ${input.name}!` };
      },
    },
  },
});
