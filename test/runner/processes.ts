// Processes side by side, each of which asks for the next file as it has ended one. A process that breaks takes its file with it, and another one goes on.
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Failure, FileResult, FromChild, ToChild } from './messages.ts';

export type FileRun = FileResult & { readonly file: string; readonly ms: number };

export type RunOptions = {
  readonly root: string;
  readonly files: readonly string[];
  readonly nodeOptions: readonly string[];
  readonly timeoutMs: number;
  readonly jobs: number;
  readonly grep: string | undefined;
  readonly onRun: (run: FileRun) => void;
};

/** A test that has gone on for so long after its own limit computes without an end, where the limit cannot reach it. */
const PATIENCE_MS = 120_000;

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));

export async function runFiles(options: RunOptions): Promise<readonly FileRun[]> {
  const runs: FileRun[] = [];
  const queue = [...options.files];
  const onRun = (run: FileRun): void => {
    runs.push(run);
    options.onRun(run);
  };
  const job = async (): Promise<void> => {
    while (queue.length > 0) await oneProcess({ ...options, onRun }, () => queue.shift());
  };
  await Promise.all(Array.from({ length: Math.max(1, options.jobs) }, job));
  return runs;
}

/** Until there is no file left, or it ended by itself. */
async function oneProcess(options: RunOptions, next: () => string | undefined): Promise<void> {
  const { root, nodeOptions, timeoutMs, grep, onRun } = options;
  const child = fork(CHILD, [], { cwd: root, execArgv: [...nodeOptions] });
  const silence = watch(child, timeoutMs);
  let file: string | undefined;
  let last: string | undefined;
  let under = 'its load';
  let since = 0;
  const give = (): void => {
    file = next();
    if (file === undefined) {
      child.disconnect();
      return;
    }
    last = file;
    under = 'its load';
    since = performance.now();
    child.send({ file: join(root, file), timeoutMs, ...(grep === undefined ? {} : { grep }) } satisfies ToChild);
  };
  const end = (result: FileResult): void => {
    if (file !== undefined) onRun({ ...result, file, ms: performance.now() - since });
    file = undefined;
  };
  child.on('message', (message: FromChild) => {
    silence.begins(message.kind === 'began' ? message.timeoutMs : timeoutMs);
    if (message.kind === 'began') {
      under = message.title;
      return;
    }
    end(message);
    give();
  });
  give();
  const how = await new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? String(code)));
    child.once('error', ({ message }) => resolve(message));
  });
  silence.end();
  if (file !== undefined) end(broken(`its process ended with ${how} in: ${under}`));
  else if (how !== '0')
    onRun({
      ...broken(`its tests left something open: the process that ran it last ended with ${how}`),
      file: last ?? '-',
      ms: 0,
    });
}

type Watch = { readonly begins: (timeoutMs: number) => void; readonly end: () => void };

/** Kills a process that says nothing. A test without a limit may take as long as it likes. */
function watch(child: ChildProcess, timeoutMs: number): Watch {
  let timer: NodeJS.Timeout | undefined;
  const begins = (limitMs: number): void => {
    clearTimeout(timer);
    if (limitMs > 0) timer = setTimeout(() => child.kill('SIGKILL'), limitMs + PATIENCE_MS);
  };
  begins(timeoutMs);
  return { begins, end: () => clearTimeout(timer) };
}

function broken(text: string): FileResult {
  const failure: Failure = { title: text, text };
  return { passed: 0, skipped: 0, failures: [failure], cpuMs: 0 };
}
