// The file and those that were put aside. It always ends with a whole line: what a failure or a crash left of one is cut off.
import { open, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

export type LogFileOptions = {
  readonly path: string;
  readonly maxBytes: number;
  readonly maxFiles: number;
  /** Whether lines are on the disk before `append` resolves. */
  readonly isSynced: boolean;
  /** The size that whoever opens it left it with: where it still has that, its end is not read. */
  readonly knownSize?: number;
};

export type LogFile = {
  readonly size: () => number;
  /** The last whole lines, of the file or of the one that was put aside last; empty where there is neither. */
  readonly tail: readonly string[];
  /** Says after each part how many lines of it are there: where it rejects, the others are not. */
  readonly append: (lines: readonly string[], onWritten: (count: number) => void) => Promise<void>;
  readonly close: () => Promise<void>;
};

const TAIL_BYTES = 1_048_576;
const NEWLINE = 10;

/** Opens the file, or makes it, and repairs its end. */
export async function openLogFile(options: LogFileOptions): Promise<LogFile> {
  const { path, maxBytes, maxFiles, isSynced, knownSize } = options;
  let handle = await open(path, 'a+', 0o640);
  let size: number;
  let tail: readonly string[];
  try {
    ({ size } = await handle.stat());
    if (size === knownSize) tail = [];
    else ({ size, tail } = await repaired(handle));
    if (size === 0 && tail.length === 0 && knownSize === undefined) tail = await tailOf(`${path}.1`);
  } catch (error) {
    await handle.close();
    throw error;
  }

  async function write(text: string): Promise<void> {
    const bytes = Buffer.from(text);
    try {
      await handle.appendFile(bytes);
      if (isSynced) await handle.datasync();
    } catch (error) {
      // Best effort: where that fails too, the end is repaired when the file is opened again.
      await handle.truncate(size).catch(() => {});
      throw error;
    }
    size += bytes.length;
  }

  async function rotate(): Promise<void> {
    await handle.close();
    if (maxFiles === 0) await rm(path);
    else {
      for (let at = maxFiles - 1; at >= 1; at -= 1) await renameIfThere(`${path}.${at}`, `${path}.${at + 1}`);
      await rename(path, `${path}.1`);
    }
    handle = await open(path, 'a+', 0o640);
    size = 0;
    if (isSynced) await syncFolder(path);
  }

  async function append(lines: readonly string[], onWritten: (count: number) => void): Promise<void> {
    let pending: string[] = [];
    let bytes = 0;
    const flush = async (): Promise<void> => {
      if (pending.length === 0) return;
      await write(pending.join(''));
      onWritten(pending.length);
      pending = [];
      bytes = 0;
    };
    for (const line of lines) {
      const length = Buffer.byteLength(line);
      if (size + bytes > 0 && size + bytes + length > maxBytes) {
        await flush();
        await rotate();
      }
      pending.push(line);
      bytes += length;
    }
    await flush();
  }

  return { size: () => size, tail, append, close: () => handle.close() };
}

async function repaired(handle: FileHandle): Promise<{ readonly size: number; readonly tail: readonly string[] }> {
  const { size } = await handle.stat();
  const from = Math.max(0, size - TAIL_BYTES);
  const bytes = Buffer.alloc(size - from);
  await handle.read(bytes, 0, bytes.length, from);
  const end = bytes.lastIndexOf(NEWLINE) + 1;
  // Without an end of a line in so much text, it is not a file of ours to cut.
  const whole = end === 0 && from > 0 ? bytes.length : end;
  if (whole < bytes.length) await handle.truncate(from + whole);
  const tail = bytes
    .subarray(0, whole)
    .toString()
    .split('\n')
    .slice(from > 0 ? 1 : 0, -1);
  return { size: from + whole, tail };
}

async function tailOf(path: string): Promise<readonly string[]> {
  let handle: FileHandle;
  try {
    handle = await open(path, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  try {
    return (await repaired(handle)).tail;
  } finally {
    await handle.close();
  }
}

async function renameIfThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** A name is on the disk when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
