// The tools that a model may call in an attempt: how each is offered, and what a call of one gives. The model hears of whatever it or a tool
// did wrong, so that it can do otherwise.
import { createHash } from 'node:crypto';
import { PluginError, TerminalError } from '@configurable-agents/plugin-sdk';
import type { Json, JsonObject, JsonSchema, Plugin, Tool, ToolCall, ToolOffer } from '@configurable-agents/plugin-sdk';
import { render } from '../expression/render.ts';
import { declaredOutput } from '../graph/declared.ts';
import type { LlmTool } from '../graph/graph.ts';
import { within } from '../within.ts';
import type { Attempt } from './execute.ts';
import { toJson } from './json.ts';
import { checkInput, checkOutput } from './validate.ts';

/** What a model is told of a call: what the tool gave, or what was wrong. */
export type Told = { readonly text: string; readonly isProblem: boolean };

export type Toolbox = {
  readonly offers: readonly ToolOffer[];
  /** Whether one of them changes something. */
  readonly writes: boolean;
  /** What the model is told of a call. Throws where no answer of a model can mend what is wrong. */
  readonly call: (call: ToolCall) => Promise<Told>;
};

/** One tool of the node, with the arguments that the model does not see. */
type Held = {
  readonly plugin: Plugin;
  readonly tool: Tool;
  readonly name: string;
  readonly offer: ToolOffer;
  readonly fixed: JsonObject;
  readonly most: number;
};

const TIMEOUT_MS = 60_000;
/** Of a result a model gets so many characters: a conversation has to fit into its context. */
export const MOST_RESULT = 256_000;

/** Loads the tools of a node. Throws `TOOL_NOT_INSTALLED`. */
export async function openTools({ node, job, plugins, contexts }: Attempt): Promise<Toolbox> {
  const held = await Promise.all((node.llm?.tools ?? []).map(hold));
  const byName = new Map(held.map((each) => [each.name, each]));
  const calls = new Map<string, number>();
  const count = (of: string): number => {
    const so = (calls.get(of) ?? 0) + 1;
    calls.set(of, so);
    return so;
  };

  async function hold({ uses = '', name = uses, description, with: given, max_calls: most = Infinity }: LlmTool) {
    const { plugin, value: tool } = await plugins.tool(uses);
    const fixed = given === undefined ? {} : (render(given, job.scope) as JsonObject);
    const input = without(tool.input, Object.keys(fixed));
    return { plugin, tool, name, offer: { name, description: description ?? tool.description, input }, fixed, most };
  }

  async function run({ plugin, tool, name, fixed, most }: Held, asked: Json): Promise<Told> {
    if (count(`of ${name}`) > most) return problem(`\`${name}\` may be called ${times(most)}, and has been`);
    const checked = checkInput(tool.input, isObject(asked) ? { ...asked, ...fixed } : asked);
    if (!checked.ok) return problem(`the arguments of \`${name}\` are wrong: ${checked.problem}`);
    const hash = createHash('sha256')
      .update(JSON.stringify([name, checked.value]))
      .digest('hex')
      .slice(0, 16);
    const id = `${name}-${hash}-${count(hash)}`;
    const timeoutMs = tool.timeoutMs ?? TIMEOUT_MS;
    const context = contexts.contextOfCall(plugin, { id, timeoutMs });
    const late = (): Error => new Error(`it has not answered within ${timeoutMs} ms`);
    const returned = await within(timeoutMs, Promise.resolve(tool.run({ input: checked.value, context })), late);
    const output = checkOutput(declaredOutput(tool.output), toJson(returned));
    return { text: short(typeof output === 'string' ? output : JSON.stringify(output)), isProblem: false };
  }

  return {
    offers: held.map(({ offer }) => offer),
    writes: held.some(({ tool }) => tool.effects === 'write'),
    call: async ({ name, input }) => {
      const tool = byName.get(name);
      if (tool === undefined)
        return problem(`there is no tool \`${name}\`; there are ${[...byName.keys()].join(', ')}`);
      try {
        return await run(tool, input);
      } catch (error) {
        contexts.assertGoing();
        // What it lacks to be let in no other arguments give it.
        if (error instanceof TerminalError && error.class === 'auth') throw error;
        const kind = error instanceof PluginError ? `${error.class}: ` : '';
        return problem(`\`${name}\` failed: ${kind}${error instanceof Error ? error.message : String(error)}`);
      }
    },
  };
}

/** The schema of what a model has to give: fixed arguments are none of its business. */
function without(schema: JsonSchema, names: readonly string[]): JsonSchema {
  if (typeof schema === 'boolean' || names.length === 0) return schema;
  const {
    properties = {},
    required = [],
    ...rest
  } = schema as {
    readonly properties?: JsonObject;
    readonly required?: readonly string[];
  };
  return {
    ...rest,
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !names.includes(name))),
    required: required.filter((name) => !names.includes(name)),
  };
}

function problem(text: string): Told {
  return { text: short(JSON.stringify({ error: text })), isProblem: true };
}

function short(text: string): string {
  if (text.length <= MOST_RESULT) return text;
  return `${text.slice(0, MOST_RESULT)}\n[cut after ${MOST_RESULT} of ${text.length} characters]`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
