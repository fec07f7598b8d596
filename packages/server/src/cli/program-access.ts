// The commands about who may call a server, and who did what.
import type { Command } from 'commander';
import { API } from './api-words.generated.ts';
import { asked, examples, json } from './program-parts.ts';

/** `tokens …` and `audit …`. */
export function addAccess(program: Command): void {
  const tokens = program
    .command('tokens')
    .description('who may call the API and the pages of a server: made, listed and taken back')
    .addHelpText('after', examples('tokens create ci --scope run --expires 90d', 'tokens list', 'tokens revoke ci'));
  tokens
    .command('create')
    .description('makes a token and prints it, this once; the store keeps a hash of it')
    .argument('<name>', 'what it is for, such as ci')
    .addOption(asked('--scope <scope>', API.createToken.scope).makeOptionMandatory())
    .addOption(asked('--expires <duration>', API.createToken.expires_in))
    .addOption(json())
    .addHelpText(
      'after',
      examples('tokens create ci --scope run --expires 90d', 'tokens create ops --scope admin --json'),
    )
    .action(async (name: string, _options, command: Command) =>
      (await import('./commands/tokens.ts')).createToken(name, command.optsWithGlobals()),
    );
  tokens
    .command('list')
    .description('all that were made, with their scope, last use and end; never the tokens themselves')
    .addOption(json())
    .addHelpText('after', examples('tokens list', 'tokens list --json'))
    .action(async (_options, command: Command) =>
      (await import('./commands/tokens.ts')).listTokens(command.optsWithGlobals()),
    );
  tokens
    .command('revoke')
    .description('takes a token back: it stops to count at once, also for who signed in with it')
    .argument('<id-or-name>')
    .addOption(json())
    .addHelpText('after', examples('tokens revoke ci', 'tokens revoke 3f9c0a1b2c4d'))
    .action(async (id: string, _options, command: Command) =>
      (await import('./commands/tokens.ts')).revokeToken(id, command.optsWithGlobals()),
    );
  const audit = program
    .command('audit')
    .description('who changed what by the API, the pages and these commands, when, and how it ended')
    .addHelpText('after', examples('audit list', 'audit list --limit 500 --json'));
  audit
    .command('list')
    .description('newest first')
    .addOption(asked('--limit <n>', API.listAudit.limit).default('50'))
    .addOption(asked('--cursor <cursor>', API.listAudit.cursor))
    .addOption(json())
    .addHelpText('after', examples('audit list', 'audit list --limit 500 --json'))
    .action(async (_options, command: Command) =>
      (await import('./commands/tokens.ts')).listAudit(command.optsWithGlobals()),
    );
}
