import type { Command } from 'commander';
import type * as interactCommands from './commands/interact.ts';
import { API } from './api-words.generated.ts';
import { addCallbacks } from './program-callbacks.ts';
import { asked, collect, examples, json } from './program-parts.ts';
import { addSchedules } from './program-schedules.ts';

const load = async (): Promise<typeof interactCommands> => await import('./commands/interact.ts');

/** What people do to runs that are there: signal, try again, fork, answer. */
export function addInteractions(program: Command, runs: Command): void {
  runs
    .command('signal')
    .description('sends a signal that a run waits for, or will wait for')
    .argument('<run-id>')
    .argument('<name>', 'name of the signal')
    .argument('[payload]', 'JSON; default: null')
    .addOption(json())
    .addHelpText('after', examples(`runs signal RUN_ID paid '{"amount": 5}'`))
    .action(async (id: string, name: string, payload: string | undefined, _options, command: Command) =>
      (await load()).signalRun(id, name, payload, command.optsWithGlobals()),
    );
  runs
    .command('retry')
    .description('goes on with a run that failed: what completed stands')
    .argument('<run-id>')
    .addOption(asked('--from <node>', API.retryRun.from))
    .addOption(json())
    .addHelpText('after', examples('runs retry RUN_ID', 'runs retry RUN_ID --from notify'))
    .action(async (id: string, _options, command: Command) => (await load()).retryRun(id, command.optsWithGlobals()));
  runs
    .command('resume')
    .description('goes on with a paused run: its plugins are taken as they are now')
    .argument('<run-id>')
    .addOption(json())
    .addHelpText('after', examples('runs resume RUN_ID'))
    .action(async (id: string, _options, command: Command) => (await load()).resumeRun(id, command.optsWithGlobals()));
  runs
    .command('resolve')
    .description('says that a write whose outcome was unknown happened, and goes on; `runs retry` sends it again')
    .argument('<run-id>')
    .argument('<key>', 'the node, as the run shows it')
    .argument('[output]', 'its result as JSON; default: null')
    .addOption(json())
    .addHelpText('after', examples(`runs resolve RUN_ID charge '{"id": "ch_1"}'`))
    .action(async (id: string, key: string, output: string | undefined, _options, command: Command) =>
      (await load()).resolveRun(id, key, output, command.optsWithGlobals()),
    );
  runs
    .command('fork')
    .description('a new run from a node on, with other values of state fields')
    .argument('<run-id>')
    .addOption(asked('--from <node>', API.forkRun.from).makeOptionMandatory())
    .option('--state <name=value>', 'a state field (repeatable)', collect, [])
    .addOption(json())
    .addHelpText('after', examples('runs fork RUN_ID --from notify --state channel="#ops"'))
    .action(async (id: string, _options, command: Command) => (await load()).forkRun(id, command.optsWithGlobals()));
  const approvals = program
    .command('approvals')
    .description('questions that runs ask of people')
    .addHelpText('after', examples('approvals list', 'approvals answer RUN_ID KEY approved=true'));
  approvals
    .command('list')
    .description('those that wait for an answer, newest first')
    .option('--all', 'also those that are closed')
    .addOption(json())
    .addHelpText('after', examples('approvals list --json'))
    .action(async (_options, command: Command) => (await load()).listApprovals(command.optsWithGlobals()));
  approvals
    .command('answer')
    .description('answers with exactly the fields of the form')
    .argument('<run-id>')
    .argument('<key>', 'the KEY of the list')
    .argument('<values...>', 'name=value; what reads as JSON is taken as JSON')
    .addOption(asked('--by <who>', API.answerApproval.by))
    .addOption(json())
    .addHelpText('after', examples('approvals answer RUN_ID ask approved=true --by ann'))
    .action(async (id: string, key: string, values: readonly string[], _options, command: Command) =>
      (await load()).answerApproval(id, key, values, command.optsWithGlobals()),
    );
  addSchedules(program);
  addCallbacks(program);
  program
    .command('test')
    .description('runs the tests that stand in workflow files')
    .argument('<files...>')
    .option('--only <text>', 'only tests whose name contains it')
    .addOption(json())
    .addHelpText('after', examples('test workflow.yaml', 'test workflows/*.yaml --only refund --json'))
    .action(async (files: readonly string[], _options, command: Command) =>
      (await import('./commands/test-workflow.ts')).testWorkflows(files, command.optsWithGlobals()),
    );
}
