import type { Json, JsonObject, TrackedAnswer, TrackedRun } from '@configurable-agents/plugin-sdk';
import { EvaluationError, render } from '../expression/index.ts';
import type { ExecutionGraph } from '../graph/graph.ts';
import type { NodeRow, StoreReader } from '../store/rows.ts';

/** A run as a tracker sees it, or undefined where the store has it no more. */
export function trackedRun(reader: StoreReader, runId: string, tracker: string): TrackedRun | undefined {
  const detail = reader.detail(runId);
  const graph = detail && reader.graph(detail.graph);
  if (detail === undefined || graph === undefined) return undefined;
  const { seq: _seq, ...run } = detail;
  const registered = run.revision === null ? undefined : reader.revision(run.workflow_name, run.revision);
  return {
    ...run,
    source: registered?.source ?? null,
    parent_run_id: run.trigger.parent_run_id ?? null,
    ...answersOf(reader, { runId, graph, nodes: run.nodes }),
    models: modelsOf(graph),
    settings: settingsOf(graph, { tracker, inputs: detail.inputs }),
  };
}

type Asked = { readonly runId: string; readonly graph: ExecutionGraph; readonly nodes: readonly NodeRow[] };

/** What people answered; nothing where nobody did. */
function answersOf(reader: StoreReader, { runId, graph, nodes }: Asked): Pick<TrackedRun, 'answers'> {
  const asking = new Set(graph.nodes.flatMap(({ kind, name }) => (kind === 'approval' ? [name] : [])));
  if (asking.size === 0) return {};
  const answers = nodes.flatMap(({ key, node }): readonly TrackedAnswer[] => {
    const approval = asking.has(node) ? reader.approval(runId, key) : undefined;
    if (approval === undefined || approval.answer === null || approval.closed_at === null) return [];
    const { message: question, answer, answered_by: by, closed_at: answeredAt } = approval;
    return [{ key, node, question, answer, by, answered_at: answeredAt }];
  });
  return answers.length === 0 ? {} : { answers };
}

/** A workflow's section for a tracker; what holds templates is rendered over what was known when the run was let in. */
function settingsOf(
  graph: ExecutionGraph,
  { tracker, inputs }: { readonly tracker: string; readonly inputs: JsonObject },
): JsonObject {
  const section = graph.observability[tracker] ?? {};
  const templates = Object.entries(graph.rendered?.[tracker] ?? {});
  if (templates.length === 0) return section;
  const defaults = Object.entries(graph.state).map(([name, field]): [string, Json] => [name, field.default ?? null]);
  const scope = { ...inputs, inputs, state: { ...Object.fromEntries(defaults), ...inputs } };
  const settings: { [name: string]: Json } = { ...section };
  for (const [name, template] of templates) {
    try {
      settings[name] = render(template, scope);
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      // A run is recorded under the tracker's own name rather than not at all, or under a text full of braces.
      delete settings[name];
    }
  }
  return settings;
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
