// A slot of a schedule as a delivery: kept, deduplicated by its time, with what became of it.
import { evaluate, EvaluationError, render } from '../expression/index.ts';
import type { ExecutionGraph, GraphTrigger } from '../graph/graph.ts';
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import type { DeliveryRequest } from './api.ts';
import { envOf } from './env.ts';
import type { Environment } from './env.ts';
import { checkInputs } from './inputs.ts';

export type ScheduledWorkflow = { readonly name: string; readonly revision: number; readonly hash: string };

/** What a slot asks for; where its inputs cannot be made, a dead letter. */
export function slotDelivery(
  { workflow, trigger }: { readonly workflow: ScheduledWorkflow; readonly trigger: GraphTrigger },
  {
    slot,
    now,
    graph,
    env,
  }: { readonly slot: number; readonly now: number; readonly graph: ExecutionGraph; readonly env: Environment },
): DeliveryRequest {
  const event = { scheduled_at: new Date(slot).toISOString(), fired_at: new Date(now).toISOString() };
  const base = {
    trigger: 'schedule',
    dedupeKey: `${trigger.name}:${event.scheduled_at}`,
    // What tells one body from another under the same key is the slot, not when it was started.
    rawBody: Buffer.from(JSON.stringify({ scheduled_at: event.scheduled_at })),
    headers: {},
    eventType: 'schedule',
    starts: [],
    deadLetters: [],
  };
  const dead = (code: string, message: string): DeliveryRequest => ({
    ...base,
    deadLetters: [{ workflow_name: workflow.name, code, message }],
  });
  try {
    const scope = { event, env: envOf(graph, env) };
    if (trigger.when !== undefined && evaluate(trigger.when, scope) !== true) {
      return { ...base, reason: `the condition of the trigger ${trigger.name} is false` };
    }
    const inputs = inputsOf(trigger, scope);
    const { errors } = checkInputs(graph, inputs, env);
    if (errors.length > 0) return dead('RUN_INPUTS_INVALID', errors.map(({ message }) => message).join('; '));
    const info = { name: trigger.name, uses: 'schedule', event_type: 'schedule' };
    return {
      ...base,
      starts: [{ graph, workflowName: workflow.name, revision: workflow.revision, inputs, trigger: info, event }],
    };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return dead('TRIGGER_NOT_EVALUABLE', `the trigger ${trigger.name} cannot be evaluated: ${error.message}`);
  }
}

function inputsOf({ inputs = {} }: GraphTrigger, scope: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, template]): [string, Json] => [name, render(template, scope)]),
  );
}
