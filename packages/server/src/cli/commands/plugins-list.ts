import { nearest } from '@configurable-agents/core/graph';
import { contributionsOf, offersInWords } from '../../plugins/shown.ts';
import type { ShownPlugin } from '../../plugins/shown.ts';
import { Failure } from '../failure.ts';
import { table } from '../output.ts';
import { printable } from '../printable.ts';
import { openPlugins, pluginFailure } from '../plugin-changes.ts';
import { openSession } from '../session.ts';
import type { CommandOptions } from '../session.ts';

/** `plugins list`: of the server that runs, else of the configuration. */
export async function pluginsList(options: CommandOptions): Promise<void> {
  const session = await openSession(options);
  const { output } = session;
  const items = await listed(session);
  if (options.json === true) {
    output.json({ items, next_cursor: null });
    return;
  }
  output.result(table([['PLUGIN', 'VERSION', 'SOURCE', 'OFFERS'], ...items.map(cells)]));
  for (const { name, problems } of items)
    for (const { code, message } of problems) output.say(`${name}: ${code}: ${printable(message)}`);
  if (items.every((plugin) => plugin.first_party))
    output.say('no plugin was added; add one: configurable-agents plugins add SOURCE');
}

async function listed(session: Awaited<ReturnType<typeof openSession>>): Promise<readonly ShownPlugin[]> {
  try {
    return await (await openPlugins(session)).list();
  } catch (error) {
    throw pluginFailure(error);
  }
}

function cells(plugin: ShownPlugin): readonly string[] {
  const offers = plugin.problems.length > 0 ? 'is not at work' : printable(offersInWords(plugin));
  return [printable(plugin.name), plugin.version ?? '-', printable(plugin.source), offers];
}

/** `plugins show NAME` */
export async function pluginsShow(name: string, options: CommandOptions): Promise<void> {
  const session = await openSession(options);
  const items = await listed(session);
  const plugin = items.find((each) => each.name === name);
  if (plugin === undefined) {
    const names = items.map((each) => each.name);
    const near = nearest(name, names);
    const help = near === undefined ? `there are ${names.join(', ')}` : `did you mean ${near}?`;
    throw new Failure(1, `PLUGIN_NOT_FOUND: there is no plugin ${JSON.stringify(name)}; ${help}`);
  }
  if (options.json === true) session.output.json(plugin);
  else session.output.result(described(plugin));
}

function described(plugin: ShownPlugin): string {
  const { name, version, source, sdk, isolation, integrity, may, problems } = plugin;
  const rows: (readonly [string, string])[] = [
    ['plugin', `${name} ${version ?? 'of an unknown version'}`],
    ['source', source],
    ['sdk', sdk ?? '-'],
    ['runs in', isolation === 'process' ? 'a process' : 'a worker'],
    ['integrity', integrity ?? (plugin.first_party ? 'of the product' : 'not pinned by a lock file')],
    ...listOf('may', may.length === 0 ? [plugin.first_party ? '-' : 'only compute'] : may),
    ...contributionsOf(plugin).map(
      ({ kind, name: offered, description }) =>
        [kind, description === undefined ? offered : `${offered}: ${description}`] as const,
    ),
    ...problems.map(({ code, message }) => ['problem', `${code}: ${message}`] as const),
  ];
  return table(rows.map(([key, value]) => [key, printable(value)]));
}

/** The key stands before the first only. */
function listOf(key: string, values: readonly string[]): readonly (readonly [string, string])[] {
  return values.map((value, index) => [index === 0 ? key : '', value] as const);
}
