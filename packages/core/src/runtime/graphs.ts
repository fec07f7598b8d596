// Execution graphs of a store: one object for each, however often it is asked for. The engine's caches hang on it.
import { RuntimeError } from '../errors.ts';
import { assertGraph, GraphError } from '../graph/assert.ts';
import type { ExecutionGraph } from '../graph/graph.ts';
import type { StoreReader } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { graphInsert } from '../store/writes.ts';

export type Graphs = {
  /** Takes a graph into the store, in the transaction of what is written next. Throws `GRAPH_UNSUPPORTED`. */
  readonly of: (graph: ExecutionGraph) => ExecutionGraph;
  /** The graph of a run or a workflow of the store. */
  readonly stored: (hash: string) => ExecutionGraph;
  /** They have left the store: each is written again with the next run of it. */
  readonly forget: (hashes: readonly string[]) => void;
};

export function openGraphs({
  store,
  reader,
}: {
  readonly store: Pick<Store, 'write'>;
  readonly reader: Pick<StoreReader, 'graph'>;
}): Graphs {
  const graphs = new Map<string, ExecutionGraph>();
  return {
    of: (graph) => {
      const known = graphs.get(graph.hash);
      if (known !== undefined) return known;
      try {
        assertGraph(graph);
      } catch (error) {
        if (error instanceof GraphError) throw new RuntimeError('GRAPH_UNSUPPORTED', error.message, { cause: error });
        throw error;
      }
      graphs.set(graph.hash, graph);
      void store.write([graphInsert(graph.hash, JSON.stringify(graph))]);
      return graph;
    },
    stored: (hash) => {
      const stored = graphs.get(hash) ?? reader.graph(hash);
      if (stored === undefined) throw new Error(`invariant: the store holds a run of the unknown graph ${hash}`);
      graphs.set(hash, stored);
      return stored;
    },
    forget: (hashes) => hashes.forEach((hash) => graphs.delete(hash)),
  };
}
