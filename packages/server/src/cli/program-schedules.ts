import type { Command } from 'commander';
import type * as scheduleCommands from './commands/schedules.ts';
import { examples, json } from './program-parts.ts';

const load = async (): Promise<typeof scheduleCommands> => await import('./commands/schedules.ts');

const TRIGGER = 'name of the entry; may be left out where the workflow has one schedule';

/** Commands about schedules. */
export function addSchedules(program: Command): void {
  const schedules = program
    .command('schedules')
    .description('lists, pauses and resumes schedules of the registered workflows, and makes up for their slots')
    .addHelpText('after', examples('schedules list', 'schedules list --next 10 --json', 'schedules pause morning'));
  schedules
    .command('list')
    .description('with the slots that come next')
    .option('--next <n>', 'so many of them', '3')
    .addOption(json())
    .addHelpText('after', examples('schedules list', 'schedules list --next 10 --json'))
    .action(async (_options, command: Command) => (await load()).listSchedules(command.optsWithGlobals()));
  for (const [verb, what] of [
    ['pause', 'lets its slots pass without a run'],
    ['resume', 'goes on with the next slot'],
  ] as const) {
    schedules
      .command(verb)
      .description(what)
      .argument('<workflow>')
      .argument('[trigger]', TRIGGER)
      .addOption(json())
      .addHelpText('after', examples(`schedules ${verb} morning`))
      .action(async (workflow: string, trigger: string | undefined, _options, command: Command) =>
        (await load()).setSchedulePaused({ workflow, trigger, isPaused: verb === 'pause' }, command.optsWithGlobals()),
      );
  }
  schedules
    .command('backfill')
    .description('starts slots of the past that have no run yet, 1,000 at most')
    .argument('<workflow>')
    .argument('[trigger]', TRIGGER)
    .requiredOption('--from <time>', 'the first slot is not before it, such as 2d or 2026-06-01T00:00:00Z')
    .option('--to <time>', 'the last slot is not after it, in the same form; default: now')
    .addOption(json())
    .addHelpText(
      'after',
      examples('schedules backfill morning --from 2d', 'schedules backfill morning --from 2026-06-01 --to 2026-06-08'),
    )
    .action(async (workflow: string, trigger: string | undefined, _options, command: Command) =>
      (await load()).backfillSchedule({ workflow, trigger }, command.optsWithGlobals()),
    );
}
