// What every rule sees: the document, the order of its nodes, the plugins' manifests, and where to report.
import type {
  ActionManifest,
  JsonSchema,
  PluginManifest,
  ProviderManifest,
  ToolManifest,
  TrackerManifest,
  TriggerManifest,
} from '@configurable-agents/plugin-sdk';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { Reporter } from '../diagnostic.ts';
import type { FieldDoc, NodeDoc, WorkflowDoc } from '../parse/document.ts';
import type { IsDone } from '../resolve/assigned.ts';
import type { Order } from '../resolve/order.ts';
import type { EventSchemas } from './event-type.ts';

export type Catalogue = {
  readonly actions: ReadonlyMap<string, ActionManifest>;
  readonly tools: ReadonlyMap<string, ToolManifest>;
  readonly providers: ReadonlyMap<string, ProviderManifest>;
  readonly triggers: ReadonlyMap<string, TriggerManifest>;
  readonly trackers: ReadonlyMap<string, TrackerManifest>;
};

export type CheckContext = {
  readonly document: WorkflowDoc;
  readonly order: Order;
  /** Whether two nodes never both run: they lie on different ways of one router. */
  readonly isExclusive: (a: number, b: number) => boolean;
  /** Whether one of some nodes has gone through on every way to another. */
  readonly isDone: IsDone;
  /** Graphs of the workflows that nodes await, by the node's index; none for those that cannot be read here. */
  readonly children: ReadonlyMap<number, ExecutionGraph>;
  readonly indexOf: ReadonlyMap<string, number>;
  readonly fields: ReadonlyMap<string, FieldDoc>;
  /** Nodes that write each field, by index, in topological order. */
  readonly writers: ReadonlyMap<string, readonly number[]>;
  readonly catalogue: Catalogue;
  readonly eventSchemas: EventSchemas;
  /** Every LLM node uses this provider. */
  readonly provider: string | undefined;
  /** What day it is, in milliseconds since the epoch: clock changes are looked for after it. */
  readonly now: number | undefined;
  readonly reporter: Reporter;
};

export type CheckRule = (context: CheckContext) => void;

const catalogues = new WeakMap<readonly PluginManifest[], Catalogue>();

/** What plugins offer, by name. Kept with the list of manifests, which is the same one at every compile of an editor or a server. */
export function catalogueOf(plugins: readonly PluginManifest[]): Catalogue {
  const known = catalogues.get(plugins);
  if (known !== undefined) return known;
  const catalogue = newCatalogue(plugins);
  catalogues.set(plugins, catalogue);
  return catalogue;
}

function newCatalogue(plugins: readonly PluginManifest[]): Catalogue {
  const all = <K extends 'actions' | 'providers' | 'triggers' | 'trackers'>(
    kind: K,
  ): Map<string, PluginManifest[K][string]> =>
    new Map(plugins.flatMap((plugin) => Object.entries(plugin[kind]))) as Map<string, PluginManifest[K][string]>;
  return {
    actions: all('actions'),
    tools: new Map(plugins.flatMap(({ tools = {} }) => Object.entries(tools))),
    providers: all('providers'),
    triggers: all('triggers'),
    trackers: all('trackers'),
  };
}

/** Nodes that write each field. */
export function writersOf(
  nodes: readonly NodeDoc[],
  sorted: readonly number[],
): ReadonlyMap<string, readonly number[]> {
  const writers = new Map<string, number[]>();
  for (const index of sorted) {
    for (const { field } of nodes[index]?.outputs ?? []) {
      const known = writers.get(field);
      if (known === undefined) writers.set(field, [index]);
      else known.push(index);
    }
  }
  return writers;
}

/** A field's schema with what its references point at. */
export function fieldSchema(field: string, { fields, document }: CheckContext): JsonSchema | undefined {
  const schema = fields.get(field)?.schema;
  if (schema === undefined || typeof schema === 'boolean') return schema;
  return Object.keys(document.definitions).length === 0 ? schema : { ...schema, $defs: document.definitions };
}
