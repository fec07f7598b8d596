// What the commands' declarations share.
import { InvalidArgumentError, Option } from 'commander';

/** Collects an option that may be given many times. */
export const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

export const json = (): Option => new Option('--json', 'print the result as one JSON object');

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
