// Answers of models that are given again: to whom, how long, and how that counts.
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { compile } from '@configurable-agents/compiler';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { RunOutcome, Runtime } from '@configurable-agents/core';
import { manifestOf } from '@configurable-agents/plugin-sdk';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { simulatedClock } from '@configurable-agents/core/testing';
import type { LaneJob } from '../../src/lane/pool.ts';
import { NO_MASK } from '../../src/redact/mask.ts';
import { openAnswers } from '../../src/runtime/answers.ts';
import { storePath } from '../../src/store/connect.ts';
import { openSweep } from '../../src/store/retention/sweep.ts';
import { openStore } from '../../src/store/store.ts';
import type { Write } from '../../src/store/store.ts';
import { plugin } from '../fixtures/test-plugin.ts';
import { imageOf } from '../support/image.ts';
import { closeAll, newDataDir, open, runToEnd, TEST_PLUGIN } from '../support/runtime.ts';

type Node = { readonly cache?: string; readonly model?: string; readonly more?: string; readonly name?: string };

function workflow({ cache = 'true', model = 'count', more = '', name = 'w' }: Node = {}): ExecutionGraph {
  const text = `name: ${name}
state: { type: object, properties: { word: { type: string, default: Go } } }
nodes:
  - name: ask
    llm: { provider: test, model: ${model} }
    prompt: '{word}'
    cache: ${cache}
${more}`;
  const { graph, diagnostics } = compile(text, { file: 'w.yaml', plugins: [manifestOf(plugin)] });
  assert.ok(graph, JSON.stringify(diagnostics));
  return graph;
}

function completed(runtime: Runtime, { run_id: id }: RunOutcome): JsonObject {
  const fact = runtime.reader.journal(id).find(({ fact: { kind } }) => kind === 'node.completed')?.fact;
  assert.ok(fact);
  return fact;
}

/** What a node that counts its calls answers in run after run. */
async function answers(runtime: Runtime, graphs: readonly ExecutionGraph[]): Promise<readonly unknown[]> {
  const given: unknown[] = [];
  for (const graph of graphs) given.push((await runToEnd(runtime, graph)).result);
  return given;
}

