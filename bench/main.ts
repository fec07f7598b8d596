// npm run bench -- --help: figures beside their floors, measured in the same run.
import { parseArgs } from 'node:util';
import { compile } from './compile.ts';
import { durable } from './durable.ts';
import { steps } from './steps.ts';
import { engine } from './engine.ts';
import { expression } from './expression.ts';
import { lsp } from './lsp.ts';
import type { Benchmark, Result } from './measure.ts';
import { machine } from './record.ts';
import { validate } from './validate.ts';
import { webhook } from './webhook.ts';

const BENCHMARKS: readonly Benchmark[] = [durable, steps, webhook, validate, compile, expression, engine, lsp];

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const names = BENCHMARKS.map(({ name }) => name).join(', ');
if (values.help) {
  console.log(
    `npm run bench -- [--only NAME] [--quick] [--json]: figures beside their floors; NAME is one of ${names}`,
  );
  process.exit(0);
}
const chosen = BENCHMARKS.filter(({ name }) => values.only === undefined || values.only === name);
if (chosen.length === 0) {
  console.error(`there is no benchmark ${values.only}; there are ${names}`);
  process.exit(2);
}
const results: Result[] = [];
for (const { name, run } of chosen) {
  console.error(`${name} …`);
  results.push(...(await run({ quick: values.quick })));
}
if (values.json) console.log(JSON.stringify({ machine: machine(), node: process.version, results }));
else print(results);

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
