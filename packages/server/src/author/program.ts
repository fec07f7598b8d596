// Programs that an author's package brings: its compiler, its tests, npm. Each ends in time, with all that it started.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, dirname } from 'node:path';

export type Ended = {
  /** Null where a signal ended it. */
  readonly status: number | null;
  /** What it wrote to both streams, in order; the end of it where it was much. */
  readonly output: string;
  readonly isLate: boolean;
};

type Run = {
  readonly cwd: string;
  readonly timeoutMs: number;
  /** Ends it when it aborts. */
  readonly signal?: AbortSignal;
  readonly env?: { readonly [name: string]: string };
  /** Folders that are looked through for programs after those of the PATH. */
  readonly path?: readonly string[];
};

const MAX_OUTPUT = 64 * 1024;
/** How long a program may take to end when it is told to, in milliseconds. */
const GRACE_MS = 2000;

/** Runs a program to its end. Throws where it cannot be started, and the reason of the signal where that aborts. */
export async function runProgram(file: string, args: readonly string[], run: Run): Promise<Ended> {
  const { cwd, timeoutMs, signal, path = [] } = run;
  signal?.throwIfAborted();
  const child = spawn(file, args, {
    cwd,
    env: environment(run.env ?? {}, path),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: what it started ends with it.
    detached: true,
  });
  let output = '';
  const collect = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-MAX_OUTPUT);
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const end = (name: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // It has ended already.
    }
  };
  let isLate = false;
  const stop = (): void => {
    end('SIGTERM');
    setTimeout(() => end('SIGKILL'), GRACE_MS).unref();
  };
  const timer = setTimeout(() => {
    isLate = true;
    stop();
  }, timeoutMs);
  signal?.addEventListener('abort', stop);
  try {
    const [status] = (await once(child, 'close')) as [number | null];
    signal?.throwIfAborted();
    return { status, output: plain(output), isLate };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

/** This Node comes first: the package is held against what it will run with. */
function environment(more: { readonly [name: string]: string }, path: readonly string[]): NodeJS.ProcessEnv {
  // A test runner that runs this command is none of the package's business.
  const { NODE_TEST_CONTEXT: _context, ...rest } = process.env;
  const folders = [dirname(process.execPath), rest['PATH'] ?? '', ...path];
  return { ...rest, NO_COLOR: '1', npm_config_update_notifier: 'false', ...more, PATH: folders.join(delimiter) };
}

/** Without what colours a terminal or moves its cursor. */
function plain(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/\u001b\[[0-9;?]*[A-Za-z]/g, '').replaceAll(/[^\S\n]+$/gm, '');
}

/** The last lines of what a program wrote. */
export function lastLines(output: string, count: number): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return (lines.length > count ? ['…', ...lines.slice(-count)] : lines).join('\n');
}
