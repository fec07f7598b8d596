// One side of a `diff`: a file, a file of a git revision (`REV:PATH`), or nothing (`/dev/null`, as git names it).
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, posix } from 'node:path';
import type { FindWorkflow } from '@configurable-agents/compiler';
import { isPath } from '../../workflows/reference.ts';
import { Failure } from '../failure.ts';
import { findBeside, readSource } from '../source.ts';

export type Side = {
  /** What it is called: a file, or `REV:PATH`. */
  readonly file: string;
  /** Undefined where there is no file on this side. */
  readonly source: string | undefined;
  /** The workflows that it names, of the same revision. */
  readonly workflow: FindWorkflow;
  /** The text of another file of its revision, by its absolute path; absent on a side that is of no revision. */
  readonly textOf?: (path: string) => string | undefined;
};

/** Reads what an argument of `diff` names. What is there as a file is one, whatever it is called. */
export async function readSide(argument: string): Promise<Side> {
  if (argument === '/dev/null') return { file: argument, source: undefined, workflow: findBeside };
  const [, revision, path] = /^([^:]{2,}):(.+)$/.exec(argument) ?? [];
  if (argument === '-' || existsSync(argument) || revision === undefined || path === undefined)
    return { file: argument, source: await readSource(argument), workflow: findBeside };
  return ofRevision({ revision, path, cwd: process.cwd() });
}

/** The last committed version of a file. */
export function committed(file: string): Side {
  if (!existsSync(file)) throw new Failure(2, `there is no file ${file}`);
  if (statSync(file).isDirectory()) throw new Failure(2, `${file} is a folder; name a workflow file`);
  return ofRevision({ revision: 'HEAD', path: `./${basename(file)}`, cwd: dirname(file) });
}

type Place = { readonly revision: string; readonly path: string; readonly cwd: string };

function ofRevision({ revision, path, cwd }: Place): Side {
  if (revision.startsWith('-')) throw new Failure(2, `${revision} is no revision`);
  const root = git(['rev-parse', '--show-prefix'], cwd);
  if (root.kind === 'failed')
    throw new Failure(root.isThere ? 2 : 3, `${revision}:${path} needs git, which says: ${root.message}`);
  const known = git(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`], cwd);
  if (known.kind === 'failed') throw new Failure(2, `git knows no revision ${revision} in ${cwd === '' ? '.' : cwd}`);
  // As git has it: from the root of the repository, or with `./` from here. Who means here and leaves `./` out is understood.
  const spellings = /^\.\.?\//.test(path) ? [path] : [path, `./${path}`];
  for (const spelling of spellings) {
    const shown = git(['show', `${revision}:${spelling}`], cwd);
    if (shown.kind === 'shown') {
      const workflow = besideIn({ revision, cwd });
      return { file: `${revision}:${spelling}`, source: shown.text, workflow, textOf: textsIn(revision) };
    }
  }
  throw new Failure(2, `there is no file ${path} in ${revision}`);
}

function textsIn(revision: string): (path: string) => string | undefined {
  return (path) => {
    if (!existsSync(dirname(path))) return undefined;
    const shown = git(['show', `${revision}:./${basename(path)}`], dirname(path));
    return shown.kind === 'shown' ? shown.text : undefined;
  };
}

/** A workflow that a file names is that of the same revision. */
function besideIn({ revision, cwd }: Omit<Place, 'path'>): FindWorkflow {
  return (reference, from) => {
    if (!isPath(reference)) return 'later';
    const base = from.slice(revision.length + 1);
    const joined = posix.join(posix.dirname(base), reference);
    // `join` takes the `./` away that says where the path begins.
    const file = `${revision}:${base.startsWith('./') && !joined.startsWith('../') ? './' : ''}${joined}`;
    const shown = git(['show', file], cwd);
    return shown.kind === 'shown' ? { file, source: shown.text } : undefined;
  };
}

type Answer =
  | { readonly kind: 'shown'; readonly text: string }
  | { readonly kind: 'failed'; readonly message: string; readonly isThere: boolean };

/** A file of a workflow is small; a repository holds others. */
const MAX_BYTES = 64 * 1024 * 1024;

function git(args: readonly string[], cwd: string): Answer {
  try {
    const text = execFileSync('git', args, {
      cwd,
      encoding: 'utf8',
      maxBuffer: MAX_BYTES,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return { kind: 'shown', text };
  } catch (error) {
    const { code, stderr } = error as { readonly code?: string; readonly stderr?: string };
    if (code === 'ENOENT') return { kind: 'failed', message: 'there is no command git', isThere: false };
    return { kind: 'failed', message: (stderr ?? '').trim().split('\n')[0] ?? '', isThere: true };
  }
}
