// Other engines doing the same work in the same run, each with what it keeps of a run named beside its figures.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CHAIN } from './chain.ts';
import { load, median } from './measure.ts';
import type { Benchmark, Result } from './measure.ts';
import { peersFolder, versioned } from './peers-folder.ts';
import { EVENT, graphOf, openWorkflow, threeNodes } from './runtime.ts';
import { openPostgres, openRedis } from './services.ts';
import type { OpenService } from './services.ts';
import { wait } from './wait.ts';

const THREADS = 2;

type Figures = { readonly perSecond: number; readonly oneMs: number; readonly chainMs: number };

type Peer = {
  readonly name: string;
  readonly script: string;
  /** What it keeps of a run, and where its steps run. */
  readonly mode: string;
  /** What its runs are kept in; none keeps them in its process. */
  readonly service?: OpenService;
  /** What must hold of ours beside it. */
  readonly beside: (ours: Ours, theirs: Figures) => Omit<Result, 'name'> & { readonly what: string };
};
type Ours = { readonly durable: Figures; readonly inMemory: Figures };

const PEERS: readonly Peer[] = [
  {
    name: '@mastra/core',
    script: 'mastra.mjs',
    mode: "not durable, in the caller's thread",
    beside: (ours, theirs) => asQuick(ours, { theirs, times: 3 }),
  },
  {
    name: '@langchain/langgraph',
    script: 'langgraph.mjs',
    mode: "not durable, in the caller's thread",
    beside: (ours, theirs) => asQuick(ours, { theirs, times: 1 }),
  },
  {
    name: 'bullmq',
    script: 'bullmq.mjs',
    mode: 'weaker: synced to disk each second, steps kept by hand, in the thread of its worker',
    service: openRedis,
    beside: asMany,
  },
  {
    name: '@dbos-inc/dbos-sdk',
    script: 'dbos.mjs',
    mode: "durable, in the caller's thread",
    service: openPostgres,
    beside: asMany,
  },
];

/** Our run in memory beside one that keeps nothing either: it may take so many times as long. */
function asQuick(
  { inMemory: { oneMs: value } }: Ours,
  { theirs: { oneMs: peer }, times }: { readonly theirs: Figures; readonly times: number },
): ReturnType<Peer['beside']> {
  const ratio = value / peer;
  const target = times === 1 ? 'ahead of it' : `<= ${times} times`;
  const what = 'in-memory 3-step run';
  return { what, value, unit: 'ms', floor: peer, peer, ratio, target, met: ratio <= times };
}

/** Our durable runs beside those that it keeps. */
function asMany({ durable: { perSecond: value } }: Ours, { perSecond: peer }: Figures): ReturnType<Peer['beside']> {
  const ratio = value / peer;
  const what = 'durable 3-step runs, 200 at a time,';
  return { what, value, unit: 'runs/s', floor: peer, peer, ratio, target: 'ahead of it', met: ratio >= 1 };
}

async function ours(memory: boolean, quick: boolean): Promise<Figures> {
  const total = quick ? 1000 : 5000;
  const three = await openWorkflow(threeNodes(), { threads: THREADS, memory, inputs: { ...EVENT, message: 'hello' } });
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

type Place = { readonly folder: string; readonly quick: boolean };

async function figuresOf(script: string, { folder, quick, env }: Place & { readonly env: object }): Promise<Figures> {
  const args = [join(folder, script), ...(quick ? ['--quick'] : [])];
  const quiet = { NODE_OPTIONS: '', MASTRA_TELEMETRY_DISABLED: '1', LANGSMITH_TRACING: 'false' };
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, ...quiet, ...env },
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Figures;
}

/** A peer and ours beside it; nothing, and why, where what it needs is not there. */
async function measured({ name, script, mode, service, beside }: Peer, place: Place, mine: Ours): Promise<Result[]> {
  const kept = await service?.();
  if (typeof kept === 'string') {
    console.error(`${name} is not measured: ${kept}`);
    return [];
  }
  try {
    const theirs = await figuresOf(script, { ...place, env: kept?.env ?? {} });
    const who = `${versioned(place.folder, name)}${kept === undefined ? '' : ` + ${kept.name}`}, ${mode}`;
    const { what, ...result } = beside(mine, theirs);
    return [...rows(who, theirs), { name: `${what} beside ${name}`, ...result }];
  } finally {
    await kept?.close();
  }
}

const SHOWN = { target: 'shown', met: true } as const;

function rows(who: string, { perSecond, oneMs, chainMs }: Figures): readonly Result[] {
  return [
    { name: `${who}: 3-step runs, 200 at a time`, value: perSecond, unit: 'runs/s', ratio: null, ...SHOWN },
    { name: `${who}: 3-step run, median`, value: oneMs, unit: 'ms', ratio: null, ...SHOWN },
    { name: `${who}: chain of 40 x fibo(10), median`, value: chainMs, unit: 'ms', ratio: null, ...SHOWN },
  ];
}

export const peers: Benchmark = {
  name: 'peers',
  run: async ({ quick }) => {
    const mine = { durable: await ours(false, quick), inMemory: await ours(true, quick) };
    const results = [
      ...rows('ours, durable, nodes on threads', mine.durable),
      ...rows('ours, in memory, nodes on threads', mine.inMemory),
    ];
    const folder = peersFolder();
    if (folder !== undefined)
      for (const peer of PEERS) results.push(...(await measured(peer, { folder, quick }, mine)));
    return [...results, ...(await wait({ folder, quick }))];
  },
};
