// The command that editors start.
import { Option } from 'commander';
import type { Command } from 'commander';
import { boundsOptions } from './commands/validate-bounds.ts';
import { examples } from './program-parts.ts';

export function addEditor(program: Command, version: string): void {
  const lsp = program
    .command('lsp')
    .description('serves an editor by the Language Server Protocol, over standard input and output')
    .option('--stdio', 'speak over standard input and output, which is the only way there is')
    .addOption(new Option('--clientProcessId <pid>', 'end when this process has ended').hideHelp())
    .option('--strict', 'warnings are errors')
    .addHelpText(
      'after',
      `${examples('lsp --stdio', 'lsp --stdio --strict --max-llm-calls 100')}\n\ndocs/editor.md has the settings of VS Code, Neovim, Helix and JetBrains.`,
    )
    .action(async (_options, command: Command) =>
      (await import('./commands/lsp.ts')).lsp(command.optsWithGlobals(), version),
    );
  for (const option of boundsOptions()) if (option.long !== '--bounds') lsp.addOption(option);
}
