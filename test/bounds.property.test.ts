// What a graph may do at least and at most, against what runs of random graphs did. BOUNDS_COUNT sets how many graphs of each kind.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { boundsOf, compile } from '@configurable-agents/compiler';
import type { GraphBounds } from '@configurable-agents/compiler';
import { hashGraph } from '@configurable-agents/core/graph';
import type { ExecutionGraph, GraphNode } from '@configurable-agents/core/graph';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { graphOf, loadReference, runEngine } from '../packages/core/test/support/reference.ts';
import type { Ran } from '../packages/core/test/support/reference.ts';
import { closeAll, open, startRequest } from '../packages/core/test/support/runtime.ts';

const reference = await loadReference();
const COUNT = Number(process.env['BOUNDS_COUNT'] ?? 300);

/** More than any list of the generator has, and little enough for the bound to say something. */
const MAX_ITEMS = 6;

/** Every node asks a model once an attempt, and every list has a bound. */
function withModels({ hash: _hash, ...graph }: ExecutionGraph): ExecutionGraph {
  const llm = { provider: 'echo', model: 'echo-1', prompt: { kind: 'literal', value: '' }, parameters: {} } as const;
  const nodes = graph.nodes.map((node): GraphNode => ({
    ...(node as GraphNode & { readonly kind: 'action' }),
    uses: 'llm',
    llm,
    ...(node.for_each === undefined ? {} : { for_each: { ...node.for_each, max_items: MAX_ITEMS } }),
  }));
  const body = { ...graph, nodes };
  return { ...body, hash: hashGraph(body) };
}

type Count = { executions: number; calls: number };
type Executed = { readonly node: string; readonly attempt: number };

/** A map has an execution of its own beside its items, which calls nobody. */
function executed({ state }: Ran): readonly Executed[] {
  return [...state.executions.values()].filter(({ items }) => items === null);
}

function check(
  executions: readonly Executed[],
  { bounds, hasSucceeded }: { readonly bounds: GraphBounds; readonly hasSucceeded: boolean },
): Count {
  const nodes = new Map<string, Count>();
  const total = { executions: 0, calls: 0 };
  for (const { node, attempt } of executions) {
    // What was skipped has made no attempt.
    if (attempt === 0) continue;
    const count = nodes.get(node) ?? { executions: 0, calls: 0 };
    nodes.set(node, count);
    for (const each of [count, total]) {
      each.executions += 1;
      each.calls += attempt;
    }
  }
  for (const what of ['executions', 'calls'] as const) {
    const shares = bounds.nodes.map((node) => ({
      of: node.name,
      count: nodes.get(node.name)?.[what] ?? 0,
      may: node[what],
    }));
    for (const { of, count, may } of [{ of: 'the run', count: total[what], may: bounds.total[what] }, ...shares]) {
      assert.ok(count <= may.hi, `${of}: ${count} ${what}, at most ${may.hi}`);
      if (hasSucceeded) assert.ok(count >= may.lo, `${of}: ${count} ${what}, at least ${may.lo}`);
    }
  }
  return total;
}

