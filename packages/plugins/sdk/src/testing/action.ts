import { Check, Errors } from 'typebox/schema';
import type { Action } from '../action.ts';
import type { Context } from '../context.ts';
import type { Json, JsonSchema } from '../json.ts';
import { contextWith } from './context.ts';
import { demand, demandAbort, frozen, isJson, shown } from './violation.ts';

export type ActionFixtures = {
  /** Inputs that the action must take; at least one. */
  readonly inputs: readonly Json[];
  /** Inputs that the schema of the action must refuse. */
  readonly refused?: readonly Json[];
  readonly context?: Context;
  /** A call that waits for long, to be aborted. */
  readonly slow?: { readonly input: Json; readonly context?: Context };
};

const KINDS = ['pure', 'read', 'write'];

/**
 * Checks an action: its schemas are data, each input fits, each output fits what is declared and is JSON, an input is left
 * alone, a pure action gives the same twice, and an aborted call ends.
 *
 * @example
 * it('keeps the contract', () => checkAction(plugin.actions.lookup, { inputs: [{ id: 1 }], context }));
 */
export async function checkAction(action: Action | undefined, fixtures: ActionFixtures): Promise<void> {
  demand(action !== undefined, 'the plugin has the action', 'it is undefined');
  checkDeclaration(action);
  const { inputs, refused = [], context = contextWith() } = fixtures;
  demand(inputs.length > 0, 'an action is checked with at least one input', 'there is none');
  for (const input of refused) {
    demand(!Check(action.input as object, input), 'the input schema refuses what is wrong', `it takes ${shown(input)}`);
  }
  for (const input of inputs) await checkCall(action, { input, context });
  const { slow } = fixtures;
  if (slow === undefined) return;
  await demandAbort(async (signal) =>
    action.run({ input: frozen(slow.input), context: { ...(slow.context ?? context), signal } }),
  );
}

function checkDeclaration(action: Action): void {
  const { effects, idempotent, timeoutMs } = action;
  demand(KINDS.includes(effects), '`effects` is pure, read or write', `it is ${shown(effects)}`);
  const isSaid = typeof idempotent === 'boolean' || typeof idempotent?.whenInput === 'object';
  demand(isSaid, '`idempotent` is true, false or { whenInput }', `it is ${shown(idempotent)}`);
  const isLimit = timeoutMs === undefined || (Number.isInteger(timeoutMs) && timeoutMs > 0);
  demand(isLimit, '`timeoutMs` is a positive integer', `it is ${shown(timeoutMs)}`);
  for (const [name, schema] of Object.entries({ input: action.input, output: action.output })) {
    demand(isJson(JSON.parse(JSON.stringify(schema ?? null))), `\`${name}\` is a JSON Schema`, 'it is not JSON');
    demand(typeof schema === 'object' || typeof schema === 'boolean', `\`${name}\` is a JSON Schema`, shown(schema));
  }
}

async function checkCall(
  action: Action,
  { input, context }: { readonly input: Json; readonly context: Context },
): Promise<void> {
  const problem = problemOf(action.input, input);
  demand(problem === undefined, 'the input schema takes the fixture', `${shown(input)} ${problem}`);
  const run = async (): Promise<unknown> => action.run({ input: frozen(input), context });
  const output = await run();
  demand(isJson(output), 'an output is JSON', `this one is ${shown(output)}`);
  const wrong = problemOf(outputSchemaOf(action), output);
  demand(wrong === undefined, 'an output fits the schema that is declared', `${shown(output)} ${wrong}`);
  if (action.effects !== 'pure') return;
  const again = await run();
  const isSame = JSON.stringify(again) === JSON.stringify(output);
  demand(isSame, 'a pure action gives the same twice', `${shown(output)}, then ${shown(again)}`);
}

function outputSchemaOf({ output }: Action): JsonSchema {
  // `{ fromConfig, default }` is told from a JSON Schema by its two keys.
  const declared = output as { readonly fromConfig?: string; readonly default?: JsonSchema };
  return typeof declared.fromConfig === 'string' ? (declared.default ?? true) : output;
}

/** What is wrong with a value, or undefined. */
export function problemOf(schema: JsonSchema, value: unknown): string | undefined {
  if (typeof schema === 'boolean') return schema ? undefined : 'is not allowed';
  if (Check(schema, value)) return undefined;
  const [, [first]] = Errors(schema, value);
  return first === undefined ? 'does not fit' : `${first.instancePath} ${first.message}`.trim();
}
