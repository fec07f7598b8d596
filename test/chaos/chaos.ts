// npm run chaos: the engine's promises on many more random graphs than CI has time for. Every line names the seed that repeats it.
import { parseArgs } from 'node:util';
import { agree, seedOf } from '../../packages/core/test/support/agree.ts';
import { crashEverywhere } from '../../packages/core/test/support/crash.ts';
import { loadReference } from '../../packages/core/test/support/reference.ts';
import type { Reference } from '../../packages/core/test/support/reference.ts';

const HELP = `npm run chaos -- [--reference N] [--crash N] [--seed S] [--from I] [--help]

  --reference N  N random graphs by this engine and by the executable specification (default 0)
  --crash N      N random graphs, the process dying at every append, before it is durable and after (default 300)
  --seed S       where the graphs begin (default 1); the same seed gives the same graphs
  --from I       skip the first I graphs of each scenario: goes on where an earlier command was stopped
  REFERENCE_DIR  the folder with semantics.mjs and properties.mjs (default ../shared/reference)

Kills of a real server under load: npm run test:kill -- --kills N. Exit 1 when a promise was broken.
`;

type Options = { readonly count: number; readonly seed: number; readonly from: number };
const PROGRESS_MS = 5000;

const { values } = parseArgs({
  options: {
    reference: { type: 'string', default: '0' },
    crash: { type: 'string' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) process.stdout.write(HELP);
else await main();

async function main(): Promise<void> {
  const reference = await loadReference();
  if (reference === undefined) {
    say('there is no executable specification beside the checkout; set REFERENCE_DIR to the folder of semantics.mjs');
    process.exitCode = 2;
    return;
  }
  const compared = numberOf('reference', values.reference);
  const crashed = numberOf('crash', values.crash ?? (compared === 0 ? '300' : '0'));
  const at = { seed: numberOf('seed', values.seed), from: numberOf('from', values.from) };
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
