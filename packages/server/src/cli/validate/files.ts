// Which files a `validate` is about: files, folders, globs, or the text of stdin.
import { globSync, readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { Failure } from '../failure.ts';

export type Chosen = {
  readonly files: readonly string[];
  /** YAML files of a folder that are something else. */
  readonly skipped: readonly string[];
};

/** The files that names stand for, each once, in order. A name that stands for none is a wrong command line. */
export function chooseFiles(names: readonly string[]): Chosen {
  const chosen = names.map(expand);
  const files = [...new Set(chosen.flatMap((each) => each.files))];
  return { files, skipped: chosen.flatMap((each) => each.skipped).filter((file) => !files.includes(file)) };
}

function expand(name: string): Chosen {
  if (name === '-') return { files: [name], skipped: [] };
  const kind = statSync(name, { throwIfNoEntry: false });
  if (kind?.isDirectory() === true) return inFolder(name);
  if (kind !== undefined || !/[*?[{]/.test(name)) return { files: [name], skipped: [] };
  const files = globSync(name, { exclude: ['**/node_modules/**'] }).toSorted();
  if (files.length === 0) throw new Failure(2, `no file matches ${name}`);
  return { files, skipped: [] };
}

/** The workflows in a folder and below it; other YAML files are none of this command's business. */
function inFolder(folder: string): Chosen {
  const found = globSync('**/*.{yaml,yml}', { cwd: folder, exclude: (name) => name === 'node_modules' })
    .filter((path) => !path.split(/[\\/]/).some((step) => step.startsWith('.')))
    .map((path) => relative(process.cwd(), `${folder}/${path}`))
    .toSorted();
  const files = found.filter(isWorkflow);
  if (files.length === 0)
    throw new Failure(2, `there is no workflow file in ${folder}; name one: configurable-agents validate FILE`);
  return {
    files,
    skipped: found.filter((path) => !files.includes(path) && !/(^|[\\/])configurable-agents\.ya?ml$/.test(path)),
  };
}

function isWorkflow(path: string): boolean {
  return isWorkflowText(readFileSync(path, 'utf8'));
}

/** Whether a YAML text is a workflow, right or wrong. */
export function isWorkflowText(text: string): boolean {
  return /^["']?(?:nodes|edges|schema_version)["']?[ \t]*:/m.test(text);
}
