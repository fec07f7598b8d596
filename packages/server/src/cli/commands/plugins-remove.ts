import { openPlugins, pluginFailure } from '../plugin-changes.ts';
import { openSession } from '../session.ts';
import type { CommandOptions } from '../session.ts';

/** `plugins remove NAME` */
export async function pluginsRemove(name: string, options: CommandOptions): Promise<void> {
  const session = await openSession(options);
  try {
    const plugins = await openPlugins(session);
    await plugins.remove(name);
    if (options.json === true) session.output.json({ name, removed: true });
    else session.output.say(`removed ${name}${plugins.url === undefined ? '' : ` from the server at ${plugins.url}`}`);
  } catch (error) {
    throw pluginFailure(error);
  }
}
