import type { JsonObject, TrackedNode, TrackedRun } from '@configurable-agents/plugin-sdk';
import { boundedJson, boundedText } from './bounded.ts';
import type { Settings } from './settings.ts';

/** A file of a run. `text` makes it when it is sent: that of many runs at once is not held. */
export type Artifact = { readonly name: string; readonly type: string; readonly text: () => string };

/** The files of a run that is over. */
export function artifactsOf(run: TrackedRun, { sendsContent }: Settings): readonly Artifact[] {
  const { source, error, usage } = run;
  return [
    ...(sendsContent && source !== null
      ? [{ name: 'workflow.yaml', type: 'application/yaml', text: () => boundedText(source) }]
      : []),
    ...(sendsContent ? [json('inputs.json', () => run.inputs), json('outputs.json', () => outputsOf(run))] : []),
    ...(error === null ? [] : [json('error.json', () => errorOf(run, { sendsContent }))]),
    ...(usage.cost_usd === null ? [] : [json('cost.json', () => costOf(run))]),
  ];
}

function json(name: string, make: () => JsonObject): Artifact {
  return { name, type: 'application/json', text: () => boundedJson(make()) };
}

function outputsOf(run: TrackedRun): JsonObject {
  const nodes = run.nodes.map(({ key, status, output }) => [key, { status, output }] as const);
  return { result: run.result, state: run.state, nodes: Object.fromEntries(nodes) };
}

/** A message may quote what a node was given, so it is content too. */
function errorOf(run: TrackedRun, { sendsContent }: { readonly sendsContent: boolean }): JsonObject {
  const message = (text: string): JsonObject => (sendsContent ? { message: text } : {});
  const failures = run.nodes.flatMap(({ key, attempt, error }): readonly JsonObject[] =>
    error === null ? [] : [{ key, attempt, code: error.code, class: error.class, ...message(error.message) }],
  );
  const { code = '', node = null, message: text = '' } = run.error ?? {};
  return { code, node, ...message(text), nodes: failures };
}

function costOf(run: TrackedRun): JsonObject {
  const used = ({ usage }: TrackedNode): boolean =>
    usage.cost_usd !== null || usage.input_tokens !== null || usage.output_tokens !== null;
  return {
    ...run.usage,
    nodes: run.nodes.filter(used).map(({ key, node, usage }) => ({ key, model: run.models[node] ?? null, ...usage })),
  };
}
