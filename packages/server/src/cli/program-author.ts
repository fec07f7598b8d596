// The commands about plugins: for who writes one, and for who installs one.
import { Option } from 'commander';
import type { Command } from 'commander';
import { collect, examples, json } from './program-parts.ts';

const KINDS = ['action', 'trigger', 'provider', 'tracker', 'tool'];

/** `plugins create`, `dev`, `check`, `docs`, `build`. */
export function addAuthoring(program: Command): void {
  const plugins = pluginsGroup(program);
  addCreate(plugins);
  addDev(plugins);
  addCheck(plugins);
  plugins
    .command('docs')
    .description('writes a reference of a plugin out of its schemas, as Markdown')
    .argument('[dir]', 'folder of the package; default: the working directory')
    .option('-o, --output <file>', 'write it to a file, whose folder is made')
    .addHelpText('after', examples('plugins docs', 'plugins docs plugins/acme -o plugins/acme/REFERENCE.md'))
    .action(async (dir: string | undefined, _options, command: Command) =>
      (await import('./commands/plugins-docs.ts')).pluginsDocs(dir, command.optsWithGlobals()),
    );
  plugins
    .command('build')
    .description('writes plugin.json: what the code of a plugin offers and asks for, as data')
    .argument('[dir]', 'folder of the package; default: the working directory')
    .option('--check', 'write nothing; exit 1 when it is not current')
    .addOption(json())
    .addHelpText('after', examples('plugins build', 'plugins build plugins/acme --check'))
    .action(async (dir: string | undefined, _options, command: Command) =>
      (await import('./commands/plugins-build.ts')).pluginsBuild(dir, command.optsWithGlobals()),
    );
}

/** The group of all commands about plugins, whoever adds to it first. */
export function pluginsGroup(program: Command): Command {
  const found = program.commands.find((command) => command.name() === 'plugins');
  return (
    found ??
    program
      .command('plugins')
      .description('plugins: made, checked, installed')
      .addHelpText('after', examples('plugins create acme', 'plugins check acme', 'plugins add ./acme', 'plugins list'))
  );
}

function addCreate(plugins: Command): void {
  plugins
    .command('create')
    .description(
      'writes a new plugin: source, tests that pass, an example that runs offline, a lock file, a check for CI',
    )
    .argument('[name]', 'name of the plugin; asked for on a terminal')
    .addOption(
      new Option('--kind <kind>', 'what it begins with; asked for on a terminal, else an action').choices(KINDS),
    )
    .option('--dir <dir>', 'its folder, which is made; default: the name')
    .addOption(json())
    .addHelpText(
      'after',
      examples('plugins create', 'plugins create acme --kind trigger', 'plugins create acme --dir plugins/acme'),
    )
    .action(async (name: string | undefined, _options, command: Command) =>
      (await import('./commands/plugins-create.ts')).pluginsCreate(name, command.optsWithGlobals()),
    );
}

function addDev(plugins: Command): void {
  plugins
    .command('dev')
    .description('compiles a plugin after each change, and runs its example with it, in memory; until Ctrl-C')
    .argument('[dir]', 'folder of the package; default: the working directory')
    .option('--workflow <file>', 'what is run; default: example/workflow.yaml of the package')
    .option('--input <name=value>', 'an input of it (repeatable); what is no text is written as JSON', collect, [])
    .addOption(new Option('--json', 'print lines of the log and each result as JSON objects'))
    .addHelpText('after', examples('plugins dev', 'plugins dev plugins/acme --workflow flow.yaml --input id=7'))
    .action(async (dir: string | undefined, _options, command: Command) =>
      (await import('./commands/plugins-dev.ts')).pluginsDev(dir, command.optsWithGlobals()),
    );
}

function addCheck(plugins: Command): void {
  plugins
    .command('check')
    .description(
      'checks a plugin before it is published: types, tests, contract, manifest, package, capabilities, size and time',
    )
    .argument('[dir]', 'folder of the package; default: the working directory')
    .option('--against <package>', 'last release, as a tarball or a folder; default: the one on npm, if there is one')
    .addOption(json())
    .addHelpText(
      'after',
      examples('plugins check', 'plugins check plugins/acme --json', 'plugins check --against acme-1.0.0.tgz'),
    )
    .action(async (dir: string | undefined, _options, command: Command) =>
      (await import('./commands/plugins-check.ts')).pluginsCheck(dir, command.optsWithGlobals()),
    );
}
