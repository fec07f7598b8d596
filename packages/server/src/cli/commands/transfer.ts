import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Failure } from '../failure.ts';
import { openSession, openStore } from '../session.ts';
import type { CommandOptions } from '../session.ts';
import { readSource } from '../source.ts';

/** `runs export RUN_ID [-o FILE]` */
export async function exportCommand(id: string, options: CommandOptions & { readonly output?: string }): Promise<void> {
  const session = await openSession(options);
  (await openStore(session)).close();
  const { exportRun } = await import('@configurable-agents/core');
  const file = exportRun(session.settings.dataDir.value, id);
  if (options.output === undefined) {
    session.output.json(file);
    return;
  }
  try {
    writeFileSync(options.output, `${JSON.stringify(file)}\n`, { mode: 0o600 });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Failure(3, `the file ${resolve(options.output)} cannot be written: ${reason}`, { cause });
  }
  const [, ...awaited] = file.runs;
  session.output.say(
    `wrote ${options.output}: ${id}${awaited.length === 0 ? '' : ` and ${awaited.length} runs that it awaited`}`,
  );
}

/** `runs import FILE` */
export async function importCommand(file: string, options: CommandOptions): Promise<void> {
  const { output, settings } = await openSession(options);
  const text = await readSource(file);
  const { importRuns } = await import('@configurable-agents/core');
  const runs = await importRuns(settings.dataDir.value, text);
  if (options.json === true) {
    output.json({ runs });
    return;
  }
  for (const { run_id: id, status, unchanged, open } of runs) {
    output.result(`${id}  ${status}${unchanged ? '  was there already' : ''}`);
    if (open)
      output.say(
        `${id} is open: nothing was started, but the next dashboard on ${settings.dataDir.value} goes on with it, also where another store does`,
      );
  }
}