describe('the cache of an LLM node', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  it('gives the answer to an identical request again, and asks nobody', async () => {
    const runtime = await open();
    const [first, again] = [await runToEnd(runtime, workflow()), await runToEnd(runtime, workflow())];
    assert.equal(again.result, first.result);
    assert.equal(first.usage.cost_usd, 0.25);
    assert.deepEqual(again.usage, { input_tokens: 0, output_tokens: 0, cost_usd: 0 });
    const { input, llm_calls: calls, models } = completed(runtime, again);
    assert.equal(calls, 0);
    assert.partialDeepStrictEqual(input, {
      cached_calls: 1,
      saved: { input_tokens: 3, output_tokens: 5, cost_usd: 0.25 },
    });
    assert.deepEqual(models, [
      { provider: 'test', model: 'count', calls: 0, unknown_calls: 0, ...again.usage, prices: null },
    ]);
    const { calls: asked, cost_usd: cost } = runtime.reader.costs('workflow', {}).total;
    assert.deepEqual([asked, cost], [1, 0.25]);
  });

  it('asks again under another configuration of its provider', async () => {
    const dataDir = newDataDir();
    const given: unknown[] = [];
    for (const base of ['a', 'b', 'a']) {
      const runtime = await open({ dataDir, config: { test: { base_url: `https://${base}.example` } } });
      const { usage, result } = await runToEnd(runtime, workflow({ model: 'mirror' }));
      given.push([result !== null, usage.cost_usd]);
      await runtime.close();
    }
    assert.deepEqual(given, [
      [true, 0.25],
      [true, 0.25],
      [true, 0],
    ]);
  });

  it('is off where the node does not ask for it', async () => {
    const runtime = await open();
    const [first, second] = await answers(runtime, [workflow({ cache: 'false' }), workflow({ cache: 'false' })]);
    assert.notEqual(second, first);
  });

  it('asks again for another prompt, model, parameter, workflow or node', async () => {
    const runtime = await open();
    const others = [
      workflow(),
      workflow({ name: 'other' }),
      workflow({ model: 'count, temperature: 1' }),
      workflow({ more: "    system: 'Be kind.'\n" }),
    ];
    const given = await answers(runtime, others);
    assert.equal(new Set(given).size, others.length, String(given));
    const said = await runToEnd(runtime, workflow(), { word: 'Stop' });
    assert.ok(!given.includes(said.result));
  });

  it('holds over a restart', async () => {
    const dataDir = newDataDir();
    const runtime = await open({ dataDir });
    const { result } = await runToEnd(runtime, workflow({ model: 'mirror' }));
    await runtime.close();
    const later = await open({ dataDir });
    const again = await runToEnd(later, workflow({ model: 'mirror' }));
    assert.deepEqual([again.result, again.usage.cost_usd], [result, 0]);
  });

  it('ends when its time is up', async () => {
    const clock = simulatedClock('2026-01-01T00:00:00Z');
    const runtime = await open({ clock });
    const graph = workflow({ cache: '{ ttl: 1h }' });
    const first = await runToEnd(runtime, graph);
    clock.advance(3_599_000);
    assert.equal((await runToEnd(runtime, graph)).result, first.result);
    clock.advance(2000);
    assert.notEqual((await runToEnd(runtime, graph)).result, first.result);
  });

  it('is of one run where its scope says so', async () => {
    const runtime = await open();
    const each = '    for_each: { in: "${{ [1, 2, 3] }}", as: n, max_parallel: 1 }\n';
    const graph = workflow({ cache: '{ scope: run }', more: each });
    const [first, second] = await answers(runtime, [graph, graph]);
    const [one, ...more] = first as readonly string[];
    assert.deepEqual(more, [one, one]);
    assert.notDeepEqual(second, first);
  });

  it('keeps nothing of an attempt that failed', async () => {
    const runtime = await open();
    const schema =
      '    repair: 0\n    retry: { max_attempts: 2, initial: 1ms }\n    output_schema: { type: object, required: [score], properties: { score: { type: integer } } }\n';
    const outcome = await runToEnd(runtime, workflow({ model: 'second', more: schema }));
    assert.equal(outcome.status, 'succeeded', JSON.stringify(outcome.error));
  });

  it('gives a repaired answer again, with the turns that led to it', async () => {
    const runtime = await open();
    const schema = '    output_schema: { type: object, required: [score], properties: { score: { type: integer } } }\n';
    const graph = workflow({ model: 'wrong-1', more: schema });
    const first = await runToEnd(runtime, graph);
    assert.equal(completed(runtime, first)['llm_calls'], 2);
    const again = await runToEnd(runtime, graph);
    assert.deepEqual(again.result, first.result);
    assert.equal(completed(runtime, again)['llm_calls'], 0);
    assert.equal((completed(runtime, again)['input'] as JsonObject)['cached_calls'], 2);
  });

  it('counts no call of a budget', async () => {
    const runtime = await open();
    const graph = workflow({ more: '    budget: { max_llm_calls: 1 }\n' });
    await runToEnd(runtime, graph);
    assert.equal((await runToEnd(runtime, graph)).status, 'succeeded');
  });

  it('is off where a tool of the node writes', async () => {
    const runtime = await open();
    const noting = workflow({ more: '    tools: [test.note]\n' });
    const adding = workflow({ more: '    tools: [test.add]\n' });
    const [first, second, third, fourth] = await answers(runtime, [noting, noting, adding, adding]);
    assert.notEqual(second, first);
    assert.equal(fourth, third);
  });

  it('holds no secret that the model said', async () => {
    const secret = 'a-key-that-nobody-has';
    const dataDir = newDataDir();
    process.env['TEST_PLUGIN_KEY'] = secret;
    try {
      const runtime = await open({ dataDir });
      const graph = workflow({ model: 'speak' });
      const first = await runToEnd(runtime, graph, { word: `The key is ${secret}` });
      assert.match(JSON.stringify(first.result), /The key is \*/);
      assert.equal((await runToEnd(runtime, graph, { word: `The key is ${secret}` })).result, first.result);
      await runtime.close();
      const db = new DatabaseSync(storePath(dataDir), { readOnly: true });
      const [row] = db.prepare('SELECT body FROM answers').all();
      db.close();
      assert.ok(typeof row?.['body'] === 'string' && !row['body'].includes(secret), JSON.stringify(row));
    } finally {
      delete process.env['TEST_PLUGIN_KEY'];
    }
  });

  it('gives the same after a death at any commit of a run, at no cost', async () => {
    const dataDir = newDataDir();
    const runtime = await open({ dataDir });
    const graph = workflow({
      more: "  - { name: again, llm: { provider: test, model: mirror }, prompt: 'So {ask}', cache: true }\n",
    });
    await runToEnd(runtime, graph);
    const images: string[] = [];
    const unsubscribe = runtime.subscribe(() => images.push(imageOf(dataDir)));
    const { run_id: id, result } = await runToEnd(runtime, graph);
    unsubscribe();
    // What comes at once is one commit.
    assert.ok(images.length > 0);
    for (const [i, image] of images.entries()) {
      const later = await open({ dataDir: image });
      assert.deepEqual((await later.result(id)).result, result, `commit ${i + 1}`);
      const kinds = later.reader.journal(id).map(({ fact: { kind } }) => kind);
      const lost = kinds.filter((kind) => kind === 'attempt.lost').length;
      // What was under way may have called a model; whatever was sent again did not.
      const { calls, cost_usd: cost } = later.reader.costs('node', { run: id }).total;
      assert.deepEqual([calls, cost ?? 0], [lost, 0], `commit ${i + 1}`);
      await later.close();
    }
  });

  it('serves a plugin in a process of its own', async () => {
    const source = {
      specifier: TEST_PLUGIN,
      firstParty: false,
      isolation: 'process',
      manifest: manifestOf(plugin),
    } as const;
    const runtime = await open({ plugins: [source] });
    const [first, second] = await answers(runtime, [workflow(), workflow()]);
    assert.match(String(first), /^\d+$/);
    assert.equal(second, first);
  });

  it('works in memory too', async () => {
    const runtime = await open({ memory: true });
    const [first, second] = await answers(runtime, [workflow(), workflow()]);
    assert.equal(second, first);
  });
});

