// The commands and their options. What a command does is loaded when it runs: help and errors in arguments cost nothing more.
import { Command, Option } from 'commander';
import type * as workflowCommands from './commands/workflows.ts';

type WorkflowCommands = typeof workflowCommands;

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** The command line of `configurable-agents`. Errors are thrown as `CommanderError`. */
export function createProgram(version: string): Command {
  const program = new Command('configurable-agents')
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
    .addOption(new Option('--color <when>', 'color').choices(['auto', 'always', 'never']).default('auto'))
    .addOption(new Option('--env-file <file>', 'reads environment variables from a file'));
  addServing(program);
  addFiles(program);
  addStore(program);
  program.addHelpText(
    'after',
    examples(
      'run webhook_integration.yaml --provider echo --input message=hello',
      'dashboard --port 8000',
      'validate "workflows/**/*.yaml"',
    ),
  );
  return program;
}

function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  configurable-agents ${line}`).join('\n')}`;
}

const json = (): Option => new Option('--json', 'print the result as one JSON object');

function addServing(program: Command): void {
  program
    .command('dashboard')
    .alias('serve')
    .description('serves dashboard, API and webhooks until it is told to stop; prints `ready URL`')
    .option('--port <port>', 'port; 0 takes a free one', '8000')
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--insecure', 'take unsigned webhooks and API calls from anywhere')
    .option('--allowed-host <host>', 'another Host header to answer (repeatable)', collect, [])
    .option('--shutdown-timeout <duration>', 'how long requests and nodes may take to end', '30s')
    .addHelpText(
      'after',
      examples(
        'dashboard',
        'dashboard --port 0 --provider echo',
        'dashboard --host 0.0.0.0 --allowed-host hooks.example.org',
      ),
    )
    .action(async (_options, command: Command) =>
      (await import('./commands/dashboard.ts')).dashboard(command.optsWithGlobals()),
    );
  program
    .command('send')
    .description('sends a test delivery to the generic webhook, signed with WEBHOOK_SECRET')
    .argument('<workflow>', 'name of a registered workflow')
    .argument('[inputs...]', 'inputs as name=value')
    .option('--url <url>', 'address of the server; default: the one that holds the store, else http://127.0.0.1:8000')
    .option('--id <id>', "the delivery's id: the same one twice starts one run")
    .option('--wait <duration>', 'wait for the result')
    .addOption(json())
    .addHelpText(
      'after',
      examples(
        'send slack_notification message=deployed',
        'send slack_notification message=hi --wait 30s --id deploy-42',
      ),
    )
    .action(async (workflow: string, inputs: readonly string[], _options, command: Command) =>
      (await import('./commands/send.ts')).send(workflow, inputs, command.optsWithGlobals()),
    );
}

function addFiles(program: Command): void {
  program
    .command('run')
    .description('runs a workflow file on the store and prints its result')
    .argument('<file>', 'workflow file, or - for stdin')
    .option('--input <name=value>', 'an input (repeatable); what is no text is written as JSON', collect, [])
    .option('--inputs <file>', 'inputs as a JSON object in a file, or - for stdin')
    .addOption(json())
    .addHelpText(
      'after',
      examples('run flow.yaml --input topic=otters', 'run flow.yaml --inputs inputs.json --provider echo --json'),
    )
    .action(async (file: string, _options, command: Command) =>
      (await import('./commands/run.ts')).run(file, command.optsWithGlobals()),
    );
  program
    .command('validate')
    .description('checks workflow files; exit 1 when there is an error')
    .argument('[files...]', 'files, globs, or - for stdin; default: the files in the workflows folder')
    .addOption(
      new Option('--format <format>', 'how findings are printed')
        .choices(['human', 'json', 'sarif', 'github'])
        .default('human'),
    )
    .addHelpText('after', examples('validate flow.yaml', 'validate "**/*.yaml" --format github'))
    .action(async (files: readonly string[], _options, command: Command) =>
      (await import('./commands/validate.ts')).validate(files, command.optsWithGlobals()),
    );
  program
    .command('compile')
    .description('prints the execution graph of a workflow file as JSON')
    .argument('<file>', 'workflow file, or - for stdin')
    .option('-o, --output <file>', 'write it to a file')
    .addHelpText('after', examples('compile flow.yaml -o flow.graph.json'))
    .action(async (file: string, _options, command: Command) =>
      (await import('./commands/compile.ts')).compile(file, command.optsWithGlobals()),
    );
  program
    .command('eval')
    .description('evaluates an expression and prints its value as JSON; without one, on a terminal, asks for more')
    .argument('[expression]', 'the expression, such as "1 + 2"')
    .option('--env <file>', 'JSON object whose keys are the names that the expression may use')
    .addOption(
      new Option('--dialect <dialect>', 'how expressions are read')
        .choices(['workflow', 'cel', 'flow'])
        .default('workflow'),
    )
    .addOption(new Option('--jsonl', 'read lines {"expr","env","schema","dialect"} from stdin, write one line each'))
    .addHelpText(
      'after',
      examples(
        `eval "size('hello') > 3"`,
        `eval "state.score >= 5" --env env.json`,
        `eval "not state.done" --dialect flow --env env.json`,
      ),
    )
    .action(async (expression: string | undefined, _options, command: Command) =>
      (await import('./commands/eval.ts')).evaluateCommand(expression, command.optsWithGlobals()),
    );
  program
    .command('doctor')
    .description('shows each setting with where it came from, and checks the environment')
    .addOption(json())
    .addHelpText('after', examples('doctor', 'doctor --json'))
    .action(async (_options, command: Command) =>
      (await import('./commands/doctor.ts')).doctor(command.optsWithGlobals()),
    );
}

