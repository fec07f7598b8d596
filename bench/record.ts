// A record of figures that can be compared later: what was measured, on which machine, with which versions, under which load.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';
import { dirname } from 'node:path';

export function machine(): string {
  return `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores`;
}

/** Load averages when the process began, before it made a load of its own. */
const LOAD_BEFORE = loadavg();

/** Writes figures with the date, the machine and the revision; makes the folder of the file. */
export function writeRecord(path: string, figures: { readonly [name: string]: unknown }): void {
  const record = {
    date: new Date().toISOString(),
    machine: machine(),
    memory_gib: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release()}`,
    versions: { node: process.version, sqlite: process.versions.sqlite ?? null, v8: process.versions.v8 },
    revision: revision(),
    load_average: { before: LOAD_BEFORE.map(round), after: loadavg().map(round) },
    ...figures,
  };
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(record, undefined, 2)}\n`);
}

/** The commit, with a plus sign where the checkout differs from it; null outside of a checkout. */
function revision(): string | null {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  try {
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '+'}`;
  } catch {
    return null;
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
