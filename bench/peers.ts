// Other engines doing the same work in the same run: they are installed on demand, outside of the workspaces, with a lock of their own.
import { execFile, execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CHAIN } from './chain.ts';
import { load, median } from './measure.ts';
import type { Benchmark, Result } from './measure.ts';
import { graphOf, openWorkflow, threeNodes } from './runtime.ts';

const FOLDER = join(import.meta.dirname, 'peers');
const THREADS = 2;

/**
 * Neither is durable as it is measured: what they keep of a run is in the process, and they call a step where we send it to a thread.
 * `times`: what one of our runs in memory may take beside one of theirs.
 */
const PEERS: readonly { readonly name: string; readonly script: string; readonly times: number }[] = [
  { name: '@mastra/core', script: 'mastra.mjs', times: 3 },
  { name: '@langchain/langgraph', script: 'langgraph.mjs', times: 1 },
];

type Figures = { readonly perSecond: number; readonly oneMs: number; readonly chainMs: number };

/** A folder with the peers installed as the lock says; one that is there is used again. Undefined where it cannot be made. */
function installed(): string | undefined {
  const lock = readFileSync(join(FOLDER, 'package-lock.json'));
  const name = `configurable-agents-bench-peers-${createHash('sha256').update(lock).digest('hex').slice(0, 12)}`;
  const folder = join(tmpdir(), name);
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json', 'measure.mjs', ...PEERS.map(({ script }) => script)])
    copyFileSync(join(FOLDER, file), join(folder, file));
  if (existsSync(join(folder, 'node_modules', '.package-lock.json'))) return folder;
  try {
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'pipe' });
    return folder;
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n')[0] : '';
    console.error(`the peers could not be installed, so they are not measured: npm ci: ${said}`);
    return undefined;
  }
}

async function ours(memory: boolean, quick: boolean): Promise<Figures> {
  const total = quick ? 1000 : 5000;
  const three = await openWorkflow(threeNodes(), { threads: THREADS, memory, inputs: { message: 'hello' } });
  await load(three.run, { total: 500, inFlight: 50 });
  const { perSecond } = await load(three.run, { total, inFlight: 200 });
  const { latencies } = await load(three.run, { total: total / 5, inFlight: 1 });
  await three.close();
  const chain = await openWorkflow(graphOf(CHAIN), { threads: THREADS, memory });
  await load(chain.run, { total: 20, inFlight: 1 });
  const { latencies: chains } = await load(chain.run, { total: quick ? 40 : 300, inFlight: 1 });
  await chain.close();
  return { perSecond, oneMs: median(latencies), chainMs: median(chains) };
}

async function peer(folder: string, script: string, quick: boolean): Promise<Figures> {
  const args = [join(folder, script), ...(quick ? ['--quick'] : [])];
  const env = { ...process.env, NODE_OPTIONS: '', MASTRA_TELEMETRY_DISABLED: '1', LANGSMITH_TRACING: 'false' };
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, env });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Figures;
}

function versionOf(folder: string, name: string): string {
  const text = readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

const SHOWN = { target: 'shown', met: true } as const;

function rows(who: string, { perSecond, oneMs, chainMs }: Figures): readonly Result[] {
  return [
    { name: `${who}: 3-step runs, 200 at a time`, value: perSecond, unit: 'runs/s', ratio: null, ...SHOWN },
    { name: `${who}: 3-step run, median`, value: oneMs, unit: 'ms', ratio: null, ...SHOWN },
    { name: `${who}: chain of 40 x fibo(10), median`, value: chainMs, unit: 'ms', ratio: null, ...SHOWN },
  ];
}

/** Our run in memory beside the peer's, which keeps nothing either. */
function beside(
  name: string,
  { mine, theirs, times }: { readonly mine: Figures; readonly theirs: Figures; readonly times: number },
): Result {
  const ratio = mine.oneMs / theirs.oneMs;
  const target = times === 1 ? 'ahead of it' : `<= ${times} times`;
  return {
    name: `in-memory 3-step run beside ${name}`,
    value: mine.oneMs,
    unit: 'ms',
    floor: theirs.oneMs,
    peer: theirs.oneMs,
    ratio,
    target,
    met: ratio <= times,
  };
}

export const peers: Benchmark = {
  name: 'peers',
  run: async ({ quick }) => {
    const durable = await ours(false, quick);
    const inMemory = await ours(true, quick);
    const results = [
      ...rows('ours, durable, nodes on threads', durable),
      ...rows('ours, in memory, nodes on threads', inMemory),
    ];
    const folder = installed();
    if (folder === undefined) return results;
    for (const { name, script, times } of PEERS) {
      const theirs = await peer(folder, script, quick);
      const who = `${name} ${versionOf(folder, name)}, not durable, in the caller's thread`;
      results.push(...rows(who, theirs), beside(name, { mine: inMemory, theirs, times }));
    }
    return results;
  },
};
