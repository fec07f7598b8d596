import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Failure } from '../failure.ts';
import { openSession } from '../session.ts';
import type { CommandOptions } from '../session.ts';
import { compileFile } from '../source.ts';
import { makeFolder, writeWhole } from '../validate/write.ts';

/** `compile FILE [-o OUT]`: the execution graph as JSON; the same bytes for the same file and plugins, wherever they go. */
export async function compile(file: string, options: CommandOptions & { readonly output?: string }): Promise<void> {
  const { output } = options;
  const isToFile = output !== undefined && output !== '-';
  if (isToFile) assertTarget(output, file);
  const session = await openSession(options, file === '-' ? {} : { file });
  const { graph } = await compileFile(session, file);
  const text = JSON.stringify(graph, null, 2);
  if (!isToFile) {
    session.output.result(text);
    return;
  }
  makeFolder(dirname(output));
  writeWhole(output, `${text}\n`);
}

/** Before anything is compiled: a graph in the place of its workflow would be the end of it. */
function assertTarget(output: string, file: string): void {
  if (/[\\/]$/.test(output) || statSync(output, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new Failure(2, `${output} is a folder; name a file, such as ${output.replace(/[\\/]+$/, '')}/graph.json`);
  if (file !== '-' && resolve(output) === resolve(file))
    throw new Failure(2, `${output} is the workflow itself; name another file for its graph`);
}
