import { Command, Option } from 'commander';

/** Ends an error with how the command that it is about is used. */
class Told extends Command {
  override createCommand(name: string): Command {
    return new Told(name);
  }

  override error(...args: Parameters<Command['error']>): never {
    const path = pathOf(this);
    this.showHelpAfterError(`usage: ${path} ${this.usage()}\nmore: ${path} --help`);
    return super.error(...args);
  }
}

/** As it is typed: `configurable-agents runs list`. */
function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

/** The command line without commands. Errors are thrown as `CommanderError`. */
export function createBase(version: string): Command {
  const program = new Told('configurable-agents')
    .description('Compiles workflows written in YAML and runs them durably, from the command line, an API or webhooks.')
    .version(version)
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true });
  program
    .addOption(new Option('--data-dir <dir>', 'folder of the store; default: the nearest .configurable-agents upward'))
    .addOption(new Option('--workflows-dir <dir>', 'folder of workflow files; default: the working directory'))
    .addOption(new Option('--config <file>', 'configuration file; default: configurable-agents.yaml, found upward'))
    .addOption(new Option('--provider <name>', 'every LLM node uses this provider, whatever the file says'))
    .addOption(
      new Option('--log-level <level>', 'least level of the lines on stderr')
        .choices(['debug', 'info', 'warn', 'error'])
        .default('info'),
    )
    .addOption(
      new Option('--log-format <format>', 'lines on stderr: for people, or each as a JSON object')
        .choices(['human', 'json'])
        .default('human'),
    )
    .addOption(new Option('--color <when>', 'color').choices(['auto', 'always', 'never']).default('auto'))
    .addOption(
      new Option(
        '--env-file <file>',
        'reads environment variables from a file; default: .env beside the configuration file',
      ),
    )
    .addOption(new Option('--environment <name>', 'one of the `environments` of the configuration file'));
  return program;
}
