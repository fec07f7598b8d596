// Resident memory of the server as it is shipped, when it has started and nobody asks anything of it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { withBuild } from './built.ts';
import type { Benchmark } from './measure.ts';
import { openServer, residentMegabytes } from './server.ts';

const FLOOR = fileURLToPath(new URL('floor/idle.mjs', import.meta.url));
const MOST_MB = 120;

async function floorMb(): Promise<number> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', FLOOR], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const mb = await residentMegabytes(child.pid ?? 0);
  child.kill();
  await once(child, 'exit');
  return mb;
}

export const idle: Benchmark = {
  name: 'idle',
  run: async () =>
    await withBuild(async () => {
      const floor = await floorMb();
      const server = await openServer();
      try {
        const value = await residentMegabytes(server.pid, 5000);
        return [
          {
            name: 'idle server, resident memory',
            value,
            unit: 'MB',
            floor,
            ratio: value / floor,
            target: `<= ${MOST_MB} MB`,
            met: value <= MOST_MB,
          },
        ];
      } finally {
        await server.close();
      }
    }),
};
