import type { JsonObject, TrackedRun } from '@configurable-agents/plugin-sdk';
import type { ExecutionGraph } from '../graph/graph.ts';
import type { StoreReader } from '../store/rows.ts';

/** A run as a tracker sees it, or undefined where the store has it no more. */
export function trackedRun(reader: StoreReader, runId: string, tracker: string): TrackedRun | undefined {
  const detail = reader.detail(runId);
  const graph = detail && reader.graph(detail.graph);
  if (detail === undefined || graph === undefined) return undefined;
  const { seq: _seq, ...run } = detail;
  const registered = reader.revisions(run.workflow_name).find(({ revision }) => revision === run.revision);
  return {
    ...run,
    source: registered?.source ?? null,
    parent_run_id: run.trigger.parent_run_id ?? null,
    models: modelsOf(graph),
    settings: graph.observability[tracker] ?? {},
  };
}

function modelsOf({ nodes }: ExecutionGraph): TrackedRun['models'] {
  return Object.fromEntries(
    nodes.flatMap((node) =>
      node.kind === 'action' && node.llm !== undefined ? [[node.name, `${node.llm.provider}/${node.llm.model}`]] : [],
    ),
  );
}

/** Whether a graph's runs are for a tracker: its `observability` decides, else whether the operator wants all runs. */
export function isTracked(graph: ExecutionGraph | undefined, tracker: string, config: JsonObject): boolean {
  const section = graph?.observability[tracker];
  return section === undefined ? config['all_runs'] === true : section['enabled'] !== false;
}
