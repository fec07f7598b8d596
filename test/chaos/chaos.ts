// npm run chaos: the engine's promises on many more random graphs, and under many more deaths of a real server, than CI has time for.
// Every line names the seed that repeats it.
import { parseArgs } from 'node:util';
import { writeRecord } from '../../bench/record.ts';
import { agree, seedOf } from '../../packages/core/test/support/agree.ts';
import { crashEverywhere } from '../../packages/core/test/support/crash.ts';
import { loadReference } from '../../packages/core/test/support/reference.ts';
import type { Reference } from '../../packages/core/test/support/reference.ts';
import { deliverUnderRestarts, deliveryVerdict } from './deliveries.ts';
import { killUnderLoad, verdictOf } from './kills.ts';

const HELP = `npm run chaos -- [--kills N] [--deliveries N] [--reference N] [--crash N] [--seed S] [--from I] [--help]

  --kills N      N times kill -9 of a real server under a mixed load: webhooks with ids, starts by the API, loops, lists,
                 sub-workflows, waits, signals, approvals, cancels, failures with and without an answer. A checker that reads only
                 the API, the journals and what happened outside then says whether every promise was kept
  --deliveries N N deliveries by clients that send each until it is answered, while the server is restarted under them, half of the
                 times by SIGTERM and half by kill -9: each has one run in the end
  --restarts R   with --deliveries: how often (default 10)
  --clients C    with --kills: clients at once (default 24); with --deliveries too (default 50)
  --minutes M    with --kills: ends after M minutes at the latest (default: 5, and 6 s for each kill)
  --json         with --kills: the findings as JSON on standard output, all else on standard error
  --out FILE     with --kills: the findings with machine and date as a JSON file
  --reference N  N random graphs by this engine and by the executable specification (default 0)
  --crash N      N random graphs, the process dying at every append, before it is durable and after (default 300, without --kills
                 and --reference)
  --seed S       where the random numbers begin (default 1; with --kills another one each time); the same seed gives the same graphs,
                 and the same load as far as timing allows
  --from I       skip the first I graphs of each scenario: goes on where an earlier command was stopped
  REFERENCE_DIR  the folder with semantics.mjs and properties.mjs (default ../shared/reference)

Exit 1 when a promise was broken, with the first twenty of them; 2 when the command is wrong.
`;

type Options = { readonly count: number; readonly seed: number; readonly from: number };
const PROGRESS_MS = 5000;

const { values } = parseArgs({
  options: {
    kills: { type: 'string' },
    deliveries: { type: 'string' },
    restarts: { type: 'string', default: '10' },
    clients: { type: 'string' },
    minutes: { type: 'string' },
    json: { type: 'boolean', default: false },
    out: { type: 'string' },
    reference: { type: 'string', default: '0' },
    crash: { type: 'string' },
    seed: { type: 'string' },
    from: { type: 'string', default: '0' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) process.stdout.write(HELP);
else if (values.deliveries !== undefined) await deliver(numberOf('deliveries', values.deliveries));
else if (values.kills === undefined) await main();
else await kill(numberOf('kills', values.kills));

async function kill(kills: number): Promise<void> {
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : numberOf('seed', values.seed);
  const minutes = values.minutes === undefined ? 5 + kills / 10 : numberOf('minutes', values.minutes);
  const clients = numberOf('clients', values.clients ?? '24');
  const log = values.json ? (line: string): void => void process.stderr.write(`${line}\n`) : say;
  log(`seed ${seed}, ${kills} kills, ${minutes} minutes at most`);
  const result = await killUnderLoad({ kills, seed, minutes, clients, log });
  log(verdictOf(result));
  if (values.json) say(JSON.stringify(result));
  if (values.out !== undefined) writeRecord(values.out, { command: 'chaos', findings: result });
  if (result.problems.length > 0) process.exitCode = 1;
}

async function deliver(deliveries: number): Promise<void> {
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : numberOf('seed', values.seed);
  const [restarts, clients] = [numberOf('restarts', values.restarts), numberOf('clients', values.clients ?? '50')];
  say(`seed ${seed}, ${deliveries} deliveries by ${clients} clients over ${restarts} restarts`);
  const result = await deliverUnderRestarts({ deliveries, clients, restarts, seed, log: say });
  say(deliveryVerdict(result));
  if (result.problems.length > 0) process.exitCode = 1;
}

async function main(): Promise<void> {
  const reference = await loadReference();
  if (reference === undefined) {
    say('there is no executable specification beside the checkout; set REFERENCE_DIR to the folder of semantics.mjs');
    process.exitCode = 2;
    return;
  }
  const compared = numberOf('reference', values.reference);
  const crashed = numberOf('crash', values.crash ?? (compared === 0 ? '300' : '0'));
  const at = { seed: numberOf('seed', values.seed ?? '1'), from: numberOf('from', values.from) };
  if (compared > 0) compareMany(reference, { ...at, count: compared });
  if (crashed > 0) crashMany(reference, { ...at, count: crashed });
}

function numberOf(flag: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  say(`--${flag} is ${text}; it must be a whole number from 0`);
  process.exit(2);
}

function compareMany(reference: Reference, options: Options): void {
  let others = 0;
  const broken = overGraphs('reference', reference, options, (graph) => {
    if (agree(reference, graph) === 'another winner') others += 1;
  });
  const { count, from } = options;
  say(`reference: ${count - from} graphs, ${others} with another winner of a join, ${broken} differ`);
}

function crashMany(reference: Reference, options: Options): void {
  let crashes = 0;
  const broken = overGraphs('crash', reference, options, (graph) => {
    crashes += crashEverywhere(reference, graph);
  });
  say(`crash: ${options.count - options.from} graphs, ${crashes} crashes, ${broken} graphs ended otherwise`);
}

/** Calls `check` for each graph, the kinds in turn, and says how far it is; returns for how many it threw. */
function overGraphs(
  what: string,
  { PROFILES }: Reference,
  { count, seed, from }: Options,
  check: (graph: { readonly name: string; readonly seed: number }) => void,
): number {
  const names = Object.keys(PROFILES);
  let broken = 0;
  let told = performance.now();
  for (let i = from; i < count; i += 1) {
    const name = names[i % names.length] as string;
    try {
      check({ name, seed: seedOf(seed, name, Math.floor(i / names.length)) });
    } catch (error) {
      broken += 1;
      process.exitCode = 1;
      const cause = error instanceof Error && error.cause instanceof Error ? `\n   ${error.cause.message}` : '';
      say(`BROKEN at --from ${i} --seed ${seed}: ${error instanceof Error ? error.message : String(error)}${cause}`);
    }
    if (performance.now() - told < PROGRESS_MS) continue;
    told = performance.now();
    say(`${what}: ${i + 1} of ${count} (seed ${seed}), ${broken} broken`);
  }
  return broken;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
