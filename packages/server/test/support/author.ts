// Packages of authors, made by the command, with what the repository has installed instead of what npm would install.
import { execFile } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { run } from './cli.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
export const MODULES: string = join(ROOT, 'node_modules');

/** What npm and programs that it starts see: this Node first, and no network. */
export const AUTHOR_ENV: Record<string, string> = {
  PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
  HOME: process.env['HOME'] ?? '',
  npm_config_offline: 'true',
  npm_config_update_notifier: 'false',
};

/** A new plugin in a folder, ready to be worked on. */
export async function createdIn(cwd: string, name: string, ...options: readonly string[]): Promise<string> {
  const { status, err } = await run(['plugins', 'create', name, ...options], { cwd });
  if (status !== 0) throw new Error(`plugins create ended with ${status}: ${err}`);
  const dir = join(cwd, name);
  symlinkSync(MODULES, join(dir, 'node_modules'));
  return dir;
}

type Ended = { readonly status: number; readonly output: string };

/** A program to its end, in a package. */
export async function runIn(dir: string, file: string, ...args: readonly string[]): Promise<Ended> {
  try {
    const { stdout, stderr } = await promisify(execFile)(file, args, { cwd: dir, env: AUTHOR_ENV, timeout: 120_000 });
    return { status: 0, output: `${stdout}${stderr}` };
  } catch (error) {
    const { code, stdout, stderr } = error as {
      readonly code: unknown;
      readonly stdout: string;
      readonly stderr: string;
    };
    if (typeof code !== 'number') throw error;
    return { status: code, output: `${stdout}${stderr}` };
  }
}
