import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Failure } from '../failure.ts';
import { workflowPath } from '../init/files.ts';
import { askName, isName, NAME_RULE, suggestion } from '../init/name.ts';
import { putFiles } from '../init/write.ts';
import { openOutput } from '../output.ts';
import { quoted } from '../quoted.ts';
import type { CommandOptions } from '../session.ts';
import { version } from '../version.ts';
import { makeFolder } from '../validate/write.ts';

type Options = CommandOptions & { readonly name?: string; readonly force?: boolean };

/** `init [DIR]`: a project to begin with, and the three commands to try. Nothing that is there is written over. */
export async function init(dir = '.', options: Options): Promise<void> {
  const output = openOutput({ color: options.color ?? 'auto', env: process.env });
  const kind = statSync(dir, { throwIfNoEntry: false });
  if (kind !== undefined && !kind.isDirectory()) throw new Failure(2, `${dir} is no folder; name a folder`);
  const name = options.name ?? (await chosenName(dir));
  if (!isName(name)) throw new Failure(2, `the name ${JSON.stringify(name)} is none: it must ${NAME_RULE}`);
  makeFolder(dir);
  const files = putFiles({ dir, name, version: version(), force: options.force === true });
  const next = nextCommands(dir, name);
  if (options.json === true) {
    output.json({ dir: resolve(dir), name, files, next });
    return;
  }
  for (const { path, status, note } of files) {
    const shown = output.style(status === 'kept' ? 'yellow' : 'green', status.padEnd(8), 'out');
    output.result(`${shown}  ${path}${note === undefined ? '' : `  ${output.style('dim', note, 'out')}`}`);
  }
  output.result(`\nTry it:\n\n${next.map((command) => `  ${output.style('cyan', command, 'out')}`).join('\n')}`);
}

/** Without a terminal nobody can be asked, and the suggestion holds. */
async function chosenName(dir: string): Promise<string> {
  const isTerminal = process.stdin.isTTY && process.stderr.isTTY;
  const suggested = suggestion(dir);
  return isTerminal ? await askName(suggested, { input: process.stdin, output: process.stderr }) : suggested;
}

function nextCommands(dir: string, name: string): readonly string[] {
  const file = workflowPath(name);
  return [
    ...(resolve(dir) === process.cwd() ? [] : [`cd ${quoted(dir)}`]),
    `configurable-agents validate ${file}`,
    `configurable-agents run ${file} --provider echo --input topic=otters`,
    'configurable-agents dashboard --provider echo',
  ];
}
