import { chmodSync, existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { RuntimeError } from '@configurable-agents/core';

const ANYONE_WRITES = 0o222;

/** Puts a text in the place of a file, whole or not at all; follows links, keeps permissions. Throws `PLUGIN_READ_ONLY`. */
export function writeWhole(path: string, text: string): void {
  assertWritable(path);
  const target = existsSync(path) ? realpathSync(path) : path;
  const beside = `${target}.${process.pid}.tmp`;
  try {
    writeFileSync(beside, text);
    if (existsSync(target)) chmodSync(beside, statSync(target).mode & 0o777);
    renameSync(beside, target);
  } catch (cause) {
    rmSync(beside, { force: true });
    throw readOnly(path, cause);
  }
}

/** A file that nobody may write is the operator's word, also where the process could. Throws `PLUGIN_READ_ONLY`. */
export function assertWritable(path: string): void {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat !== undefined && (!stat.isFile() || (stat.mode & ANYONE_WRITES) === 0)) throw readOnly(path);
}

function readOnly(path: string, cause?: unknown): RuntimeError {
  const reason = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return new RuntimeError(
    'PLUGIN_READ_ONLY',
    `${path} cannot be written${reason}: what is installed stands in it; make it writable, or edit it where it comes from and start again`,
    { cause },
  );
}
