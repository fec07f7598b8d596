import type { TrackedFact, TrackedNode, TrackedRun } from '@configurable-agents/plugin-sdk';

const T0 = Date.UTC(2026, 0, 1);
const at = (ms: number): string => new Date(T0 + ms).toISOString();

/** The id of a test's run number `number`, as long as a real one and as alike at its beginning. */
export const runIdOf = (number: number): string => `01900000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

/** A node execution that succeeded, 1.5 seconds after the run began. */
export function trackedNode(given: Partial<TrackedNode> = {}): TrackedNode {
  return {
    key: 'greet',
    node: 'greet',
    status: 'succeeded',
    attempt: 1,
    started_at: at(500),
    finished_at: at(1500),
    input: { name: 'Ada' },
    output: { greeting: 'Hello, Ada' },
    usage: { input_tokens: null, output_tokens: null, cost_usd: null },
    error: null,
    ...given,
  };
}

/** A run that succeeded after two seconds, one node, no model. */
export function trackedRun(given: Partial<TrackedRun> = {}): TrackedRun {
  return {
    run_id: runIdOf(1),
    workflow_name: 'hello',
    revision: 3,
    graph: 'abc123',
    source: 'name: hello\n',
    status: 'succeeded',
    trigger: { name: 'hook', uses: 'webhook', delivery_id: 'delivery-1', event_type: 'push' },
    parent_run_id: null,
    created_at: at(0),
    started_at: at(100),
    finished_at: at(2100),
    duration_ms: 2000,
    usage: { input_tokens: null, output_tokens: null, cost_usd: null },
    inputs: { name: 'Ada', times: 2, loud: true, list: [1, 2] },
    state: { name: 'Ada', greeting: 'Hello, Ada' },
    result: 'Hello, Ada',
    error: null,
    nodes: [trackedNode()],
    models: {},
    settings: { enabled: true, experiment_name: 'greetings' },
    ...given,
  };
}

/** The same run before its end. */
export function runningRun(given: Partial<TrackedRun> = {}): TrackedRun {
  return trackedRun({ status: 'running', finished_at: null, duration_ms: null, result: null, nodes: [], ...given });
}

/** The facts of a run's begin, or of its end, or both. */
export function factsOf(
  { run_id, workflow_name, status }: TrackedRun,
  { pos = 1, kinds = KINDS }: { readonly pos?: number; readonly kinds?: readonly string[] } = {},
): readonly TrackedFact[] {
  return kinds.map((kind, index) => ({
    pos: pos + index,
    runId: run_id,
    workflowName: workflow_name,
    fact: { sequence: index + 1, time: at(index), kind, ...(kind === 'run.finished' ? { status } : {}) },
  }));
}

const KINDS = ['run.accepted', 'run.started', 'node.completed', 'run.finished'];
export const BEGIN: readonly string[] = ['run.accepted', 'run.started'];
export const END: readonly string[] = ['run.finished'];
