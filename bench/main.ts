// npm run bench -- --help: figures beside their floors, measured in the same run.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { expectShortLives } from '@configurable-agents/core';
import { api } from './api.ts';
import { chain } from './chain.ts';
import { compile } from './compile.ts';
import { durable } from './durable.ts';
import { engine } from './engine.ts';
import { events } from './events.ts';
import { expression } from './expression.ts';
import { forged } from './forged.ts';
import { host } from './host.ts';
import { idle } from './idle.ts';
import { isolation } from './isolation.ts';
import { llm } from './llm.ts';
import { lsp } from './lsp.ts';
import { sdk } from './sdk.ts';
import type { Benchmark, Result } from './measure.ts';
import { memory } from './memory.ts';
import { peers } from './peers.ts';
import { profileDurable } from './profile.ts';
import { machine, writeRecord } from './record.ts';
import { recovery } from './recovery.ts';
import { steps } from './steps.ts';
import { tracking } from './tracking.ts';
import { validate } from './validate.ts';
import { webhook } from './webhook.ts';

const BENCHMARKS: readonly Benchmark[] = [
  durable,
  chain,
  steps,
  webhook,
  recovery,
  idle,
  memory,
  peers,
  validate,
  compile,
  expression,
  engine,
  events,
  forged,
  llm,
  lsp,
  sdk,
  host,
  isolation,
  tracking,
  api,
];
/** Paths that can be profiled, by the name of their benchmark. */
const PROFILES: { readonly [name: string]: typeof profileDurable } = { durable: profileDurable };
const MOST_RUNS = 1_000_000;
const names = BENCHMARKS.map(({ name }) => name).join(', ');
const HELP = `npm run bench -- [--only NAME] [--quick] [--json] [--save] [--runs N] [--profile] [--help]

  --only NAME  one of ${names}
  --quick      small runs, whose figures only show that it works
  --json       the figures as JSON
  --save       writes them to bench/results/DATE-NAME.json too, with machine, versions and load
  --runs N     runs that memory lets end (default 100000, at most ${MOST_RUNS})
  --profile    with --only ${Object.keys(PROFILES).join(' or ')}: no figures, but where the processor's time goes
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    save: { type: 'boolean', default: false },
    runs: { type: 'string', default: '100000' },
    profile: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const { quick } = values;
// As the command does it where it serves. Floors and peers that run here have it too.
expectShortLives();
const runs = Number(values.runs);
const chosen = BENCHMARKS.filter(({ name }) => values.only === undefined || values.only === name);
if (values.help) console.log(HELP);
else if (chosen.length === 0) refuse(`there is no benchmark ${values.only}; there are ${names}`);
else if (!Number.isInteger(runs) || runs < 1000 || runs > MOST_RUNS)
  refuse(`--runs is ${values.runs}; it must be a whole number from 1000 to ${MOST_RUNS}`);
else if (values.profile) await profile();
else await measure();

function refuse(message: string): void {
  console.error(message);
  process.exitCode = 2;
}

async function profile(): Promise<void> {
  const taken = PROFILES[values.only ?? ''];
  if (taken === undefined) refuse(`--profile takes --only ${Object.keys(PROFILES).join(' or ')}`);
  else console.log(await taken({ quick }));
}

async function measure(): Promise<void> {
  const results: Result[] = [];
  const broken: string[] = [];
  for (const { name, run } of chosen) {
    console.error(`${name} …`);
    try {
      results.push(...(await run({ quick, runs })));
    } catch (error) {
      // What the others have measured took minutes.
      console.error(`${name} broke:`, error);
      broken.push(name);
      process.exitCode = 1;
    }
  }
  if (values.json) console.log(JSON.stringify({ machine: machine(), node: process.version, results }));
  else print(results);
  if (values.save) save(results, broken);
}

function save(results: readonly Result[], broken: readonly string[]): void {
  const date = new Date().toISOString().slice(0, 10);
  const path = join(import.meta.dirname, 'results', `${date}-${values.only ?? 'all'}${quick ? '-quick' : ''}.json`);
  writeRecord(path, { command: 'bench', quick, ...(broken.length > 0 ? { broken } : {}), results });
  console.error(`saved ${path}`);
}

function print(rows: readonly Result[]): void {
  console.log(`${machine()}, Node ${process.version}\n`);
  for (const { name, value, unit, floor, ratio, target, met } of rows) {
    const beside = floor === undefined ? '' : `, floor ${round(floor)}, ratio ${round(ratio ?? 0)}`;
    console.log(`${met ? 'met   ' : 'MISSED'} ${name}: ${round(value)} ${unit}${beside} (${target})`);
  }
}

function round(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toFixed(2);
}
