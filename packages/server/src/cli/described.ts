// The program's own table of commands as data: completion and the manual are made from it. Pure.
import type { Argument, Command, Option } from 'commander';

export type DescribedOption = {
  readonly long: string;
  readonly short: string | null;
  /** As help writes it: `--format <format>`. */
  readonly flags: string;
  readonly summary: string;
  readonly takesValue: boolean;
  readonly value: Values;
};

/** What may stand in a place: one of a few words, a file or a folder, or nothing that is known. */
export type Values =
  { readonly kind: 'words'; readonly words: readonly string[] } | { readonly kind: 'files' } | { readonly kind: 'any' };

export type DescribedCommand = {
  /** Names from the program on, without it: `runs list`; empty for the program. */
  readonly path: string;
  /** Other names of the last one. */
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly usage: string;
  readonly args: readonly { readonly name: string; readonly summary: string; readonly value: Values }[];
  readonly options: readonly DescribedOption[];
  readonly children: readonly { readonly name: string; readonly summary: string }[];
  /** The lines under `Examples:`. */
  readonly examples: readonly string[];
};

/** Every command, a group before its members. */
export function describeProgram(program: Command): readonly DescribedCommand[] {
  return [describeCommand(program, ''), ...membersOf(program, '')];
}

function membersOf(group: Command, path: string): readonly DescribedCommand[] {
  return group.commands.flatMap((command) => {
    const own = path === '' ? command.name() : `${path} ${command.name()}`;
    return [describeCommand(command, own), ...membersOf(command, own)];
  });
}

function describeCommand(command: Command, path: string): DescribedCommand {
  return {
    path,
    aliases: command.aliases(),
    summary: command.description(),
    usage: `configurable-agents${path === '' ? '' : ` ${path}`} ${command.usage()}`,
    args: command.registeredArguments.map((argument) => ({
      name: argument.name(),
      summary: argument.description,
      value: valueOf(argument, `${argument.name()} ${argument.description}`),
    })),
    options: command.options.filter(({ hidden }) => !hidden).map(describeOption),
    children: command.commands.map((child) => ({ name: child.name(), summary: child.description() })),
    examples: examplesOf(command),
  };
}

function describeOption(option: Option): DescribedOption {
  const { long, short, flags, description, required, optional } = option;
  const takesValue = required || optional;
  return {
    long: long ?? short ?? flags,
    short: short ?? null,
    flags,
    summary: description,
    takesValue,
    value: takesValue ? valueOf(option, flags) : { kind: 'any' },
  };
}

function valueOf({ argChoices: words }: Pick<Option | Argument, 'argChoices'>, text: string): Values {
  if (words !== undefined) return { kind: 'words', words };
  return /\b(?:file|files|dir|folder|path|before|after|package|source)\b/.test(text.replace(/--[\w-]+/, ''))
    ? { kind: 'files' }
    : { kind: 'any' };
}

/** What is said after a command's help, which commander gives with the whole of it only. */
function examplesOf(command: Command): readonly string[] {
  let text = '';
  const before = command.configureOutput();
  command.configureOutput({ writeOut: (written) => void (text += written) });
  command.outputHelp();
  command.configureOutput(before);
  const [, examples = ''] = text.split('\nExamples:\n');
  return examples
    .split('\n')
    .filter((line) => line.startsWith('  '))
    .map((line) => line.trim());
}
