// A tool that finds pages by words, among those of one shelf.
import { definePlugin, Type } from '@configurable-agents/plugin-sdk';

const PAGES = [
  { shelf: 'help', title: 'Refunds', text: 'Money is given back within 14 days, to the card that paid.' },
  { shelf: 'help', title: 'Opening hours', text: 'The shop is open from nine to five, Monday to Friday.' },
  { shelf: 'staff', title: 'Refunds above 500', text: 'Ask the manager first.' },
];

export const plugin = definePlugin({
  name: 'desk',
  version: '1.0.0',
  sdk: '^1',
  tools: {
    find_page: {
      description: 'Finds pages of the help desk by words of their titles and texts.',
      input: Type.Object(
        {
          words: Type.String({ minLength: 1, description: 'Words, with spaces between.' }),
          shelf: Type.String({ description: 'Which pages may be found.' }),
        },
        { additionalProperties: false },
      ),
      output: Type.Array(Type.Object({ title: Type.String(), text: Type.String() })),
      effects: 'pure',
      idempotent: true,
      run: ({ input: { words, shelf } }) => {
        const wanted = words.toLowerCase().split(/\s+/);
        return PAGES.filter(
          (page) =>
            page.shelf === shelf && wanted.some((word) => `${page.title} ${page.text}`.toLowerCase().includes(word)),
        ).map(({ title, text }) => ({ title, text }));
      },
    },
  },
});
