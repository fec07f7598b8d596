// The real command in a process of its own: from source where the tests run from source, else as it was built.
import { spawn } from 'node:child_process';
import type { ChildProcess, ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { CONDITIONS } from '../../../../test/support/server.ts';

const BIN = fileURLToPath(new URL('../../bin/configurable-agents.js', import.meta.url));

export type Ran = { readonly status: number | null; readonly out: string; readonly err: string; readonly ms: number };

type At = {
  readonly cwd: string;
  readonly env?: Record<string, string>;
  readonly input?: string;
  /** As somebody types it, whatever the tests run from. */
  readonly plain?: boolean;
};

export function start(args: readonly string[], { cwd, env = {}, plain = false }: At): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [...(plain ? [] : CONDITIONS), BIN, ...args], {
    cwd,
    // The cache is for its threads; it has one itself.
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'], ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

export async function run(args: readonly string[], at: At): Promise<Ran> {
  const began = performance.now();
  const child = start(args, at);
  // A command that has ended already reads nothing.
  child.stdin.on('error', () => {});
  child.stdin.end(at.input ?? '');
  const closed = once(child, 'close');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await closed;
  return { status: child.exitCode, out, err, ms: performance.now() - began };
}

const servers: ChildProcess[] = [];

/** A dashboard that has said `ready`. */
export async function dashboard(
  args: readonly string[],
  at: At,
): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = start(['dashboard', '--port', '0', ...args], at);
  servers.push(child);
  child.stderr.resume();
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    const [, url] = /^ready (\S+)\n/.exec(out) ?? [];
    if (url !== undefined) resolve(url);
  });
  child.once('exit', (code) => reject(new Error(`the dashboard ended with ${code}: ${out}`)));
  return { child, url: await promise };
}

/** Call it in `afterEach`. */
export async function stopDashboards(): Promise<void> {
  for (const child of servers.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}
