// What runs pay for being recorded in MLflow: a thousand a second, without a tracker, with one whose server answers, and with one whose server
// hangs. Each in a process of its own, in turns, and the server in another one, so that memory and threads are nobody else's.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { withBuild } from './built.ts';
import { median } from './measure.ts';
import type { Benchmark, Result } from './measure.ts';

/** What `tracking-process.ts` says. */
export type Tracked = {
  readonly perSecond: number;
  readonly medianMs: number;
  /** Time of the processor for a run, on the main thread. */
  readonly mainUs: number;
  readonly peakMb: number;
};
type Way = 'without' | 'answers' | 'hangs';

const RATE = 1000;
const WAYS: readonly Way[] = ['without', 'answers', 'hangs'];
/** How much slower runs may be, and how much larger the process. */
const MOST_SLOWER = 0.05;
const MOST_MB = 50;

const SCRIPT = fileURLToPath(new URL('tracking-process.ts', import.meta.url));
const FAKE = fileURLToPath(new URL('floor/mlflow.mjs', import.meta.url));

export const tracking: Benchmark = {
  name: 'tracking',
  run: async ({ quick }) => {
    const [seconds, rounds] = quick ? [1, 1] : [10, 5];
    const found: { readonly [way in Way]: Tracked[] } = { without: [], answers: [], hangs: [] };
    await withBuild(async () => {
      for (let round = 0; round < rounds; round += 1) {
        for (const way of WAYS) found[way].push(await measured(way, seconds));
      }
    });
    return resultsOf(found);
  },
};

async function measured(way: Way, seconds: number): Promise<Tracked> {
  if (way === 'without') return await runs(seconds);
  const server = spawn(process.execPath, [FAKE, way], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  try {
    const [port] = (await once(createInterface(server.stdout as NonNullable<typeof server.stdout>), 'line')) as [
      string,
    ];
    return await runs(seconds, `http://127.0.0.1:${port}`);
  } finally {
    server.kill();
  }
}

async function runs(seconds: number, url?: string): Promise<Tracked> {
  const args = [String(RATE), String(seconds), ...(url === undefined ? [] : [url])];
  // As it is shipped: the source would be stripped of its types in each thread, which is no cost of tracking.
  const options = process.execArgv.filter((option) => !option.startsWith('--conditions'));
  const child = spawn(process.execPath, [...options, SCRIPT, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  const [status] = (await once(child, 'close')) as [number | null];
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
  return JSON.parse(out) as Tracked;
}

function resultsOf(found: { readonly [way in Way]: readonly Tracked[] }): readonly Result[] {
  const of = (way: Way, what: keyof Tracked): number => median(found[way].map((each) => each[what]));
  const rate = (way: Way, who: string): Result => {
    const [value, floor] = [of(way, 'perSecond'), of('without', 'perSecond')];
    const ratio = value / floor;
    const met = ratio >= 1 - MOST_SLOWER;
    return {
      name: `runs at ${RATE}/s, ${who}`,
      value,
      unit: 'runs/s',
      floor,
      ratio,
      target: '>= 95 % of those without',
      met,
    };
  };
  const shown = (what: keyof Tracked, { name, unit }: { readonly name: string; readonly unit: string }) => {
    return (way: Way, who: string): Result => {
      const [value, floor] = [of(way, what), of('without', what)];
      return { name: `${name}, ${who}`, value, unit, floor, ratio: value / floor, target: 'shown', met: true };
    };
  };
  const latency = shown('medianMs', { name: 'a run, median', unit: 'ms' });
  const main = shown('mainUs', { name: 'processor for a run, main thread', unit: 'µs' });
  const memory = (way: Way, who: string): Result => {
    const [value, floor] = [of(way, 'peakMb'), of('without', 'peakMb')];
    const met = value - floor <= MOST_MB;
    return {
      name: `peak memory, ${who}`,
      value,
      unit: 'MB',
      floor,
      ratio: value / floor,
      target: `<= ${MOST_MB} MB more`,
      met,
    };
  };
  const both = [
    ['answers', 'recorded in MLflow'],
    ['hangs', 'while MLflow hangs'],
  ] as const;
  return both.flatMap(([way, who]) => [rate(way, who), main(way, who), latency(way, who), memory(way, who)]);
}
