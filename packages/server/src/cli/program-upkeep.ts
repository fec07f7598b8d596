// The commands that look after the store.
import type { Command } from 'commander';
import { API } from './api-words.generated.ts';
import { asked, examples, json, wholeNumber } from './program-parts.ts';

/** `prune`, `backup`, `restore`. */
export function addUpkeep(program: Command): void {
  program
    .command('prune')
    .description(
      'removes runs that have ended and are over what `retention` keeps; what an open run, a fork, a dedupe key or a tracker needs stays',
    )
    .addOption(asked('--older-than <duration>', API.pruneStore.older_than))
    .addOption(asked('--max-runs <n>', API.pruneStore.max_runs).argParser(wholeNumber('--max-runs')))
    .addOption(asked('--max-bytes <size>', API.pruneStore.max_bytes))
    .option('--dry-run', 'only say what would go')
    .option('--compact', 'then rewrite the file without its free space; while no server runs')
    .addOption(json())
    .addHelpText(
      'after',
      examples('prune', 'prune --older-than 7d --dry-run', 'prune --max-bytes 500MB --json', 'prune --compact'),
    )
    .action(async (_options, command: Command) =>
      (await import('./commands/prune.ts')).prune(command.optsWithGlobals()),
    );
  program
    .command('backup')
    .description('writes a checked copy of the store to a file, also while a server runs, and its checksum beside it')
    .argument('<file>', 'the copy')
    .option('--force', 'replace a file that is there')
    .addOption(json())
    .addHelpText('after', examples('backup /backups/agents-2030-01-31.db', 'backup latest.db --force --json'))
    .action(async (file: string, _options, command: Command) =>
      (await import('./commands/backup.ts')).backup(file, command.optsWithGlobals()),
    );
  program
    .command('restore')
    .description('puts a backup in the place of the store and keeps what was there beside it; while no server runs')
    .argument('<file>', 'a backup')
    .addOption(json())
    .addHelpText('after', examples('restore /backups/agents-2030-01-31.db', 'restore latest.db --data-dir /tmp/look'))
    .action(async (file: string, _options, command: Command) =>
      (await import('./commands/backup.ts')).restore(file, command.optsWithGlobals()),
    );
}

/** `runs export`, `runs import`. */
export function addTransfer(runs: Command): void {
  runs
    .command('export')
    .description('a run with its journal, its graph and the runs that it awaited, as one JSON file')
    .argument('<run-id>')
    .option('-o, --output <file>', 'write it to a file')
    .addHelpText('after', examples('runs export RUN_ID -o run.json'))
    .action(async (id: string, _options, command: Command) =>
      (await import('./commands/transfer.ts')).exportCommand(id, command.optsWithGlobals()),
    );
  runs
    .command('import')
    .description('takes an exported run into the store, after a replay; starts nothing; while no server runs')
    .argument('<file>', 'an exported run, or - for stdin')
    .addOption(json())
    .addHelpText('after', examples('runs import run.json --data-dir /tmp/look', 'runs import - < run.json'))
    .action(async (file: string, _options, command: Command) =>
      (await import('./commands/transfer.ts')).importCommand(file, command.optsWithGlobals()),
    );
}
