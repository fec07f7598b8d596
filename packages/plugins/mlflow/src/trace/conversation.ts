// What was said in the calls of an attempt, as far as its fact tells: the turns that the node began with, and what its tools were asked and gave.
// In the form of a chat that MLflow's pages draw. Pure.
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import type { Fact } from './fact.ts';
import { listOf, objectOf, textOf } from './fact.ts';

/** Inputs and outputs of one call; absent where they are not known. */
export type Shown = { readonly inputs?: JsonObject; readonly outputs?: JsonObject };

/** For each step, in their order. Only the answer that came last is in a fact, and what an answer called. */
export function conversationOf(fact: Fact, steps: readonly JsonObject[]): readonly Shown[] {
  const input = objectOf(fact['input']);
  const made = [...listOf(input['tool_calls'])];
  const calls = steps.map((step) => (step['kind'] === 'tool' ? takeCall(made, step) : undefined));
  const last = steps.findLastIndex(({ kind }) => kind === 'model');
  let said = openingOf(input);
  return steps.map((step, index): Shown => {
    if (step['kind'] === 'tool') {
      const call = calls[index];
      if (call === undefined) return {};
      said = [...said, { role: 'tool', tool_call_id: idOf(index), content: call['result'] ?? '' }];
      return { inputs: objectOf(call['input']), outputs: { result: call['result'] ?? null } };
    }
    const inputs = { messages: said };
    const answer = answerOf(fact, { steps, calls, index, isLast: index === last });
    if (answer === undefined) return { inputs };
    said = [...said, answer];
    return { inputs, outputs: { choices: [{ index: 0, message: answer }] } };
  });
}

function openingOf({ system, messages, prompt, images }: JsonObject): readonly Json[] {
  const first = textOf(system) === undefined ? [] : [{ role: 'system', content: system ?? '' }];
  const turns = Array.isArray(messages)
    ? messages
    : [{ role: 'user', content: prompt ?? '', ...(images === undefined ? {} : { images }) }];
  return [...first, ...turns];
}

/** Calls beyond the bound of an answer are told and were not made: they are passed over. */
function takeCall(made: JsonObject[], { name }: JsonObject): JsonObject | undefined {
  const at = made.findIndex((call) => textOf(call['name'])?.startsWith(textOf(name) ?? '') === true);
  return at < 0 ? undefined : made.splice(0, at + 1).at(-1);
}

type Place = {
  readonly steps: readonly JsonObject[];
  readonly calls: readonly (JsonObject | undefined)[];
  readonly index: number;
  readonly isLast: boolean;
};

function answerOf(fact: Fact, { steps, calls, index, isLast }: Place): JsonObject | undefined {
  const next = steps.findIndex(({ kind }, i) => i > index && kind !== 'tool');
  const end = next < 0 ? steps.length : next;
  const asked = steps.slice(index + 1, end).map((step, i) => ({
    id: idOf(index + 1 + i),
    type: 'function',
    function: { name: step['name'] ?? '', arguments: JSON.stringify(calls[index + 1 + i]?.['input'] ?? {}) },
  }));
  if (asked.length > 0) return { role: 'assistant', content: '', tool_calls: asked };
  if (!isLast || fact.kind !== 'node.completed') return undefined;
  const { text, output } = fact;
  return { role: 'assistant', content: textOf(text) ?? textOf(output) ?? JSON.stringify(output ?? null) };
}

function idOf(step: number): string {
  return `call_${step}`;
}
