// The commands and their options. What a command does is loaded when it runs: help and errors in arguments cost nothing more.
import { Option } from 'commander';
import type { Command } from 'commander';
import { createBase } from './program-base.ts';
import { limitOptions } from './commands/validate-bounds.ts';
import { addValidate } from './program-validate.ts';
import { addReview } from './program-review.ts';
import { addEditor } from './program-editor.ts';
import { addStore } from './program-store.ts';
import { addTrackers } from './program-trackers.ts';
import { addUpkeep } from './program-upkeep.ts';
import { addAccess } from './program-access.ts';
import { addAuthoring } from './program-author.ts';
import { addPlugins } from './program-plugins.ts';
import { addShell } from './program-shell.ts';
import { collect, examples, json } from './program-parts.ts';

/** The command line of `configurable-agents`. Errors are thrown as `CommanderError`. */
export function createProgram(version: string): Command {
  const program = createBase(version);
  addServing(program);
  addFiles(program);
  addReview(program);
  addEditor(program, version);
  addStore(program);
  addTrackers(program);
  addUpkeep(program);
  addAccess(program);
  addAuthoring(program);
  addPlugins(program);
  addShell(program);
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

function addServing(program: Command): void {
  program
    .command('dashboard')
    .alias('serve')
    .description('serves dashboard, API and webhooks until it is told to stop; prints `ready URL`')
    .option('--port <port>', 'port; 0 takes a free one', '8000')
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--insecure', 'take unsigned webhooks and API calls from anywhere')
    .option('--allowed-host <host>', 'another Host header to answer (repeatable)', collect, [])
    .option('--tls-cert <file>', 'serve https with this certificate chain (PEM); read again when it changes')
    .option('--tls-key <file>', 'its private key (PEM)')
    .option(
      '--trust-proxy',
      'a proxy stands before: take the address of callers from its X-Forwarded-For, and ask everybody for a token',
    )
    .option('--tunnel', 'open a public address by ngrok, for trying webhooks')
    .option(
      '--allow-plugin-install',
      'let who has the token add and remove plugins while it runs: that is running their code',
    )
    .option('--shutdown-timeout <duration>', 'how long requests and nodes may take to end', '30s')
    .addHelpText(
      'after',
      examples(
        'dashboard',
        'dashboard --port 0 --provider echo',
        'dashboard --host 0.0.0.0 --allowed-host hooks.example.org --tls-cert fullchain.pem --tls-key privkey.pem',
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
  const run = program
    .command('run')
    .description('runs a workflow file on the store and prints its result')
    .argument('<file>', 'workflow file, or - for stdin')
    .option('--input <name=value>', 'an input (repeatable); what is no text is written as JSON', collect, [])
    .option('--inputs <file>', 'inputs as a JSON object in a file, or - for stdin')
    .option('--memory', 'keep nothing: no store is opened or made, and the run is gone when it has ended')
    .option('--stream', 'write what models say to stderr while they say it (on a terminal without being asked)')
    .option('--no-stream', 'do not')
    .option('--record <dir>', 'write what models are asked and answer into a folder, without keys')
    .option('--replay <dir>', 'answer models from such a folder, without a network and without keys')
    .addOption(json())
    .addHelpText(
      'after',
      examples(
        'run flow.yaml --input topic=otters',
        'run flow.yaml --inputs inputs.json --provider echo --json',
        'run flow.yaml --provider echo --memory',
        'run flow.yaml --max-cost 0.50',
      ),
    )
    .action(async (file: string, _options, command: Command) =>
      (await import('./commands/run.ts')).run(file, command.optsWithGlobals()),
    );
  for (const option of limitOptions()) run.addOption(option);
  addValidate(program, async () => await import('./commands/validate.ts'));
  addExplain(program);
  program
    .command('compile')
    .description('prints the execution graph of a workflow file as JSON')
    .argument('<file>', 'workflow file, or - for stdin')
    .option('-o, --output <file>', 'write it to a file, whose folder is made')
    .addHelpText(
      'after',
      examples('compile flow.yaml -o build/flow.graph.json', 'cat flow.yaml | configurable-agents compile -'),
    )
    .action(async (file: string, _options, command: Command) =>
      (await import('./commands/compile.ts')).compile(file, command.optsWithGlobals()),
    );
  program
    .command('graph')
    .description('draws the execution graph of a workflow file')
    .argument('<file>', 'workflow file, or - for stdin')
    .addOption(
      new Option('--format <format>', 'svg is a picture, json the graph itself')
        .choices(['mermaid', 'dot', 'svg', 'json'])
        .default('mermaid'),
    )
    .option('-o, --output <file>', 'write it to a file, whose folder is made')
    .option('--bounds', 'tell what a run may do at least and at most, beside the drawing')
    .addHelpText(
      'after',
      examples('graph flow.yaml', 'graph flow.yaml --bounds', 'graph flow.yaml --format svg --output flow.svg'),
    )
    .action(async (file: string, _options, command: Command) =>
      (await import('./commands/graph.ts')).drawGraph(file, command.optsWithGlobals()),
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
    .option(
      '--store',
      'check the store instead: its pages, journals, references, sizes, and what retention would remove',
    )
    .addOption(json())
    .addHelpText('after', examples('doctor', 'doctor --store', 'doctor --store --json'))
    .action(async (_options, command: Command) =>
      command.opts()['store'] === true
        ? (await import('./commands/doctor-store.ts')).doctorStore(command.optsWithGlobals())
        : (await import('./commands/doctor.ts')).doctor(command.optsWithGlobals()),
    );
}

function addExplain(program: Command): void {
  program
    .command('explain')
    .description('says why a finding matters, or what happened in a run and why; without either, lists all findings')
    .argument('[code]', 'code or name of a finding, such as W203 or unknown-name, or the id of a run')
    .addOption(json())
    .addHelpText('after', examples('explain W203', 'explain unknown-name', 'explain RUN_ID', 'explain'))
    .action(async (code: string | undefined, _options, command: Command) =>
      (await import('./commands/explain.ts')).explainCommand(code, command.optsWithGlobals()),
    );
}
