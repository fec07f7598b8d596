import { chmodSync, mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Failure } from '../failure.ts';

/** Writes a file as a whole or not at all: beside it first, then in its place, with its mode. A link's target is written. */
export function writeWhole(path: string, text: string): void {
  try {
    const before = statSync(path, { throwIfNoEntry: false });
    const target = before === undefined ? path : realpathSync(path);
    const beside = join(dirname(target), `.configurable-agents-${process.pid}.tmp`);
    try {
      writeFileSync(beside, text);
      if (before !== undefined) chmodSync(beside, before.mode);
      renameSync(beside, target);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
  } catch (cause) {
    throw new Failure(3, `${path} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

/** Makes a folder and those above it. */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Failure(3, `the folder ${path} cannot be made: ${why}`, { cause });
  }
}

/**
 * Where a command writes what it makes of a workflow; undefined for standard output. Asked before anything is made: a graph in the place of
 * its workflow would be the end of it.
 */
export function targetOf(output: string | undefined, file: string): string | undefined {
  if (output === undefined || output === '-') return undefined;
  if (/[\\/]$/.test(output) || statSync(output, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new Failure(2, `${output} is a folder; name a file in it`);
  if (file !== '-' && resolve(output) === resolve(file))
    throw new Failure(2, `${output} is the workflow itself; name another file`);
  return output;
}

/** Writes a file as a whole; its folder is made. */
export function writeTarget(output: string, text: string): void {
  makeFolder(dirname(output));
  writeWhole(output, text);
}