function addStore(program: Command): void {
  program
    .command('logs')
    .description('log lines and run events of the store, also while a server runs')
    .argument('[run-id]', 'only this run')
    .option('-f, --follow', 'go on with what comes; ends with the run when one is named')
    .option('--workflow <name>', 'only runs of this workflow')
    .option('--level <level>', 'least level: debug, info, warn, error')
    .option('--since <duration>', 'only what is younger, such as 10m')
    .addOption(new Option('--json', 'one JSON object a line'))
    .addHelpText('after', examples('logs --follow', 'logs --since 10m --level warn --json'))
    .action(async (runId: string | undefined, _options, command: Command) =>
      (await import('./commands/logs.ts')).logs(runId, command.optsWithGlobals()),
    );

  const runs = program
    .command('runs')
    .description('lists, shows and cancels runs')
    .addHelpText('after', examples('runs list --status failed', 'runs show RUN_ID'));
  runs
    .command('list')
    .description('newest first')
    .option('--workflow <name>', 'only runs of this workflow')
    .option('--status <status>', 'only runs in this status')
    .option('--since <duration>', 'only what is younger, such as 10m')
    .option('--limit <n>', 'at most this many', '50')
    .addOption(json())
    .addHelpText('after', examples('runs list --status failed --since 1d'))
    .action(async (_options, command: Command) =>
      (await import('./commands/runs.ts')).listRuns(command.optsWithGlobals()),
    );
  runs
    .command('show')
    .description('a run with its nodes and results')
    .argument('<run-id>')
    .addOption(json())
    .addHelpText('after', examples('runs show RUN_ID --json'))
    .action(async (id: string, _options, command: Command) =>
      (await import('./commands/runs.ts')).showRun(id, command.optsWithGlobals()),
    );
  runs
    .command('cancel')
    .description('ends an open run')
    .argument('<run-id>')
    .addOption(json())
    .addHelpText('after', examples('runs cancel RUN_ID'))
    .action(async (id: string, _options, command: Command) =>
      (await import('./commands/runs.ts')).cancelRun(id, command.optsWithGlobals()),
    );

  const workflows = program
    .command('workflows')
    .description('lists, registers, shows and removes workflows')
    .addHelpText('after', examples('workflows register flow.yaml --name triage'));
  const load = async (): Promise<WorkflowCommands> => await import('./commands/workflows.ts');
  workflows
    .command('list')
    .description('registered workflows')
    .addOption(json())
    .addHelpText('after', examples('workflows list'))
    .action(async (_options, command: Command) => (await load()).listWorkflows(command.optsWithGlobals()));
  workflows
    .command('register')
    .description('registers a file, or a new revision of it')
    .argument('<file>')
    .option('--name <name>', "registered name; default: the file's")
    .addOption(json())
    .addHelpText('after', examples('workflows register flow.yaml --name triage'))
    .action(async (file: string, _options, command: Command) =>
      (await load()).registerWorkflow(file, command.optsWithGlobals()),
    );
  workflows
    .command('show')
    .description('the source of the current revision; with --json also graph and revisions')
    .argument('<name>')
    .addOption(json())
    .addHelpText('after', examples('workflows show triage --json'))
    .action(async (name: string, _options, command: Command) =>
      (await load()).showWorkflow(name, command.optsWithGlobals()),
    );
  workflows
    .command('remove')
    .description('takes a workflow off the list; its runs stay')
    .argument('<name>')
    .option('--force', 'also while runs are open')
    .addOption(json())
    .addHelpText('after', examples('workflows remove triage'))
    .action(async (name: string, _options, command: Command) =>
      (await load()).removeWorkflow(name, command.optsWithGlobals()),
    );

  program
    .command('deliveries')
    .description('inbound webhooks')
    .addHelpText('after', examples('deliveries list'))
    .command('list')
    .description('newest first')
    .option('--limit <n>', 'at most this many', '50')
    .addOption(json())
    .addHelpText('after', examples('deliveries list --json'))
    .action(async (_options, command: Command) =>
      (await import('./commands/deliveries.ts')).listDeliveries(command.optsWithGlobals()),
    );
}
