import { resolve } from 'node:path';
import { openSession, openStore } from '../session.ts';
import type { CommandOptions } from '../session.ts';

/** `backup FILE`: a checked copy of the store as it is now. */
export async function backup(file: string, options: CommandOptions & { readonly force?: boolean }): Promise<void> {
  const session = await openSession(options);
  (await openStore(session)).close();
  const { output, settings } = session;
  const { backupStore, sizeOf } = await import('@configurable-agents/core');
  const path = resolve(file);
  const done = await backupStore(settings.dataDir.value, { path, replace: options.force === true });
  if (options.json === true) output.json(done);
  else {
    output.result(path);
    output.say(`${sizeOf(done.bytes)}, ${done.runs} runs, ${done.open} of them open; SHA-256 ${done.sha256}`);
  }
}

/** `restore FILE`: a backup in the place of the store. */
export async function restore(file: string, options: CommandOptions): Promise<void> {
  const { output, settings } = await openSession(options);
  const { restoreStore } = await import('@configurable-agents/core');
  const dataDir = settings.dataDir.value;
  const done = await restoreStore(dataDir, { path: resolve(file) });
  if (options.json === true) output.json({ data_dir: dataDir, ...done });
  else {
    output.result(dataDir);
    output.say(`${done.runs} runs${done.checksum ? ', the checksum agrees' : '; there was no checksum beside it'}`);
    if (done.kept !== null) output.say(`what was there before is ${done.kept}`);
    if (done.open > 0)
      output.say(
        `${done.open} runs are open: the next dashboard goes on with them from where they were at the time of the backup`,
      );
  }
}
