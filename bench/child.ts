// Processes that the benchmark starts: waited for until they say that they are ready, and ended, each by its own handle.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const READY_TIMEOUT_MS = 60_000;
/** Who does not end when told to is ended. */
const END_TIMEOUT_MS = 10_000;
/** Of what a process says, so much is kept for an error. */
const KEPT = 4000;

export type Child = {
  readonly pid: number;
  /** What the expression found in what the process said. */
  readonly said: RegExpExecArray;
  readonly close: () => Promise<void>;
};

export type ChildOptions = {
  readonly command: string;
  readonly args: readonly string[];
  /** What it says, on any of its outputs, when it takes work. */
  readonly ready: RegExp;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Whose the process is. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** How it is told to end. */
  readonly signal?: NodeJS.Signals;
};

export async function startChild(options: ChildOptions): Promise<Child> {
  const { command, args, ready, cwd, env = process.env, user = {}, signal = 'SIGTERM' } = options;
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], ...user });
  const exited = once(child, 'exit');
  // However the benchmark ends, nothing of it stays.
  const kill = (): void => void child.kill('SIGKILL');
  const end = (): void => process.exit(143);
  process.once('exit', kill);
  process.once('SIGTERM', end);
  const forget = (): void => void process.off('exit', kill).off('SIGTERM', end);
  let output = '';
  const found = Promise.withResolvers<RegExpExecArray>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = `${output}${text}`.slice(-KEPT);
      const match = ready.exec(output);
      if (match !== null) found.resolve(match);
    });
  }
  const close = async (): Promise<void> => {
    child.kill(signal);
    const late = new AbortController();
    void delay(END_TIMEOUT_MS, undefined, { signal: late.signal }).then(kill, () => {});
    await exited;
    late.abort();
    forget();
  };
  const late = delay(READY_TIMEOUT_MS, 'late' as const, { ref: false });
  // `exited` rejects where the command cannot be started.
  const said = await Promise.race([found.promise, exited.then(() => 'ended' as const), late]);
  if (typeof said === 'object') return { pid: child.pid ?? 0, said, close };
  if (said === 'late') await close();
  forget();
  throw new Error(`${command} did not get ready:\n${output}`);
}

/** Starts a script of the benchmark by this Node, with its options. It prints `ready URL` when it takes work. */
export async function startScript(
  script: string,
  args: readonly string[] = [],
): Promise<Pick<Child, 'pid' | 'close'> & { readonly url: string }> {
  const own = ['--disable-warning=ExperimentalWarning', ...process.execArgv, script, ...args];
  const { pid, said, close } = await startChild({ command: process.execPath, args: own, ready: /^ready (\S+)$/m });
  return { pid, url: String(said[1]), close };
}

/** A port of loopback that nobody has at the moment, for a process that takes no 0. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
