import { Option } from 'commander';
import type { Command } from 'commander';
import type * as command from './commands/validate.ts';
import { boundsOptions } from './commands/validate-bounds.ts';
import { examples, wholeNumber } from './program-parts.ts';

/** The command that is started most: by editors, by hooks, in CI. */
export function addValidate(program: Command, load: () => Promise<typeof command>): void {
  const validate = program
    .command('validate')
    .description('checks workflow files; exit 1 when there is an error')
    .argument('[files...]', 'files, folders, globs, or - for stdin; default: the workflows folder')
    .addOption(
      new Option('--format <format>', 'how findings are printed')
        .choices(['human', 'json', 'sarif', 'github'])
        .default('human'),
    )
    .option('--strict', 'warnings are errors')
    .option('--max-warnings <n>', 'exit 1 when there are more warnings', wholeNumber('--max-warnings'))
    .option('--fix', 'repair what can be repaired safely, keeping comments and formatting')
    .option('--unsafe-fixes', 'with --fix: also repairs that may change what the workflow does')
    .option('--dry-run', 'with --fix: show the repairs, write nothing')
    .option('--baseline <file>', 'leave out the findings that this file holds')
    .option('--update-baseline', 'with --baseline: write the findings of now to it')
    .option('--watch', 'check again whenever a file changes')
    .addHelpText(
      'after',
      examples(
        'validate flow.yaml',
        'validate workflows --fix',
        'validate "**/*.yaml" --format github --strict',
        'validate flow.yaml --bounds --max-llm-calls 100 --max-cost 0.50',
        'validate --baseline .configurable-agents-baseline.json --max-warnings 0',
      ),
    )
    .action(async (files: readonly string[], _options, given: Command) =>
      (await load()).validate(files, given.optsWithGlobals()),
    );
  for (const option of boundsOptions()) validate.addOption(option);
}
