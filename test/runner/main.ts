// npm test: the files of a `.mocharc`, each by one of a few processes that run side by side. The last line is the tally that CI reads.
import { availableParallelism } from 'node:os';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readConfig } from './config.ts';
import { runFiles } from './processes.ts';
import type { FileRun } from './processes.ts';
import { writeTypebox } from './typebox.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Each takes up to a gigabyte. */
const MOST_JOBS = 4;
const HELP = `npm test -- [FILE…] [--grep PATTERN] [--jobs N] [--config FILE]

  FILE…           these files instead of those that the configuration names
  --grep PATTERN  only tests whose title, with those of its groups, matches this regular expression
  --jobs N        processes side by side (default: one for each core, at most ${MOST_JOBS})
  --config FILE   default .mocharc.json

Each file is told with its time and the CPU of its process, without that of processes that its tests start.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    grep: { type: 'string', short: 'g' },
    jobs: { type: 'string' },
    config: { type: 'string', default: '.mocharc.json' },
    help: { type: 'boolean', short: 'h' },
  },
});
if (values.help === true) say(HELP.trimEnd());
else process.exitCode = (await main()) ? 0 : 1;

async function main(): Promise<boolean> {
  const config = readConfig(resolve(ROOT, values.config), ROOT);
  const files = positionals.length > 0 ? positionals.map((file) => relative(ROOT, resolve(file))) : config.files;
  const jobs = values.jobs === undefined ? Math.min(availableParallelism(), MOST_JOBS) : Number(values.jobs);
  await writeTypebox();
  const runs = await runFiles({ ...config, root: ROOT, files, jobs, grep: values.grep, onRun: tell });
  const failures = runs.flatMap((run) => run.failures.map(({ title }) => `${run.file}: ${title}`));
  const passed = runs.reduce((sum, run) => sum + run.passed, 0);
  const skipped = runs.reduce((sum, run) => sum + run.skipped, 0);
  if (passed + skipped + failures.length === 0) failures.push('no test was run');
  if (failures.length > 0) say(['', ...failures.map((failure) => `failed: ${failure}`)].join('\n'));
  say(`${passed} passed, ${failures.length} failed, ${skipped} skipped`);
  return failures.length === 0;
}

function tell({ file, passed, skipped, failures, ms, cpuMs }: FileRun): void {
  if (passed + skipped + failures.length === 0) return;
  const counts = [`${passed} passed`, ...(skipped > 0 ? [`${skipped} skipped`] : [])].join(', ');
  say(`${failures.length > 0 ? 'BAD' : ' ok'} ${file}: ${counts} in ${seconds(ms)} s, CPU ${seconds(cpuMs)} s`);
  for (const { text } of failures) say(`\n  ${text}\n`);
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
