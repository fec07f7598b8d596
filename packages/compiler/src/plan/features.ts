import type { ExecutionGraph, GraphNode, GraphTrigger, RunLimits } from '@configurable-agents/core/graph';
import type { Catalogue } from '../check/context.ts';
import type { Whole } from '../check/whole.ts';
import { readsSecrets } from './secrets.ts';

type Parts = Omit<Whole, 'resultSchema'> & {
  readonly catalogue: Catalogue;
  readonly env: readonly unknown[];
  readonly edges: ExecutionGraph['edges'];
  readonly triggers: readonly GraphTrigger[];
};

/** What a graph asks of an engine. One that does not know a feature refuses the graph. */
export function featuresOf(
  nodes: readonly GraphNode[],
  { catalogue, env, edges, triggers, reducers, result, execution, onFinish, rendered }: Parts,
): readonly string[] {
  const repeats = (ends: readonly string[]): boolean => new Set(ends).size < ends.length;
  const between = edges.filter(({ to, kind }) => to !== 'END' && kind === undefined);
  const used: { readonly [feature: string]: boolean } = {
    fan_out: repeats(between.map(({ from }) => from)),
    fan_in: repeats(between.map(({ to }) => to)),
    when: nodes.some(({ when }) => when !== undefined),
    retry: nodes.some((node) => node.kind === 'action' && node.retry.max_attempts > 1),
    timeout: nodes.some((node) => node.kind === 'action'),
    llm: nodes.some((node) => node.kind === 'action' && node.llm !== undefined),
    python: nodes.some((node) => node.kind === 'action' && node.uses === 'python'),
    set: nodes.some(({ kind }) => kind === 'set'),
    subrun_detached: nodes.some((node) => node.kind === 'subrun' && !node.wait),
    triggers: triggers.length > 0,
    routes: nodes.some(({ routes }) => routes !== undefined),
    loops: edges.some(({ kind }) => kind === 'back'),
    join_any: nodes.some(({ join }) => join === 'any'),
    for_each: nodes.some(({ for_each: map }) => map !== undefined),
    on_error: nodes.some(({ on_error: onError }) => onError !== undefined),
    finally: nodes.some((node) => node.finally === true),
    reducers: reducers.size > 0,
    result: result !== undefined,
    run_timeout: execution?.timeout_ms !== undefined,
    drain: execution?.on_failure === 'drain',
    wait: nodes.some(({ kind }) => kind === 'wait'),
    approval: nodes.some(({ kind }) => kind === 'approval'),
    subrun: nodes.some((node) => node.kind === 'subrun' && node.wait),
    secrets: nodes.some((node) => node.kind === 'action' && node.with !== undefined && readsSecrets(node.with)),
    schedule: triggers.some(({ schedule }) => schedule !== undefined),
    event_schema: triggers.some(({ schema }) => schema !== undefined),
    rendered: rendered !== undefined,
    env: env.length > 0,
    budget: execution?.budget !== undefined,
    gates: execution?.gates !== undefined,
    ...talkUsed(nodes, catalogue),
    ...limitsUsed([execution ?? {}, ...triggers]),
    on_finish: onFinish !== undefined,
  };
  return Object.keys(used).filter((feature) => used[feature]);
}

/** What a model is given beside text, and what is kept of its answers. */
function talkUsed(nodes: readonly GraphNode[], catalogue: Catalogue): { readonly [feature: string]: boolean } {
  const talks = nodes.flatMap((node) => (node.kind === 'action' && node.llm !== undefined ? [node.llm] : []));
  const tools = talks.flatMap((talk) => talk.tools ?? []);
  return {
    messages: talks.some(({ system, messages }) => system !== undefined || messages !== undefined),
    images: talks.some(
      ({ images, messages = [] }) =>
        images !== undefined || messages.some(({ content }) => content.some((part) => 'image' in part)),
    ),
    tools: tools.length > 0,
    unknown_tools: tools.some(({ uses }) => uses !== undefined && !catalogue.tools.has(uses)),
    workflow_tools: tools.some(({ workflow }) => workflow !== undefined),
    mcp_tools: tools.some(({ mcp }) => mcp !== undefined),
    cache: talks.some(({ cache }) => cache !== undefined),
    fallback: talks.some(({ fallback }) => fallback !== undefined),
    node_budget: talks.some(({ budget }) => budget !== undefined),
  };
}

/** Limits are features of their own: an engine that starts runs without counting them must not take them for kept. */
function limitsUsed(limited: readonly (RunLimits & Pick<GraphTrigger, 'debounce'>)[]): {
  readonly [feature: string]: boolean;
} {
  return {
    concurrency: limited.some(({ concurrency }) => concurrency !== undefined),
    rate_limit: limited.some(({ rate_limit: rate }) => rate !== undefined),
    debounce: limited.some(({ debounce }) => debounce !== undefined),
    priority: limited.some(({ priority }) => priority !== undefined),
  };
}
