import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { formatTypes } from '@configurable-agents/compiler';
import { Failure } from '../failure.ts';
import { openSession } from '../session.ts';
import type { CommandOptions, Session } from '../session.ts';
import { compileFile } from '../source.ts';
import { chooseFiles } from '../validate/files.ts';
import { watchFiles } from '../validate/watch.ts';
import { makeFolder, writeWhole } from '../validate/write.ts';

type Options = CommandOptions & { readonly output?: string; readonly watch?: boolean };

/** `types FILE|FOLDER [-o OUT]`: TypeScript types of inputs, state and result. A folder's go to a folder, a file for each workflow. */
export async function printTypes(name: string, options: Options): Promise<void> {
  const isFolder = name !== '-' && statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
  assertTogether(name, { isFolder, options });
  const session = await openSession(options, name === '-' ? {} : { file: isFolder ? join(name, 'any.yaml') : name });
  const { output } = options;
  if (output === undefined) {
    const { graph } = await compileFile(session, name);
    session.output.result(formatTypes(graph).trimEnd());
    return;
  }
  const job: Job = { name, isFolder, output, session, isJson: options.json === true };
  if (options.watch !== true) {
    if (!(await writeAll(job))) process.exitCode = 1;
    return;
  }
  await watchFiles({
    choose: () => (isFolder ? { files: [], folders: [name] } : { files: [name], folders: [] }),
    check: async () => await writeAgain(job),
  });
}

function assertTogether(
  name: string,
  { isFolder, options: { watch, output, json } }: { readonly isFolder: boolean; readonly options: Options },
): void {
  if (watch === true && name === '-')
    throw new Failure(2, '--watch needs a file or a folder: what comes from standard input comes once');
  if (output !== undefined) return;
  if (isFolder) throw new Failure(2, `types of a folder go to a folder: configurable-agents types ${name} -o DIR`);
  if (watch === true) throw new Failure(2, '--watch writes: say where with -o');
  if (json === true) throw new Failure(2, '--json tells what was written: say where with -o');
}

type Job = {
  readonly name: string;
  readonly isFolder: boolean;
  readonly output: string;
  readonly session: Session;
  readonly isJson: boolean;
};

type Written = {
  readonly file: string;
  readonly types: string;
  readonly status: 'written' | 'unchanged' | 'invalid';
};

/** One round. Answers whether every workflow is right; the types of one that is not stay as they are. */
async function writeAll(job: Job): Promise<boolean> {
  const { output } = job.session;
  const files = job.isFolder ? chooseFiles([job.name]).files : [job.name];
  const written: Written[] = [];
  for (const file of files) written.push(await writeOne(file, job));
  const invalid = written.filter(({ status }) => status === 'invalid').length;
  if (job.isJson) output.json({ files: written });
  else {
    const news = written.filter(({ status }) => status === 'written');
    for (const { types } of news) output.result(types);
    const parts = [`${news.length} written`, `${written.length - news.length - invalid} unchanged`];
    if (invalid > 0) parts.push(output.style('red', `${invalid} not valid`));
    output.say(`${written.length} ${written.length === 1 ? 'file' : 'files'}: ${parts.join(', ')}`);
  }
  return invalid === 0;
}

/** In a watch a wrong file is a state like any other. */
async function writeAgain(job: Job): Promise<void> {
  const { output } = job.session;
  try {
    await writeAll(job);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    output.say(`error: ${error.message}`);
  }
  output.say('waiting for changes; Ctrl-C ends');
}

/** What is there already is not written again, so that nothing that watches it wakes up. */
async function writeOne(file: string, job: Job): Promise<Written> {
  const types = targetOf(file, job);
  let text: string;
  try {
    text = formatTypes((await compileFile(job.session, file)).graph);
  } catch (error) {
    // A folder has other files, whose types are wanted all the same.
    if (!(error instanceof Failure) || error.status !== 1 || !job.isFolder) throw error;
    return { file, types, status: 'invalid' };
  }
  if (existsSync(types) && readFileSync(types, 'utf8') === text) return { file, types, status: 'unchanged' };
  makeFolder(dirname(types));
  writeWhole(types, text);
  return { file, types, status: 'written' };
}

/** `flows/a/b.yaml` of the folder `flows` goes to `a/b.types.ts` of the output. */
function targetOf(file: string, { name, isFolder, output }: Job): string {
  const named = (path: string): string => `${path.replace(/\.ya?ml$/, '')}.types.ts`;
  if (isFolder) return join(output, named(relative(name, file)));
  const isInto = /[\\/]$/.test(output) || statSync(output, { throwIfNoEntry: false })?.isDirectory() === true;
  if (!isInto) return output;
  return join(output, named(file === '-' ? 'workflow' : basename(file)));
}
