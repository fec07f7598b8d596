import { createInterface } from 'node:readline';
import type { Added, AddRequest, Ask, PluginChanges } from '../../plugins/change.ts';
import type { Isolation } from '../../plugins/reference.ts';
import { Failure } from '../failure.ts';
import { printable } from '../printable.ts';
import type { Output } from '../output.ts';
import { openPlugins, placeOf, pluginFailure } from '../plugin-changes.ts';
import { openSession } from '../session.ts';
import type { CommandOptions } from '../session.ts';

type Options = CommandOptions & { readonly grant?: boolean; readonly isolation?: Isolation };
type Terminal = { readonly input: NodeJS.ReadableStream; readonly output: NodeJS.WritableStream };

/** `plugins add SOURCE [--grant] [--isolation TIER]` */
export async function pluginsAdd(typed: string, options: Options): Promise<void> {
  const session = await openSession(options);
  const { output } = session;
  try {
    const [plugins, { absoluteSource }] = await Promise.all([
      openPlugins(session),
      import('../../plugins/candidate.ts'),
    ]);
    const source = absoluteSource(typed, { cwd: process.cwd(), configPath: placeOf(session).configPath });
    const { isolation } = options;
    const isAsked = process.stdin.isTTY && process.stderr.isTTY;
    const added = await addAsking(plugins, {
      request: { source, isGranted: options.grant === true, ...(isolation === undefined ? {} : { isolation }) },
      ...(isAsked ? { terminal: { input: process.stdin, output: process.stderr } } : {}),
    });
    if (options.json === true) {
      const { addedJson } = await import('../../plugins/change.ts');
      output.json(addedJson(added));
    } else tell(added, { output, url: plugins.url });
  } catch (error) {
    throw pluginFailure(error);
  }
}

/**
 * Adds a plugin; where it asks for what was not granted and somebody is there, they are asked. What is added then is what they were shown.
 * Throws `PLUGIN_…`.
 */
export async function addAsking(
  { add }: Pick<PluginChanges, 'add'>,
  { request, terminal }: { readonly request: AddRequest; readonly terminal?: Terminal },
): Promise<Added> {
  try {
    return await add(request);
  } catch (error) {
    const asks = asksOf(error);
    const [first] = asks;
    if (first === undefined || terminal === undefined) throw error;
    if (!(await confirmed(asks, first, terminal)))
      throw new Failure(
        1,
        `PLUGIN_NOT_GRANTED: ${first.plugin} ${first.version} is not installed: you did not grant what it asks for`,
      );
    return await add({ ...request, isGranted: true, integrity: first.integrity });
  }
}

function asksOf(error: unknown): readonly Ask[] {
  if (!(error instanceof Error && 'code' in error && error.code === 'PLUGIN_NOT_GRANTED' && 'details' in error))
    return [];
  const { errors } = error.details as { readonly errors?: readonly Ask[] };
  return errors ?? [];
}

/** Only a yes is one: an empty answer, and the end of the input, are none. */
async function confirmed(
  asks: readonly Ask[],
  { plugin, version, from }: Ask,
  { input, output }: Terminal,
): Promise<boolean> {
  const beyond = from === null ? '' : ` beyond what was granted to ${printable(from)}`;
  output.write(`${printable(plugin)} ${printable(version)} asks${beyond} to\n`);
  for (const { message } of asks) output.write(`  - ${printable(message)}\n`);
  const lines = createInterface({ input, output });
  output.write('grant this, and install it? [y/N] ');
  for await (const line of lines) return /^\s*(y|yes)\s*$/i.test(line);
  output.write('\n');
  return false;
}

function tell(
  { plugin, from, granted, dropped, alsoPinned }: Added,
  at: { readonly output: Output; readonly url: string | undefined },
): void {
  const { output, url } = at;
  const before = from === null || from === plugin.version ? '' : `, before ${from}`;
  const version = String(plugin.version);
  output.result(
    `${output.style('green', 'added', 'out')}  ${plugin.name} ${version}${before}, from ${printable(plugin.source)}`,
  );
  for (const clause of granted) output.result(`  may now ${printable(clause)}`);
  for (const clause of dropped) output.result(`  may no longer ${printable(clause)}`);
  if (plugin.may.length === 0) output.result('  may only compute');
  if (alsoPinned.length > 0)
    output.say(`note: the lock file is new; it also pins, as they are: ${alsoPinned.join(', ')}`);
  if (url !== undefined) output.say(`it is at work in the server at ${url}`);
}
