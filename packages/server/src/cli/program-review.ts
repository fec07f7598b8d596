// Commands for who writes, reviews and hands on workflow files.
import { Option } from 'commander';
import type { Command } from 'commander';
import { examples } from './program-parts.ts';

export function addReview(program: Command): void {
  program
    .command('diff')
    .description('says what differs between two workflow files, and what of it breaks callers')
    .argument(
      '<before>',
      'workflow file, REV:PATH of git, or - for stdin; alone: compared with what was committed last',
    )
    .argument('[after]', 'the same')
    .addOption(new Option('--format <format>', 'how it is printed').choices(['text', 'json']).default('text'))
    .addOption(new Option('--json', 'the same as --format json'))
    .option('--exit-code', 'exit 1 when they differ')
    .option('--breaking', 'exit 1 when a change breaks callers')
    .addHelpText(
      'after',
      examples(
        'diff old.yaml new.yaml',
        'diff flow.yaml',
        'diff main:flow.yaml flow.yaml --breaking',
        'diff HEAD~3:flow.yaml HEAD:flow.yaml --json',
      ),
    )
    .action(async (before: string, after: string | undefined, _options, command: Command) =>
      (await import('./commands/diff.ts')).diff(before, after, command.optsWithGlobals()),
    );
}
