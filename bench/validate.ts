// `validate` of the example in a cold process, beside the cold start of what it cannot do without.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from './measure.ts';
import type { Benchmark } from './measure.ts';

const EXAMPLE = fileURLToPath(new URL('../examples/webhook_integration/webhook_integration.yaml', import.meta.url));
const COMMAND = fileURLToPath(new URL('../packages/server/bin/configurable-agents.js', import.meta.url));
const FLOOR = ['--input-type=module', '--eval', "await import('yaml'); await import('ajv/dist/2020.js');"];

function coldMs(args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')} exited ${status}: ${stderr}`);
  return performance.now() - start;
}

export const validate: Benchmark = {
  name: 'validate',
  run: ({ quick }) => {
    const rounds = quick ? 3 : 15;
    const [floors, values]: number[][] = [[], []];
    // In turn, so that a machine that slows down slows both.
    for (let i = 0; i <= rounds; i += 1) {
      const floor = coldMs(FLOOR);
      const value = coldMs([COMMAND, 'validate', EXAMPLE]);
      if (i === 0) continue;
      floors?.push(floor);
      values?.push(value);
    }
    const [floor, value] = [median(floors ?? []), median(values ?? [])];
    const ratio = value / floor;
    const name = 'validate of the example, cold process, median';
    return Promise.resolve([{ name, value, unit: 'ms', floor, ratio, target: '<= 250 ms', met: value <= 250 }]);
  },
};
