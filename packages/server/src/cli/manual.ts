// The manual page, in the language of man. Pure.
import type { DescribedCommand, DescribedOption } from './described.ts';

const STATUSES: readonly (readonly [status: string, meaning: string])[] = [
  ['0', 'done'],
  ['1', 'the thing asked about is wrong: findings, a failed run, a failed check'],
  ['2', 'the command line is wrong'],
  ['3', 'the environment is: the store is locked or cannot be written, no server answers, the port is taken'],
  ['130', 'interrupted'],
];

const VARIABLES: readonly (readonly [name: string, meaning: string])[] = [
  ['CONFIGURABLE_AGENTS_DATA_DIR', 'as --data-dir'],
  ['CONFIGURABLE_AGENTS_WORKFLOWS_DIR', 'as --workflows-dir'],
  ['CONFIGURABLE_AGENTS_PROVIDER', 'as --provider'],
  ['CONFIGURABLE_AGENTS_TOKEN', 'what a server asks of callers that are not on its machine'],
  ['WEBHOOK_SECRET', 'what deliveries to the generic webhook are signed with'],
  ['NO_COLOR', 'no colors'],
];

/** The page of all commands, in section 1. */
export function manualPage([program, ...commands]: readonly DescribedCommand[]): string {
  if (program === undefined) throw new Error('a program describes itself first');
  const leaves = commands.filter(({ children }) => children.length === 0);
  return [
    '.TH CONFIGURABLE-AGENTS 1 "" "configurable-agents" "User Commands"',
    '.SH NAME',
    `configurable-agents \\- ${escaped('compiles workflows written in YAML and runs them durably')}`,
    '.SH SYNOPSIS',
    '.B configurable-agents',
    '.I command',
    '[\\fIoptions\\fR] [\\fIarguments\\fR]',
    '.SH DESCRIPTION',
    text(program.summary),
    text('Results go to standard output and nothing else does; progress, warnings and logs go to standard error.'),
    '.SH OPTIONS',
    text('These may stand before or after every command.'),
    ...program.options.flatMap(optionLines),
    '.SH COMMANDS',
    ...leaves.flatMap(commandLines),
    '.SH EXIT STATUS',
    ...STATUSES.flatMap(([status, meaning]) => ['.TP', `.B ${status}`, text(meaning)]),
    '.SH ENVIRONMENT',
    ...VARIABLES.flatMap(([name, meaning]) => ['.TP', `.B ${escaped(name)}`, text(meaning)]),
    '.SH FILES',
    '.TP',
    '.I configurable\\-agents.yaml',
    text('the configuration, found upward from the workflow file, then from the working directory'),
    '.TP',
    '.I .configurable\\-agents',
    text('the store, found upward, or made in the working directory by a command that runs something'),
    '',
  ].join('\n');
}

function commandLines({ usage, summary, args, options, aliases, examples }: DescribedCommand): readonly string[] {
  const name = aliases.length === 0 ? '' : ` Also ${aliases.join(', ')}.`;
  const said = args.filter((each) => each.summary !== '');
  return [
    `.SS ${escaped(usage.replace(/^configurable-agents /, ''))}`,
    text(`${sentence(summary)}${name}`),
    ...said.flatMap((each) => ['.TP', `.I ${escaped(each.name)}`, text(each.summary)]),
    ...options.flatMap(optionLines),
    ...(examples.length === 0
      ? []
      : ['.PP', 'Examples:', '.nf', ...examples.map((line) => text(`    ${line}`)), '.fi']),
  ];
}

function optionLines({ flags, summary, value }: DescribedOption): readonly string[] {
  const words = value.kind === 'words' ? ` (${value.words.join(', ')})` : '';
  return ['.TP', `.B ${escaped(flags)}`, text(`${summary}${words}`)];
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** A line of text: one that begins with a dot or an apostrophe would be a request. */
function text(line: string): string {
  return escaped(line).replace(/^(?=[.'])/, '\\&');
}

function escaped(words: string): string {
  return words.replaceAll('\\', '\\e').replaceAll('-', '\\-');
}
