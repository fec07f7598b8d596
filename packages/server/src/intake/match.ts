// From a trigger event to the run that it asks for of one workflow. Pure.
import { schemaProblem } from '@configurable-agents/core';
import { evaluate, EvaluationError, render } from '@configurable-agents/core/expression';
import { takesEvent } from '@configurable-agents/core/graph';
import type { ExecutionGraph, GraphTrigger } from '@configurable-agents/core/graph';
import type { Json, JsonObject, TriggerEvent } from '@configurable-agents/plugin-sdk';

export type Match =
  | { readonly kind: 'start'; readonly trigger: string; readonly inputs: JsonObject }
  /** `isNear`: the workflow has the trigger, and something else kept the event out. */
  | { readonly kind: 'ignored'; readonly reason: string; readonly isNear: boolean }
  | { readonly kind: 'disabled' }
  | { readonly kind: 'id-missing' }
  | { readonly kind: 'dead-letter'; readonly code: string; readonly message: string };

/** An event, with the values of `env` that the workflow reads. */
export type MatchedEvent = TriggerEvent & { readonly env?: { readonly [name: string]: string } };

/** What an event means for a workflow: the first entry of its `triggers` that matches decides. */
export function matchTrigger(graph: ExecutionGraph, event: MatchedEvent, uses: string): Match {
  const entries = graph.triggers.filter((entry) => entry.uses === uses);
  // Every registered workflow can be started by hand and by the generic webhook; an entry only adds conditions.
  if (entries.length === 0) {
    return uses === 'generic' || uses === 'manual'
      ? { kind: 'start', trigger: uses, inputs: inputsOf(event.data) }
      : { kind: 'ignored', reason: `it has no trigger ${uses}`, isNear: false };
  }
  const open = entries.filter(({ enabled }) => enabled);
  if (open.length === 0) return { kind: 'disabled' };
  let reason = `no entry of its triggers takes the event ${event.type}`;
  for (const entry of open) {
    if (entry.events?.some((pattern) => takesEvent(pattern, event.type)) === false) continue;
    if (entry.require_id === true && event.dedupeKey === null) return { kind: 'id-missing' };
    const found = apply(entry, event);
    if (found.kind !== 'ignored') return found;
    reason = found.reason;
  }
  return { kind: 'ignored', reason, isNear: true };
}

function apply(entry: GraphTrigger, event: MatchedEvent): Match {
  const scope = { event: event.data, env: event.env ?? {} };
  const problem = entry.schema === undefined ? undefined : schemaProblem(entry.schema, event.data);
  if (problem !== undefined) {
    const message = `the event breaks the schema of the trigger ${entry.name}: ${problem}`;
    return { kind: 'dead-letter', code: 'EVENT_INVALID', message };
  }
  try {
    if (entry.when !== undefined && evaluate(entry.when, scope) !== true) {
      return { kind: 'ignored', reason: `the condition of the trigger ${entry.name} is false`, isNear: true };
    }
    const inputs =
      entry.inputs === undefined
        ? inputsOf(event.data)
        : Object.fromEntries(Object.entries(entry.inputs).map(([name, template]) => [name, render(template, scope)]));
    return { kind: 'start', trigger: entry.name, inputs };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return {
      kind: 'dead-letter',
      code: 'TRIGGER_NOT_EVALUABLE',
      message: `the trigger ${entry.name} cannot be evaluated: ${error.message}`,
    };
  }
}

function inputsOf(data: Json): JsonObject {
  if (!isObject(data)) return {};
  const inputs = data['inputs'];
  return isObject(inputs) ? inputs : {};
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
