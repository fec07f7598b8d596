import type { Command } from 'commander';
import type * as callbackCommands from './commands/callbacks.ts';
import { API } from './api-words.generated.ts';
import { asked, examples, json } from './program-parts.ts';

const load = async (): Promise<typeof callbackCommands> => await import('./commands/callbacks.ts');

/** Commands about what runs tell of their end. */
export function addCallbacks(program: Command): void {
  const callbacks = program
    .command('callbacks')
    .description('what runs told of their end: what was delivered, what waits, and again')
    .addHelpText('after', examples('callbacks list --status failed', 'callbacks retry CALLBACK_ID'));
  callbacks
    .command('list')
    .description('newest first')
    .addOption(asked('--status <status>', API.listCallbacks.status))
    .addOption(asked('--url <url>', API.listCallbacks.url))
    .addOption(asked('--limit <n>', API.listCallbacks.limit).default('50'))
    .addOption(json())
    .addHelpText('after', examples('callbacks list', 'callbacks list --status disabled --json'))
    .action(async (_options, command: Command) => (await load()).listCallbacks(command.optsWithGlobals()));
  callbacks
    .command('retry')
    .description('sends what was not delivered again, now, and takes its endpoint for there')
    .argument('[callback-id]')
    .option('--url <url>', 'all that were not delivered to this URL')
    .addOption(json())
    .addHelpText(
      'after',
      examples('callbacks retry CALLBACK_ID', 'callbacks retry --url https://hooks.example.org/runs'),
    )
    .action(async (id: string | undefined, _options, command: Command) =>
      (await load()).retryCallbacks(id, command.optsWithGlobals()),
    );
}
