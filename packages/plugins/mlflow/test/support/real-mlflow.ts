// A real MLflow server in a folder of its own, started by the command that MLFLOW_BIN names.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

export type RealMlflow = {
  readonly url: string;
  /** Starts it, and comes back when `/health` answers. Takes ten to thirty seconds. */
  readonly start: (options?: StartOptions) => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Stops it and removes its folder. */
  readonly close: () => Promise<void>;
};

export type StartOptions = { readonly args?: readonly string[] };

const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 10_000;

/** Chooses a port and a folder; starts nothing. */
export async function realMlflow(command: string): Promise<RealMlflow> {
  const folder = await mkdtemp(join(tmpdir(), 'mlflow-real-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let server: ChildProcess | undefined;
  const stop = async (): Promise<void> => {
    const child = server;
    server = undefined;
    if (child?.pid === undefined || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    // Workers are children of it: the group is ended as a whole.
    process.kill(-child.pid, 'SIGTERM');
    const late = pause(STOP_LIMIT_MS, 'late', { ref: false });
    if ((await Promise.race([ended, late])) === 'late') process.kill(-child.pid, 'SIGKILL');
    await ended;
    await untilClosed(port);
  };
  return {
    url,
    start: async ({ args = [] } = {}) => {
      const child = spawn(command, ['server', ...ARGS, '--port', String(port), ...args], {
        cwd: folder,
        detached: true,
        stdio: 'ignore',
        // Refuses what it would otherwise cut without a word, so that a test sees what is too long.
        env: { ...process.env, MLFLOW_TRUNCATE_LONG_VALUES: 'false' },
      });
      server = child;
      await untilHealthy(url, child);
    },
    stop,
    close: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const ARGS = [
  ['--backend-store-uri', 'sqlite:///runs.db'],
  ['--artifacts-destination', './files'],
  ['--host', '127.0.0.1'],
  ['--workers', '1'],
].flat();

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function untilHealthy(url: string, child: ChildProcess): Promise<void> {
  const until = Date.now() + START_LIMIT_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`the MLflow server ended at once, with ${child.exitCode}`);
    const isUp = await fetch(`${url}/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp) return;
    await pause(200);
  }
  throw new Error(`the MLflow server was not up within ${START_LIMIT_MS} ms`);
}

async function untilClosed(port: number): Promise<void> {
  const isOpen = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/health`).then(
      () => true,
      () => false,
    );
  for (let tries = 0; tries < 50 && (await isOpen()); tries += 1) await pause(100);
}
