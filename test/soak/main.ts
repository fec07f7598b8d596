// npm run soak: a server under a steady mixed load, ten minutes unless something else is said.
import { parseArgs } from 'node:util';
import { writeRecord } from '../../bench/record.ts';
import { LEAST_SECONDS, RULE } from './memory.ts';
import { FAULTS, soak, verdictOf } from './soak.ts';
import type { Fault } from './soak.ts';

const HELP = `npm run soak -- [--minutes N] [--clients C] [--seed S] [--out FILE] [--json] [--fault KIND] [--help]

  --minutes N   how long (default 10; parts of minutes too)
  --clients C   clients at once (default 8)
  --seed S      where the random numbers of the load begin (default: another one each time)
  --out FILE    all samples and the verdict, with machine and date, as a JSON file
  --json        the same on standard output, all else on standard error
  --fault KIND  breaks the server on purpose, to see that it is found out: ${FAULTS.join(', ')}

Exit 1 when memory grows, when the server says on standard error what no healthy server says, when a request is answered 5xx, when a run
ends otherwise than its workflow allows, or when the server ends.
Memory is judged from ${LEAST_SECONDS} seconds on. ${RULE}.
`;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    clients: { type: 'string', default: '8' },
    seed: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean', default: false },
    fault: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) process.stdout.write(HELP);
else await main();

async function main(): Promise<void> {
  const minutes = Number(values.minutes);
  const clients = Number(values.clients);
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
  const fault = FAULTS.find((kind) => kind === values.fault);
  if (!(minutes > 0)) wrong(`--minutes is ${values.minutes}; it must be a number above 0`);
  if (!Number.isInteger(clients) || clients < 1)
    wrong(`--clients is ${values.clients}; it must be a whole number from 1`);
  if (!Number.isInteger(seed)) wrong(`--seed is ${values.seed}; it must be a whole number`);
  if (values.fault !== undefined && fault === undefined)
    wrong(`--fault is ${values.fault}; there are ${FAULTS.join(', ')}`);
  const log = (line: string): void => void (values.json ? process.stderr : process.stdout).write(`${line}\n`);
  log(`seed ${seed}, ${clients} clients, ${minutes} minutes`);
  const result = await soak({ minutes, clients, seed, log, ...only(fault) });
  log(`\n${verdictOf(result)}\n${RULE}`);
  if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  if (values.out !== undefined) writeRecord(values.out, { command: 'soak', rule: RULE, findings: result });
  if (result.problems.length > 0) process.exitCode = 1;
}

function only(fault: Fault | undefined): { readonly fault?: Fault } {
  return fault === undefined ? {} : { fault };
}

function wrong(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
