// What the API's parameters mean and which words they take, as the commands have it: the schemas themselves would take a command that
// only finds an error in its arguments twice its time to load.
import { fileURLToPath } from 'node:url';
import { queryOf } from '../../src/http/api/call.ts';
import { ROUTES } from '../../src/http/api/table.ts';

export const CLI_WORDS_FILE: string = fileURLToPath(new URL('../../src/cli/api-words.generated.ts', import.meta.url));

type Schema = {
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly properties?: { readonly [name: string]: Schema };
};

export function cliWordsText(): string {
  const operations = ROUTES.map((route) => {
    const body: Schema = route.body ?? {};
    const parameters: Schema['properties'] = { ...queryOf(route), ...body.properties };
    const described = Object.entries(parameters).flatMap(([name, { description: means, enum: words }]) =>
      means === undefined ? [] : [`    ${name}: ${JSON.stringify({ means, words })},\n`],
    );
    return described.length === 0 ? '' : `  ${route.id}: {\n${described.join('')}  },\n`;
  });
  return `// Written by \`npm run build:openapi\`: what the parameters of the API mean, by operation, for the commands that take the same.
export const API = {\n${operations.join('')}} as const;\n`;
}
