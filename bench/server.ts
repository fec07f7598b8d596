// The command as it is shipped, as a process of its own: started, looked at, and ended.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { median } from './measure.ts';

const COMMAND = fileURLToPath(new URL('../packages/server/bin/configurable-agents.js', import.meta.url));
const READY_TIMEOUT_MS = 30_000;

export type BenchServer = {
  readonly url: string;
  readonly pid: number;
  /** Folder of its workflows. */
  readonly folder: string;
  readonly close: () => Promise<void>;
};

/** Starts `dashboard` on a folder of its own. `config` is what `configurable-agents.yaml` holds; `workflows` are files by name. */
export async function openServer({
  config = {},
  workflows = {},
}: {
  readonly config?: object;
  readonly workflows?: { readonly [file: string]: string };
} = {}): Promise<BenchServer> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  // JSON is YAML.
  writeFileSync(join(folder, 'configurable-agents.yaml'), JSON.stringify(config));
  for (const [file, text] of Object.entries(workflows)) writeFileSync(join(folder, file), text);
  const files = ['--config', join(folder, 'configurable-agents.yaml'), '--data-dir', join(folder, 'data')];
  const child = spawn(process.execPath, [COMMAND, 'dashboard', '--port', '0', '--workflows-dir', folder, ...files], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, WEBHOOK_SECRET: '', NO_COLOR: '1' },
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = `${said}${text}`.slice(-4000)));
  const exited = once(child, 'exit');
  const close = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const ready = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('ready ')) resolve(line.slice('ready '.length));
    });
  });
  const url = await Promise.race([ready, exited, delay(READY_TIMEOUT_MS, undefined, { ref: false })]);
  if (typeof url === 'string') return { url, pid: child.pid ?? 0, folder, close };
  await close();
  throw new Error(`the server did not start:\n${said}`);
}

const LOOKS = 7;
const LOOK_MS = 500;

/** Resident memory of a process at this moment, in megabytes. */
export function residentNow(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}

/** Megabytes of a process that is left alone, the median of some looks at it. */
export async function residentMegabytes(pid: number, restMs = 2000): Promise<number> {
  await delay(restMs);
  const looks: number[] = [];
  for (let look = 0; look < LOOKS; look += 1) {
    looks.push(residentNow(pid));
    await delay(LOOK_MS);
  }
  return median(looks);
}
