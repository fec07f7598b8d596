// A server under a steady mixed load for a while: whether its memory is flat, and whether it said or did anything that nobody declared.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { check } from '../load/check.ts';
import { openLoad } from '../load/clients.ts';
import type { Load } from '../load/clients.ts';
import { gather } from '../load/evidence.ts';
import { diedByItself, makePlace, registerAll } from '../load/place.ts';
import { settle } from '../load/settle.ts';
import { listenTo } from '../load/stderr.ts';
import { LEAST_SECONDS, trendOf } from './memory.ts';
import type { Trend } from './memory.ts';
import type { Pulse } from './probe.ts';

export const FAULTS = ['stderr', '5xx', 'runs', 'memory'] as const;
export type Fault = (typeof FAULTS)[number];

export type SoakOptions = {
  readonly minutes: number;
  readonly seed: number;
  readonly clients: number;
  /** Breaks the server on purpose, to show that it is found out. */
  readonly fault?: Fault;
  readonly log: (line: string) => void;
};

/** How the server was at a time; sizes in MB, times in milliseconds but for `at`, which is in seconds. */
export type Sample = {
  readonly at: number;
  readonly rssMb: number;
  readonly heapMb: number;
  /** Of V8's young generation, in use or not; part of `rssMb`. */
  readonly youngMb: number;
  readonly delayP99: number;
  readonly delayMax: number;
  readonly storeMb: number;
  readonly asked: number;
  /** From a delivery until its answer says how the run ended; null where none ended. */
  readonly latencyP50: number | null;
  readonly latencyP99: number | null;
};

export type SoakResult = {
  readonly seed: number;
  readonly seconds: number;
  readonly samples: readonly Sample[];
  /** Undefined where the time is too short to tell. */
  readonly rss: Trend | undefined;
  readonly heap: Trend | undefined;
  readonly runs: number;
  readonly runsPerSecond: number;
  readonly endings: { readonly [ending: string]: number };
  readonly answers: { readonly [status: string]: number };
  readonly problems: readonly string[];
};

const MB = 2 ** 20;
const PAUSE_MS = 200;
const SAMPLES = 200;
const SHORTEST_MS = 250;
const LONGEST_MS = 5000;
const SETTLE_TIMEOUT_MS = 60_000;
const IMPATIENT_MS = 5000;
const TOLD_EVERY = 20;

export async function soak({ minutes, seed, clients, fault, log }: SoakOptions): Promise<SoakResult> {
  const place = await makePlace(fault === 'runs' ? { plugin: '../soak/broken-plugin.ts' } : {});
  const problems: string[] = [];
  const samples: Sample[] = [];
  const everyMs = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, (minutes * 60_000) / SAMPLES));
  let began = 0;
  let load: Load | undefined;
  const server = await place.start({
    preload: ['probe.ts', 'fault.ts'].map((file) => join(import.meta.dirname, file)),
    env: { PROBE_MS: String(everyMs), SOAK_FAULT: fault ?? '' },
    onLine: listenTo(problems),
    onMessage: (message) => {
      if (load === undefined || began === 0) return;
      // What probe.ts sends.
      samples.push(
        sampleOf(message as Pulse, { at: (performance.now() - began) / 1000, load, dataDir: place.dataDir }),
      );
      if (samples.length % TOLD_EVERY === 0) log(rowOf(samples.at(-1) as Sample));
    },
  });
  try {
    await registerAll(server.url);
    load = openLoad({ seed, clients, pauseMs: PAUSE_MS, secret: place.secret, url: () => server.url });
    began = performance.now();
    log(HEAD);
    load.start();
    await Promise.race([delay(minutes * 60_000), diedByItself(server)]);
    const seconds = (performance.now() - began) / 1000;
    began = 0;
    await Promise.race([load.stop(), diedByItself(server), givenUp(load, problems)]);
    const asked = load.asked.length;
    // Where a client got an answer that it could not use, its run waits for it for ever.
    const patienceMs = load.problems.length === 0 ? SETTLE_TIMEOUT_MS : IMPATIENT_MS;
    const open = await settle(server.url, { asked: load.asked, timeoutMs: patienceMs });
    problems.push(...open.map((run) => `${patienceMs / 1000} s after the last start ${run}`));
    log(`${asked} runs asked for; reading every journal`);
    const findings = await check(await gather(server.url, place), load.asked);
    const status = await server.stop();
    if (status !== 0) problems.push(`the server ended with ${status}`);
    const answers = Object.fromEntries(load.answers);
    const bad = Object.entries(answers).filter(([kind]) => kind === 'broken' || kind.startsWith('5'));
    const trends = {
      rss: trendOf(samples.map(({ at, rssMb, youngMb }) => ({ at, mb: rssMb - youngMb }))),
      heap: trendOf(samples.map(({ at, heapMb: mb }) => ({ at, mb }))),
    };
    for (const [what, trend] of Object.entries(trends))
      if (trend?.isFlat === false) problems.push(`${what} grows: ${growth(trend)}`);
    return {
      seed,
      seconds,
      samples,
      ...trends,
      runs: findings.runs,
      runsPerSecond: findings.runs / seconds,
      endings: findings.endings,
      answers,
      problems: [
        ...problems,
        ...bad.map(([kind, count]) => `${count} requests were answered ${kind}`),
        ...load.problems,
        ...findings.problems,
      ],
    };
  } finally {
    load?.abandon();
    await server.kill();
    await place.remove();
  }
}

