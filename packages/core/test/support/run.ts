// Given-when-then over plain data: a run is driven by hand, without clock, store or lanes.
import { advance, evolve, initialState } from '@configurable-agents/core/testing';
import type { Command, EngineEvent, RunState } from '@configurable-agents/core/testing';
import type { Fact } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { Json } from '@configurable-agents/plugin-sdk';

export type Driven = {
  readonly state: RunState;
  /** All facts so far, as a journal has them. */
  readonly facts: readonly Fact[];
  readonly commands: readonly Command[];
  /** Sends an event and returns the kinds of the facts that it led to, with their key: `node.scheduled a`. */
  readonly hear: (event: EngineEvent) => readonly string[];
  readonly start: () => readonly string[];
  readonly succeed: (key: string, output?: Json) => readonly string[];
  readonly fail: (
    key: string,
    options?: { retryable?: boolean; class?: string; code?: string; retryAfterMs?: number },
  ) => readonly string[];
};

const USAGE = { input_tokens: null, output_tokens: null };

/** Drives a run of the graph. Time stands still at 1,000 ms. */
export function drive(graph: ExecutionGraph, inputs: { readonly [name: string]: Json } = {}): Driven {
  const state = initialState('run-1');
  const facts: Fact[] = [];
  const commands: Command[] = [];
  const accepted: Fact = {
    kind: 'run.accepted',
    time: 1000,
    workflow_name: graph.name,
    revision: null,
    graph: graph.hash,
    inputs,
    trigger: { name: 'manual', uses: 'manual' },
  };
  evolve(state, accepted);
  facts.push(accepted);
  const attemptOf = (key: string): number => state.executions.get(key)?.attempt ?? 0;
  const hear = (event: EngineEvent): readonly string[] => {
    const step = advance(graph, state, event);
    facts.push(...step.facts);
    commands.push(...step.commands);
    return step.facts.map((fact) => ('key' in fact ? `${fact.kind} ${fact.key}` : fact.kind));
  };
  return {
    state,
    facts,
    commands,
    hear,
    start: () => hear({ kind: 'start', time: 1000 }),
    succeed: (key, output = null) =>
      hear({
        kind: 'attempt.succeeded',
        time: 1000,
        key,
        attempt: attemptOf(key),
        output,
        usage: USAGE,
        costUsd: null,
        durationMs: 1,
      }),
    fail: (key, { retryable = true, class: kind = 'unavailable', code = 'NODE_FAILED', retryAfterMs = 0 } = {}) =>
      hear({
        kind: 'attempt.failed',
        time: 1000,
        key,
        attempt: attemptOf(key),
        error: { code, class: kind, message: 'no' },
        retryable,
        retryAfterMs,
        durationMs: 1,
        random: 0.5,
      }),
  };
}
