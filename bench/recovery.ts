// What the next process needs to go on with 10,000 runs of one that was killed: half of them wait for a signal, half are in the middle of
// a node, which is lost with the process and sent again.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Benchmark } from './measure.ts';

/** What `recovery-process.ts` says last. */
export type Recovered = { readonly readyMs: number; readonly endedMs: number };

const SCRIPT = fileURLToPath(new URL('recovery-process.ts', import.meta.url));

async function run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const child = spawn(process.execPath, [...process.execArgv, SCRIPT, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  const [status, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (status !== 0 && signal !== 'SIGKILL') throw new Error(`${args.join(' ')} ended with ${status ?? signal}`);
  return out;
}

export const recovery: Benchmark = {
  name: 'recovery',
  run: async ({ quick }) => {
    const runs = quick ? 1000 : 10_000;
    const dataDir = mkdtempSync(join(tmpdir(), 'bench-'));
    try {
      await run(['prepare', dataDir, String(runs)], { BENCH_HANG: '1' });
      const { readyMs, endedMs } = JSON.parse(await run(['recover', dataDir, String(runs)])) as Recovered;
      const many = runs.toLocaleString('en');
      return [
        {
          name: `recovery of ${many} open runs, until the engine is ready`,
          value: readyMs / 1000,
          unit: 's',
          ratio: null,
          target: '<= 10 s',
          met: readyMs <= 10_000,
        },
        {
          name: `recovery, until the ${(runs / 2).toLocaleString('en')} nodes that were lost have run again`,
          value: endedMs / 1000,
          unit: 's',
          ratio: null,
          target: 'shown beside it',
          met: true,
        },
      ];
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};
