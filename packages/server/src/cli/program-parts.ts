// What the commands' declarations share.
import { InvalidArgumentError, Option } from 'commander';

/** Collects an option that may be given many times. */
export const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

export const json = (): Option => new Option('--json', 'print the result as one JSON object');

type Meant = { readonly means: string; readonly words?: readonly string[] };

/** An option that a request of the API takes too: it means the same, and takes the same words. */
export function asked(flags: string, { means, words }: Meant): Option {
  const text = means.replaceAll('`', '').replace(/\.$/, '');
  const option = new Option(flags, `${text.charAt(0).toLowerCase()}${text.slice(1)}`);
  return words === undefined ? option : option.choices(words);
}

/** The examples at the end of a command's help. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  configurable-agents ${line}`).join('\n')}`;
}

/** The reader of an option that takes a whole number from 0. */
export const wholeNumber =
  (name: string) =>
  (text: string): number => {
    if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError(`${name} takes a whole number from 0, such as 10.`);
    return Number(text);
  };