/** Clients whose requests never get an answer that they can use are not waited for. */
async function givenUp(load: Load, problems: string[]): Promise<void> {
  await delay(SETTLE_TIMEOUT_MS, undefined, { ref: false });
  problems.push(`clients are still waiting for an answer after ${SETTLE_TIMEOUT_MS / 1000} s`);
  load.abandon();
}

function sampleOf(
  { rss, heap, young, delayP99, delayMax }: Pulse,
  { at, load, dataDir }: { readonly at: number; readonly load: Load; readonly dataDir: string },
): Sample {
  const latencies = load.takeLatencies().toSorted((a, b) => a - b);
  const quantile = (q: number): number | null => latencies[Math.floor(latencies.length * q)] ?? null;
  return {
    at,
    rssMb: rss / MB,
    heapMb: heap / MB,
    youngMb: young / MB,
    delayP99,
    delayMax,
    storeMb: sizeOf(join(dataDir, 'store.db')) + sizeOf(join(dataDir, 'store.db-wal')),
    asked: load.asked.length,
    latencyP50: quantile(0.5),
    latencyP99: quantile(0.99),
  };
}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size / MB : 0;
}

const HEAD = '   time  RSS MB  heap MB  young MB  loop p99  loop max  store MB    runs  latency p50 / p99';

function rowOf({
  at,
  rssMb,
  heapMb,
  youngMb,
  delayP99,
  delayMax,
  storeMb,
  asked,
  latencyP50,
  latencyP99,
}: Sample): string {
  const cell = (value: number | null, width: number, digits = 0): string =>
    (value === null ? '-' : value.toFixed(digits)).padStart(width);
  const times = `${cell(delayP99, 7, 1)} ms${cell(delayMax, 7, 1)} ms`;
  const latency = `${cell(latencyP50, 11)} /${cell(latencyP99, 5)} ms`;
  return `${cell(at, 5)} s${cell(rssMb, 8)}${cell(heapMb, 9)}${cell(youngMb, 10)}${times}${cell(storeMb, 10, 1)}${cell(asked, 8)}${latency}`;
}

const ROWS = 12;
const MOST_TOLD = 20;

/** The table and the verdict. */
export function verdictOf({ samples, seed, seconds, rss, heap, runs, runsPerSecond, problems }: SoakResult): string {
  const step = Math.max(1, Math.ceil(samples.length / ROWS));
  const rows = samples.filter((_sample, i) => i % step === 0 || i === samples.length - 1).map(rowOf);
  const memory = Object.entries({ 'RSS without the young generation': rss, heap }).map(
    ([what, trend]) =>
      `${what}: ${trend === undefined ? `not judged, that takes ${LEAST_SECONDS} s` : `${trend.isFlat ? 'flat' : 'GROWS'}, ${growth(trend)}`}`,
  );
  const told = problems.slice(0, MOST_TOLD).map((problem) => `  ${problem}`);
  const rest = problems.length > MOST_TOLD ? [`  and ${problems.length - MOST_TOLD} more`] : [];
  const counts = `${runs} runs in ${Math.round(seconds)} s, ${runsPerSecond.toFixed(1)} a second (seed ${seed})`;
  const verdict =
    problems.length === 0 ? 'ok: no undeclared error' : `BROKEN: ${problems.length} things that must not be`;
  return [HEAD, ...rows, counts, ...memory, verdict, ...told, ...rest].join('\n');
}

function growth({ medianMb, growthMb }: Trend): string {
  return `median ${medianMb.toFixed(0)} MB, trend ${growthMb >= 0 ? '+' : ''}${growthMb.toFixed(1)} MB`;
}
