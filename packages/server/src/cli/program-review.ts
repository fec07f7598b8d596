// Commands for who writes, reviews and hands on workflow files.
import { Option } from 'commander';
import type { Command } from 'commander';
import { examples, json } from './program-parts.ts';

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
  program
    .command('types')
    .description("TypeScript types of a workflow's inputs, state and result, or of all workflows of a folder")
    .argument('<file>', 'workflow file, folder, or - for stdin')
    .option('-o, --output <path>', 'write them to a file; for a folder a folder, with a file for each workflow')
    .option('--watch', 'write them again whenever a workflow changes')
    .addOption(json())
    .addHelpText(
      'after',
      examples('types flow.yaml', 'types flow.yaml -o flow.types.ts', 'types workflows -o src/generated --watch'),
    )
    .action(async (file: string, _options, command: Command) =>
      (await import('./commands/types.ts')).printTypes(file, command.optsWithGlobals()),
    );
  program
    .command('migrate')
    .description('writes a file of the flow dialect (`schema_version`) in the native one, with its comments')
    .argument('<file>', 'workflow file, or - for stdin')
    .option('-o, --output <file>', 'write it to a file, whose folder is made')
    .option('--write', 'write it to the file itself')
    .addHelpText(
      'after',
      examples('migrate flow.yaml', 'migrate flow.yaml -o native.yaml', 'migrate flow.yaml --write'),
    )
    .action(async (file: string, _options, command: Command) =>
      (await import('./commands/migrate.ts')).migrateFile(file, command.optsWithGlobals()),
    );
  program
    .command('init')
    .description('writes what a project starts with: a workflow, a configuration, a check for CI, editor settings')
    .argument('[dir]', 'folder, which is made; default: the working directory')
    .option('--name <name>', 'name of the workflow; asked for on a terminal')
    .option('--force', 'also writes over files that are there')
    .addOption(json())
    .addHelpText('after', examples('init', 'init support --name triage', 'init --name triage --force'))
    .action(async (dir: string | undefined, _options, command: Command) =>
      (await import('./commands/init.ts')).init(dir, command.optsWithGlobals()),
    );
}
