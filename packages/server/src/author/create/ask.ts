// What a person at a terminal is asked about a new plugin.
import { ask } from '../../cli/ask.ts';
import type { Terminal } from '../../cli/ask.ts';
import type { Kind } from './name.ts';
import { nameProblem } from './name.ts';

/** Asks until the answer is a name; the end of the input is no answer. */
export async function askPluginName(taken: readonly string[], terminal: Terminal): Promise<string | undefined> {
  return await ask('name of the plugin: ', terminal, (answer) => {
    const problem = nameProblem(answer, taken);
    return problem === undefined ? { value: answer } : { problem: `a name ${problem}` };
  });
}

/** Asks until the answer is a kind; an empty answer, and the end of the input, are the first of them. */
export async function askKind(kinds: readonly Kind[], terminal: Terminal): Promise<Kind | undefined> {
  const [first] = kinds;
  const question = `what it begins with (${kinds.join(', ')}) [${first ?? ''}]: `;
  const kind = await ask(question, terminal, (answer) => {
    const value = answer === '' ? first : kinds.find((each) => each === answer);
    return value === undefined ? { problem: `it must be one of ${kinds.join(', ')}` } : { value };
  });
  return kind ?? first;
}
