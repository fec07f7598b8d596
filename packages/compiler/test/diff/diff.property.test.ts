// Nothing differs from itself; whatever is edited is told. Over the graphs of the examples.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { compile } from '@configurable-agents/compiler';
import { diffGraphs, formatDiff } from '@configurable-agents/compiler/diff';
import type { GraphDiff } from '@configurable-agents/compiler/diff';
import { hashGraph } from '@configurable-agents/core/graph';
import type { ExecutionGraph, GraphNode } from '@configurable-agents/core/graph';
import type { PluginManifest } from '@configurable-agents/plugin-sdk';

const ROOT = new URL('../../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const plugins = globSync('packages/plugins/*/plugin.json', { cwd: ROOT }).map(
  (path) => JSON.parse(read(path)) as PluginManifest,
);
const graphs = globSync('examples/*/*.yaml', { cwd: ROOT })
  .toSorted()
  .flatMap((file) => {
    const workflow = (name: string): { file: string; source: string } | 'later' => {
      if (!name.startsWith('./')) return 'later';
      const path = file.replace(/[^/]+$/, name.slice(2));
      return { file: path, source: read(path) };
    };
    return compile(read(file), { file, plugins, provider: 'echo', workflow }).graph ?? [];
  });

const rehashed = ({ hash: _hash, ...graph }: ExecutionGraph): ExecutionGraph => ({ ...graph, hash: hashGraph(graph) });
const diff = (before: ExecutionGraph, after: ExecutionGraph): GraphDiff => diffGraphs(before, after, { plugins });

type Leaf = { readonly path: readonly (string | number)[]; readonly value: string | number | boolean };

/** Keys whose values cannot be edited alone: they name other parts of the graph, what kind of thing something is, or the dialect. */
const BOUND = new Set([
  'reads',
  'at',
  'type',
  'kind',
  'name',
  'to',
  'graph',
  'adapts',
  'lenient',
  'method',
  'macro',
  'variables',
  'for',
]);

function leaves(value: unknown, path: readonly (string | number)[] = []): readonly Leaf[] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return [{ path, value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    !Array.isArray(value) && BOUND.has(key) ? [] : leaves(child, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function edited(value: unknown, [step, ...rest]: readonly (string | number)[]): unknown {
  if (step === undefined) {
    if (typeof value === 'boolean') return !value;
    return typeof value === 'number' ? value + 1 : `${String(value)}1`;
  }
  if (Array.isArray(value)) return value.map((item, i) => (i === step ? edited(item, rest) : (item as unknown)));
  return { ...(value as object), [step]: edited((value as { readonly [key: string]: unknown })[step], rest) };
}

/** Names of nodes stand in the graph as words of their own. */
function renamed(graph: ExecutionGraph, from: string, to: string): ExecutionGraph {
  const text = JSON.stringify(graph);
  return rehashed(JSON.parse(text.replaceAll(new RegExp(`"${from}(#[^"]*)?"`, 'g'), `"${to}$1"`)) as ExecutionGraph);
}

describe('the difference of graphs', () => {
  const some = fc.constantFrom(...graphs);

  it('is nothing between a graph and itself', () => {
    assert.ok(graphs.length > 20, `${graphs.length} graphs`);
    for (const graph of graphs) {
      const copy = JSON.parse(JSON.stringify(graph)) as ExecutionGraph;
      assert.deepEqual(diff(graph, copy).changes, []);
      assert.equal(formatDiff(diff(graph, copy), { color: false }), '');
    }
  });

  it('tells of any value of a node that was edited, at that node', () => {
    fc.assert(
      fc.property(some, fc.nat(), fc.nat(), (graph, which, where) => {
        const index = which % graph.nodes.length;
        const found = leaves(graph.nodes[index]);
        const leaf = found[where % found.length];
        // How long to wait before another attempt is nothing where there is none.
        if (leaf === undefined || (leaf.path[0] === 'retry' && leaf.path[1] !== 'max_attempts')) return;
        const nodes = graph.nodes.map((node, i) => (i === index ? (edited(node, leaf.path) as GraphNode) : node));
        const { name = '' } = graph.nodes[index] ?? {};
        const { changes } = diff(graph, rehashed({ ...graph, nodes }));
        const own = changes.find((change) => change.subject === 'node' && change.name === name);
        assert.ok(
          own !== undefined && (own.parts?.length ?? 0) > 0,
          `${name} ${leaf.path.join('.')}: ${JSON.stringify(changes)}`,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('tells of any value of an input, of an entry that starts runs, and of a bound of a loop', () => {
    const subjects = { inputs: 'input', triggers: 'trigger', regions: 'loop' } as const;
    const cases = graphs.flatMap((graph) => {
      const inputs = typeof graph.inputs === 'object' ? (graph.inputs['properties'] ?? {}) : {};
      const paths: readonly (readonly (string | number)[])[] = [
        ...graph.triggers.map((_, i) => ['triggers', i, 'enabled']),
        ...(graph.regions ?? []).map((_, i) => ['regions', i, 'max_iterations']),
        ...Object.keys(inputs).map((name) => ['inputs', 'properties', name, 'description']),
      ];
      return paths.map((path) => ({ graph, path }));
    });
    fc.assert(
      fc.property(fc.constantFrom(...cases), ({ graph, path }) => {
        const after = rehashed(edited(graph, path) as ExecutionGraph);
        const { changes } = diff(graph, after);
        const subject = subjects[path[0] as keyof typeof subjects];
        assert.ok(
          changes.some((change) => change.subject === subject),
          `${path.join('.')}: ${JSON.stringify(changes)}`,
        );
      }),
    );
  });

  it('tells of a node that is gone, whichever it is', () => {
    fc.assert(
      fc.property(some, fc.nat(), (graph, which) => {
        const gone = graph.nodes[which % graph.nodes.length];
        if (gone === undefined || (graph.regions ?? []).length > 0) return;
        const without = rehashed({
          ...graph,
          nodes: graph.nodes.filter(({ name }) => name !== gone.name),
          edges: graph.edges.filter(({ from, to }) => from !== gone.name && to !== gone.name),
        });
        const told = (changes: GraphDiff['changes'], kind: string): boolean =>
          changes.some((change) => change.subject === 'node' && change.kind === kind && change.name === gone.name);
        assert.ok(told(diff(graph, without).changes, 'removed'));
        assert.ok(told(diff(without, graph).changes, 'added'));
      }),
    );
  });

  it('tells of a node with another name that it was renamed, and of nothing else', () => {
    fc.assert(
      fc.property(some, fc.nat(), (graph, which) => {
        const { name = '' } = graph.nodes[which % graph.nodes.length] ?? {};
        // Where a field, an input or a word of the file is called like the node, the whole-text rename of this test is no rename.
        const text = JSON.stringify(graph);
        if (text.includes(`"${name}":`) || text.includes(`"effects":"${name}"`) || graph.name === name) return;
        const { changes } = diff(graph, renamed(graph, name, 'another_name'));
        assert.deepEqual(
          changes.map(({ kind, name: now, message }) => [kind, now, message]),
          [['renamed', 'another_name', `was called \`${name}\``]],
        );
      }),
      { numRuns: 300 },
    );
  });

  it('has the opposite for the opposite: what was added is removed', () => {
    fc.assert(
      fc.property(some, some, (before, after) => {
        const count = (found: GraphDiff, kind: string): number =>
          found.changes.filter((each) => each.kind === kind).length;
        const [there, back] = [diff(before, after), diff(after, before)];
        assert.equal(count(there, 'added'), count(back, 'removed'));
        assert.equal(count(there, 'removed'), count(back, 'added'));
      }),
    );
  });
});
