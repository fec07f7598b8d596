// What it means when SQLite cannot write, and what helps.
import { RuntimeError } from '../errors.ts';

/** Primary result codes: https://www.sqlite.org/rescode.html */
const HELP: { readonly [code: number]: string } = {
  5: 'another program has it locked for writing; end that program',
  8: 'it is read-only; check the permissions of the folder, and how the disk is mounted',
  10: 'the disk answers with errors; check it, and the limits of this process',
  11: 'it is damaged; see configurable-agents doctor --store, then restore a backup: configurable-agents restore FILE',
  13: 'the disk is full; free space, or keep less: configurable-agents prune --older-than 7d',
  14: 'its file cannot be opened; check the permissions of the folder',
  26: 'it is not a database; restore a backup: configurable-agents restore FILE',
};
const DAMAGED = new Set([11, 26]);

function codeOf(error: unknown): number | undefined {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
  // The lower byte is the primary code.
  return typeof code === 'number' ? code & 0xff : undefined;
}

/** Whether trying again cannot help. */
export function isDamage(error: unknown): boolean {
  return DAMAGED.has(codeOf(error) ?? -1);
}

/** Whether another connection has the file. */
export function isBusy(error: unknown): boolean {
  return codeOf(error) === 5;
}

/** `STORE_FAILED` with the reason and what to do. */
export function storeFailed(path: string, cause: unknown): RuntimeError {
  const help = HELP[codeOf(cause) ?? -1];
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new RuntimeError(
    'STORE_FAILED',
    `the store ${path} cannot be written: ${reason}${help === undefined ? '' : `; ${help}`}`,
    { cause },
  );
}
