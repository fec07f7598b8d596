// What makes the command at home in a shell.
import { Argument } from 'commander';
import type { Command } from 'commander';
import type { Shell } from './completion/scripts.ts';
import { examples } from './program-parts.ts';

export function addShell(program: Command): void {
  program
    .command('completion')
    .description('prints what makes a shell complete commands, options and their values')
    .addArgument(new Argument('<shell>', 'which shell').choices(['bash', 'zsh', 'fish']))
    .addHelpText(
      'after',
      examples(
        'completion bash > ~/.local/share/bash-completion/completions/configurable-agents',
        'completion zsh > ~/.zfunc/_configurable-agents',
        'completion fish > ~/.config/fish/completions/configurable-agents.fish',
      ),
    )
    .action(async (shell: Shell) => (await import('./commands/completion.ts')).printCompletion(shell, program));
}
