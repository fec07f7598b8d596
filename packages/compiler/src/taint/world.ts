// What the parts of the analysis share: its options, what it knows of a graph, what it finds.
import type { ExecutionGraph, GraphNode } from '@configurable-agents/core/graph';
import type { ActionManifest, JsonSchema } from '@configurable-agents/plugin-sdk';
import type { Address, Flow, Flows, Inner } from './label.ts';
import type { Mark } from './marks.ts';
import type { Reader } from './read.ts';

/** Analyses of the workflows that are awaited, by the hash of their graph. */
export type Summaries = ReadonlyMap<string, Analysis>;

export type AnalyseOptions = {
  readonly actions: ReadonlyMap<string, ActionManifest>;
  /** What an input brings along at the start of a run. */
  readonly inputs: (field: string) => Flows;
  readonly summaries: Summaries;
};

/** What the analysis found, and what it could not see: only without the latter may anybody say that nothing else flows. */
export type Analysis = {
  readonly hits: readonly Hit[];
  /** Labels of the run's result. */
  readonly result: Flows;
  readonly unseen: readonly { readonly node: string; readonly why: string }[];
};

/** Labels of a node's output: of all of it, and of its properties where they are known apart. */
export type Output = {
  readonly flows: Flows;
  readonly parts?: ReadonlyMap<string, Flows>;
  readonly schema: JsonSchema;
  readonly isPruned: boolean;
};

/** What rules ask about a node's surroundings. */
export type World = AnalyseOptions & {
  readonly graph: ExecutionGraph;
  readonly readerOf: (node: GraphNode, slot: string, options?: ReaderOptions) => Reader;
  readonly outputs: ReadonlyMap<string, Output>;
};

export type ReaderOptions = { readonly place?: (inner: Inner) => Address; readonly withoutItem?: boolean };

export type Sink =
  /** What the engine computes itself: it never has a secret of the environment. */
  | { readonly kind: 'engine'; readonly shown: string }
  | { readonly kind: 'prompt' | 'question' | 'result' | 'condition' | 'detached'; readonly shown: string }
  /** A route or a `when` on which it depends whether something is written. `writes`: the node that would write. */
  | { readonly kind: 'choice'; readonly shown: string; readonly writes: string }
  | {
      readonly kind: 'input';
      readonly shown: string;
      readonly action: string;
      readonly marks: ReadonlySet<Mark>;
      readonly isWrite: boolean;
      /** The value chooses the host of a URL. */
      readonly isHost: boolean;
      /** The same call carries a secret. */
      readonly hasSecret: boolean;
    };

/** A label that arrives at a place. `beside`: all labels that arrive there together. */
export type Hit = { readonly flow: Flow; readonly sink: Sink; readonly beside?: Flows; readonly within?: string };
