import type { Action } from '../action.ts';
import type { Context } from '../context.ts';
import type { Json, JsonSchema } from '../json.ts';
import { demandAbort, limited } from './abort.ts';
import { contextWith } from './context.ts';
import { valuesOf } from './generate.ts';
import { spied } from './spy.ts';
import { classOf, isJson, problemOf, shown, thrownBy, watched } from './values.ts';
import { ContractViolation, demand, demandFixture } from './violation.ts';

/**
 * What an action, or a tool, is checked with.
 *
 * @example
 * const fixtures: ActionFixtures = { inputs: [{ id: 7 }], refused: [{}, { id: 'seven' }] };
 */
export type ActionFixtures = {
  /** Inputs that the action must answer; at least one. */
  readonly inputs: readonly Json[];
  /** Inputs that the schema of the action must refuse. */
  readonly refused?: readonly Json[];
  readonly context?: Context;
  /** A call that waits for long, to be aborted. */
  readonly slow?: { readonly input: Json; readonly context?: Context };
  /** How many inputs are made up from the schema, and from which seed; 50 from seed 1 when left out. */
  readonly generated?: { readonly count?: number; readonly seed?: number };
  /** What the world outside looks like now, to see that a second call of an idempotent action changes nothing. */
  readonly world?: () => unknown;
};

const KINDS = ['pure', 'read', 'write'];
const GENERATED = { count: 50, seed: 1 };
/** A made-up input may ask for a long wait; the kit has no time for it. */
const LONGEST_MS = 1000;

type Call = { readonly input: Json; readonly context: Context };

/**
 * Checks an action: its schemas are data, each input fits and is answered by what is declared, also inputs that nobody thought of
 * (they are made up from the schema); a failure is classed; an input is left alone; a pure action gives the same twice, an
 * idempotent one does the same once; an aborted call ends. Throws a `ContractViolation` that names the rule.
 *
 * @example
 * const n = Type.Object({ n: Type.Number() }, { additionalProperties: false });
 * const plugin = definePlugin({
 *   name: 'acme', version: '1.0.0', sdk: '^1',
 *   actions: {
 *     double: { input: n, output: n, effects: 'pure', idempotent: true, run: ({ input }) => ({ n: input.n * 2 }) },
 *   },
 * });
 * await checkAction(plugin.actions?.['double'], { inputs: [{ n: 1 }], refused: [{}, { n: 'one' }] });
 */
export async function checkAction(action: Action | undefined, fixtures: ActionFixtures): Promise<void> {
  demandFixture(action !== undefined, 'the plugin has no such action');
  checkDeclaration(action);
  const { inputs, refused = [], context = contextWith(), slow, world } = fixtures;
  demandFixture(inputs.length > 0, 'an action is checked with at least one input');
  for (const input of refused) {
    demand(problemOf(action.input, input) !== undefined, 'action/refuses-inputs', `it takes ${shown(input)}`);
  }
  for (const input of inputs) {
    const problem = problemOf(action.input, input);
    demand(problem === undefined, 'action/takes-inputs', `${shown(input)} ${problem}`);
    await checkCall(action, { input, context });
    if (action.effects === 'write') await checkIdempotent(action, { input, context, world });
  }
  const { count, seed } = { ...GENERATED, ...fixtures.generated };
  for (const input of valuesOf(action.input, { count, seed, samples: inputs })) {
    await checkGenerated(action, { input, context });
  }
  if (slow === undefined) return;
  await demandAbort('action/abort', async (signal) =>
    action.run({ input: structuredClone(slow.input), context: { ...(slow.context ?? context), signal } }),
  );
}

/** What a declaration alone says. */
export function checkDeclaration({ effects, idempotent, timeoutMs, lane, input, output }: Action): void {
  demand(KINDS.includes(effects), 'action/effects', `it is ${shown(effects)}`);
  const isSaid = typeof idempotent === 'boolean' || typeof idempotent?.whenInput === 'object';
  demand(isSaid, 'action/idempotent-said', `it is ${shown(idempotent)}`);
  const isLimit = timeoutMs === undefined || (Number.isInteger(timeoutMs) && timeoutMs > 0);
  demand(isLimit, 'action/timeout', `it is ${shown(timeoutMs)}`);
  demand(lane === undefined || ['io', 'cpu'].includes(lane), 'action/lane', `it is ${shown(lane)}`);
  for (const [name, schema] of Object.entries({ input, output })) {
    const isSchema = typeof schema === 'boolean' || (typeof schema === 'object' && schema !== null);
    // Schemas of a schema library carry symbols and getters; what is left of them as JSON is the schema.
    demand(isSchema && isJson(schema), 'action/schemas', `\`${name}\` is ${shown(schema)}`);
  }
}

