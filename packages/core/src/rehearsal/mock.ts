import type { Json } from '@configurable-agents/plugin-sdk';
import type { EngineEvent } from '../engine/event.ts';
import type { GraphNode } from '../graph/graph.ts';

/** What a node gives instead of running: an output, or how it fails. */
export type Mock =
  { readonly output: Json } | { readonly error: { readonly class: string; readonly message?: string | undefined } };

/** Mocks by node: one for every execution, or a list of them, the last of which stands for all further ones. */
export type Mocks = { readonly [node: string]: Mock | readonly Mock[] };

/** Classes of failures that are tried again where a node's `retry` does not say otherwise. */
const RETRYABLE: ReadonlySet<string> = new Set(['timeout', 'rate_limit', 'unavailable', 'invalid_output']);

/** Chooses mocks: attempts of one execution have the same one. */
export function openMocks(mocks: Mocks): (node: string, key: string) => Mock | undefined {
  const executions = new Map<string, string[]>();
  return (node, key) => {
    const mock = Object.hasOwn(mocks, node) ? mocks[node] : undefined;
    if (mock === undefined || !isList(mock)) return mock;
    const keys = executions.get(node) ?? [];
    executions.set(node, keys);
    if (!keys.includes(key)) keys.push(key);
    return mock[Math.min(keys.indexOf(key), mock.length - 1)];
  };
}

function isList(mock: Mock | readonly Mock[]): mock is readonly Mock[] {
  return Array.isArray(mock);
}

/** An attempt that a mock stands for, as the engine hears it. */
export function mockedEvent(
  mock: Mock,
  {
    node,
    key,
    attempt,
    time,
  }: { readonly node: GraphNode; readonly key: string; readonly attempt: number; readonly time: number },
): EngineEvent {
  const common = { key, attempt, time, durationMs: 0 };
  if ('error' in mock) {
    const { class: kind, message = `the mock of \`${node.name}\` fails` } = mock.error;
    const error = { code: 'NODE_FAILED', class: kind, message };
    return { kind: 'attempt.failed', ...common, error, retryable: RETRYABLE.has(kind), random: 0 };
  }
  const { output } = mock;
  const isModel = node.kind === 'action' && node.llm !== undefined;
  const text = isModel ? { text: typeof output === 'string' ? output : JSON.stringify(output) } : {};
  const usage = { input_tokens: null, output_tokens: null };
  return { kind: 'attempt.succeeded', ...common, output, ...text, usage, costUsd: null };
}
