// The commands for who installs plugins.
import type { Command } from 'commander';
import { API } from './api-words.generated.ts';
import { pluginsGroup } from './program-author.ts';
import { asked, examples, json } from './program-parts.ts';

/** `plugins add`, `list`, `show`, `remove`. */
export function addPlugins(program: Command): void {
  const plugins = pluginsGroup(program);
  plugins
    .command('add')
    .description('installs a plugin, or another version of it: says what it asks for, and asks whether that is granted')
    .argument('<source>', 'folder of a package, a tarball of one, or a name of npm such as acme@^1.2')
    .option('--grant', 'grant all that it asks for, without a question')
    .addOption(asked('--isolation <tier>', API.addPlugin.isolation))
    .addOption(json())
    .addHelpText(
      'after',
      examples(
        'plugins add plugins/acme',
        'plugins add acme-1.2.0.tgz --grant',
        'plugins add configurable-agents-plugin-acme@^1.2 --isolation process',
      ),
    )
    .action(async (source: string, _options, command: Command) =>
      (await import('./commands/plugins-add.ts')).pluginsAdd(source, command.optsWithGlobals()),
    );
  plugins
    .command('list')
    .description('what is installed, and what comes with the product')
    .addOption(json())
    .addHelpText('after', examples('plugins list', 'plugins list --json'))
    .action(async (_options, command: Command) =>
      (await import('./commands/plugins-list.ts')).pluginsList(command.optsWithGlobals()),
    );
  plugins
    .command('show')
    .description('a plugin: where it is from, what it may do, what it offers')
    .argument('<name>')
    .addOption(json())
    .addHelpText('after', examples('plugins show acme', 'plugins show acme --json'))
    .action(async (name: string, _options, command: Command) =>
      (await import('./commands/plugins-list.ts')).pluginsShow(name, command.optsWithGlobals()),
    );
  plugins
    .command('remove')
    .description(
      'takes a plugin out of the configuration and the lock file; refused while a registered workflow uses it',
    )
    .argument('<name>')
    .addOption(json())
    .addHelpText('after', examples('plugins remove acme'))
    .action(async (name: string, _options, command: Command) =>
      (await import('./commands/plugins-remove.ts')).pluginsRemove(name, command.optsWithGlobals()),
    );
}