/** A pure action with inputs that are made up: it needs nothing that a test would have to give. */
export async function checkUnaided(action: Action): Promise<void> {
  const context = contextWith();
  for (const input of valuesOf(action.input, { ...GENERATED, samples: [] })) {
    await checkGenerated(action, { input, context });
    await checkSame(action, { input, context });
  }
}

/** What a pure action gives for an input that it answers, it gives again. */
async function checkSame(action: Action, { input, context }: Call): Promise<void> {
  const given: unknown[] = [];
  const failure = await thrownBy(async () => {
    for (const _ of ['once', 'again']) given.push(await action.run({ input: structuredClone(input), context }));
  });
  if (failure !== undefined) return;
  const [first, second] = given;
  demand(JSON.stringify(first) === JSON.stringify(second), 'action/pure', `${shown(first)}, then ${shown(second)}`);
}

/** Runs an action with an input of the fixtures and looks at what it gives. */
async function checkCall(action: Action, call: Call): Promise<void> {
  const output = await answered(action, call);
  checkOutput(action, { input: call.input, output });
  if (action.effects !== 'pure') return;
  const again = await answered(action, call);
  const isSame = JSON.stringify(again) === JSON.stringify(output);
  demand(isSame, 'action/pure', `${shown(output)}, then ${shown(again)}`);
}

async function answered(action: Action, { input, context }: Call): Promise<unknown> {
  const { copy, isUntouched } = watched(input);
  try {
    return await action.run({ input: copy, context });
  } catch (cause) {
    throw new ContractViolation('action/answers', `${shown(input)} made it throw ${shown(cause)}`, { cause });
  } finally {
    demand(isUntouched(), 'action/input-untouched', `${shown(input)} became ${shown(copy)}`);
  }
}

function checkOutput(action: Action, { input, output }: { readonly input: Json; readonly output: unknown }): void {
  demand(isJson(output), 'action/output-clones', `for ${shown(input)} it is ${shown(output)}`);
  const wrong = problemOf(outputSchemaOf(action), output);
  demand(wrong === undefined, 'action/output-fits', `for ${shown(input)} it is ${shown(output)}: ${wrong}`);
}

function outputSchemaOf({ output }: Action): JsonSchema {
  // `{ fromConfig, default }` is told from a JSON Schema by its two keys.
  const declared = output as { readonly fromConfig?: string; readonly default?: JsonSchema };
  return typeof declared.fromConfig === 'string' ? (declared.default ?? true) : output;
}

/** An input that nobody thought of is answered as declared, or fails as an action does. */
async function checkGenerated(action: Action, { input, context }: Call): Promise<void> {
  const { copy, isUntouched } = watched(input);
  let output: unknown;
  const failure = await thrownBy(async () => {
    output = await limited('action/abort', {
      limitMs: LONGEST_MS,
      start: async (signal) => action.run({ input: copy, context: { ...context, signal } }),
    });
  });
  if (failure?.error instanceof ContractViolation) throw failure.error;
  demand(isUntouched(), 'action/input-untouched', `${shown(input)} became ${shown(copy)}`);
  if (failure === undefined) {
    if (output !== undefined) checkOutput(action, { input, output });
    return;
  }
  const { class: kind, retryable } = classOf(failure.error);
  const isClassed = typeof kind === 'string' && typeof retryable === 'boolean';
  demand(isClassed, 'action/failure-classed', `${shown(input)} made it throw ${shown(failure.error)}`);
}

type Twice = Call & { readonly world: (() => unknown) | undefined };

/** A write that says that it is idempotent asks the same of the world twice, and the world is the same after it. */
async function checkIdempotent(action: Action, { input, context, world }: Twice): Promise<void> {
  if (!isIdempotent(action, input)) return;
  const once = async (): Promise<{ readonly sent: string; readonly after: string }> => {
    const spy = spied(context);
    await answered(action, { input, context: spy.context });
    return { sent: JSON.stringify(spy.sent), after: JSON.stringify(world?.() ?? null) };
  };
  const [first, second] = [await once(), await once()];
  demand(first.sent === second.sent, 'action/idempotent', `it sent ${shown(first.sent)}, then ${shown(second.sent)}`);
  const found = `the world was ${shown(first.after)}, then ${shown(second.after)}`;
  demand(first.after === second.after, 'action/idempotent', found);
}

function isIdempotent({ idempotent, input: schema }: Action, input: Json): boolean {
  if (typeof idempotent === 'boolean') return idempotent;
  const { properties = {} } = schema as { readonly properties?: { readonly [name: string]: { default?: unknown } } };
  return Object.entries(idempotent.whenInput).every(([name, values]) => {
    const given = (input as { readonly [name: string]: unknown } | null)?.[name] ?? properties[name]?.default;
    return values.includes(String(given));
  });
}
