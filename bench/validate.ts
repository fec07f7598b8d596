// `validate` of the example in a cold process, beside the cold start of what it cannot do without.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { withBuild } from './built.ts';
import { median } from './measure.ts';
import type { Benchmark, Result } from './measure.ts';

const EXAMPLE = fileURLToPath(new URL('../examples/webhook_integration/webhook_integration.yaml', import.meta.url));
const COMMAND = fileURLToPath(new URL('../packages/server/bin/configurable-agents.js', import.meta.url));
const FLOOR = fileURLToPath(new URL('floor/cold-start.mjs', import.meta.url));

function coldMs(args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')} exited ${status}: ${stderr}`);
  return performance.now() - start;
}

export const validate: Benchmark = {
  name: 'validate',
  run: async ({ quick }) => await withBuild(() => Promise.resolve(measure(quick ? 3 : 31))),
};

function measure(rounds: number): readonly Result[] {
  const floors: number[] = [];
  const values: number[] = [];
  // In turn, so that a machine that slows down slows both; the first round fills the caches.
  for (let i = 0; i <= rounds; i += 1) {
    const floor = coldMs([FLOOR]);
    const value = coldMs([COMMAND, 'validate', EXAMPLE]);
    if (i === 0) continue;
    floors.push(floor);
    values.push(value);
  }
  const [floor, value] = [median(floors), median(values)];
  const ratio = value / floor;
  const name = 'validate of the example, cold process, median';
  const target = '<= 1.5 x floor, and <= 250 ms';
  return [{ name, value, unit: 'ms', floor, ratio, target, met: ratio <= 1.5 && value <= 250 }];
}
