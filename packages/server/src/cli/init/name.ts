// What a new workflow is called: asked for where somebody can answer, else suggested by the folder.
import { basename, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const NAME = /^[A-Za-z][\w-]{0,63}$/;

/** What a name must be, after "must". */
export const NAME_RULE = 'begin with a letter and hold letters, digits, _ and - only, at most 64 in all';

export function isName(text: string): boolean {
  return NAME.test(text);
}

/** The folder's name, as far as it is one. */
export function suggestion(dir: string): string {
  const name = basename(resolve(dir))
    .replaceAll(/[^\w-]+/g, '_')
    .replace(/^[^A-Za-z]+/, '')
    .slice(0, 64);
  return name === '' ? 'first_workflow' : name;
}

type Terminal = { readonly input: NodeJS.ReadableStream; readonly output: NodeJS.WritableStream };

/** Asks until the answer is a name; an empty one, or the end of the input, takes the suggestion. */
export async function askName(suggested: string, { input, output }: Terminal): Promise<string> {
  const lines = createInterface({ input, output });
  const question = `name of the workflow [${suggested}]: `;
  output.write(question);
  for await (const line of lines) {
    const answer = line.trim();
    if (answer === '') break;
    if (isName(answer)) return answer;
    output.write(`a name must ${NAME_RULE}\n${question}`);
  }
  return suggested;
}
