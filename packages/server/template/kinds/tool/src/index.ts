// What the plugin offers, and what it asks for.
import { definePlugin, Type } from '@configurable-agents/plugin-sdk';
import type { Plugin } from '@configurable-agents/plugin-sdk';

const PAGES = ['How to pay', 'How to cancel', 'How to pay later'];

const input = Type.Object(
  { words: Type.String({ minLength: 1, description: 'Words of the title.' }) },
  { additionalProperties: false },
);
const output = Type.Object({ pages: Type.Array(Type.String()) });

/** Titles that hold the words, however they are written. */
function search(words: string): { pages: string[] } {
  return { pages: PAGES.filter((page) => page.toLowerCase().includes(words.toLowerCase())) };
}

/** The plugin `template_plugin`. */
export const plugin: Plugin = definePlugin({
  name: 'template_plugin',
  version: '0.1.0',
  sdk: '^1',
  tools: {
    search: {
      // All that a model knows of it.
      description: 'Finds pages of the help by words of their titles.',
      input,
      output,
      effects: 'pure',
      idempotent: true,
      run: ({ input }) => search(input.words),
    },
  },
  // Tools are not called by models yet. As an action the same function works in every workflow.
  actions: {
    search: {
      description: 'Finds pages of the help by words of their titles.',
      input,
      output,
      effects: 'pure',
      idempotent: true,
      run: ({ input }) => search(input.words),
    },
  },
});
