// Inputs that a workflow cannot do without, asked of a person.
import type { ExecutionGraph } from '@configurable-agents/core/graph';
import type { Json, JsonObject } from '@configurable-agents/plugin-sdk';
import { ask } from './ask.ts';
import type { Terminal } from './ask.ts';
import { Failure } from './failure.ts';
import { fieldsOf, missingInputs, parseValue } from './inputs.ts';
import type { Field } from './inputs.ts';
import { printable } from './printable.ts';

/** The inputs with the missing ones, each asked for until it is of its type. Those that nobody answers stay missing. */
export async function askInputs(
  graph: Pick<ExecutionGraph, 'inputs'>,
  given: JsonObject,
  terminal: Terminal,
): Promise<JsonObject> {
  const inputs: { [name: string]: Json } = { ...given };
  const fields = fieldsOf(graph);
  for (const name of missingInputs(graph, given)) {
    const answer = await ask(questionOf(name, fields[name]), terminal, (text) => answerOf(name, text, fields[name]));
    if (answer === undefined) break;
    inputs[name] = answer;
  }
  return inputs;
}

/** `count (integer, how often it is tried): ` */
function questionOf(name: string, field: Field | undefined): string {
  const { type, description, enum: choices } = field ?? {};
  const said = [
    Array.isArray(choices) ? choices.map(String).join(', ') : type === 'string' ? undefined : type,
    description,
  ].filter((each) => typeof each === 'string');
  return `${name}${said.length === 0 ? '' : ` (${printable(said.join(', '))})`}: `;
}

function answerOf(
  name: string,
  text: string,
  field: Field | undefined,
): { readonly value: Json } | { readonly problem: string } {
  const choices = field?.['enum'];
  try {
    const value = parseValue(name, { value: text, field });
    if (Array.isArray(choices) && !choices.includes(value))
      return { problem: `it must be one of ${choices.map(String).join(', ')}` };
    return { value };
  } catch (error) {
    if (error instanceof Failure) return { problem: error.message };
    throw error;
  }
}
