// The real server as a process of its own, for tests that kill it, sign for it, or read what it prints.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './markdown.ts';

export const BIN: string = join(ROOT, 'packages', 'server', 'bin', 'configurable-agents.js');

/** From source when the tests run from source, then with what makes its threads quick; else what was built. */
export const CONDITIONS: readonly string[] = process.execArgv.filter(
  (option) => option.startsWith('--conditions=') || option.endsWith('/one-typebox.mjs'),
);

export type ServerProcess = {
  readonly url: string;
  readonly pid: number;
  /** What it has written to standard error, its last part. */
  readonly complaints: () => string;
  /** SIGTERM, and the exit status. */
  readonly stop: () => Promise<number | null>;
  /** SIGKILL to it and all that it started; resolves when it is gone. */
  readonly kill: () => Promise<void>;
  readonly exited: Promise<number | null>;
};

const READY_TIMEOUT_MS = 30_000;
const KEPT_CHARACTERS = 8000;

/** Starts `dashboard --port 0 --provider echo` and waits until it accepts requests. */
export async function startServer({
  dataDir,
  workflowsDir,
  env = {},
  options = [],
  preload = [],
  onLine,
  onMessage,
}: {
  readonly dataDir: string;
  readonly workflowsDir: string;
  readonly env?: { readonly [name: string]: string };
  readonly options?: readonly string[];
  /** Modules that its main thread loads first. */
  readonly preload?: readonly string[];
  /** Hears each whole line that it writes to standard error. */
  readonly onLine?: (line: string) => void;
  /** Hears what a preloaded module sends with `process.send`. */
  readonly onMessage?: (message: unknown) => void;
}): Promise<ServerProcess> {
  const place = ['--port', '0', '--provider', 'echo', '--workflows-dir', workflowsDir, '--data-dir', dataDir];
  const imports = preload.flatMap((path) => ['--import', path]);
  const child = spawn(process.execPath, [...CONDITIONS, ...imports, BIN, 'dashboard', ...place, ...options], {
    // A group of its own, so that a kill reaches whatever the command starts.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', ...(onMessage === undefined ? [] : (['ipc'] as const))],
    env: { ...process.env, WEBHOOK_SECRET: '', WEBHOOK_SECRET_GENERIC: '', NO_COLOR: '1', ...env },
  });
  const { pid } = child;
  const { stdout, stderr } = child;
  if (pid === undefined || stdout === null || stderr === null) throw new Error('the server could not be started');
  let complaints = '';
  stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints = `${complaints}${text}`.slice(-KEPT_CHARACTERS);
  });
  if (onLine !== undefined) createInterface({ input: stderr }).on('line', onLine);
  if (onMessage !== undefined) child.on('message', onMessage);
  const exited = new Promise<number | null>((resolve) => void child.once('exit', (code) => resolve(code)));
  const kill = async (): Promise<void> => {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
    await exited;
  };
  const url = await Promise.race([
    readyUrl(stdout),
    exited.then((code) =>
      Promise.reject(new Error(`the server ended with ${code} before it was ready:\n${complaints}`)),
    ),
    timeout(READY_TIMEOUT_MS, () => `the server was not ready within ${READY_TIMEOUT_MS} ms:\n${complaints}`),
  ]).catch(async (error: unknown) => {
    await kill();
    throw error;
  });
  return {
    url,
    pid,
    complaints: () => complaints,
    exited,
    kill,
    stop: async () => {
      child.kill('SIGTERM');
      return await exited;
    },
  };
}

async function readyUrl(stdout: NodeJS.ReadableStream): Promise<string> {
  const lines = createInterface({ input: stdout });
  return await new Promise((resolve) => {
    lines.on('line', (line) => {
      const [, url] = /^ready (\S+)$/.exec(line) ?? [];
      if (url !== undefined) resolve(url);
    });
  });
}

/** Rejects after a time; does not keep the process alive. */
export async function timeout(ms: number, message: () => string): Promise<never> {
  return await new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error(message())), ms).unref();
  });
}
