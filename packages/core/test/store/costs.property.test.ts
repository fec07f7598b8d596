import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { openReader } from '@configurable-agents/core';
import type { CostSum, Fact } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { COST_GROUPS } from '../../src/store/costs.ts';
import { factWrites, graphInsert, runInsert, runUpdate } from '../../src/store/writes.ts';
import { openSweep } from '../../src/store/retention/sweep.ts';
import { graph } from '../support/graph.ts';
import { drive } from '../support/run.ts';
import type { Driven } from '../support/run.ts';
import { smallStore } from '../support/small-store.ts';

type ModelUse = NonNullable<(Fact & { readonly kind: 'node.completed' })['models']>[number];

const DAY = 24 * 60 * 60 * 1000;
const SEED = Number(process.env['COSTS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const count = fc.option(fc.nat(100_000));
const use: fc.Arbitrary<ModelUse> = fc
  .record({
    provider: fc.constantFrom('google', 'acme'),
    model: fc.constantFrom('large', 'small', 'a/b'),
    calls: fc.integer({ min: 1, max: 4 }),
    input_tokens: count,
    output_tokens: count,
    // What a float cannot hold: sums of these are exact all the same.
    cost_usd: fc.option(fc.nat(3_000_000_000).map((billionths) => billionths / 1e9)),
  })
  .map((each) => ({
    ...each,
    unknown_calls: each.cost_usd === null ? each.calls : 0,
    prices: each.cost_usd === null ? null : 'genai-prices@0.1.8',
  }));

type Turn = {
  readonly pick: number;
  readonly how: 'succeeded' | 'failed' | 'timeout' | 'lost' | 'cancel' | 'retry';
  readonly models: readonly ModelUse[];
  readonly day: number;
};
const turns: fc.Arbitrary<Turn> = fc.record({
  pick: fc.nat(20),
  how: fc.constantFrom('succeeded', 'succeeded', 'succeeded', 'failed', 'failed', 'timeout', 'lost', 'cancel', 'retry'),
  models: fc.array(use, { maxLength: 3 }),
  day: fc.nat(3),
});

const retry = { max_attempts: 3, initial_ms: 1, factor: 1, max_ms: 1, jitter: false };
const llm = { provider: 'acme', model: 'large', parameters: {} };
const asks = { uses: 'llm', llm, retry } as const;
const list = { kind: 'literal', value: [1, 2, 3] } as const;
const forEach = (onItemError: 'fail' | 'continue'): object => ({
  for_each: { in: list, as: 'each', index_as: 'i', max_parallel: 2, max_items: 9, on_item_error: onItemError },
});

/** Branches beside each other, lists, a failure that is passed over, and a node that is always last. */
const SHAPE: ExecutionGraph = graph('a -> b, a -> c, b -> d, c -> d', {
  a: asks,
  b: { ...asks, ...forEach('continue') },
  c: { ...asks, on_error: 'continue' },
  d: { ...asks, ...forEach('fail') },
});

function play(run: Driven, { pick, how, models, day }: Turn): void {
  const time = 1000 + day * DAY;
  if (how === 'cancel' || how === 'retry') {
    run.hear(how === 'cancel' ? { kind: 'cancel', time, reason: 'asked' } : { kind: 'retry', time });
    return;
  }
  const open = [...run.state.executions.values()].filter(
    ({ status, items }) => items === null && (status === 'running' || status === 'waiting'),
  );
  const next = open[pick % Math.max(1, open.length)];
  if (next === undefined) return;
  const { key, attempt } = next;
  if (next.status === 'waiting') run.hear({ kind: 'retry.due', time, key });
  else if (how === 'lost') run.hear({ kind: 'attempt.lost', time, key, attempt, alone: false });
  else if (how === 'succeeded') {
    const { input_tokens, output_tokens, cost_usd } = sumOf(models);
    const usage = { input_tokens, output_tokens };
    run.hear({
      kind: 'attempt.succeeded',
      time,
      key,
      attempt,
      output: 'x',
      usage,
      costUsd: cost_usd,
      models,
      durationMs: 1,
    });
  } else {
    const code = how === 'timeout' ? 'NODE_TIMEOUT' : 'NODE_FAILED';
    const error = { code, class: 'unavailable', message: 'no' };
    const used = how === 'timeout' ? {} : { models };
    run.hear({ kind: 'attempt.failed', time, key, attempt, error, retryable: true, ...used, durationMs: 1, random: 0 });
  }
}

type Used = Pick<CostSum, 'input_tokens' | 'output_tokens' | 'cost_usd'>;

/** The sum in whole billionths: nothing of the product's own arithmetic. */
function sumOf(uses: readonly Used[]): Used {
  const sum = (values: readonly (number | null)[]): number | null => {
    const known = values.filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((all, value) => all + value, 0);
  };
  const cost = sum(uses.map(({ cost_usd: each }) => (each === null ? null : Math.round(each * 1e9))));
  return {
    input_tokens: sum(uses.map((each) => each.input_tokens)),
    output_tokens: sum(uses.map((each) => each.output_tokens)),
    cost_usd: cost === null ? null : cost / 1e9,
  };
}

type Attempt = {
  readonly time: number;
  readonly node: string;
  readonly run: string;
  readonly workflow: string;
  readonly use: ModelUse;
};

describe('the sum over attempts', function () {
  this.timeout(120_000);

  it('is what every view of costs has, whatever the runs went through', async () => {
    const journals = fc.array(fc.tuple(fc.constantFrom('w', 'v'), fc.array(turns, { maxLength: 30 })), {
      minLength: 1,
      maxLength: 4,
    });
    const property = fc.asyncProperty(journals, fc.nat(4), async (drawn, since) => {
      const { store, dataDir } = smallStore();
      const attempts: Attempt[] = [];
      let pos = 0;
      const runs = drawn.map(([workflow, picks], i) => {
        const run = drive({ ...SHAPE, name: workflow });
        run.start();
        for (const turn of picks) play(run, turn);
        const id = `run-${i}`;
        const state = { ...run.state, runId: id };
        void store.write([
          graphInsert(SHAPE.hash, JSON.stringify(SHAPE)),
          runInsert(i + 1, state),
          ...run.facts.flatMap((fact, n) => factWrites(fact, { pos: (pos += 1), run: i + 1, sequence: n + 1 })),
          runUpdate(i + 1, state),
        ]);
        for (const fact of run.facts) {
          if (!('models' in fact)) continue;
          for (const each of fact.models ?? [])
            attempts.push({ time: fact.time, node: fact.node, run: id, workflow, use: each });
        }
        return { id, facts: run.facts };
      });
      store.exclusive(() => {});
      const reader = openReader(dataDir);
      try {
        for (const { id } of runs) {
          const own = sumOf(attempts.filter(({ run }) => run === id).map(({ use: each }) => each));
          assert.deepEqual(reader.run(id)?.usage, own, 'the list of runs');
          assert.deepEqual(tokensAndCost(reader.costs('node', { run: id }).total), own, 'costs of a run');
          const nodes = reader.detail(id)?.nodes ?? [];
          const items = new Set(nodes.filter(({ key }) => key.endsWith(']')).map(({ node }) => node));
          const each = nodes.filter(({ key, node }) => key.endsWith(']') || !items.has(node));
          assert.deepEqual(sumOf(each.map(({ usage }) => usage)), own, 'the nodes of a run');
        }
        const filters = [{}, { since: 1000 + since * DAY }, { until: 1000 + since * DAY }, { workflow: 'w' }];
        for (const filter of filters) {
          const {
            since: from = 0,
            until = Infinity,
            workflow,
          } = filter as { since?: number; until?: number; workflow?: string };
          const meant = attempts.filter(
            (each) => each.time >= from && each.time < until && (workflow ?? each.workflow) === each.workflow,
          );
          const uses = meant.map(({ use: each }) => each);
          const calls = uses.reduce((sum, each) => sum + each.calls, 0);
          for (const by of COST_GROUPS) {
            const { items, total } = reader.costs(by, filter);
            assert.deepEqual(tokensAndCost(total), sumOf(uses), `the total by ${by}`);
            assert.deepEqual(sumOf(items), sumOf(uses), `the rows by ${by}`);
            assert.equal(total.calls, calls);
            assert.equal(
              items.reduce((sum, row) => sum + row.calls, 0),
              calls,
            );
            for (const row of items) {
              const own = meant.filter(
                (each) =>
                  (row.workflow_name ?? each.workflow) === each.workflow &&
                  (row.node ?? each.node) === each.node &&
                  (row.provider ?? each.use.provider) === each.use.provider &&
                  (row.model ?? each.use.model) === each.use.model &&
                  (row.day ?? dayOf(each)) === dayOf(each),
              );
              assert.deepEqual(tokensAndCost(row), sumOf(own.map(({ use: each }) => each)), JSON.stringify(row));
              assert.equal(row.runs, new Set(own.map(({ run }) => run)).size);
            }
          }
        }
      } finally {
        reader.close();
        await store.close();
        rmSync(dataDir, { recursive: true, force: true });
      }
    });
    await fc.assert(property, { seed: SEED, numRuns: Number(process.env['COSTS_RUNS'] ?? 60) });
  });

  it('goes with a run that retention takes away', async () => {
    const { store, dataDir } = smallStore();
    let pos = 0;
    // The newest run always stays.
    for (const [i, cost] of [0.5, 0.25].entries()) {
      const run = drive(SHAPE);
      run.start();
      play(run, { pick: 0, how: 'failed', models: [{ ...USE, cost_usd: cost }], day: 0 });
      run.hear({ kind: 'cancel', time: 1000, reason: 'enough' });
      const state = { ...run.state, runId: `run-${i}` };
      await store.write([
        graphInsert(SHAPE.hash, JSON.stringify(SHAPE)),
        runInsert(i + 1, state),
        ...run.facts.flatMap((fact, n) => factWrites(fact, { pos: (pos += 1), run: i + 1, sequence: n + 1 })),
        runUpdate(i + 1, state),
      ]);
    }
    const reader = openReader(dataDir);
    assert.equal(reader.costs('workflow').total.cost_usd, 0.75);
    const sweep = openSweep(store, { policy: { maxAgeMs: DAY }, now: 10 * DAY, maxLag: () => 0, onGraphs: () => {} });
    while (sweep.step());
    assert.equal(reader.costs('workflow').total.cost_usd, 0.25);
    assert.deepEqual(store.all('SELECT DISTINCT run FROM model_use').length, 1);
    reader.close();
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
});

const USE: ModelUse = {
  provider: 'acme',
  model: 'large',
  calls: 1,
  unknown_calls: 0,
  input_tokens: 1,
  output_tokens: 1,
  cost_usd: null,
  prices: 'provider',
};

function tokensAndCost({ input_tokens, output_tokens, cost_usd }: Used): Used {
  return { input_tokens, output_tokens, cost_usd };
}

function dayOf({ time }: Attempt): string {
  return new Date(time).toISOString().slice(0, 10);
}
