// Twenty conditions beside the same JavaScript closures, and beside the npm packages for CEL; parsing; conformance is a test.
import { celEnv, parse as bufParse, plan } from '@bufbuild/cel';
import { parse as marcParse } from '@marcbachmann/cel-js';
import { evaluate as celJsEvaluate, parse as celJsParse } from 'cel-js';
import { compileExpression } from '@configurable-agents/compiler';
import { compileProgram } from '@configurable-agents/core/expression';
import { parseExpression } from '../packages/compiler/src/expression/parser.ts';
import { CONDITIONS, ENVS, SCHEMA } from './conditions.ts';
import type { Condition, Env } from './conditions.ts';
import { median } from './measure.ts';
import type { Benchmark, Result } from './measure.ts';

type Run = (env: Env) => unknown;
/** Makes a condition ready to be evaluated many times; undefined where the package cannot. */
type Prepare = (text: string) => Run;

const ours: Prepare = (text) => {
  const compiled = compileExpression(text, { schema: SCHEMA });
  if (!compiled.ok) throw new Error(`${text}: ${compiled.faults[0]?.message}`);
  return compileProgram(compiled.tree);
};

const PEERS: { readonly [name: string]: Prepare } = {
  '@bufbuild/cel': (text) => plan(celEnv(), bufParse(text)),
  '@marcbachmann/cel-js': (text) => marcParse(text) as Run,
  'cel-js': (text) => {
    const parsed = celJsParse(text);
    if (!parsed.isSuccess) throw new Error(parsed.errors.join());
    return (env) => celJsEvaluate(parsed.cst, env);
  },
};

let sink = 0;

/** Nanoseconds for one evaluation, the best of several rounds: what disturbs a round only makes it slower. */
function nanos(run: Run, rounds: number, repeats: number): number {
  let best = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    for (let i = 0; i < repeats; i += 1) for (const env of ENVS) if (run(env) === true) sink += 1;
    best = Math.min(best, (performance.now() - start) / (repeats * ENVS.length));
  }
  return best * 1e6;
}

/** Whether the package gives what JavaScript gives, for every state. */
function agrees({ text, run }: Condition, prepare: Prepare): Run | undefined {
  try {
    const found = prepare(text);
    return ENVS.every((env) => found(env) === run(env)) ? found : undefined;
  } catch {
    return undefined;
  }
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

type Measured = { readonly ratio: number; readonly peers: { readonly [name: string]: number | undefined } };

function measure(
  condition: Condition,
  { rounds, repeats }: { readonly rounds: number; readonly repeats: number },
): Measured {
  const mine = agrees(condition, ours);
  if (mine === undefined) throw new Error(`${condition.text} does not give what JavaScript gives`);
  const floor = nanos(condition.run, rounds, repeats);
  const value = nanos(mine, rounds, repeats);
  const peers = Object.entries(PEERS).map(([name, prepare]) => {
    const peer = agrees(condition, prepare);
    return [name, peer && nanos(peer, 3, Math.ceil(repeats / 20)) / value] as const;
  });
  console.error(
    `  ${condition.text}: ${value.toFixed(1)} ns, JavaScript ${floor.toFixed(1)} ns, ratio ${(value / floor).toFixed(2)}; ` +
      peers.map(([name, times]) => `${name} ${times === undefined ? 'cannot' : `${times.toFixed(1)} x`}`).join(', '),
  );
  return { ratio: value / floor, peers: Object.fromEntries(peers) };
}

/** Eighty characters. */
const PARSED = 'state.score > 0.8 && state.status in ["a", "b"] || size(state.items[0].tags) > 3';

function parseMicros(rounds: number): number {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    for (let i = 0; i < 500; i += 1) if (parseExpression(PARSED).kind === 'call') sink += 1;
    times.push(((performance.now() - start) / 500) * 1000);
  }
  return median(times.slice(rounds >> 1));
}

export const expression: Benchmark = {
  name: 'expression',
  run: ({ quick }) => {
    const effort = quick ? { rounds: 3, repeats: 2000 } : { rounds: 7, repeats: 20_000 };
    // All of them first, so that none is measured while the loop knows only one function.
    for (const { text, run } of CONDITIONS) for (const each of [run, ours(text)]) nanos(each, 2, 2000);
    const measured = CONDITIONS.map((condition) => measure(condition, effort));
    const ratios = measured.map(({ ratio }) => ratio);
    const mean = geometricMean(ratios);
    const results: Result[] = [
      {
        name: 'twenty conditions, times a JavaScript closure (geometric mean)',
        value: mean,
        unit: 'x',
        ratio: mean,
        target: '<= 3',
        met: mean <= 3,
      },
      {
        name: 'the slowest of them',
        value: Math.max(...ratios),
        unit: 'x',
        ratio: Math.max(...ratios),
        target: 'for comparison',
        met: true,
      },
    ];
    for (const name of Object.keys(PEERS)) {
      const times = measured.flatMap(({ peers }) => peers[name] ?? []);
      const value = geometricMean(times);
      const what = `${name} on the ${times.length} that it can, times ours`;
      results.push({
        name: what,
        value,
        unit: 'x',
        ratio: value,
        target: '> 1 each',
        met: times.every((each) => each > 1),
      });
    }
    const micros = parseMicros(quick ? 10 : 60);
    results.push({
      name: `parsing ${PARSED.length} characters`,
      value: micros,
      unit: 'µs',
      ratio: null,
      target: '<= 30 µs',
      met: micros <= 30,
    });
    if (sink < 0) throw new Error('unreachable: keeps the results alive');
    return Promise.resolve(results);
  },
};
