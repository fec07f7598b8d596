// A run with what a journal has of it, for the tracker to tell of.
import { trackerContextWith } from '@configurable-agents/plugin-sdk/testing';
import type { JsonObject, TrackedFact, TrackedRun, TrackerContext } from '@configurable-agents/plugin-sdk';

export const RUN_ID = '01900000-0000-7000-8000-0123456789ab';
const T0 = Date.UTC(2026, 0, 1);
export const at = (ms: number): string => new Date(T0 + ms).toISOString();
export const since = (ms: number): number => T0 + ms;

export function runWith(more: Partial<TrackedRun> = {}): TrackedRun {
  return {
    run_id: RUN_ID,
    workflow_name: 'triage',
    revision: 3,
    graph: 'g1',
    source: null,
    status: 'succeeded',
    trigger: { name: 'generic', uses: 'generic', delivery_id: 'd1', event_type: 'generic' },
    parent_run_id: null,
    created_at: at(0),
    started_at: at(1),
    finished_at: at(1000),
    duration_ms: 1000,
    usage: { input_tokens: 30, output_tokens: 12, cost_usd: 0.5 },
    inputs: {},
    state: {},
    result: null,
    error: null,
    nodes: [
      {
        key: 'ask',
        node: 'ask',
        status: 'succeeded',
        attempt: 2,
        started_at: at(10),
        finished_at: at(900),
        input: null,
        output: null,
        usage: { input_tokens: 30, output_tokens: 12, cost_usd: 0.5 },
        error: null,
      },
    ],
    models: { ask: 'google/gemini-3.8-flash' },
    settings: {},
    ...more,
  };
}

const ERROR = { code: 'MODEL_RATE_LIMIT', class: 'rate_limit', message: 'a private prompt was refused' };

/** An LLM node that fails once, then calls a tool; one that is skipped. */
export function factsOf(runId: string = RUN_ID, firstPos = 1): readonly TrackedFact[] {
  const facts: readonly (JsonObject & { readonly kind: string; readonly at: number })[] = [
    { kind: 'run.accepted', at: 0 },
    { kind: 'run.started', at: 1 },
    { kind: 'node.scheduled', at: 10, key: 'ask', node: 'ask', attempt: 1 },
    {
      kind: 'node.attempt_failed',
      at: 100,
      key: 'ask',
      node: 'ask',
      attempt: 1,
      error: ERROR,
      duration_ms: 80,
      plugin: 'google@0.1.0',
      models: [
        {
          provider: 'google',
          model: 'gemini-3.8-flash',
          calls: 1,
          unknown_calls: 0,
          input_tokens: null,
          output_tokens: null,
          cost_usd: null,
          prices: null,
        },
      ],
    },
    {
      kind: 'node.completed',
      at: 900,
      key: 'ask',
      node: 'ask',
      attempt: 2,
      duration_ms: 500,
      plugin: 'google@0.1.0',
      output: 'the answer',
      usage: { input_tokens: 30, output_tokens: 12 },
      cost_usd: 0.5,
      input: {
        provider: 'google',
        model: 'gemini-3.8-flash',
        system: 'be brief',
        prompt: 'a private prompt',
        tool_calls: [{ name: 'add', input: { a: 1 }, result: '2' }],
      },
      steps: [
        {
          kind: 'model',
          provider: 'google',
          model: 'gemini-3.8-flash',
          at_ms: 0,
          duration_ms: 200,
          input_tokens: 10,
          output_tokens: 5,
        },
        { kind: 'tool', name: 'add', at_ms: 210, duration_ms: 20 },
        {
          kind: 'model',
          provider: 'google',
          model: 'gemini-3.8-flash',
          at_ms: 240,
          duration_ms: 250,
          input_tokens: 20,
          output_tokens: 7,
        },
      ],
    },
    { kind: 'node.skipped', at: 950, key: 'later', node: 'later', reason: 'when' },
    { kind: 'run.finished', at: 1000, status: 'succeeded', result: null, error: null },
  ];
  return facts.map(({ at: time, ...fact }, index) => ({
    pos: firstPos + index,
    runId,
    workflowName: 'triage',
    fact: { ...fact, time: at(time), sequence: index + 1 },
  }));
}

export function contextWith(
  url: string,
  { run = runWith(), config = {}, ...given }: Partial<Omit<TrackerContext, 'run'>> & { readonly run?: TrackedRun } = {},
): TrackerContext {
  return trackerContextWith({
    config: { endpoint: url, ...config },
    run: (runId) => ({ ...run, run_id: runId }),
    ...given,
  });
}