describe('the answers of a store', () => {
  const ask = workflow({ cache: '{ ttl: 1h }' }).nodes[0];

  function opened(): {
    readonly keep: (i: number, text?: string) => void;
    readonly has: (i: number) => boolean;
    readonly count: () => number;
    readonly advance: (ms: number) => void;
    /** Sweeps by a policy that keeps every run; gives how many answers went. */
    readonly sweep: () => number;
  } {
    const clock = simulatedClock('2026-01-01T00:00:00Z');
    const store = openStore({ path: storePath(newDataDir()), onFatal: assert.fail });
    stores.push(store);
    const answersOf = openAnswers({ store, clock, maskOf: () => NO_MASK });
    const job = { node: ask, message: { workflowName: 'w', runId: 'r' } } as LaneJob;
    return {
      keep: (i, text = String(i)) => answersOf.keep(job, [{ key: `k${i}`, answer: { answer: { text, calls: [] } } }]),
      has: (i) => answersOf.recall(job, `k${i}`) !== undefined,
      count: () => (store.get('SELECT count(*) AS n FROM answers') as { readonly n: number }).n,
      advance: clock.advance,
      sweep: () => {
        const sweeping = openSweep(store, { policy: {}, now: clock.now(), maxLag: () => 0, onGraphs: () => {} });
        while (sweeping.step());
        return sweeping.report().removed.answers;
      },
    };
  }
  const stores: {
    readonly close: () => Promise<void>;
    readonly write: (writes: readonly Write[]) => Promise<unknown>;
  }[] = [];
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
    await closeAll();
  });

  it('are given before they are committed: the next execution is sent without waiting for that', async () => {
    const { keep, has, count } = opened();
    keep(1);
    assert.deepEqual([count(), has(1), has(2)], [0, true, false]);
    await stores[0]?.write([]);
    assert.deepEqual([count(), has(1), has(2)], [1, true, false]);
  });

  it('are ten thousand at most, of which the oldest go', async () => {
    const { keep, count } = opened();
    for (let i = 0; i < 10_100; i += 1) keep(i);
    await stores[0]?.write([]);
    assert.equal(count(), 10_000);
  });

  it('go with a sweep of the store once their time is up, whatever it keeps of runs', async () => {
    const { keep, count, advance, sweep } = opened();
    for (let i = 0; i < 200; i += 1) keep(i);
    advance(1_800_000);
    keep(200);
    assert.equal(sweep(), 0);
    advance(1_800_001);
    assert.equal(sweep(), 200);
    assert.equal(count(), 1);
  });

  it('are 64 MiB together at most, of which the oldest go with a sweep', async () => {
    const { keep, count, sweep, has } = opened();
    const large = 'x'.repeat(200_000);
    for (let i = 0; i < 340; i += 1) keep(i, large);
    await stores[0]?.write([]);
    const before = count();
    const gone = sweep();
    assert.equal(count(), before - gone);
    assert.equal(
      count(),
      Math.floor((64 * 1024 * 1024) / JSON.stringify({ answer: { text: large, calls: [] } }).length),
    );
    assert.deepEqual([has(0), has(gone - 1), has(gone), has(339)], [false, false, true, true]);
  });

  it('go when their time is up, a few with each new one', async () => {
    const { keep, count, advance } = opened();
    for (let i = 0; i < 20; i += 1) keep(i);
    advance(3_600_001);
    for (let i = 20; i < 23; i += 1) keep(i);
    await stores[0]?.write([]);
    assert.equal(count(), 3);
  });
});
