import { Option } from 'commander';
import type { Command } from 'commander';
import type * as workflowCommands from './commands/workflows.ts';
import { API } from './api-words.generated.ts';
import { addInteractions } from './program-interact.ts';
import { asked, examples, json } from './program-parts.ts';
import { addTransfer } from './program-upkeep.ts';

type WorkflowCommands = typeof workflowCommands;

/** Commands about what the store holds. */
export function addStore(program: Command): void {
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

  program
    .command('costs')
    .description('what models cost, summed up over the runs that the store keeps')
    .addOption(asked('--by <what>', API.showCosts.by).default('workflow'))
    .addOption(asked('--since <time>', API.showCosts.since))
    .addOption(asked('--until <time>', API.showCosts.until))
    .addOption(asked('--workflow <name>', API.showCosts.workflow))
    .addOption(asked('--run <run-id>', API.showCosts.run))
    .addOption(json())
    .option('--csv', 'print the rows as comma-separated values')
    .addHelpText('after', examples('costs', 'costs --by model --since 7d', 'costs --by day --csv > costs.csv'))
    .action(async (_options, command: Command) =>
      (await import('./commands/costs.ts')).showCosts(command.optsWithGlobals()),
    );

  const runs = program
    .command('runs')
    .description('lists, shows, cancels, signals, retries and forks runs')
    .addHelpText('after', examples('runs list --status failed', 'runs show RUN_ID'));
  runs
    .command('list')
    .description('newest first')
    .addOption(asked('--workflow <name>', API.listRuns.workflow))
    .addOption(asked('--status <status>', API.listRuns.status))
    .addOption(asked('--since <time>', API.listRuns.since))
    .addOption(asked('--limit <n>', API.listRuns.limit).default('50'))
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

  addInteractions(program, runs);
  addTransfer(runs);

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
  for (const [verb, what] of [
    ['pause', 'accepts its runs and starts none, until it is resumed'],
    ['resume', 'starts what was accepted while it was paused, and what comes'],
  ] as const) {
    workflows
      .command(verb)
      .description(what)
      .argument('<name>')
      .option('--trigger <name>', 'only runs of this entry of its triggers')
      .addOption(json())
      .addHelpText('after', examples(`workflows ${verb} triage`, `workflows ${verb} triage --trigger github`))
      .action(async (name: string, _options, command: Command) =>
        (await load()).setWorkflowPaused(name, command.optsWithGlobals(), verb === 'pause'),
      );
  }
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
    .command('routes')
    .description('how runs of the registered workflows start: requests and schedules, by workflow')
    .addOption(json())
    .addHelpText('after', examples('routes', 'routes --json'))
    .action(async (_options, command: Command) =>
      (await import('./commands/routes.ts')).listRoutes(command.optsWithGlobals()),
    );

  const deliveries = program
    .command('deliveries')
    .description('inbound webhooks: what came, what became of it, and again')
    .addHelpText(
      'after',
      examples('deliveries list', 'deliveries show DELIVERY_ID', 'deliveries redeliver DELIVERY_ID'),
    );
  deliveries
    .command('list')
    .description('newest first')
    .addOption(asked('--limit <n>', API.listDeliveries.limit).default('50'))
    .addOption(json())
    .addHelpText('after', examples('deliveries list --json'))
    .action(async (_options, command: Command) =>
      (await import('./commands/deliveries.ts')).listDeliveries(command.optsWithGlobals()),
    );
  deliveries
    .command('show')
    .description('verdict, headers without secrets, and body')
    .argument('<delivery-id>')
    .option('--raw', 'write the exact bytes of the body, nothing else')
    .addOption(json())
    .addHelpText('after', examples('deliveries show DELIVERY_ID', 'deliveries show DELIVERY_ID --raw > body.json'))
    .action(async (id: string, _options, command: Command) =>
      (await import('./commands/deliveries.ts')).showDelivery(id, command.optsWithGlobals()),
    );
  deliveries
    .command('redeliver')
    .description('hands the same bytes over again; runs that they started and that did not fail are not started again')
    .argument('<delivery-id>')
    .addOption(asked('--workflow <name>', API.redeliver.workflow_name))
    .addOption(json())
    .addHelpText('after', examples('deliveries redeliver DELIVERY_ID --workflow release_note'))
    .action(async (id: string, _options, command: Command) =>
      (await import('./commands/deliveries.ts')).redeliver(id, command.optsWithGlobals()),
    );
}