/** A random workflow of echo models: lists, conditions, a router and a loop, nested at random. */
const workflows = fc
  .array(
    fc.record({
      kind: fc.constantFrom('one', 'list', 'skipped', 'routes', 'loop'),
      size: fc.integer({ min: 1, max: 3 }),
      isTrue: fc.boolean(),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((steps) => {
    const nodes: string[] = [];
    const edges: string[] = [];
    const node = (name: string, rest = ''): void => {
      nodes.push(`  - { name: ${name}, prompt: hello, llm: { provider: echo, model: echo-1 }${rest} }`);
    };
    steps.forEach(({ kind, size, isTrue }, i) => {
      const [at, next] = [`n${i}`, `n${i + 1}`];
      const items = `, for_each: { in: "\${{ words }}", max_items: ${size + 3} }`;
      node(at, kind === 'list' ? items : kind === 'skipped' ? `, when: "count > ${size}"` : '');
      if (kind === 'routes') {
        node(`a${i}`, isTrue ? items : '');
        node(`b${i}`);
        edges.push(
          `  - { from: ${at}, routes: [{ when: count > ${size}, to: a${i} }, { to: [b${i}, ${next}] }] }`,
          `  - { from: a${i}, to: ${next} }`,
          `  - { from: b${i}, to: ${next} }`,
        );
      } else if (kind === 'loop') {
        node(`l${i}`);
        const again = `{ when: loop.index < count, to: ${at}, max_iterations: ${size}, on_limit: ${next} }`;
        edges.push(`  - { from: ${at}, to: l${i} }`, `  - { from: l${i}, routes: [${again}, { to: ${next} }] }`);
      } else edges.push(`  - { from: ${at}, to: ${next} }`);
    });
    node(`n${steps.length}`);
    return `state:
  type: object
  properties:
    words: { type: array, items: { type: string }, maxItems: 5 }
    count: { type: integer }
nodes:
${nodes.join('\n')}
edges:
${edges.join('\n')}
`;
  });

describe('bounds of random workflows', function () {
  this.timeout(60_000);
  afterEach(closeAll);

  it('hold what echo models did in 60 runs', async () => {
    const plugins = [{ specifier: import.meta.resolve('@configurable-agents/plugin-echo'), firstParty: true }];
    const runtime = await open({ plugins });
    let succeeded = 0;
    const run = async (text: string, inputs: JsonObject): Promise<void> => {
      const { graph, bounds, diagnostics } = compile(text, {
        file: 'w.yaml',
        plugins: runtime.manifests,
        limits: {},
      });
      assert.ok(graph && bounds, `${JSON.stringify(diagnostics)}\n${text}`);
      const { run_id } = await runtime.start(startRequest(graph, inputs));
      const { status } = await runtime.result(run_id);
      if (status === 'succeeded') succeeded += 1;
      const { nodes = [] } = runtime.reader.detail(run_id) ?? {};
      const maps = new Set(nodes.filter(({ key }) => key.endsWith(']')).map(({ key }) => key.replace(/\[\d+\]$/, '')));
      check(
        nodes.map(({ node, key, attempt }) => ({ node, attempt: maps.has(key) ? 0 : attempt })),
        { bounds, hasSucceeded: status === 'succeeded' },
      );
    };
    await fc.assert(
      fc.asyncProperty(workflows, fc.nat(5), fc.nat(4), async (text, words, count) => {
        await run(text, { words: Array.from({ length: words }, () => 'w'), count });
      }),
      { numRuns: 60 },
    );
    assert.ok(succeeded > 20, `${succeeded} runs succeeded, so the floors were hardly asked`);
  });
});

describe('bounds of random graphs', function () {
  this.timeout(120_000);
  if (reference === undefined) {
    it('need REFERENCE_DIR, a folder with the generator of graphs', function () {
      this.skip();
    });
    return;
  }
  for (const [name, profile] of Object.entries(reference.PROFILES)) {
    it(`hold what ${COUNT} runs of the kind ${name} did`, () => {
      let [reached, tight] = [0, 0];
      for (let i = 0; i < COUNT; i += 1) {
        const seed = 7e6 + i * 7919 + name.length;
        const ref = reference.generate(reference.random(seed), profile);
        const graph = withModels(graphOf(reference, ref));
        const bounds = boundsOf(graph);
        const draw = reference.random(seed + 1);
        const ran = runEngine(reference, { ref, graph, pick: (keys) => keys[draw.int(keys.length)] as string });
        const hasSucceeded = ran.state.status === 'succeeded';
        let calls: number;
        try {
          ({ calls } = check(executed(ran), { bounds, hasSucceeded }));
        } catch (error) {
          throw new Error(`graph ${i} (seed ${seed}) of the kind ${name}:\n${reference.describe(ref)}`, {
            cause: error,
          });
        }
        if (!hasSucceeded) continue;
        if (calls === bounds.total.calls.lo) tight += 1;
        if (calls === bounds.total.calls.hi) reached += 1;
      }
      // Bounds that no run comes near would hold as well.
      assert.ok(tight + reached > COUNT / 20, `${tight} runs at the floor, ${reached} at the ceiling`);
    });
  }
});
