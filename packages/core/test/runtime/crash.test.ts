// A process that dies on SQLite. Of every commit of a run an image of the store is taken, which is what a death right after it (or
// during the next) leaves behind; an engine opened on the image must end the run as it ended alive.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RunOutcome, Runtime } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import { graph } from '../support/graph.ts';
import type { NodeOverrides } from '../support/graph.ts';
import { imageOf } from '../support/image.ts';
import { closeAll, newDataDir, open, startRequest } from '../support/runtime.ts';

/** Others each time; `npm run chaos` has hundreds. */
const GRAPHS = 3;
const SEED = Number(process.env['CRASH_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

type Kind = 'plain' | 'skipped' | 'failed' | 'retried' | 'map' | 'wait';

/** A random graph of three to five nodes: work, maps, waits, what is skipped, what fails and is passed over. */
const graphs = fc
  .record({
    kinds: fc.array(fc.constantFrom<Kind>('plain', 'skipped', 'failed', 'retried', 'map', 'wait'), {
      minLength: 3,
      maxLength: 5,
    }),
    edges: fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 2, maxLength: 6 }),
  })
  .map(({ kinds, edges }) => {
    const size = kinds.length;
    const pairs = edges.map(([a, b]) => [a % size, b % size].toSorted((x, y) => x - y)).filter(([a, b]) => a !== b);
    const text = [...kinds.map((_, i) => `n${i}`), ...new Set(pairs.map(([a, b]) => `n${a} -> n${b}`))].join(', ');
    return graph(text, Object.fromEntries(kinds.map((kind, i) => [`n${i}`, overrideOf(kind, i)])), {
      state: { seen: { schema: true, default: [], reduce: 'append' } },
      final: { seen: kinds.map((_, i) => `n${i}`) },
    });
  });

function overrideOf(kind: Kind, i: number): NodeOverrides[string] {
  const retry = { max_attempts: 2, initial_ms: 1, factor: 1, max_ms: 1, jitter: false };
  const writes = [{ field: 'seen', path: ['value'] }];
  const value = { with: { kind: 'literal', value: { value: i } }, writes } as const;
  switch (kind) {
    case 'plain':
      return value;
    case 'skipped':
      return { ...value, when: { kind: 'bool', value: false, at: [0, 0] } };
    case 'failed':
    case 'retried': {
      const isRetried = kind === 'retried';
      const failing = { uses: 'test.fail', with: { kind: 'literal', value: { retryable: isRetried } } } as const;
      return { ...failing, on_error: 'continue', ...(isRetried ? { retry } : {}) };
    }
    case 'map': {
      const list = { kind: 'literal', value: ['x', 'y', 'z'] } as const;
      const item = { kind: 'text', parts: [{ kind: 'path', path: ['item'] }] } as const;
      return {
        with: { kind: 'object', entries: [['value', item]] },
        writes,
        for_each: { in: list, as: 'item', index_as: 'index', max_parallel: 2, max_items: 10, on_item_error: 'fail' },
      };
    }
    case 'wait':
      return { kind: 'wait', wait: { for: 'duration', duration: { kind: 'literal', value: '5ms' } } };
  }
}

/** How a run ended, but for the time of day. */
function essence({ reader }: Runtime, { run_id, status, result, state, error }: RunOutcome): object {
  const nodes =
    reader.detail(run_id)?.nodes.map(({ key, status: each, output }) => ({ key, status: each, output })) ?? [];
  const ended = { status, result, state, error, nodes: nodes.toSorted((a, b) => (a.key < b.key ? -1 : 1)) };
  return JSON.parse(JSON.stringify(ended).replaceAll(/"woke_at":"[^"]*"/g, '"woke_at":"then"')) as object;
}

type Watched = { readonly runId: string; readonly whole: object; readonly images: readonly string[] };

/** Runs a graph to its end; takes an image of the store after each commit. */
async function runWatched(shape: ExecutionGraph): Promise<Watched> {
  const dataDir = newDataDir();
  const runtime = await open({ dataDir });
  const images: string[] = [];
  const unsubscribe = runtime.subscribe(() => images.push(imageOf(dataDir)));
  const { run_id } = await runtime.start(startRequest(shape));
  const outcome = await runtime.result(run_id);
  unsubscribe();
  const whole = essence(runtime, outcome);
  await runtime.close();
  return { runId: run_id, whole, images };
}

describe('a process that dies', function () {
  this.timeout(60_000);
  afterEach(closeAll);

  it(`at any commit of ${GRAPHS} random graphs on SQLite ends them as if it had lived (CRASH_SEED=${SEED})`, async () => {
    let deaths = 0;
    for (const shape of fc.sample(graphs, { seed: SEED, numRuns: GRAPHS })) {
      const { runId, whole, images } = await runWatched(shape);
      // A graph that the engine computes by itself is one commit.
      assert.ok(images.length >= 1);
      for (const [i, dataDir] of images.entries()) {
        const runtime = await open({ dataDir });
        const shown = `commit ${i + 1} of ${images.length}, ${JSON.stringify(shape.edges)}, CRASH_SEED=${SEED}`;
        assert.deepEqual(essence(runtime, await runtime.result(runId)), whole, shown);
        const over = runtime.reader
          .journal(runId)
          .flatMap(({ fact }) =>
            fact.kind === 'node.completed' || fact.kind === 'node.skipped' ? [String(fact['key'])] : [],
          );
        assert.equal(new Set(over).size, over.length, `something ended twice: ${shown}`);
        await runtime.close();
        deaths += 1;
      }
    }
    assert.ok(deaths > GRAPHS, 'some graphs take several commits');
  });
});
