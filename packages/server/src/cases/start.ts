// What a test gives a run: inputs, or an event that goes through its trigger's entry.
import type { TestCase } from '@configurable-agents/compiler';
import { checkInputs, envOf } from '@configurable-agents/core';
import type { TriggerInfo } from '@configurable-agents/core';
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { JsonObject } from '@configurable-agents/plugin-sdk';
import { matchTrigger } from '../intake/match.ts';

export type CaseStart =
  | { readonly kind: 'run'; readonly inputs: JsonObject; readonly trigger: TriggerInfo }
  | { readonly kind: 'ignored'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string };

export function startOf(graph: ExecutionGraph, { inputs, trigger }: TestCase): CaseStart {
  if (trigger === undefined) return checked(graph, inputs ?? {}, { name: 'manual', uses: 'manual' });
  const entry = graph.triggers.find(({ name }) => name === trigger.name);
  if (entry === undefined) return { kind: 'refused', reason: `there is no trigger ${trigger.name}` };
  // The test names the entry, so which events it takes is not asked.
  const { events: _events, ...only } = entry;
  const event = { type: entry.uses, data: trigger.event, dedupeKey: 'test', env: envOf(graph, process.env) };
  const match = matchTrigger({ ...graph, triggers: [only] }, event, entry.uses);
  switch (match.kind) {
    case 'start':
      return checked(graph, match.inputs, { name: entry.name, uses: entry.uses });
    case 'ignored':
      return { kind: 'ignored', reason: match.reason };
    case 'disabled':
      return { kind: 'refused', reason: `the trigger ${entry.name} is disabled` };
    case 'id-missing':
      return { kind: 'refused', reason: 'the delivery has no id' };
    case 'dead-letter':
      return { kind: 'refused', reason: match.message };
  }
}

function checked(graph: ExecutionGraph, given: JsonObject, trigger: TriggerInfo): CaseStart {
  const { inputs, errors } = checkInputs(graph, given, process.env);
  if (errors.length === 0) return { kind: 'run', inputs, trigger };
  return { kind: 'refused', reason: `the inputs are wrong: ${errors.map(({ message }) => message).join('; ')}` };
}
