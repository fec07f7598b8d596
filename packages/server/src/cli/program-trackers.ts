import type { Command } from 'commander';
import { API } from './api-words.generated.ts';
import { asked, examples, json } from './program-parts.ts';

/** `trackers status`, `trackers replay`. */
export function addTrackers(program: Command): void {
  const trackers = program
    .command('trackers')
    .description('outlets that report runs: how far each is, and history again')
    .addHelpText('after', examples('trackers status', 'trackers replay mlflow --since 7d'));
  trackers
    .command('status')
    .description('how many facts wait for each, what it did not take, and the last error')
    .addOption(json())
    .addHelpText('after', examples('trackers status', 'trackers status --json'))
    .action(async (_options, command: Command) =>
      (await import('./commands/trackers.ts')).trackerStatuses(command.optsWithGlobals()),
    );
  trackers
    .command('replay')
    .description('sends a tracker the runs that were open at a time or later again')
    .argument('<name>', 'as `trackers status` shows it')
    .addOption(asked('--since <time>', API.replayTracker.since).makeOptionMandatory())
    .addOption(json())
    .addHelpText('after', examples('trackers replay mlflow --since 7d', 'trackers replay otel --since 2026-01-01'))
    .action(async (name: string, _options, command: Command) =>
      (await import('./commands/trackers.ts')).replayTracker(name, command.optsWithGlobals()),
    );
}
